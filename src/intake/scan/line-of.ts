import type { Scan } from './scan-tally.js';

/** The physical line of a record of the segments. */
export function lineOf(lineMap: Scan['lineMap'], record: number): number {
  let low = 0;
  let high = lineMap.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineMap[middle] as [number, number])[0] <= record) low = middle;
    else high = middle - 1;
  }
  const [first, line] = lineMap[low] ?? [0, 1];
  return line + (record - first);
}
