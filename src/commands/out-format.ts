import { extname } from 'node:path';
import { text, UserError } from '../error.js';
import type { Format } from '../model/dialect.js';
import { meant } from '../model/meant.js';
import type { Lang } from '../model/text.js';

/** The format that is asked for, by `-f`, `--excel`, else by the name of `--out`. Excel opens CSV. */
export function formatFor(format: Format | undefined, excel: Lang | 'own' | false, out: string | undefined): Format {
  if (excel) return 'csv';
  const ending = out === undefined ? '' : extname(out).toLowerCase();
  if (format === undefined && UNWRITTEN.test(ending)) throw noSuchFormat(out as string, ending);
  return format ?? BY_ENDING.get(ending) ?? 'table';
}

const BY_ENDING: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.json', 'json'],
]);

/** A table under such a name is a file that the program of that name calls damaged. */
const UNWRITTEN = /^\.(?:xls[xmb]?|ods|numbers|pdf|docx?|pptx?|html?|md|png|parquet)$/;

const noSuchFormat = (out: string, ending: string): UserError =>
  new UserError(text(`reports are not written as ${ending}`, `отчёт не выводится в ${ending}`), {
    file: out,
    hint: /^\.(?:xls|ods|numbers)/.test(ending)
      ? meant('--excel -o report/')
      : text('name a .csv, a .json or a .txt file', 'укажите файл .csv, .json или .txt'),
  });
