/** The address of a cell by its column (from 0) and line (from 1): `address(27, 3)` is `AB3`. */
export const address = (column: number, line: number): string => `${letters(column)}${line}`;

export function letters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? letters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}
