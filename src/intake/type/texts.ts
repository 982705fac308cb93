import { isOneOf, joined, literal, type Sql, sql } from '../../engines/sql.js';
import { NULLS } from '../../model/nulls.js';
import type { Loaded } from '../scan/loaded.js';
import { cellRead, cellText, isPlainId, mayHaveCome, RECORD, wasDecorated, wasTrimmed } from './cells.js';
import { blanksOf } from './clear-cell.js';
import type { LaidColumn } from './group-parts.js';
import { type LaidOut, plainIn } from './lay-out.js';
import type { CellRequest } from './request.js';
import { isDate } from './wanted.js';

/** More blanks than these are not looked for one by one. */
const FEW = 3;

/**
 * The cells of a file that was laid out, as a sub-select: values, and texts without blanks at their ends (null where a
 * cell is empty, means nothing in this export or is a word for nothing), with the record of each row. For IDs it also tells
 * whether blanks other than the space were in them.
 */
export function textsOf(
  loaded: Loaded,
  { path, columns }: LaidOut,
  { ids, nulls, typed }: Pick<CellRequest, 'ids' | 'nulls' | 'typed'>,
): Sql {
  const { recognised } = loaded;
  const blanks = blanksOf(loaded);
  const ends = [' ', ...blanks];
  const all = literal(ends.join(''));
  const isPlain = (at: number) => plainIn(columns, at);
  const dates = new Set(typed.flatMap((column) => (isDate(column) ? [column.index] : [])));
  const trimmed = (at: number) => {
    const cell = cellText(at);
    const { hasTexts, hasBlanks } = columns.get(at) as LaidColumn;
    if (!hasTexts) return sql`${NO_TEXT} as ${cell}`;
    if (!hasBlanks) return cell;
    const trim = blanks.length === 0 ? sql`trim(${cell})` : sql`trim(${cell}, ${all})`;
    if (columns.get(at)?.plain === 'some')
      return sql`case when ${isPlain(at)} then ${cell} else ${trim} end as ${cell}`;
    if (ends.length > FEW) return sql`${trim} as ${cell}`;
    // Trimming reads every character, so only cells that begin or end with a blank are trimmed.
    const atEnds = ends.map((blank) => sql`prefix(${cell}, ${literal(blank)}) or suffix(${cell}, ${literal(blank)})`);
    return sql`case when ${joined(atEnds, ' or ')} then ${trim} else ${cell} end as ${cell}`;
  };
  const orNull = (at: number) => {
    const cell = cellText(at);
    const { hasTexts, hasBlanks, hasNulls } = columns.get(at) as LaidColumn;
    // A cell of blanks alone is empty when they are gone, and a word for nothing is one.
    const words = hasNulls || (hasBlanks && hasNulls !== null) ? (dates.has(at) ? NULLS : nulls) : [];
    const nothing = [...(hasBlanks ? [''] : []), ...words, ...recognised.empty];
    if (!hasTexts || nothing.length === 0) return cell;
    return sql`case when ${isOneOf(cell, nothing)} then null else ${cell} end as ${cell}`;
  };
  const hadBlanks = (at: number) =>
    blanks.length === 0 || columns.get(at)?.hasBlanks === false
      ? sql`false as ${wasTrimmed(at)}`
      : sql`coalesce(not ${isPlain(at)} and trim(${cellText(at)}, ' ') <> trim(${cellText(at)}, ${all}), false) as ${wasTrimmed(at)}`;
  const [texts, had] = [[...columns.keys()], [...ids]];
  const values = texts.flatMap((at) => [
    ...(columns.get(at)?.hasValues ? [cellRead(at)] : []),
    ...(columns.get(at)?.plain === 'some' ? [isPlainId(at)] : []),
    ...(columns.get(at)?.hasBared ? [wasDecorated(at)] : []),
    ...(columns.get(at)?.mayComeAgain ? [mayHaveCome(at)] : []),
  ]);
  return sql`(select ${joined([...texts.map(orNull), ...had.map(wasTrimmed), ...values, RECORD], ', ')}
    from (select ${joined([...texts.map(trimmed), ...had.map(hadBlanks), ...values], ', ')}, file_row_number as ${RECORD}
      from read_parquet(${literal(path)}, file_row_number = true)))`;
}

/** What no cell of a column is: the type of it is known all the same. */
const NO_TEXT = sql`cast(null as varchar)`;
