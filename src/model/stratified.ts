import { compareWords } from './compare-words.js';
import { groupBy } from './group-by.js';

/** What a thing of a list is told apart by, the weightiest first. */
type Stratum<T> = (one: T) => string;

/**
 * Draws so many items of a list, each group in proportion to its size: by largest remainder over the first stratum,
 * within each of its groups over the next, and so on. Equal remainders, and items of the last groups, are drawn by lot
 * (32-bit integers). The result depends only on the order of the list and the lot, and keeps that order.
 */
export function stratified<T>(all: readonly T[], strata: readonly Stratum<T>[], count: number, lot: () => number): T[] {
  const drawn = new Set(draw(all, strata, count, lot));
  return all.filter((one) => drawn.has(one));
}

function draw<T>(all: readonly T[], strata: readonly Stratum<T>[], count: number, lot: () => number): readonly T[] {
  if (all.length <= count) return all;
  const [stratum, ...finer] = strata;
  if (stratum === undefined) return shuffled(all, lot).slice(0, count);
  const sorted = [...groupBy(all, stratum)].sort(([a], [b]) => compareWords(a, b)).map(([, of]) => of);
  const shares = shuffled(sorted, lot).map((of) => {
    const exactly = of.length * count;
    return { of, whole: Math.floor(exactly / all.length), left: exactly % all.length };
  });
  let rest = count - shares.reduce((sum, { whole }) => sum + whole, 0);
  return shares
    .sort((a, b) => b.left - a.left)
    .flatMap(({ of, whole }) => draw(of, finer, whole + (rest-- > 0 ? 1 : 0), lot));
}

function shuffled<T>(all: readonly T[], lot: () => number): T[] {
  const found = [...all];
  for (let at = found.length - 1; at > 0; at--) {
    const other = lot() % (at + 1);
    [found[at], found[other]] = [found[other] as T, found[at] as T];
  }
  return found;
}
