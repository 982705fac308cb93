import { readFile, stat } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type Text, text, UserError } from '../error.js';

/** A record of a CSV that the program wrote, and the line on which it begins. */
export interface WrittenLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Bytes: larger than any file that grows by one run a week. */
const LARGEST = 2 ** 28;

/**
 * The records of a CSV that the program wrote, unchanged. Empty if there is no file, or an empty one. `refused` makes
 * the error for anything that is not as it was written.
 */
export async function linesOf(
  path: string,
  refused: (line: number, what: Text) => UserError,
): Promise<readonly WrittenLine[]> {
  const there = await stat(path).catch(() => null);
  if (there === null || there.size === 0) return [];
  if (there.size > LARGEST) throw refused(1, text('is larger than any of ours', 'слишком велик'));
  const source = decoded(await readFile(path), refused);
  if (source.indexOf('\r') >= 0 || source.startsWith('\uFEFF')) throw refused(1, BY_A_SPREADSHEET);
  return recordsIn(source, refused);
}

function decoded(bytes: Uint8Array, refused: (line: number, what: Text) => UserError): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused(1, text('is not UTF-8', 'это не UTF-8'));
  }
}

function recordsIn(source: string, refused: (line: number, what: Text) => UserError): WrittenLine[] {
  const found: WrittenLine[] = [];
  try {
    const all = parse(source, { info: true, relax_column_count: true, record_delimiter: '\n' }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    let line = 1;
    for (const { record, info } of all) {
      found.push({ line, cells: record });
      line = info.lines + 1;
    }
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    throw refused(lines, text('its quotes do not close as they were written', 'кавычки не закрываются, как были'));
  }
  return found;
}

/** The error for a file that is not as the program wrote it: what is wrong, and what to do. */
export const notAsWritten = (file: string, line: number, what: Text, hint: Text): UserError =>
  new UserError(text(`not as funnel wrote it: ${what.en}`, `не таким его записал funnel: ${what.ru}`), {
    ...{ file, line, hint },
  });

const BY_A_SPREADSHEET = text(
  'was saved by a spreadsheet, which may have changed figures and days in it',
  'файл сохранён в табличном редакторе: цифры и даты в нём могли измениться',
);
