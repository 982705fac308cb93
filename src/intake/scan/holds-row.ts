import { physicalLine, readRecord } from '../shape/record.js';

const LF = 0x0a;
const CR = 0x0d;

/** Whether a whole line inside a record would itself be a row. */
export function holdsRow(bytes: Uint8Array, start: number, end: number, delimiter: number, width: number): boolean {
  if (width < 2) return false;
  // Two rows that a quote joined into one: the first and the last line are each as wide as a row.
  const first = physicalLine(bytes, start).contentEnd;
  // Searched within the record only: a file without CR would be searched to its start each time.
  const record = bytes.subarray(start, end);
  const last = start + Math.max(record.lastIndexOf(LF), record.lastIndexOf(CR)) + 1;
  const wide = (from: number, to: number) =>
    bytes.subarray(from, to).reduce((cells, byte) => (byte === delimiter ? cells + 1 : cells), 1);
  if (wide(start, first) === width && wide(last, end) === width) return true;
  for (let at = physicalLine(bytes, start).end; at < end; ) {
    const line = physicalLine(bytes, at);
    if (line.contentEnd >= end) return false;
    const inside = readRecord(bytes, at, delimiter);
    if (!inside.problem && !inside.empty && inside.lines === 1 && inside.cells === width) return true;
    at = line.end;
  }
  return false;
}
