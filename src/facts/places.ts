import type { Value } from '../engines/engine.js';
import { type Sql, sql } from '../engines/sql.js';

/** Where a row stands: the number of its file, and of its record in it. */
export interface Place {
  file: number;
  record: number;
}

/** The rows of a query of (file, record). */
export const places = (rows: readonly Value[][]): Place[] =>
  rows.map(([file, record]) => ({ file: Number(file), record: Number(record) }));

/**
 * `rows` but those that `others` (file, record) hold, as a sub-select. One join by hash: a `not exists` is worked out by
 * the engine over all distinct rows before.
 */
export const without = (rows: Sql, others: Sql): Sql =>
  sql`(select r.* from ${rows} r anti join ${others} x on x.file = r.file and x.record = r.record)`;
