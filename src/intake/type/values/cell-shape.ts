import { isOneOf, literal, type Sql, sql } from '../../../engines/sql.js';
import type { FormatKey, Text } from '../../../error.js';
import type { Program } from './program.js';

/**
 * The shape of a cell: its text with every digit as 0, so `€ 3.500,00` is `€ 0.000,00`. A column of a million cells has a
 * handful of shapes. What each means is decided here, in TypeScript, from the whole column at once; SQL then converts
 * only approved shapes. So a cast of the engine cannot surprise anybody: it never sees anything unknown.
 */
export interface Shape {
  shape: string;
  count: number;
  /** What the digits of some cells of this shape prove, which the shape alone does not show. */
  proves?: ReadonlySet<Proof>;
  /** Where it is one of dates that begin with the year: the days from 1990 to 2199 that its cells name, `2026-03-05`. */
  days?: ReadonlySet<string>;
}

/**
 * `dayFirst`: `13/04/2026`, and `monthFirst`: `04/13/2026`, can be read in one way only. `fraction`: `0,123`, since a
 * group of thousands never begins with zero.
 */
export type Proof = 'dayFirst' | 'monthFirst' | 'fraction';

const shapeOf = (cell: Sql): Sql => sql`translate(${cell}, '123456789', '000000000')`;
export const shapeIn = (written: string): string => written.replace(/[1-9]/g, '0');

/** A longer shape is compared as text: for long patterns an engine keeps a program each. */
const LONGEST_PATTERN = 60;
const MOST_PATTERNS = 40;

/** What the whole of a cell of this shape looks like, as a regular expression of the engine. */
export const patternOf = (shape: string): string =>
  shape
    .replace(/[^0]+|0+/gu, (part) => {
      if (part.startsWith('0')) return part.length === 1 ? '[0-9]' : `[0-9]{${part.length}}`;
      return [...part].map((char) => `\\x{${char.codePointAt(0)?.toString(16)}}`).join('');
    })
    .replaceAll('\\x{20}', ' ');

const hasPattern = (shape: string): boolean => shape.length <= LONGEST_PATTERN;

/** Whether a cell that is not blank has one of these shapes. */
function hasShape(cell: Sql, shapes: readonly string[]): Sql {
  if (shapes.length > MOST_PATTERNS || !shapes.every(hasPattern)) return isOneOf(shapeOf(cell), shapes);
  // A pattern costs a fourth of what the shape itself does.
  return sql`regexp_full_match(${cell}, ${literal(shapes.map(patternOf).join('|'))})`;
}

/** How the cells of some shapes of a column are converted. */
interface Branch {
  shapes: readonly string[];
  value: (cell: Sql) => Sql;
}

/** The value of a cell by its shape; null for other shapes. `all`: the shapes that the column has, and no more. */
export function byShape(cell: Sql, branches: readonly Branch[], all: readonly Shape[], nothing: Sql): Sql {
  const left = new Set(all.map(({ shape }) => shape));
  let cases = sql``;
  for (const { shapes, value } of branches.filter((branch) => branch.shapes.length > 0)) {
    for (const shape of shapes) left.delete(shape);
    // Where no shape is left, what the others are not it is.
    if (left.size === 0) return cases.text === '' ? value(cell) : sql`case ${cases} else ${value(cell)} end`;
    cases = sql`${cases} when ${hasShape(cell, shapes)} then ${value(cell)}`;
  }
  return cases.text === '' ? nothing : sql`case ${cases} end`;
}

/** How a column is read: approved shapes and the SQL that converts them. */
export interface Reading {
  /** From the clean text of a cell to its typed value; null for every shape that is not approved. */
  convert: (cell: Sql) => Sql;
  /** How cells of an approved shape become the same values without an engine, where that is simple. */
  program?: (shape: string) => Program | undefined;
  /** The same for one number outside the column (a total), as a literal. */
  parse?: (written: string) => string | null;
  /**
   * For moments converted between time zones: which fall into the hour that clocks skip, and which into the repeated one.
   */
  clock?: { skipped: (cell: Sql) => Sql; repeated: (cell: Sql) => Sql };
  /** How it was read, in words, for `check`; null where there was nothing to settle. */
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
  /** Which it is; none where no setting would do. */
  settledBy?: FormatKey;
}

export const isOpen = (reading: Reading | Open): reading is Open => 'open' in reading;
