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

/** What a scan has found so far. Each step takes what begins at `position`, and says where the next record begins. */
export interface ScanTally {
  /** The physical line at which the next record begins. */
  line(): number;
  /** A run of good records, all of one line. */
  run(position: number, run: Run): number;
  blank(position: number, record: RawRecord, lines: number): number;
  /**
   * One physical line, whatever its quotes open: the record is not well-formed, or it has another width than the header.
   */
  broken(position: number, record: RawRecord): number;
  /** A record that has two readings: all of its lines are broken. */
  doubtful(position: number, record: RawRecord, lines: number, reason: Text): number;
  /** A record that is good and is left out. */
  leftOut(record: RawRecord, lines: number): number;
  good(position: number, record: RawRecord, lines: number): number;
  /** What was found, once the end is reached. */
  result(): Scan;
}

const LF = 0x0a;

/** Begins to count at `from`, the physical line of the first row; `width` is the header's, in cells. */
export function scanTally(bytes: Uint8Array, from: number, delimiter: number, width: number): ScanTally {
  const found: Scan = {
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
  const newlines = { lf: 0, crlf: 0, cr: 0 };
  let line = from;
  /** Where a record stands that is one line below the record before it. */
  let expectedLine = -1;
  /** The segment that the next good record goes on with. */
  let open: Segment | undefined;

  return {
    line: () => line,
    run(position, { end, records, crLfs, longest }) {
      addToSegment(position, end, records, records);
      found.longest = Math.max(found.longest, longest);
      newlines.crlf += crLfs;
      newlines.lf += records - crLfs;
      line += records;
      expectedLine = line;
      return end;
    },
    blank(position, { cells, contentEnd, end }, lines) {
      found.blankLines += lines;
      if (cells === width && contentEnd > position) found.blankRecords++;
      return passOver(contentEnd, end, lines);
    },
    broken(position, { problem, cells }) {
      const { contentEnd, end } = physicalLine(bytes, position);
      const reason = problem ?? wrongWidth(cells, width);
      found.broken.push({ line, start: position, end: contentEnd, cells: problem ? null : cells, reason });
      return passOver(contentEnd, end, 1);
    },
    doubtful(position, { contentEnd, end }, lines, reason) {
      for (let at = position, own = line; at < end; own++) {
        const physical = physicalLine(bytes, at);
        found.broken.push({ line: own, start: at, end: physical.contentEnd, cells: null, reason });
        at = physical.end;
      }
      return passOver(contentEnd, end, lines);
    },
    leftOut: ({ contentEnd, end }, lines) => passOver(contentEnd, end, lines),
    good(position, record, lines) {
      const { contentEnd, end } = record;
      countNewline(contentEnd, end);
      if (record.lines > 1) found.hasNewlines = true;
      if (lines > 1) {
        found.spans.set(found.records, lines);
        if (holdsRow(bytes, position, contentEnd, delimiter, width)) {
          found.swallowing++;
          found.swallowed += lines;
        }
      }
      addToSegment(position, end, 1, lines);
      if (end - position > found.longest) found.longest = end - position;
      // A record of several lines ends a stretch of the line map, in which a line can then be found by bisection.
      expectedLine = line + 1;
      line += lines;
      return end;
    },
    result() {
      const kinds = Object.values(newlines).filter((count) => count > 0).length;
      found.nextLine = line;
      found.newline = kinds > 1 || newlines.cr > 0 ? 'other' : newlines.crlf > 0 ? 'crlf' : 'lf';
      return found;
    },
  };

  function addToSegment(start: number, end: number, records: number, lines: number): void {
    if (line !== expectedLine) found.lineMap.push([found.records, line]);
    if (open) open.end = end;
    else {
      open = { start, end };
      found.segments.push(open);
    }
    found.records += records;
    found.recordLines += lines;
  }

  function passOver(contentEnd: number, end: number, lines: number): number {
    open = undefined;
    countNewline(contentEnd, end);
    line += lines;
    return end;
  }

  function countNewline(at: number, next: number): void {
    if (at === next) return;
    if (next - at === 2) newlines.crlf++;
    else if (bytes[at] === LF) newlines.lf++;
    else newlines.cr++;
  }
}

const wrongWidth = (cells: number, width: number): Text =>
  text(
    `${cells} ${cells === 1 ? 'cell' : 'cells'}, the header has ${width}`,
    `${cells} ${plural(cells, 'ячейка', 'ячейки', 'ячеек')}, в заголовке ${width}`,
  );
