import type { Exact } from '../model/exact.js';
import type { Sql } from './sql.js';

/** A value of a result: whole numbers are bigint, decimals exact, dates and moments text (cast in SQL). */
export type Value = null | string | bigint | number | boolean | Exact;

/** A column of some rows, which makes only the values that are asked for. A list of doubles is a `Float64Array`. */
export interface Column {
  getItem(row: number): unknown;
}

/** A database for one run. It knows no table by name. */
export interface Engine {
  /** Gives how many rows a table that is laid down has. */
  run(statement: Sql): Promise<number>;
  /** The rows as arrays, in the order of the select: headings of files never become keys. */
  query(statement: Sql): Promise<Value[][]>;
  /**
   * Hands on columns, some thousand rows at a time, where there is a value for every lead; integers and doubles come as
   * numbers.
   */
  scan(statement: Sql, take: (columns: readonly Column[], rows: number) => void): Promise<void>;
  /** Stops the running statement: it fails, and nothing goes on in the background. */
  interrupt(): void;
  close(): void;
}
