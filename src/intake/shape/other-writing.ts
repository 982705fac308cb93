import type { Text } from '../../error.js';
import { TURN, type Work } from '../../model/give-way.js';

/** A way of writing quotes that is not RFC 4180's. */
export interface Writing {
  quote: number;
  /** The byte that escapes a quote within a cell; null: the quote is doubled. */
  escapedBy: number | null;
  /** Blanks between a delimiter and a quote are no part of the cell. */
  blanks: boolean;
  said: Text;
}

export const [QUOTE, APOSTROPHE, BACKSLASH] = [0x22, 0x27, 0x5c];
const [LF, CR, SPACE, TAB] = [0x0a, 0x0d, 0x20, 0x09];

/** The bytes as RFC 4180 writes them; null: not all of them are written in this way, or they are no table. */
export function* inRfcFrom(bytes: Buffer, delimiter: number, writing: Writing): Work<Buffer | null> {
  const anew = new Anew(bytes, delimiter, writing);
  let turn = TURN;
  for (let at = 0; at < bytes.length; ) {
    if (at >= turn) {
      turn = at + TURN;
      yield;
    }
    const end = anew.addCell(at);
    if (end === null) return null;
    at = bytes[end] === delimiter ? anew.addDelimiter(end) : anew.endRecord(end);
  }
  return anew.written();
}

const FIRST_ROOM = 1 << 16;
/** Quotes and a delimiter, before a cell and behind it. */
const ROUND_A_CELL = 8;

/** A file as it is written anew, from its first byte on. What takes a place in the bytes gives the place after it. */
class Anew {
  readonly #bytes: Buffer;
  readonly #delimiter: number;
  readonly #writing: Writing;
  /** It grows as it fills: most files turn out to be written in another way within the first lines. */
  #out = Buffer.allocUnsafe(FIRST_ROOM);
  #length = 0;
  readonly #widths: number[] = [];
  /** Records that can be read in no other way. A single one may be a slip in a file that is written otherwise. */
  #proofs = 0;
  #cells = 1;
  #quoted = 0;
  #isEmpty = true;
  #isProof = false;

  constructor(bytes: Buffer, delimiter: number, writing: Writing) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#writing = writing;
  }

  /** Null: the cell is not written in this way. */
  addCell(at: number): number | null {
    const { quote, blanks } = this.#writing;
    let start = at;
    if (blanks) while (this.#isBlank(start)) start++;
    if (this.#bytes[start] !== quote) return this.#addBare(start);
    // A quote that stands close to its delimiter is of another writing.
    if (blanks && start === at && this.#cells > 1) return null;
    if (start > at) this.#isProof = true;
    return this.#addQuoted(start);
  }

  addDelimiter(at: number): number {
    this.#cells++;
    this.#out[this.#length++] = this.#delimiter;
    return at + 1;
  }

  endRecord(lineEnd: number): number {
    if (!this.#isEmpty) this.#widths.push(this.#cells);
    // Apostrophes round every cell of a row are no part of every cell.
    const isAllQuoted = this.#writing.quote === APOSTROPHE && this.#quoted === this.#cells;
    if (this.#isProof || isAllQuoted) this.#proofs++;
    [this.#cells, this.#quoted, this.#isEmpty, this.#isProof] = [1, 0, true, false];
    let at = lineEnd;
    while (this.#bytes[at] === LF || this.#bytes[at] === CR) at++;
    this.#put(lineEnd, at);
    return at;
  }

  written(): Buffer | null {
    return this.#proofs > 1 && isTable(this.#widths) ? this.#out.subarray(0, this.#length) : null;
  }

  #addQuoted(start: number): number | null {
    const bytes = this.#bytes;
    const { quote, escapedBy } = this.#writing;
    this.#quoted++;
    this.#out[this.#length++] = QUOTE;
    let from = start + 1;
    let at = from;
    for (; ; at++) {
      if (at >= bytes.length) return null;
      const byte = bytes[at];
      if (byte === escapedBy && (bytes[at + 1] === quote || bytes[at + 1] === BACKSLASH)) {
        this.#put(from, at);
        if (quote === QUOTE && bytes[at + 1] === quote) this.#isProof = true;
        from = ++at;
      } else if (byte === quote) {
        if (escapedBy !== null || bytes[at + 1] !== quote) break;
        this.#put(from, at);
        from = ++at;
      } else if (quote === APOSTROPHE && (byte === this.#delimiter || byte === LF || byte === CR)) this.#isProof = true;
    }
    this.#put(from, at);
    this.#out[this.#length++] = QUOTE;
    if (at > start + 1) this.#isEmpty = false;
    return this.#isEnd(at + 1) ? at + 1 : null;
  }

  #addBare(start: number): number | null {
    let at = start;
    let holdsQuote = false;
    while (!this.#isEnd(at)) if (this.#bytes[at++] === QUOTE) holdsQuote = true;
    // A cell quoted as in RFC 4180 is not written in the other way, and neither is one with its quote inside.
    if (holdsQuote && (this.#writing.quote === QUOTE || this.#bytes[start] === QUOTE)) return null;
    if (at > start) this.#isEmpty = false;
    if (holdsQuote) this.#out[this.#length++] = QUOTE;
    this.#put(start, at);
    if (holdsQuote) this.#out[this.#length++] = QUOTE;
    return at;
  }

  #put(from: number, to: number): void {
    const most = this.#length + 2 * (to - from) + ROUND_A_CELL;
    if (most > this.#out.length) {
      const larger = Buffer.allocUnsafe(most * 2);
      this.#out.copy(larger, 0, 0, this.#length);
      this.#out = larger;
    }
    for (let at = from; at < to; at++) {
      const byte = this.#bytes[at] as number;
      if (byte === QUOTE) this.#out[this.#length++] = QUOTE;
      this.#out[this.#length++] = byte;
    }
  }

  #isEnd(at: number): boolean {
    const byte = this.#bytes[at];
    return byte === undefined || byte === LF || byte === CR || byte === this.#delimiter;
  }

  #isBlank(at: number): boolean {
    return this.#bytes[at] === SPACE || (this.#bytes[at] === TAB && this.#delimiter !== TAB);
  }
}

/** The widths of a file's records: from the header on they are one. */
export const isTable = (widths: readonly number[]): boolean => {
  const width = widths.at(-1) ?? 0;
  const rows = widths.slice(widths.indexOf(width));
  return width > 1 && rows.length > 1 && rows.every((cells) => cells === width);
};
