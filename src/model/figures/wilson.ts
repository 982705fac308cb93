/** The 95 % interval of a rate: Wilson's score without continuity correction. Null where n is zero. */
export function wilson(hits: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const z = 1.959963984540054;
  const rate = hits / n;
  const scale = 1 + (z * z) / n;
  const middle = rate + (z * z) / (2 * n);
  const margin = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, (middle - margin) / scale), high: Math.min(1, (middle + margin) / scale) };
}
