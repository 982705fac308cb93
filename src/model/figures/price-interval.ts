import type { Estimate } from './newcombe.js';

/**
 * What one of something cost, and its 95 % interval: the inverse of that of their count per unit of spend. The count is a
 * Poisson one (score interval), as much wider as it varies more from day to day: φ. Null where there is none of it.
 */
export function priceInterval(spend: number, daily: readonly number[]): Estimate | null {
  const count = daily.reduce((sum, one) => sum + one, 0);
  if (count === 0 || spend <= 0) return null;
  const { low, high } = countInterval(count, dispersion(daily));
  return { value: spend / count, low: spend / high, high: spend / low };
}

/** The means λ that a count is not significantly away from: (count − λ)² ≤ z² φ λ. */
export function countInterval(count: number, phi: number): { low: number; high: number } {
  const half = (Z * Z * phi) / 2;
  const margin = Math.sqrt(Z * Z * phi * count + half * half);
  return { low: count + half - margin, high: count + half + margin };
}
const Z = 1.959963984540054;

/** Variance by mean of a count over some days, one at least: of leads that come independently of each other it is one. */
export function dispersion(daily: readonly number[]): number {
  const mean = daily.reduce((sum, one) => sum + one, 0) / daily.length;
  if (daily.length < 2 || mean === 0) return 1;
  const squares = daily.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.max(1, squares / (daily.length - 1) / mean);
}
