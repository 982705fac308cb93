import type { Value } from '../engines/engine.js';

/** Numbers of files out of a list that a query gives: `0 2 5`. */
export const fileNumbers = (list: Value | undefined): number[] =>
  String(list ?? '')
    .split(' ')
    .filter((file) => file !== '')
    .map(Number);
