import type { Value } from '../engines/engine.js';

/** Numbers of files out of a list that a query gives: `0 2 5`. */
export const fileNumbers = (list: Value | undefined): number[] =>
  String(list ?? '')
    .split(' ')
    .filter((file) => file !== '')
    .map(Number);

/** Of rows that a query gives for each set of files: how many, and what the files are called. */
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
