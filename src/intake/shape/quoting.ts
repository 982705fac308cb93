import { type Text, text } from '../../error.js';
import { type Delimiter, SEPARATORS } from '../../model/dialect.js';
import { TURN, type Work } from '../../model/give-way.js';
import { readRecord } from './record.js';
import { rawCells } from './record-cells.js';

/** A way of writing quotes that is not RFC 4180's. */
interface Writing {
  quote: number;
  /** The byte that escapes a quote within a cell; null: the quote is doubled. */
  escapedBy: number | null;
  /** Blanks between a delimiter and a quote are no part of the cell. */
  blanks: boolean;
  said: Text;
}

/** A file written so, as RFC 4180 writes it. */
export interface Rewritten {
  bytes: Buffer;
  said: Text;
}

const [QUOTE, APOSTROPHE, BACKSLASH] = [0x22, 0x27, 0x5c];
const [LF, CR, SPACE, TAB] = [0x0a, 0x0d, 0x20, 0x09];

const SLASHED = text('quotes escaped by backslashes', 'кавычки экранированы обратной чертой');
const SINGLE = text('apostrophes for quotes', 'апострофы вместо кавычек');
const WRITINGS: Writing[] = [
  {
    ...{ quote: QUOTE, escapedBy: null, blanks: true },
    said: text('blanks before quotes left out', 'пробелы перед кавычками убраны'),
  },
  { quote: QUOTE, escapedBy: BACKSLASH, blanks: false, said: SLASHED },
  { quote: APOSTROPHE, escapedBy: null, blanks: false, said: SINGLE },
  { quote: APOSTROPHE, escapedBy: BACKSLASH, blanks: false, said: SINGLE },
];

/** Larger files are not rewritten: what is not RFC 4180 in them is rejected line by line. */
const LARGEST = 2 ** 29;

/**
 * Rewrites a file as RFC 4180 if all of it is written in one other way, and only in that one: a way that fits most lines
 * would be a guess. Undefined: the file is read as it is.
 */
export function* inRfc(bytes: Buffer, forced: Delimiter | undefined): Work<Rewritten | undefined> {
  if (bytes.length > LARGEST) return undefined;
  // Native searches: a file without any of these is not read byte by byte.
  const isSlashed = yield* holds(bytes, ['\\"']);
  const isWrapped = yield* hasWrapped(bytes);
  const blanks = SEPARATORS.map((delimiter) => `${delimiter} "`);
  if (!isSlashed && !isWrapped && !(yield* holds(bytes, blanks))) return undefined;
  const delimiters = (forced ? [forced] : SEPARATORS).map((delimiter) => delimiter.charCodeAt(0));
  const writings = WRITINGS.filter(({ quote, escapedBy }) =>
    quote === APOSTROPHE ? isWrapped : escapedBy === null || isSlashed,
  );
  // Hardly any file is written so from end to end, which shows early.
  const found: Rewritten[] = [];
  for (const delimiter of delimiters)
    for (const writing of writings) {
      const written = yield* rewrite(bytes, delimiter, writing);
      if (written) found.push({ ...written, said: writing.said });
    }
  const [first, ...others] = found;
  if (!first) return undefined;
  for (const delimiter of delimiters) if (yield* isRfc(bytes, delimiter)) return undefined;
  return others.every((other) => other.bytes.equals(first.bytes)) ? first : undefined;
}

/** Where a cell begins and ends. */
export const EDGES: ReadonlySet<number> = new Set([...'\n\r', ...SEPARATORS].map((char) => char.charCodeAt(0)));

/** Bytes that are searched natively between two turns. */
const PIECE = 1 << 24;

/** Whether any of these stands in the bytes; each of a few characters. */
function* holds(bytes: Buffer, words: readonly string[]): Work<boolean> {
  const needles = words.map((word) => Buffer.from(word));
  for (let from = 0; from < bytes.length; from += PIECE) {
    const piece = bytes.subarray(from, from + PIECE + OVERLAP);
    if (needles.some((needle) => piece.includes(needle))) return true;
    if (from + PIECE < bytes.length) yield;
  }
  return false;
}

/** What is searched for is shorter. */
const OVERLAP = 8;

/** Whether an apostrophe stands at the beginning of some cell, and one at the end of some cell. */
function* hasWrapped(bytes: Buffer): Work<boolean> {
  let [before, after] = [false, false];
  let turn = TURN;
  for (let at = bytes.indexOf(APOSTROPHE); at >= 0; at = bytes.indexOf(APOSTROPHE, at + 1)) {
    if (at >= turn) {
      turn = at + TURN;
      yield;
    }
    before ||= EDGES.has(bytes[at - 1] as number);
    after ||= EDGES.has(bytes[at + 1] as number);
    if (before && after) return true;
  }
  return false;
}

/** The widths of a file's records: from the header on they are one. */
const isTable = (widths: readonly number[]): boolean => {
  const width = widths.at(-1) ?? 0;
  const rows = widths.slice(widths.indexOf(width));
  return width > 1 && rows.length > 1 && rows.every((cells) => cells === width);
};

function* isRfc(bytes: Buffer, delimiter: number): Work<boolean> {
  const widths: number[] = [];
  const doubt = yield* doubtOf(bytes, delimiter);
  let turn = TURN;
  for (let at = 0; at < bytes.length; ) {
    if (at >= turn) {
      turn = at + TURN;
      yield;
    }
    const record = readRecord(bytes, at, delimiter);
    if (record.problem || doubt?.(at, record.contentEnd)) return false;
    if (!record.empty) widths.push(record.cells);
    at = record.end;
  }
  return isTable(widths);
}

const FIRST_ROOM = 1 << 16;
/** Quotes and a delimiter, before a cell and behind it. */
const ROUND_A_CELL = 8;

function* rewrite(
  bytes: Buffer,
  delimiter: number,
  { quote, escapedBy, blanks }: Writing,
): Work<{ bytes: Buffer } | null> {
  // The buffer grows as it fills: most files turn out to be written in another way within the first lines.
  let out = Buffer.allocUnsafe(FIRST_ROOM);
  const widths: number[] = [];
  // Records that can be read in no other way. A single one may be a slip in a file that is written otherwise.
  let proofs = 0;
  let [length, cells, quoted, isEmpty, isProof] = [0, 1, 0, true, false];
  const isEnd = (at: number) => at >= bytes.length || bytes[at] === LF || bytes[at] === CR || bytes[at] === delimiter;
  const put = (from: number, to: number) => {
    const most = length + 2 * (to - from) + ROUND_A_CELL;
    if (most > out.length) {
      const larger = Buffer.allocUnsafe(most * 2);
      out.copy(larger, 0, 0, length);
      out = larger;
    }
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) out[length++] = QUOTE;
      out[length++] = byte;
    }
  };
  let turn = TURN;
  for (let at = 0; at < bytes.length; ) {
    if (at >= turn) {
      turn = at + TURN;
      yield;
    }
    let start = at;
    if (blanks) while (bytes[start] === SPACE || (bytes[start] === TAB && delimiter !== TAB)) start++;
    if (bytes[start] === quote) {
      // A quote that stands close to its delimiter is of another writing.
      if (blanks && start === at && cells > 1) return null;
      if (start > at) isProof = true;
      quoted++;
      out[length++] = QUOTE;
      let from = start + 1;
      for (at = from; ; at++) {
        if (at >= bytes.length) return null;
        const byte = bytes[at];
        if (byte === escapedBy && (bytes[at + 1] === quote || bytes[at + 1] === BACKSLASH)) {
          put(from, at);
          if (quote === QUOTE && bytes[at + 1] === quote) isProof = true;
          from = ++at;
        } else if (byte === quote) {
          if (escapedBy !== null || bytes[at + 1] !== quote) break;
          put(from, at);
          from = ++at;
        } else if (quote === APOSTROPHE && (byte === delimiter || byte === LF || byte === CR)) isProof = true;
      }
      put(from, at);
      out[length++] = QUOTE;
      if (at > start + 1) isEmpty = false;
      at++;
      if (!isEnd(at)) return null;
    } else {
      let holdsQuote = false;
      while (!isEnd(at)) if (bytes[at++] === QUOTE) holdsQuote = true;
      // A cell quoted as in RFC 4180 is not written in the other way, and neither is one with its quote inside.
      if (holdsQuote && (quote === QUOTE || bytes[start] === QUOTE)) return null;
      if (at > start) isEmpty = false;
      if (holdsQuote) out[length++] = QUOTE;
      put(start, at);
      if (holdsQuote) out[length++] = QUOTE;
    }
    if (at < bytes.length && bytes[at] === delimiter) {
      cells++;
      out[length++] = bytes[at++] as number;
      continue;
    }
    if (!isEmpty) widths.push(cells);
    // Apostrophes round every cell of a row are no part of every cell.
    if (isProof || (quote === APOSTROPHE && quoted === cells)) proofs++;
    [cells, quoted, isEmpty, isProof] = [1, 0, true, false];
    const lineEnd = at;
    while (at < bytes.length && (bytes[at] === LF || bytes[at] === CR)) at++;
    put(lineEnd, at);
  }
  return proofs > 1 && isTable(widths) ? { bytes: out.subarray(0, length) } : null;
}

const DOUBT = text('a cell in apostrophes: quotes or text?', 'ячейка в апострофах: кавычки или текст?');

/**
 * What to say of a record with a cell in apostrophes where not the whole file is so: they may be quotes or text.
 * Undefined: the file has no such cell.
 */
export function* doubtOf(
  bytes: Buffer,
  delimiter: number,
): Work<((start: number, end: number) => Text | undefined) | undefined> {
  if (!(yield* hasWrapped(bytes))) return undefined;
  return (start, end) => {
    if (!bytes.subarray(start, end).includes(APOSTROPHE)) return undefined;
    for (const [from, to] of rawCells(bytes, start, end, delimiter))
      if (to - from > 1 && bytes[from] === APOSTROPHE && bytes[to - 1] === APOSTROPHE) return DOUBT;
    return undefined;
  };
}
