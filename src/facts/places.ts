import type { Value } from '../engines/engine.js';

/** Where a row stands: the number of its file, and of its record in it. */
export interface Place {
  file: number;
  record: number;
}

/** The rows of a query of (file, record). */
export const places = (rows: readonly Value[][]): Place[] =>
  rows.map(([file, record]) => ({ file: Number(file), record: Number(record) }));
