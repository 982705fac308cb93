import { isOneOf, literal, name, type Sql, sql } from '../../engines/sql.js';
import { NOTHING, patternOf } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

/*
 * What stands in a row by the place of its column, while it is typed: `c<i>` the text of a cell, `p<i>` what the pass made
 * of it, `q<i>` whether it is plain, `v<i>` its value, `i<i>`
 * its clean ID, `o<i>` whether the ID had odd blanks, `d<i>` whether it is without its decoration, `r<i>` whether it may have
 * come before, `f<i>` its folded words. Headings never become names. `record` is the place of the row among those of its file.
 */
export const RECORD = name('record');
export const cellText = (index: number): Sql => name(`c${index}`);
/** Whether an ID is plain: true or null. */
export const isPlainId = (index: number): Sql => name(`q${index}`);
/** The value that a cell became while the file was read. */
export const cellRead = (index: number): Sql => name(`p${index}`);
export const cellValue = (index: number): Sql => name(`v${index}`);
export const cellId = (index: number): Sql => name(`i${index}`);
/** Whether an ID had blanks or invisible characters at its ends. */
export const wasTrimmed = (index: number): Sql => name(`o${index}`);
/** Whether the pass took a decoration or capital letters off an ID: true, or null if not. */
export const wasDecorated = (index: number): Sql => name(`d${index}`);
/** Whether an ID may have come before: true or null. */
export const mayHaveCome = (index: number): Sql => name(`r${index}`);
export const cellWords = (index: number): Sql => name(`f${index}`);

/** How people and programs write that a cell is empty. */
export const DASHES: readonly string[] = ['-', '--', '—', '–'];

export const dashesAreNothing = (cell: Sql, nulls: readonly string[] = []): Sql =>
  sql`(case when ${isOneOf(cell, [...DASHES, ...nulls])} then null else ${cell} end)`;

/** Of which columns no cell was left as a text. */
export type IsRead = (index: number) => boolean;

/** Whether a cell holds something that could not be read. */
export function isUnreadable(index: number, kind: Wanted['kind'], isRead: IsRead): Sql {
  if (isRead(index)) return sql`false`;
  // Zeros are how some databases write that there is no date.
  const nothing = [...(isDate({ kind }) ? ['[0.:/ T-]+'] : []), ...[...NOTHING].filter(Boolean).map(patternOf)];
  // Most cells have a value or are empty: the others alone are looked at as text.
  return sql`(case when ${cellText(index)} is not null and ${cellValue(index)} is null
    then not regexp_full_match(${cellText(index)}, ${literal(nothing.join('|'))}) else false end)`;
}
