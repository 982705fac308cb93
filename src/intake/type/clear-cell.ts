import { BLANKS } from '../../model/fold.js';
import { NULLS } from '../../model/nulls.js';
import type { Loaded } from '../scan/loaded.js';

/** The blank characters of a file, besides the space, that are taken off the ends of its cells. */
export const blanksOf = ({ characters }: Pick<Loaded, 'characters'>): string[] =>
  characters.filter((char) => BLANKS.includes(char));

/**
 * A cell without blanks at its ends; null where it is empty or means nothing in this export, and for a date also where it
 * is a word for nothing. `textsOf` does the same in SQL.
 */
export function clearCell(loaded: Loaded): (cell: string, isOfDates: boolean) => string | null {
  const ends = new Set([' ', ...blanksOf(loaded)]);
  const nothing = new Set(['', ...loaded.recognised.empty]);
  const noDate = new Set([...nothing, ...NULLS]);
  return (cell, isOfDates) => {
    let [from, to] = [0, cell.length];
    while (from < to && ends.has(cell[from] as string)) from++;
    while (to > from && ends.has(cell[to - 1] as string)) to--;
    const clear = cell.slice(from, to);
    return (isOfDates ? noDate : nothing).has(clear) ? null : clear;
  };
}
