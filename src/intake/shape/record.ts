import { type Text, text } from '../../error.js';
import { SEPARATORS } from '../../model/dialect.js';

export interface RawRecord {
  /** Where the content ends, and where the next record begins (after the newline). */
  contentEnd: number;
  end: number;
  cells: number;
  /** Physical lines; quoted cells may hold newlines. */
  lines: number;
  /** Nothing but delimiters, blanks and empty quotes. */
  empty: boolean;
  problem?: Text;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** A longer cell is no cell of an export, but a quote that was never closed. */
const LONGEST_CELL = 1 << 20;
const LONGEST_RECORD = 1 << 24;

/**
 * Reads the record that begins at `position`, strictly by RFC 4180. A record longer than `longest` is not read to its
 * end: the problem says where reading stopped, and `physicalLine` finds the end of its line.
 */
export function readRecord(
  bytes: Uint8Array,
  position: number,
  delimiter: number,
  longest = LONGEST_RECORD,
): RawRecord {
  const size = bytes.length;
  const ends = ENDS[delimiter] as Uint8Array;
  let at = position;
  let cells = 1;
  let lines = 1;
  let empty = true;
  for (;;) {
    const start = at;
    if (at < size && bytes[at] === QUOTE) {
      for (at++; ; at++) {
        if (at >= size) return ended(bytes, start, cells, lines, false, UNCLOSED);
        if (at - start > LONGEST_CELL + 1)
          return ended(bytes, start, cells, lines, false, isClosed(bytes, at, delimiter) ? LONG_CELL : LONG_QUOTED);
        const byte = bytes[at] as number;
        if (byte === QUOTE) {
          if (bytes[at + 1] !== QUOTE) break;
          at++;
          empty = false;
        } else if (byte > SPACE) empty = false;
        else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) lines++;
      }
      at++;
      if (at < size && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR)
        return ended(bytes, at, cells, lines, false, AFTER_QUOTE);
    } else {
      if (empty) {
        while (at < size && (bytes[at] === SPACE || (bytes[at] === TAB && delimiter !== TAB))) at++;
        if (at < size && ends[bytes[at] as number] === 0) empty = false;
      }
      const stop = Math.min(size, start + LONGEST_CELL + 1);
      while (at < stop && ends[bytes[at] as number] === 0) at++;
      if (at < size && bytes[at] === QUOTE) return ended(bytes, at, cells, lines, false, STRAY);
      if (at - start > LONGEST_CELL) return ended(bytes, at, cells, lines, false, LONG_CELL);
    }
    if (at - position > longest) return ended(bytes, at, cells, lines, false, LONG_LINE);
    if (at >= size || bytes[at] !== delimiter) return ended(bytes, at, cells, lines, empty);
    cells++;
    at++;
  }
}

/** Per delimiter, the bytes that may end an unquoted cell. A look into a table is cheaper than four comparisons. */
const ENDS: Uint8Array[] = [];
for (const delimiter of SEPARATORS) {
  const table = new Uint8Array(256);
  for (const byte of [QUOTE, LF, CR, delimiter.charCodeAt(0)]) table[byte] = 1;
  ENDS[delimiter.charCodeAt(0)] = table;
}

function ended(bytes: Uint8Array, at: number, cells: number, lines: number, empty: boolean, problem?: Text): RawRecord {
  const end = at >= bytes.length ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
  return problem ? { contentEnd: at, end, cells, lines, empty, problem } : { contentEnd: at, end, cells, lines, empty };
}

/** Whether a quoted cell is closed within its line. Below the line nothing is certain. */
function isClosed(bytes: Uint8Array, from: number, delimiter: number): boolean {
  for (let at = from; at < bytes.length && bytes[at] !== LF && bytes[at] !== CR; at++) {
    if (bytes[at] !== QUOTE) continue;
    const next = bytes[at + 1];
    if (next !== QUOTE) return next === undefined || next === delimiter || next === LF || next === CR;
    at++;
  }
  return false;
}

/** The end of the physical line that holds `position`, whatever its quotes say. */
export function physicalLine(bytes: Uint8Array, position: number): { contentEnd: number; end: number } {
  let at = position;
  const near = Math.min(bytes.length, position + NEAR);
  while (at < near && bytes[at] !== LF && bytes[at] !== CR) at++;
  if (at === near) at = farEnd(bytes, at);
  const end = at >= bytes.length ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
  return { contentEnd: at, end };
}

/** Lines are short: one that is not is searched natively. */
const NEAR = 1 << 10;

function farEnd(bytes: Uint8Array, from: number): number {
  const feed = bytes.indexOf(LF, from);
  const end = feed < 0 ? bytes.length : feed;
  // Searched within the line only: a file without CR would be searched to its end each time.
  const back = bytes.subarray(from, end).indexOf(CR);
  return back < 0 ? end : from + back;
}

const UNCLOSED = text('a quote is opened and never closed', 'кавычка открыта и не закрыта');
const LONG_QUOTED = text(
  'a quote is opened and not closed within 1 MiB',
  'кавычка открыта и не закрыта на протяжении 1 МиБ',
);
const AFTER_QUOTE = text('text after a closing quote', 'текст после закрывающей кавычки');
const STRAY = text('a quote inside an unquoted cell', 'кавычка внутри ячейки без кавычек');
const LONG_CELL = text('a cell of more than 1 MiB', 'ячейка больше 1 МиБ');
const LONG_LINE = text('a line of more than 16 MiB', 'строка больше 16 МиБ');
