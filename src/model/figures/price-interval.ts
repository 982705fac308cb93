import type { Estimate } from './newcombe.js';

/**
 * What one unit cost, with its 95 % interval: the inverse of that of the count per unit of spend. The count is a Poisson
 * one (score interval), widened by φ, the ratio by which it varies more from day to day. Null where the count is zero.
 */
export function priceInterval(spend: number, daily: readonly number[]): Estimate | null {
  const count = daily.reduce((sum, one) => sum + one, 0);
  if (count === 0 || spend <= 0) return null;
  const { low, high } = countInterval(count, dispersion(daily));
  return { value: spend / count, low: spend / high, high: spend / low };
}

/** The means λ from which a count is not significantly away: (count − λ)² ≤ z² φ λ. */
export function countInterval(count: number, phi: number): { low: number; high: number } {
  const half = (Z * Z * phi) / 2;
  const margin = Math.sqrt(Z * Z * phi * count + half * half);
  return { low: count + half - margin, high: count + half + margin };
}
const Z = 1.959963984540054;

/** Variance divided by mean of a count over some days, at least 1. If leads come independently of each other it is 1. */
export function dispersion(daily: readonly number[]): number {
  const mean = daily.reduce((sum, one) => sum + one, 0) / daily.length;
  if (daily.length < 2 || mean === 0) return 1;
  const squares = daily.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.max(1, squares / (daily.length - 1) / mean);
}
