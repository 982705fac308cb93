import { type Text, text } from '../../error.js';
import { type Delimiter, SEPARATORS } from '../../model/dialect.js';
import { TURN, type Work } from '../../model/give-way.js';
import { doubtOf, hasWrapped } from './apostrophes.js';
import { APOSTROPHE, BACKSLASH, inRfcFrom, isTable, QUOTE, type Writing } from './other-writing.js';
import { readRecord } from './record.js';

/** A file written so, as RFC 4180 writes it. */
export interface Rewritten {
  bytes: Buffer;
  said: Text;
}

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
      const written = yield* inRfcFrom(bytes, delimiter, writing);
      if (written) found.push({ bytes: written, said: writing.said });
    }
  const [first, ...others] = found;
  if (!first) return undefined;
  for (const delimiter of delimiters) if (yield* isRfc(bytes, delimiter)) return undefined;
  return others.every((other) => other.bytes.equals(first.bytes)) ? first : undefined;
}

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
