import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { text, UserError } from '../error.js';
import { cannotRead } from '../intake/open/opened.js';

export interface DayRate {
  day: string;
  currency: string;
  rate: string;
}

/** Reads a file of rates, `date,currency,rate`: how many units of the report's currency one of that currency was worth that day. */
export async function readRates(path: string): Promise<DayRate[]> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(path, error);
  });
  const [head = [], ...rows] = parse(content, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  }) as string[][];
  const at = ['date', 'currency', 'rate'].map((heading) => head.findIndex((own) => own.toLowerCase() === heading));
  if (at.some((index) => index < 0))
    throw new UserError(
      text('rates need the headings date,currency,rate', 'для курсов нужны заголовки date,currency,rate'),
      { file: path },
    );
  return rows.map((row, index) => {
    const [day = '', currency = '', rate = ''] = at.map((column) => row[column] ?? '');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^[A-Za-z]{3}$/.test(currency) || !/^\d{1,9}(\.\d{1,6})?$/.test(rate))
      throw new UserError(
        text('not a rate: expected 2026-10-01,USD,92.5', 'это не курс: ожидается 2026-10-01,USD,92.5'),
        { file: path, line: index + 2 },
      );
    return { day, currency: currency.toUpperCase(), rate };
  });
}
