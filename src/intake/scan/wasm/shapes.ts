/**
 * The shapes of a column's cells: each digit as 0, so `€ 3.500,00` is `€ 0.000,00`. A column of a million cells has a
 * handful; what one means is asked once (`newShape`), and the answer is kept beside it: what its digits may prove, and how
 * its cells become values. A cell's shape is found among them by its 32 bytes.
 */
import { firstOf, restOf } from './masks';
import { take } from './room';

/** A longer cell has no shape here, and a column has at most so many shapes: other cells are asked about one by one. */
const LONGEST: i32 = 32;
const MOST: u32 = 64;

@unmanaged
export class Shape {
  /** Its bytes, in two halves of 16. */
  first: u64;
  second: u64;
  third: u64;
  fourth: u64;
  /** For each digit of a value its place in the cell, in either half; 255: there is none. */
  gather0: u64;
  gather1: u64;
  gather2: u64;
  gather3: u64;
  length: i32;
  /** Cells that have it. */
  count: u32;
  /** One of the readings below. */
  reading: i32;
  /** What its digits may prove and where they stand: day and month (place and number of digits of each), or a fraction. */
  proof: i32;
  firstAt: i32;
  firstDigits: i32;
  secondAt: i32;
  secondDigits: i32;
  /** Whether some cell proved the first (`13/04`, `0,123`) or the second (`04/13`). */
  provesFirst: i32;
  provesSecond: i32;
  /** The factor of a number's digits: a power of ten, negative where the number is. */
  factor: i64;
  /** The days that its cells name, where they are asked for (`named-days.ts`); 0: none so far. */
  days: usize;
}

/** How the cells of a shape become values. */
export namespace Reading {
  /** They stay texts. */
  export const TEXT = 0;
  /** Microseconds since 1970, from the digits `yyyyMMddHHmmss`. */
  export const MOMENT = 1;
  /** A whole number, from 16 digits. */
  export const NUMBER = 2;
  /** They mean nothing. */
  export const NOTHING = 3;
}

export namespace Proof {
  export const NONE = 0;
  export const ORDER = 1;
  export const FRACTION = 2;
  /** Nothing: the days are wanted, with the month first, and a year of four digits before it. */
  export const DAYS = 3;
}

@unmanaged
export class Shapes {
  count: u32;
  /** The shape of the cell before: mostly the next one has it too. */
  last: usize;
}

const ALL = offsetof<Shapes>() + <usize>MOST * offsetof<Shape>();
export function makeShapes(): Shapes {
  return changetype<Shapes>(take(ALL));
}

/** Asked once per shape. */
declare function newShape(column: i32, shape: usize): void;

export function shapeAt(shapes: Shapes, index: u32): usize {
  return changetype<usize>(shapes) + offsetof<Shapes>() + <usize>index * offsetof<Shape>();
}

function has(shape: usize, first: v128, rest: v128): bool {
  return i8x16.all_true(v128.and(i8x16.eq(v128.load(shape), first), i8x16.eq(v128.load(shape, 16), rest)));
}

/** The shape of a cell; null if the cell is too long, or the column has too many shapes. */
export function shapeOf(shapes: Shapes, column: i32, at: usize, length: i32): Shape | null {
  if (length > LONGEST) return null;
  const zero = i8x16.splat(0x30);
  const digits = i8x16.splat(10);
  let first = firstOf(at, length);
  first = v128.bitselect(zero, first, i8x16.lt_u(i8x16.sub(first, zero), digits));
  let rest = i8x16.splat(0);
  if (length > 16) {
    rest = restOf(at, length);
    rest = v128.bitselect(zero, rest, i8x16.lt_u(i8x16.sub(rest, zero), digits));
  }
  if (shapes.last !== 0 && has(shapes.last, first, rest)) return changetype<Shape>(shapes.last);
  for (let index: u32 = 0; index < shapes.count; index++) {
    const one = shapeAt(shapes, index);
    if (!has(one, first, rest)) continue;
    shapes.last = one;
    return changetype<Shape>(one);
  }
  if (shapes.count === MOST) return null;
  const added = shapeAt(shapes, shapes.count++);
  v128.store(added, first);
  v128.store(added, rest, 16);
  changetype<Shape>(added).length = length;
  shapes.last = added;
  newShape(column, added);
  return changetype<Shape>(added);
}
