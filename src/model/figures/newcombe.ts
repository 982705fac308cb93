import { wilson } from './wilson.js';

/** Some of so many: 50 deals out of 600 leads. */
export interface Share {
  hits: number;
  n: number;
}

/** What is estimated, and the 95 % interval that holds it. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % interval of the difference of two independent rates, `after` − `before`: Newcombe's hybrid score interval,
 * without continuity correction (method 10 of Newcombe 1998). Null where a denominator is zero.
 */
export function newcombe(before: Share, after: Share): { low: number; high: number } | null {
  const [was, is] = [wilson(before.hits, before.n), wilson(after.hits, after.n)];
  if (!was || !is) return null;
  return difference({ value: before.hits / before.n, ...was }, { value: after.hits / after.n, ...is });
}

/**
 * The interval of the difference of two independent estimates, `after` − `before`, from the interval of each: square and
 * add (for rates Newcombe 1998; for anything with an interval MOVER, Zou and Donner 2008).
 */
export const difference = (before: Estimate, after: Estimate): { low: number; high: number } => ({
  low: after.value - before.value - Math.hypot(after.value - after.low, before.high - before.value),
  high: after.value - before.value + Math.hypot(after.high - after.value, before.value - before.low),
});
