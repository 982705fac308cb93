import { add, compare, type Exact, exact, multiply, subtract } from './exact.js';

/** A value of a series: of a period, in the order of time. */
interface Point {
  /** null: unknown, or of a period of which nothing can be said yet. */
  readonly value: Exact | null;
  /** Whether later values are compared with it: its period is complete, and its leads have had their time. */
  readonly isUsual: boolean;
}

/** Where a value lies; null: nothing tells. */
type Signal = 'up' | 'down' | 'usual' | null;

/** "Usual" needs so many values before, and takes at most so many into account. */
const [FEWEST_BEFORE, MOST_BEFORE] = [8, 26];

/**
 * Finds values outside of what is usual: further from the median of those before than 3 × 1.4826 × MAD, the median
 * distance from it; for counts at least 3 × √median, as far as chance takes them. For rates and money a MAD of zero tells
 * nothing. After one such value, the following ones are no news until one is usual again.
 */
export function signalsIn(points: readonly Point[], isCount: boolean): Signal[] {
  const before: Exact[] = [];
  let isOutside = false;
  return points.map(({ value, isUsual }) => {
    const found = value && signalOf(value, before.slice(-MOST_BEFORE), isCount);
    if (value && isUsual) before.push(value);
    if (found === null) return null;
    const isNews = found !== 'usual' && !isOutside;
    isOutside = found !== 'usual';
    return isNews ? found : 'usual';
  });
}

function signalOf(value: Exact, before: readonly Exact[], isCount: boolean): Signal {
  if (before.length < FEWEST_BEFORE) return null;
  const median = medianOf(before);
  const spread = multiply(SPREAD, medianOf(before.map((one) => distance(one, median))));
  if (spread.num === 0n && !isCount) return null;
  const apart = distance(value, median);
  const isFar =
    compare(apart, spread) > 0 && !(isCount && compare(multiply(apart, apart), multiply(NINE, median)) <= 0);
  return !isFar ? 'usual' : compare(value, median) > 0 ? 'up' : 'down';
}

/** Three deviations of a normal distribution, by its MAD: 3 × 1.4826. */
const SPREAD = exact(44_478n, 10_000n);
const NINE = exact(9);

/** Of an even number the mean of the middle two. */
function medianOf(values: readonly Exact[]): Exact {
  const inOrder = values.toSorted(compare);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle] as Exact;
  return inOrder.length % 2 === 1 ? upper : multiply(add(upper, inOrder[middle - 1] as Exact), HALF);
}
const HALF = exact(1, 2);

function distance(a: Exact, b: Exact): Exact {
  const apart = subtract(a, b);
  return apart.num < 0n ? { num: -apart.num, den: apart.den } : apart;
}
