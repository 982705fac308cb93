import type { Exact } from '../model/exact.js';
import type { Sql } from './sql.js';

/** What a query gives: whole numbers as bigint, decimals exact, dates and moments as their text (cast in SQL). */
export type Value = null | string | bigint | number | boolean | Exact;

/** A column of some rows: nothing is made of values that nobody asks for. A list of doubles is a `Float64Array`. */
export interface Column {
  getItem(row: number): unknown;
}

/** A database for one run. It knows no table by name. */
export interface Engine {
  /** Gives how many rows a table that is laid down has. */
  run(statement: Sql): Promise<number>;
  /** Rows as arrays in the order of the select: headings out of files never become keys. */
  query(statement: Sql): Promise<Value[][]>;
  /** Hands on columns some thousand rows at a time, for as many values as there are leads: integers and doubles as numbers. */
  scan(statement: Sql, take: (columns: readonly Column[], rows: number) => void): Promise<void>;
  /** Stops what is running: it fails, and nothing goes on in the background. */
  interrupt(): void;
  close(): void;
}
