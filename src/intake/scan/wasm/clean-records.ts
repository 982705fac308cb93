/** Good records, one after the other: where their cells are, and what becomes of them. */
import { Column, columnAt, columns } from './columns';
import { maskOf, setBit, withinQuotes } from './masks';
import { momentOf, NO_VALUE, numberOf } from './moments';
import { digitsAt, keepDay } from './named-days';
import { take } from './room';
import { Proof, Reading, Shape, Shapes, shapeOf } from './shapes';
import { addText, clearTexts, isFull, Texts } from './text-column';

const QUOTE: u8 = 0x22;
const LF: u8 = 0x0a;
const SPACE: u8 = 0x20;

/** Where the cells of a record end: it has no more than these. */
const ENDS: usize = take(4096 << 2);

let delimiter: u8 = 0;
let beforeLf: i32 = 0;
/** Rows of a group, and how many bytes of texts end it before it has so many. */
let most: u32 = 0;
let limit: u32 = 0;
/** Rows that the group has so far. */
export let rows: u32 = 0;
/** Whether the group has to end before anything more is read. */
export let isEnded: bool = false;
/** Cells with doubled quotes are written here without them. */
let unquoted: usize = 0;

/** A cell that has no shape: too long, or one too many. */
declare function oddCell(column: u32, at: usize, length: i32): void;

/** How records are written, how many rows a group has, and how long a record may be. */
export function begin(separator: i32, endsByCrLf: bool, rowsOfGroup: u32, textsOfGroup: u32, longest: u32): void {
  delimiter = <u8>separator;
  beforeLf = endsByCrLf ? 1 : 0;
  most = rowsOfGroup;
  limit = textsOfGroup;
  unquoted = take(longest + 64);
}

/** Forgets the rows of the group. */
export function clear(): void {
  rows = 0;
  isEnded = false;
  for (let at: u32 = 0; at < columns; at++) {
    const column = columnAt(at);
    if (column.texts === 0) continue;
    clearTexts(changetype<Texts>(column.texts), most);
    if (column.defined !== 0) memory.fill(column.defined, 0, (most >> 3) + 8);
    column.count = 0;
  }
}

/**
 * Reads the whole records among `length` bytes, which begin with a record and have 64 readable bytes behind them. Gives
 * how many bytes they took: fewer where a record is cut off, or where the group of rows is full.
 */
export function read(at: usize, length: i32): i32 {
  const end = at + length;
  const delimiters = i8x16.splat(delimiter);
  const lfs = i8x16.splat(LF);
  const quotes = i8x16.splat(QUOTE);
  let record = at;
  let before: u64 = 0;
  let cell = ENDS;
  for (let block = at; block < end; block += 64) {
    let stops = maskOf(block, delimiters) | maskOf(block, lfs);
    const quoted = maskOf(block, quotes);
    if ((quoted | before) !== 0) {
      const within = withinQuotes(quoted, before);
      before = <u64>(<i64>within >> 63);
      stops &= ~within;
    }
    if (block + 64 > end) stops &= ((<u64>1) << (end - block)) - 1;
    for (; stops !== 0; stops &= stops - 1) {
      const stop = block + <usize>ctz(stops);
      store<u32>(cell, <u32>stop);
      cell += 4;
      if (load<u8>(stop) !== LF) continue;
      store<u32>(cell - 4, <u32>stop - beforeLf);
      cell = ENDS;
      isEnded = readRecord(record);
      record = stop + 1;
      if (isEnded) return <i32>(record - at);
    }
  }
  return <i32>(record - at);
}

/** Gives whether the group is full. */
function readRecord(record: usize): bool {
  let full = false;
  for (let at: u32 = 0; at < columns; at++) {
    const column = columnAt(at);
    const index = <usize>column.index;
    let from = index === 0 ? record : <usize>load<u32>(ENDS + ((index - 1) << 2)) + 1;
    let length = <i32>(<usize>load<u32>(ENDS + (index << 2)) - from);
    if (length > 1 && load<u8>(from) === QUOTE) {
      from++;
      length -= 2;
      if (holdsQuote(from, length)) {
        length = withoutDoubled(from, length);
        from = unquoted;
      }
    }
    if (length === 0) continue;
    const texts = changetype<Texts>(column.texts);
    if (column.shapes === 0) addText(texts, rows, from, length);
    else if (column.texts === 0) counted(column, at, from, length);
    else if (!readValue(column, at, from, length)) addText(texts, rows, from, length);
    if (column.texts !== 0 && isFull(texts, limit)) full = true;
  }
  rows++;
  return full || rows === most;
}

function holdsQuote(at: usize, length: i32): bool {
  for (const end = at + length; at < end; at++) if (load<u8>(at) === QUOTE) return true;
  return false;
}

/** Writes a cell with each two quotes as one, and gives its length. */
function withoutDoubled(at: usize, length: i32): i32 {
  let to = unquoted;
  for (const end = at + length; at < end; at++) {
    const byte = load<u8>(at);
    store<u8>(to++, byte);
    if (byte === QUOTE) at++;
  }
  v128.store(to, i8x16.splat(0));
  return <i32>(to - unquoted);
}

/** The shape of a cell, counted; null where it has none, which is reported. */
function counted(column: Column, place: u32, at: usize, length: i32): Shape | null {
  const shape = shapeOf(changetype<Shapes>(column.shapes), place, at, length);
  if (shape === null) {
    oddCell(place, at, length);
    return null;
  }
  shape.count++;
  if (shape.proof !== Proof.NONE) prove(shape, at);
  return shape;
}

/** `13/04` and `04/13`: of day and month each is one. `0,123`: a group of thousands never begins with zero. */
function prove(shape: Shape, at: usize): void {
  if (shape.proof === Proof.DAYS) {
    keepDay(shape, at);
    return;
  }
  if (shape.proof === Proof.FRACTION) {
    if (load<u8>(at + shape.firstAt) === 0x30) shape.provesFirst = 1;
    return;
  }
  const first = digitsAt(at + shape.firstAt, shape.firstDigits);
  const second = digitsAt(at + shape.secondAt, shape.secondDigits);
  if (first > 12 && first <= 31 && second <= 12) shape.provesFirst = 1;
  else if (second > 12 && second <= 31 && first <= 12) shape.provesSecond = 1;
}

/** Reads the value of a cell, if its shape has a program and the value is within bounds. */
function readValue(column: Column, place: u32, at: usize, length: i32): bool {
  while (length > 0 && load<u8>(at) === SPACE) {
    at++;
    length--;
  }
  while (length > 0 && load<u8>(at + length - 1) === SPACE) length--;
  if (length === 0) return true;
  const shape = counted(column, place, at, length);
  if (shape === null || shape.reading === Reading.TEXT) return false;
  if (shape.reading === Reading.NOTHING) return true;
  const value = shape.reading === Reading.MOMENT ? momentOf(shape, at, length) : numberOf(shape, at, length);
  if (value === NO_VALUE || value < column.earliest || value > column.latest) return false;
  setBit(column.defined, rows);
  store<i64>(column.values + ((<usize>column.count) << 3), value);
  column.count++;
  return true;
}
