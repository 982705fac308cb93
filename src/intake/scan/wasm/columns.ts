/** What is asked of a column of a file, and what its rows hold so far. */
import { take } from './room';
import { makeShapes, Shapes } from './shapes';
import { makeTexts, Texts } from './text-column';

@unmanaged
export class Column {
  /** Its place in a record. */
  index: i32;
  /** Its shapes where its cells become values; else 0. */
  shapes: usize;
  /** The texts of its cells; if cells become values, the texts of those without one. 0: only shapes are counted. */
  texts: usize;
  /** One bit per row of the group for "has a value"; the number of values; and the values, 8 bytes each. */
  defined: usize;
  count: u32;
  values: usize;
  /** Only values between these are taken; the others are left to be looked at by others. */
  earliest: i64;
  latest: i64;
}

const MOST: u32 = 2048;
const COLUMNS: usize = take(<usize>MOST * offsetof<Column>());
export let columns: u32 = 0;

export function columnAt(at: u32): Column {
  return changetype<Column>(COLUMNS + <usize>at * offsetof<Column>());
}

/** A column whose shapes are looked at. */
export function lookAt(index: i32): u32 {
  const column = columnAt(columns);
  column.index = index;
  column.shapes = changetype<usize>(makeShapes());
  return columns++;
}

/** A column of texts. `metWords`: the words of memory by which it is told which IDs come again; 0: it is not asked. */
export function readTexts(
  index: i32,
  rows: u32,
  room: u32,
  isId: bool,
  isBared: bool,
  isLowered: bool,
  metWords: u32,
): u32 {
  const column = columnAt(columns);
  column.index = index;
  column.texts = changetype<usize>(makeTexts(rows, room, true, isId, isBared, isLowered, metWords));
  return columns++;
}

/** A column that becomes values: moments or numbers. */
export function readValues(index: i32, rows: u32, room: u32, earliest: i64, latest: i64): u32 {
  const column = columnAt(lookAt(index));
  column.texts = changetype<usize>(makeTexts(rows, room, false, false, false, false, 0));
  column.defined = take((rows >> 3) + 8);
  column.values = take((<usize>rows) << 3);
  column.earliest = earliest;
  column.latest = latest;
  return columns - 1;
}
