import { type Text, text } from '../../error.js';
import { plural } from '../../model/text.js';
import { physicalLine, type RawRecord } from '../shape/record.js';
import { holdsRow } from './holds-row.js';
import type { Run } from './plain-runs.js';

/** A run of whole good records that lie side by side in the bytes. */
export interface Segment {
  start: number;
  end: number;
}

export interface BrokenLine {
  line: number;
  start: number;
  end: number;
  /** Cells, where they could be counted. */
  cells: number | null;
  reason: Text;
}

export interface Scan {
  segments: Segment[];
  /** Records in the segments, and the physical lines they take. */
  records: number;
  recordLines: number;
  /** Lines with nothing in them, and records of empty cells only. */
  blankLines: number;
  /** How many of the blank lines were records as wide as the header. */
  blankRecords: number;
  broken: BrokenLine[];
  /** One entry wherever a record does not stand one line below the record before it: [record, line]. */
  lineMap: [number, number][];
  /** Records that take more than one physical line: record → lines. */
  spans: Map<number, number>;
  /** Whether some cell holds a newline. */
  hasNewlines: boolean;
  /** Records of several lines that contain a line which looks like a row: a quote may have swallowed it. */
  swallowing: number;
  /** The lines of those records. */
  swallowed: number;
  /** The line after the last. */
  nextLine: number;
  /** Whether every line ends with the same newline. If not, the bytes are copied before an engine reads them. */
  newline: 'lf' | 'crlf' | 'other';
  /** Bytes of the longest record. */
  longest: number;
}

const LF = 0x0a;

/** Counts what a scan finds. Each step takes what begins at `position`, and gives back where the next record begins. */
export class ScanTally {
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  /** Cells of the header. */
  readonly #width: number;
  readonly #found: Scan;
  readonly #newlines = { lf: 0, crlf: 0, cr: 0 };
  #line: number;
  /** Where a record stands that is one line below the record before it. */
  #expectedLine = -1;
  /** The segment that the next good record goes on with. */
  #open: Segment | undefined;

  /** @param from The physical line of the first row. */
  constructor(bytes: Uint8Array, from: number, { delimiter, width }: { delimiter: number; width: number }) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#width = width;
    this.#line = from;
    this.#found = {
      segments: [],
      records: 0,
      recordLines: 0,
      blankLines: 0,
      blankRecords: 0,
      broken: [],
      lineMap: [],
      spans: new Map(),
      hasNewlines: false,
      swallowing: 0,
      swallowed: 0,
      nextLine: from,
      newline: 'lf',
      longest: 0,
    };
  }

  /** The physical line at which the next record begins. */
  get line(): number {
    return this.#line;
  }

  /** A run of good records, all of one line. */
  run(position: number, { end, records, crLfs, longest }: Run): number {
    this.#addToSegment(position, end, records, records);
    this.#found.longest = Math.max(this.#found.longest, longest);
    this.#newlines.crlf += crLfs;
    this.#newlines.lf += records - crLfs;
    this.#line += records;
    this.#expectedLine = this.#line;
    return end;
  }

  blank(position: number, { cells, contentEnd, end }: RawRecord, lines: number): number {
    this.#found.blankLines += lines;
    if (cells === this.#width && contentEnd > position) this.#found.blankRecords++;
    return this.#passOver(contentEnd, end, lines);
  }

  /**
   * One physical line, whatever its quotes open: the record is not well-formed, or it has another width than the header.
   */
  broken(position: number, { problem, cells }: RawRecord): number {
    const { contentEnd, end } = physicalLine(this.#bytes, position);
    this.#found.broken.push({
      ...{ line: this.#line, start: position, end: contentEnd },
      cells: problem ? null : cells,
      reason: problem ?? wrongWidth(cells, this.#width),
    });
    return this.#passOver(contentEnd, end, 1);
  }

  /** A record that has two readings: all of its lines are broken. */
  doubtful(position: number, { contentEnd, end }: RawRecord, lines: number, reason: Text): number {
    for (let at = position, line = this.#line; at < end; line++) {
      const physical = physicalLine(this.#bytes, at);
      this.#found.broken.push({ line, start: at, end: physical.contentEnd, cells: null, reason });
      at = physical.end;
    }
    return this.#passOver(contentEnd, end, lines);
  }

  /** A record that is good and is left out. */
  leftOut({ contentEnd, end }: RawRecord, lines: number): number {
    return this.#passOver(contentEnd, end, lines);
  }

  good(position: number, record: RawRecord, lines: number): number {
    const found = this.#found;
    const { contentEnd, end } = record;
    this.#countNewline(contentEnd, end);
    if (record.lines > 1) found.hasNewlines = true;
    if (lines > 1) {
      found.spans.set(found.records, lines);
      if (holdsRow(this.#bytes, position, contentEnd, this.#delimiter, this.#width)) {
        found.swallowing++;
        found.swallowed += lines;
      }
    }
    this.#addToSegment(position, end, 1, lines);
    if (end - position > found.longest) found.longest = end - position;
    // A record of several lines ends a stretch of the line map, in which a line can then be found by bisection.
    this.#expectedLine = this.#line + 1;
    this.#line += lines;
    return end;
  }

  /** What was found, once the end is reached. */
  result(): Scan {
    const { lf, crlf, cr } = this.#newlines;
    const isMixed = lf > 0 && crlf > 0;
    this.#found.nextLine = this.#line;
    this.#found.newline = isMixed || cr > 0 ? 'other' : crlf > 0 ? 'crlf' : 'lf';
    return this.#found;
  }

  #addToSegment(start: number, end: number, records: number, lines: number): void {
    const found = this.#found;
    if (this.#line !== this.#expectedLine) found.lineMap.push([found.records, this.#line]);
    if (this.#open) this.#open.end = end;
    else {
      this.#open = { start, end };
      found.segments.push(this.#open);
    }
    found.records += records;
    found.recordLines += lines;
  }

  #passOver(contentEnd: number, end: number, lines: number): number {
    this.#open = undefined;
    this.#countNewline(contentEnd, end);
    this.#line += lines;
    return end;
  }

  #countNewline(at: number, next: number): void {
    if (at === next) return;
    if (next - at === 2) this.#newlines.crlf++;
    else if (this.#bytes[at] === LF) this.#newlines.lf++;
    else this.#newlines.cr++;
  }
}

const wrongWidth = (cells: number, width: number): Text =>
  text(
    `${cells} ${cells === 1 ? 'cell' : 'cells'}, the header has ${width}`,
    `${cells} ${plural(cells, 'ячейка', 'ячейки', 'ячеек')}, в заголовке ${width}`,
  );
