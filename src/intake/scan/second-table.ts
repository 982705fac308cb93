import { isData } from '../shape/data-row.js';
import { cellsOf } from '../shape/record-cells.js';
import type { BrokenLine, Scan } from './scan-tally.js';

/** A table below the one that is read: the line of its header, and all of its lines with the title above. */
export interface SecondTable {
  line: number;
  lines: ReadonlySet<BrokenLine>;
}

/**
 * As much of a line is read as headings take; so many lines below the rows may be headings; and so many lines below
 * decide.
 */
const [LONGEST, DEEPEST, ROWS] = [1 << 16, 1000, 1000];

/**
 * Finds a further table below the rows, as downloads of analytics have: below a blank or commented line come headings of
 * another width, with rows of that width to the end of the file. Broken rows have no headings above them.
 */
export function secondTable({ broken, segments }: Scan, bytes: Buffer, delimiter: string): SecondTable | null {
  const lastRow = segments.at(-1)?.end ?? 0;
  const below = broken.filter(({ start }) => start >= lastRow);
  const textOf = ({ start, end }: BrokenLine) => bytes.toString('utf8', start, Math.min(end, start + LONGEST)).trim();
  const isTitle = (line: BrokenLine | undefined) =>
    line !== undefined && (line.cells === 1 || textOf(line).startsWith('#'));
  const isApart = (at: number) => {
    const before = below[at - 1];
    return isTitle(before) || (below[at]?.start ?? 0) > (before?.end ?? lastRow);
  };
  const at = below.slice(0, DEEPEST).findIndex((line, index) => {
    const cells = cellsOf(textOf(line), delimiter);
    const isHeader = cells.length > 1 && cells.every((cell) => /\p{L}/u.test(cell)) && !isData(cells);
    return (
      isHeader &&
      isApart(index) &&
      below[index + 1]?.cells === line.cells &&
      areRows(below.slice(index + 1, index + 1 + ROWS), line)
    );
  });
  const header = below[at];
  if (header === undefined) return null;
  let first = at;
  while (first > 0 && isTitle(below[first - 1])) first--;
  return { line: header.line, lines: new Set(below.slice(first)) };
}

/** Most of what follows has the width of the headings. */
const areRows = (lines: readonly BrokenLine[], { cells }: BrokenLine): boolean =>
  lines.filter((line) => line.cells === cells).length * 2 > lines.length;
