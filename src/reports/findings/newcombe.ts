import { wilson } from '../../model/figures/wilson.js';

/** Some of so many: 50 deals out of 600 leads. */
export interface Share {
  hits: number;
  n: number;
}

/**
 * The 95 % interval of a difference of two independent rates, `after` − `before`: Newcombe's hybrid score interval,
 * without continuity correction (method 10 of Newcombe 1998). Null where one of them is of nothing.
 */
export function newcombe(before: Share, after: Share): { low: number; high: number } | null {
  const [was, is] = [wilson(before.hits, before.n), wilson(after.hits, after.n)];
  if (!was || !is) return null;
  const [p, q] = [before.hits / before.n, after.hits / after.n];
  return {
    low: q - p - Math.hypot(q - is.low, was.high - p),
    high: q - p + Math.hypot(is.high - q, p - was.low),
  };
}
