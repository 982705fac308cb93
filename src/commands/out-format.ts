import { extname } from 'node:path';
import { text, UserError } from '../error.js';
import type { Format } from '../model/dialect.js';
import { meant } from '../model/meant.js';
import { shellWord } from '../model/shell-word.js';
import type { Lang, Text } from '../model/text.js';

/** The format asked for: by `-f`, by `--excel`, else by the name of `--out`. Excel opens CSV. */
export function formatFor(format: Format | undefined, excel: Lang | 'own' | false, out: string | undefined): Format {
  const ofEnding = formatOfName(out);
  if (excel && format !== undefined && format !== 'csv')
    throw two(`--format ${format}`, '--excel', text('leave out one of them', 'оставьте что-то одно'));
  const asked = excel ? 'csv' : format;
  if (asked !== undefined && ofEnding !== undefined && asked !== ofEnding)
    throw two(
      excel ? '--excel' : `--format ${asked}`,
      `--out ${out}`,
      meant(renamed(out as string, endingOf(out), asked)),
    );
  return asked ?? ofEnding ?? 'table';
}

/** That which a name says; undefined: it says none. */
export function formatOfName(out: string | undefined): Format | undefined {
  const ending = endingOf(out);
  if (UNWRITTEN.test(ending)) throw noSuchFormat(out as string, ending);
  return BY_ENDING.get(ending);
}

/** What ends with a slash is a folder, whatever its name. */
const endingOf = (out: string | undefined): string =>
  out === undefined || /[\\/]$/.test(out) ? '' : extname(out).toLowerCase();

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
  ['.xlsx', 'xlsx'],
]);

/** A table saved under such a name would be a file that its program calls damaged. */
const UNWRITTEN = /^\.(?:xls[mb]?|ods|numbers|tsv|tab|xml|rtf|odt|pdf|docx?|pptx?|png|parquet)$/;

const noSuchFormat = (out: string, ending: string): UserError =>
  new UserError(text(`reports are not written as ${ending}`, `отчёт не выводится в ${ending}`), {
    file: out,
    hint: /^\.(?:xls|ods|numbers|tsv|tab)/.test(ending)
      ? meant(`--out ${shellWord(`${out.slice(0, -ending.length)}${/^\.t/.test(ending) ? '.csv' : '.xlsx'}`)}`)
      : text(
          'name a .html, .xlsx, .md, .csv, .json or .txt file',
          'укажите файл .html, .xlsx, .md, .csv, .json или .txt',
        ),
  });
