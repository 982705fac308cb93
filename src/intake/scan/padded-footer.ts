import type { FileShape } from '../shape/file-shape.js';
import { cellsOf } from '../shape/record-cells.js';
import { isFooter } from './totals.js';

/** A footer has no more lines, nor longer ones. */
const [DEEPEST, LONGEST] = [40, 1 << 16];

/**
 * Where the lines of a footer begin that a spreadsheet made as wide as the rows: `©2026 …;;;;`. By their width alone they
 * would be rows. Their first cell is all they have, and from a blank row on to the end they are a footer together: the
 * name of a report stands above its copyright.
 */
export function paddedFooter(bytes: Buffer, { delimiter, rowsStart }: FileShape): ReadonlySet<number> {
  const found = new Set<number>();
  let together: { start: number; line: string }[] = [];
  let end = bytes.length;
  for (let depth = 0; depth < DEEPEST && end > rowsStart; depth++) {
    const start = lineStart(bytes, end, rowsStart);
    if (end - start > LONGEST) break;
    const line = bytes.toString('utf8', start, end).trim();
    const cells = cellsOf(line, delimiter).map((cell) => cell.trim());
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length > 1 || (filled.length === 1 && cells[0] === '')) break;
    if (filled.length === 1) together.push({ start, line });
    else if (together.some(({ line }) => isFooter(line))) {
      for (const one of together) found.add(one.start);
      together = [];
    }
    end = start;
  }
  for (const { start, line } of together) if (isFooter(line)) found.add(start);
  return found;
}

/** Where the physical line begins that ends at `end`, its line break included. */
function lineStart(bytes: Buffer, end: number, least: number): number {
  const isBreak = (at: number) => bytes[at] === 0x0a || bytes[at] === 0x0d;
  let start = end - 1;
  if (bytes[start] === 0x0a && bytes[start - 1] === 0x0d) start--;
  while (start > least && !isBreak(start - 1) && end - start <= LONGEST) start--;
  return start;
}
