/** Records of which nothing is proven yet: how many of them, one after the other, are good and plain beyond doubt. */
import { holdsEither, maskOf, withinQuotes } from './masks';
import { take } from './room';

const QUOTE: u8 = 0x22;
const LF: u8 = 0x0a;
const CR: u8 = 0x0d;

/** No cell is longer. */
const LONGEST: usize = 1 << 20;

/** Where the cells of a record end, as far as there is room; a good record has fewer. */
const MOST: usize = 4096;
const ENDS: usize = take(MOST << 2);

let delimiter: u8 = 0;
let width: usize = 0;
/** Columns of which one has to hold a number or a moment, and columns of which one has to hold something. */
const IDENTITY: usize = take(64 << 2);
let identities: u32 = 0;
const FILLED: usize = take(64 << 2);
let filleds: u32 = 0;

/** The result of the last run: its records, those that end by CR and LF, and the bytes of the longest. */
export let found: u32 = 0;
export let crLfs: u32 = 0;
export let longest: u32 = 0;

/** How records are written, and of how many cells. */
export function expect(separator: i32, cells: i32): void {
  delimiter = <u8>separator;
  width = cells;
}

export function expectNumber(column: u32): void {
  store<u32>(IDENTITY + (identities++ << 2), column);
}

export function expectFilled(column: u32): void {
  store<u32>(FILLED + (filleds++ << 2), column);
}

/**
 * Goes through `length` bytes from the start of a record, with 64 readable bytes behind them, for as long as each record
 * is good and plain: of the right width, in one line, its quotes where they may stand, and with a number where a total
 * has none. Gives how many bytes these records have; what comes next needs a closer look.
 */
export function plainRun(at: usize, length: i32): i32 {
  found = crLfs = longest = 0;
  const end = at + length;
  const delimiters = i8x16.splat(delimiter);
  const lfs = i8x16.splat(LF);
  const quotes = i8x16.splat(QUOTE);
  const crs = i8x16.splat(CR);
  let record = at;
  let cell = ENDS;
  // State of the block before: all ones if it ended within quotes; whether its last byte separated cells, closed a quote,
  // or was a carriage return.
  let before: u64 = 0;
  let between: u64 = 1;
  let closed: u64 = 0;
  let returned: u64 = 0;
  for (let block = at; block < end; block += 64) {
    const delimited = maskOf(block, delimiters);
    const feeds = maskOf(block, lfs);
    let stops = delimited | feeds;
    let odd: u64 = 0;
    // Most blocks of most files have neither quotes nor carriage returns, in them or before them.
    if ((before | closed | returned) === 0 && !holdsEither(block, quotes, crs)) between = stops >> 63;
    else {
      const quoted = maskOf(block, quotes);
      const returns = maskOf(block, crs);
      const within = withinQuotes(quoted, before);
      before = <u64>(<i64>within >> 63);
      const stands = delimited | feeds | returns | quoted;
      // A quote opens after a separator, and when it closes a separator follows; or it is doubled.
      const opening = quoted & within;
      const closing = quoted & ~within;
      odd = opening & ~((stands << 1) | between);
      odd |= ((closing << 1) | closed) & ~stands;
      // A line ends by LF, or by CR and LF, and within quotes by nothing.
      odd |= ((returns << 1) | returned) & ~feeds;
      odd |= feeds & within;
      between = stands >> 63;
      closed = closing >> 63;
      returned = returns >> 63;
      stops &= ~within;
    }
    if (block + 64 > end) {
      const there = ((<u64>1) << (end - block)) - 1;
      odd &= there;
      stops &= there;
    }
    // What comes behind the first oddity is not looked at.
    if (odd !== 0) stops &= (odd & (0 - odd)) - 1;
    for (; stops !== 0; stops &= stops - 1) {
      const stop = block + <usize>ctz(stops);
      store<u32>(cell, <u32>stop);
      cell += 4;
      if (load<u8>(stop) !== LF) continue;
      const next = stop + 1;
      const bytes = next - record;
      const isCrLf = bytes > 1 && load<u8>(stop - 1) === CR;
      if (isCrLf) store<u32>(cell - 4, <u32>stop - 1);
      if ((cell - ENDS) >> 2 !== width || bytes > LONGEST || !isPlain(record)) return <i32>(record - at);
      found++;
      if (isCrLf) crLfs++;
      if (<u32>bytes > longest) longest = <u32>bytes;
      record = next;
      cell = ENDS;
    }
    if (odd !== 0 || cell - ENDS > (MOST - 64) << 2) return <i32>(record - at);
  }
  return <i32>(record - at);
}

/** Whether a record is data beyond doubt, as `plainRows` defines it. */
function isPlain(record: usize): bool {
  let isNumber = false;
  for (let at: u32 = 0; at < identities && !isNumber; at++)
    isNumber = holdsNumber(record, load<u32>(IDENTITY + (at << 2)));
  if (!isNumber || filleds === 0) return isNumber;
  for (let at: u32 = 0; at < filleds; at++) if (isFilled(record, load<u32>(FILLED + (at << 2)))) return true;
  return false;
}

function startOf(record: usize, column: usize): usize {
  return column === 0 ? record : <usize>load<u32>(ENDS + ((column - 1) << 2)) + 1;
}

/** A digit, and nothing further but what stands in numbers and moments. */
function holdsNumber(record: usize, column: usize): bool {
  const end = <usize>load<u32>(ENDS + (column << 2));
  let at = startOf(record, column);
  if (at < end && load<u8>(at) === QUOTE) at++;
  if (at >= end || load<u8>(at) - 0x30 > 9) return false;
  while (at < end && isWritten(load<u8>(at))) at++;
  return at === end || load<u8>(at) === QUOTE;
}

function isWritten(byte: u8): bool {
  // `,-./` and the digits and the colon stand side by side.
  if (byte >= 0x2c && byte <= 0x3a) return true;
  return (
    byte === 0x20 || byte === 0x2b || byte === 0x54 || byte === 0x5a || byte === 0x41 || byte === 0x50 || byte === 0x4d
  );
}

/** No blank, nothing that multi-byte blanks begin with, and no empty quotes. */
function isFilled(record: usize, column: usize): bool {
  const end = <usize>load<u32>(ENDS + (column << 2));
  let at = startOf(record, column);
  if (at < end && load<u8>(at) === QUOTE) at++;
  if (at >= end) return false;
  const byte = load<u8>(at);
  return byte > 0x20 && byte !== QUOTE && byte !== 0xc2 && (byte < 0xe1 || byte > 0xe3) && byte !== 0xef;
}
