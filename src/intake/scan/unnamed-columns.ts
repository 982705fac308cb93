import type { FileShape } from '../shape/file-shape.js';
import { nameOf } from '../shape/header.js';
import { readRecord } from '../shape/record.js';
import { rawCells } from '../shape/record-cells.js';
import type { Segment } from './scan-tally.js';

/**
 * How many unnamed columns hold something in the first rows. A separator at the end of every line makes one that does
 * not.
 */
export function unnamedColumns(
  bytes: Buffer,
  segments: readonly Segment[],
  { headings, delimiter }: FileShape,
): number {
  const unnamed = new Set(headings.flatMap((heading, index) => (heading === nameOf(index) ? [index] : [])));
  const filled = new Set<number>();
  if (unnamed.size === 0) return 0;
  let looked = 0;
  for (const { start, end } of segments)
    for (let at = start; at < end && looked < 1000; looked++) {
      const record = readRecord(bytes, at, delimiter.charCodeAt(0));
      let index = 0;
      for (const [from, to] of rawCells(bytes, at, record.contentEnd, delimiter.charCodeAt(0)))
        if (unnamed.has(index++) && bytes.toString('utf8', from, to).replaceAll('"', '').trim() !== '')
          filled.add(index - 1);
      at = record.end;
    }
  return filled.size;
}
