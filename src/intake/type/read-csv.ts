import { joined, literal, raw, type Sql, sql } from '../../engines/sql.js';
import { BLANKS } from '../../model/fold.js';
import type { Loaded } from '../scan/loaded.js';
import { cellText } from './cells.js';

/** The clean rows of a file, every column as text under its place: no option is left to an engine's guess. */
export function readCsv({ shape, clean, scan }: Loaded): Sql {
  const columns = shape.headings.map((_, at) => `${literal(`c${at}`).text}: 'VARCHAR'`);
  // Left to guess, the reader takes a newline inside a quoted cell for the file's own.
  const newline = scan.newline === 'crlf' ? '\\r\\n' : '\\n';
  // Threads share a file out by its newlines: where cells hold some, one thread reads it.
  // A reader keeps a buffer per thread; by default it is 32 MB, more than most exports.
  const line = Math.max(1_048_576, scan.longest * 2);
  return sql`read_csv(
    ${literal(clean.path)}, auto_detect = false, header = false, hive_partitioning = false, compression = 'none',
    parallel = ${raw(String(!scan.hasNewlines))}, skip = ${raw(String(clean.skip))}, delim = ${literal(shape.delimiter)},
    quote = '"', escape = '"', max_line_size = ${raw(String(line))}, buffer_size = ${raw(String(line * 4))},
    new_line = ${literal(newline)}, columns = {${raw(columns.join(', '))}})`;
}

/** More blanks than these are not looked for one by one. */
const FEW = 2;

/** The text of a cell: without the blanks at its ends, null where it is empty or means nothing in this export. */
export function textOf({ characters, recognised }: Loaded): (index: number) => Sql {
  const blanks = characters.filter((char) => BLANKS.includes(char));
  const ends = [' ', ...blanks];
  const nothing = joined(['', ...recognised.empty].map(literal), ', ');
  // Not nullif: an engine writes its first operand out twice, and so an operand within an operand over and over.
  const orNull = (text: Sql) => sql`case when ${text} in (${nothing}) then null else ${text} end`;
  const trim = (cell: Sql) =>
    blanks.length === 0 ? sql`trim(${cell})` : sql`trim(${cell}, ${literal(ends.join(''))})`;
  return (index) => {
    const cell = cellText(index);
    if (blanks.length > FEW) return orNull(trim(cell));
    // Trimming looks at every character of a cell, so it is done where there is something to trim: at few cells of a file.
    const atEnds = ends.map((blank) => sql`prefix(${cell}, ${literal(blank)}) or suffix(${cell}, ${literal(blank)})`);
    return sql`case when ${joined(atEnds, ' or ')} then ${orNull(trim(cell))} when ${cell} in (${nothing}) then null else ${cell} end`;
  };
}

/** Whether a cell has other blanks than the space at its ends: of an ID they are no part, and are counted. */
export function hasOddBlanks({ characters }: Loaded, index: number): Sql {
  const blanks = characters.filter((char) => BLANKS.includes(char));
  const cell = cellText(index);
  return blanks.length === 0
    ? sql`false`
    : sql`coalesce(trim(${cell}, ' ') <> trim(${cell}, ${literal(` ${blanks.join('')}`)}), false)`;
}
