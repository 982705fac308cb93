import { literally } from './pattern.js';

/**
 * Rows as lines of CSV. A cell is quoted where it holds what would end it: a quote, the delimiter, the end of a line.
 * `csvLines([['a', 'b;c']], ';')` is `a;"b;c"` and a line feed.
 */
export function csvLines(rows: Iterable<readonly string[]>, delimiter: string, end = '\n'): string {
  const ends = new RegExp(`["\r\n]|${literally(delimiter)}`);
  const quoted = (cell: string) => (ends.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return Array.from(rows, (row) => row.map(quoted).join(delimiter) + end).join('');
}
