// Ways to write an export: the same cells in other bytes.

import { gzipSync } from 'node:zlib';
import { type Cell as BookCell, book } from '../intake/book.js';
import { cp1251, minimal, quoted } from '../intake/text.js';
import { two } from '../intake/written.js';

/** The value of a cell: a text, an amount in hundredths, a moment `2026-03-10 12:05`, or only its day. */
export type Cell = string | { cents: number } | { at: string } | { day: string };

export interface Column {
  readonly heading: string;
  /** The canonical field that it gives, if any. */
  readonly field?: string;
}

/** One file, and how it is written. A row holds its cells by their headings. */
export interface Table {
  readonly table: 'crm' | 'ad_stats' | 'touches' | 'stage_events';
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly written: Written;
}

export interface Exports {
  readonly tables: readonly Table[];
  /** What funnel.yaml says beside its files. */
  readonly yaml: string;
  /** What the report is asked for. */
  readonly flags: readonly string[];
}

export interface Written {
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly encoding: 'utf-8' | 'utf-8 with a mark' | 'utf-16le' | 'utf-16be' | 'windows-1251';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly quotes: 'where needed' | 'all';
  /** How 1234.50 is written. */
  readonly amounts: '1234.50' | '1234,50' | '1,234.50' | '1.234,50' | '1 234,50';
  readonly dates: 'yyyy-MM-dd' | 'dd.MM.yyyy' | 'MM/dd/yyyy' | 'dd/MM/yyyy';
  /** Lines above the headings. */
  readonly preamble: readonly string[];
  /** What stands before the sums in the last line; null: there is none. */
  readonly total: string | null;
  readonly packed: 'plain' | 'gzip' | 'workbook';
}

export const WRITTEN: Written = {
  ...{ delimiter: ',', encoding: 'utf-8', newline: '\n', quotes: 'where needed', amounts: '1234.50' },
  ...{ dates: 'yyyy-MM-dd', preamble: [], total: null, packed: 'plain' },
};

/** The file: its name, and its bytes. */
export async function fileOf(table: Table): Promise<[name: string, bytes: Uint8Array]> {
  const { written, name } = table;
  if (written.packed === 'workbook') return [`${name}.xlsx`, await workbookOf(table)];
  const bytes = encoded(textOf(table), written.encoding);
  return written.packed === 'gzip' ? [`${name}.csv.gz`, gzipSync(bytes)] : [`${name}.csv`, bytes];
}

function textOf(table: Table): string {
  const { delimiter, quotes, newline } = table.written;
  // Where no day is above 12, nobody can tell days from months.
  const isTold = table.rows.some((row) => Object.values(row).some((cell) => Number(momentOf(cell)?.slice(8, 10)) > 12));
  const written = isTold ? table.written : { ...table.written, dates: 'yyyy-MM-dd' as const };
  const lines = [
    ...table.written.preamble.map((words) => [words]),
    ...linesOf(table).map((row) => row.map((cell) => cellOf(cell, written))),
  ];
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (quotes === 'all' ? quoted(cell) : minimal(cell, delimiter))).join(delimiter);
  return lines.map((cells) => line(cells) + newline).join('');
}

/** The headings, the rows, and the line of sums. */
function linesOf({ columns, rows, written: { total } }: Table): Cell[][] {
  const summed = columns.map(({ heading, field }): Cell => {
    const cells = rows.map((row) => row[heading] ?? '');
    if (field === 'cost') return { cents: cells.reduce((sum, one) => sum + (isAmount(one) ? one.cents : 0), 0) };
    return field === 'clicks' || field === 'actions' ? String(cells.reduce((sum, one) => sum + Number(one), 0)) : '';
  });
  const place = columns.findIndex(({ field }) => field === 'day' || field === 'source');
  return [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ heading }) => row[heading] ?? '')),
    ...(total === null ? [] : [summed.map((cell, at) => (at === place ? total : cell))]),
  ];
}

const momentOf = (cell: Cell): string | undefined =>
  typeof cell === 'string' || isAmount(cell) ? undefined : 'at' in cell ? cell.at : cell.day;
const isAmount = (cell: Cell): cell is { cents: number } => typeof cell === 'object' && 'cents' in cell;

function cellOf(cell: Cell, { amounts, dates }: Written): string {
  if (typeof cell === 'string') return cell;
  if (isAmount(cell)) {
    const whole = String(Math.floor(cell.cents / 100));
    const [group, mark] = /^1(\D?)234(\D)50$/.exec(amounts)?.slice(1) ?? [];
    return `${whole.replace(/\B(?=(\d{3})+$)/g, group ?? '')}${mark}${two(cell.cents % 100)}`;
  }
  const [date = '', time] = (momentOf(cell) ?? '').split(' ');
  const [year = '', month = '', day = ''] = date.split('-');
  const written = dates.replace('yyyy', year).replace('MM', month).replace('dd', day);
  return time === undefined ? written : `${written} ${time}`;
}

function encoded(text: string, encoding: Written['encoding']): Uint8Array {
  if (encoding === 'windows-1251') return cp1251(text);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`);
}

function workbookOf(table: Table): Promise<Uint8Array> {
  const rows = linesOf(table).map((row) => row.map(bookCell));
  return book([{ name: 'Лист1', rows: [...table.written.preamble.map((words) => [words]), ...rows] }]);
}

/** Days of a workbook are counted from the 30th of December 1899. */
const serial = (moment: string): string =>
  String((Date.parse(`${moment.replace(' ', 'T')}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);

function bookCell(cell: Cell): BookCell | null {
  if (typeof cell === 'string') return cell === '' ? null : cell;
  if (isAmount(cell)) return { n: String(cell.cents / 100) };
  return 'at' in cell
    ? { n: serial(`${cell.at}:00`), as: 'dd.mm.yyyy hh:mm' }
    : { n: serial(cell.day), as: 'dd.mm.yyyy' };
}
