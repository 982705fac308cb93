import type { Value } from '../engines/engine.js';

/** The numbers of files in a list that a query gives: `0 2 5` becomes `[0, 2, 5]`; null becomes `[]`. */
export const fileNumbers = (list: Value | undefined): number[] =>
  String(list ?? '')
    .split(' ')
    .filter((file) => file !== '')
    .map(Number);

/** Takes rows of a list of files and a count; gives each count with the names of the files, parted by commas. */
export const perFiles = (
  rows: readonly (readonly Value[])[],
  files: readonly string[],
): { count: number; list: string }[] =>
  rows.map(([list, count]) => ({
    count: Number(count),
    list: fileNumbers(list)
      .map((file) => files[file] ?? '')
      .join(', '),
  }));
