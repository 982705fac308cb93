import type { Value } from '../engines/engine.js';
import { type Sql, sql } from '../engines/sql.js';

/** Where a row stands: the number of its file, and of its record in it. */
export interface Place {
  file: number;
  record: number;
}

/** The rows of a query of (file, record). */
export const placesIn = (rows: readonly Value[][]): Place[] =>
  rows.map(([file, record]) => ({ file: Number(file), record: Number(record) }));

/**
 * `rows` without those at the places (file, record) of `others`, as a sub-select. It is a single hash join; for `not
 * exists` the engine would first collect all distinct rows.
 */
export const without = (rows: Sql, others: Sql): Sql =>
  sql`(select r.* from ${rows} r anti join ${others} x on x.file = r.file and x.record = r.record)`;
