import { type Sql, sql } from '../../../engines/sql.js';
import type { Text } from '../../../error.js';

/**
 * The shape of a cell: its text with every digit as 0, so `€ 3.500,00` is `€ 0.000,00`. A column of a million cells has
 * a handful of shapes. What each means is decided here, in TypeScript, from the whole column at once; SQL then converts
 * only the shapes that were approved. So no cast of an engine's can surprise: it never sees what was not looked at.
 */
export interface Shape {
  shape: string;
  count: number;
}

export const shapeOf = (cell: Sql): Sql => sql`translate(${cell}, '123456789', '000000000')`;

/** How a column is read: approved shapes and the SQL that converts them. */
export interface Reading {
  /** From the clean text of a cell, and its shape, to its typed value; null for every shape that is not approved. */
  convert: (cell: Sql, shape: Sql) => Sql;
  /** The same for one number outside the column (a total), as a literal. */
  parse?: (written: string) => string | null;
  /** Of moments turned from one time zone to another: which fall into the hour that clocks skip, and into the one that comes twice. */
  clock?: { skipped: (cell: Sql, shape: Sql) => Sql; repeated: (cell: Sql, shape: Sql) => Sql };
  /** How it was read, in words, for `check`; empty where there was nothing to settle. */
  said: Text | null;
  /** A currency that stands in the cells themselves, as an ISO code (`$` where the dollar could be several). */
  currency?: string;
}

/** Shapes that mean "nothing here" in a column of numbers or dates. */
export const NOTHING = new Set(['', '-', '--', '---', '—', '–', '-:-']);

/** Two readings are possible and nothing settles it: which setting does. */
export interface Open {
  open: Text;
  hint: Text;
}

export const isOpen = (reading: Reading | Open): reading is Open => 'open' in reading;
