import { BLANKS } from '../../model/fold.js';
import type { Loaded } from '../scan/loaded.js';

/** The blank characters of a file, besides the space, that are taken off the ends of its cells. */
export const blanksOf = ({ characters }: Pick<Loaded, 'characters'>): string[] =>
  characters.filter((char) => BLANKS.includes(char));

/**
 * A cell without blanks at its ends; null where it is empty or means nothing in this export. `textsOf` does the same in
 * SQL.
 */
export function clearCell(loaded: Loaded): (cell: string) => string | null {
  const ends = new Set([' ', ...blanksOf(loaded)]);
  const nothing = new Set(['', ...loaded.recognised.empty]);
  return (cell) => {
    let [from, to] = [0, cell.length];
    while (from < to && ends.has(cell[from] as string)) from++;
    while (to > from && ends.has(cell[to - 1] as string)) to--;
    const clear = cell.slice(from, to);
    return nothing.has(clear) ? null : clear;
  };
}
