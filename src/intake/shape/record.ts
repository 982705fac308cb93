import { type Text, text } from '../../error.js';

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

/** A cell above this is no cell of an export: it is a quote that was never closed. */
const LONGEST_CELL = 1 << 20;
const LONGEST_RECORD = 1 << 24;

/** Reads one record that begins at `position`: RFC 4180, and not a byte more. */
export function readRecord(bytes: Uint8Array, position: number, delimiter: number): RawRecord {
  const size = bytes.length;
  let at = position;
  let cells = 1;
  let lines = 1;
  let empty = true;
  const end = (problem?: Text): RawRecord => {
    const next = at >= size ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    return { contentEnd: at, end: next, cells, lines, empty: empty && !problem, ...(problem ? { problem } : {}) };
  };
  for (;;) {
    if (at < size && bytes[at] === QUOTE) {
      const start = at + 1;
      let close = start;
      for (;;) {
        close = bytes.indexOf(QUOTE, close);
        if (close < 0 || close - start > LONGEST_CELL) return end(UNCLOSED);
        if (bytes[close + 1] !== QUOTE) break;
        close += 2;
      }
      for (let inner = start; inner < close; inner++) {
        const byte = bytes[inner] as number;
        if (byte === LF || (byte === CR && bytes[inner + 1] !== LF)) lines++;
        if (empty && byte > SPACE) empty = false;
      }
      at = close + 1;
      if (at < size && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) return end(AFTER_QUOTE);
    } else {
      const start = at;
      while (at < size) {
        const byte = bytes[at] as number;
        if (byte === delimiter || byte === LF || byte === CR) break;
        if (byte === QUOTE) return end(STRAY);
        if (empty && byte !== SPACE && byte !== TAB) empty = false;
        at++;
      }
      if (at - start > LONGEST_CELL) return end(TOO_LONG);
    }
    if (at >= size || bytes[at] !== delimiter) return end(at - position > LONGEST_RECORD ? TOO_LONG : undefined);
    cells++;
    at++;
  }
}

/** Where the cells of a well-formed record stand, quotes and all. */
export function* rawCells(
  bytes: Uint8Array,
  start: number,
  end: number,
  delimiter: number,
): Generator<[from: number, to: number]> {
  let from = start;
  let isQuoted = false;
  for (let at = start; at < end; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] === delimiter && !isQuoted) {
      yield [from, at];
      from = at + 1;
    }
  }
  yield [from, end];
}

/** Where the physical line that holds `position` ends, whatever its quotes say. */
export function physicalLine(bytes: Uint8Array, position: number): { contentEnd: number; end: number } {
  let at = position;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  const end = at >= bytes.length ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
  return { contentEnd: at, end };
}

const UNCLOSED = text('a quote is opened and never closed', 'кавычка открыта и не закрыта');
const AFTER_QUOTE = text('text after a closing quote', 'текст после закрывающей кавычки');
const STRAY = text('a quote inside an unquoted cell', 'кавычка внутри ячейки без кавычек');
const TOO_LONG = text(
  'a cell of more than 1 MiB, or a line of more than 16',
  'ячейка больше 1 МиБ или строка больше 16',
);
