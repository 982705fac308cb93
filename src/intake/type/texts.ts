import { isOneOf, joined, literal, raw, type Sql, sql } from '../../engines/sql.js';
import { BLANKS } from '../../model/fold.js';
import type { Loaded } from '../scan/loaded.js';
import { cellText, wasTrimmed } from './cells.js';

/** More blanks than these are not looked for one by one. */
const FEW = 3;

/**
 * The texts of some columns of a file, as a sub-select: without the blanks at their ends, null where a cell is empty or
 * means nothing in this export. Of IDs it is said whether they had other blanks than the space: they are no part of one.
 */
export function textsOf(loaded: Loaded, columns: Iterable<number>, ids: Iterable<number> = []): Sql {
  const { characters, recognised } = loaded;
  const blanks = characters.filter((char) => BLANKS.includes(char));
  const ends = [' ', ...blanks];
  const all = literal(ends.join(''));
  const trimmed = (at: number) => {
    const cell = cellText(at);
    const trim = blanks.length === 0 ? sql`trim(${cell})` : sql`trim(${cell}, ${all})`;
    if (ends.length > FEW) return sql`${trim} as ${cell}`;
    // Trimming looks at every character of a cell, so it is done where there is something to trim: at few cells of a file.
    const atEnds = ends.map((blank) => sql`prefix(${cell}, ${literal(blank)}) or suffix(${cell}, ${literal(blank)})`);
    return sql`case when ${joined(atEnds, ' or ')} then ${trim} else ${cell} end as ${cell}`;
  };
  const orNull = (at: number) => {
    const cell = cellText(at);
    return sql`case when ${isOneOf(cell, ['', ...recognised.empty])} then null else ${cell} end as ${cell}`;
  };
  const hadBlanks = (at: number) =>
    blanks.length === 0
      ? sql`false as ${wasTrimmed(at)}`
      : sql`coalesce(trim(${cellText(at)}, ' ') <> trim(${cellText(at)}, ${all}), false) as ${wasTrimmed(at)}`;
  const list = (parts: readonly Sql[]) => (parts.length === 0 ? sql`1 as one` : joined(parts, ', '));
  const [texts, had] = [[...columns], [...ids]];
  return sql`(select ${list([...texts.map(orNull), ...had.map(wasTrimmed)])}
    from (select ${list([...texts.map(trimmed), ...had.map(hadBlanks)])} from ${readCsv(loaded)}))`;
}

/** The clean rows of a file, every column as text under its place: no option is left to an engine's guess. */
function readCsv({ shape, clean, scan }: Loaded): Sql {
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
