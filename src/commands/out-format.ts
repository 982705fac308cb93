import { extname } from 'node:path';
import { text, UserError } from '../error.js';
import type { Format } from '../model/dialect.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';
import type { Lang, Text } from '../model/text.js';

/** The format that is asked for, by `-f`, `--excel`, else by the name of `--out`. Excel opens CSV. */
export function formatFor(format: Format | undefined, excel: Lang | 'own' | false, out: string | undefined): Format {
  // What ends with a slash is a folder, whatever its name.
  const ending = out === undefined || /[\\/]$/.test(out) ? '' : extname(out).toLowerCase();
  if (UNWRITTEN.test(ending)) throw noSuchFormat(out as string, ending);
  const asked = excel ? 'csv' : format;
  const ofEnding = BY_ENDING.get(ending);
  if (excel && format !== undefined && format !== 'csv')
    throw two(`--format ${format}`, '--excel', text('leave out one of them', 'оставьте что-то одно'));
  if (asked !== undefined && ofEnding !== undefined && asked !== ofEnding)
    throw two(excel ? '--excel' : `--format ${asked}`, `--out ${out}`, meant(renamed(out as string, ending, asked)));
  return asked ?? ofEnding ?? 'table';
}

const two = (one: string, other: string, hint: Text): UserError =>
  new UserError(text(`${one} and ${other} ask for two formats`, `${one} и ${other} — это два разных формата`), {
    hint,
  });

const renamed = (out: string, ending: string, format: Format): string =>
  `--out ${shellWord(`${out.slice(0, -ending.length)}.${format === 'table' ? 'txt' : format}`)}`;

const BY_ENDING: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.json', 'json'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.md', 'md'],
  ['.markdown', 'md'],
]);

/** A table under such a name is a file that the program of that name calls damaged. */
const UNWRITTEN = /^\.(?:xls[xmb]?|ods|numbers|pdf|docx?|pptx?|png|parquet)$/;

const noSuchFormat = (out: string, ending: string): UserError =>
  new UserError(text(`reports are not written as ${ending}`, `отчёт не выводится в ${ending}`), {
    file: out,
    hint: /^\.(?:xls|ods|numbers)/.test(ending)
      ? meant('--excel -o report/')
      : text('name a .html, .md, .csv, .json or .txt file', 'укажите файл .html, .md, .csv, .json или .txt'),
  });
