import { type Text, text } from '../../error.js';
import { TURN, type Work } from '../../model/give-way.js';
import { plural } from '../../model/text.js';
import { physicalLine, readRecord } from '../shape/record.js';
import { holdsRow } from './holds-row.js';
import type { Run } from './plain-runs.js';

/** What the scanner must know of a file: where its rows begin, and how wide a good one is. */
export interface Dialect {
  /** A byte: `,` `;` tab or `|`. */
  delimiter: number;
  /** Cells of the header; every good record has as many. */
  width: number;
  /** What to say of a well-formed record that has two readings: all of its lines are broken. */
  doubt?: ((start: number, end: number) => Text | undefined) | undefined;
  /** A record is one line, whatever newlines its cells hold: so in what was written down from a sheet. */
  linePerRecord?: boolean;
}

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
  /** Records of several lines, of which a line inside looks like a row: a quote may have swallowed it. */
  swallowing: number;
  /** The lines of those records. */
  swallowed: number;
  /** The line after the last. */
  nextLine: number;
  /** Whether every line ends with the same newline, LF or CRLF: else the bytes are copied before an engine sees them. */
  newline: 'lf' | 'crlf' | 'other';
  /** Bytes of the longest record. */
  longest: number;
}

const LF = 0x0a;

/**
 * One pass over the bytes below the header, in turns. A record is good when each quote opens at a cell's start and closes before
 * a delimiter or the line's end, and when it is as wide as the header. A bad record costs exactly one physical line,
 * and reading resumes at the next: so a stray quote never swallows the rest, and a short row never shifts the next.
 *
 * @param skip says of a good record whether it is to be left out of the segments (a total, a repeated heading).
 * @param runOf finds records that are good beyond doubt, and of which none is left out: where there are none, or without
 * it, each is read here.
 */
export function* scan(
  bytes: Uint8Array,
  from: number,
  line: number,
  { delimiter, width, doubt, linePerRecord = false }: Dialect,
  skip: (start: number, end: number, line: number, lines: number) => boolean = () => false,
  runOf?: (position: number) => Run,
): Work<Scan> {
  const result: Scan = {
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
    nextLine: line,
    newline: 'lf',
    longest: 0,
  };
  const newlines = { lf: 0, crlf: 0, cr: 0 };
  const size = bytes.length;
  let position = from;
  let expectedLine = -1;
  let open: Segment | undefined;

  let turn = from + TURN;

  while (position < size) {
    if (position >= turn) {
      turn = position + TURN;
      yield position;
    }
    const run = runOf?.(position);
    if (run && run.records > 0) {
      if (line !== expectedLine) result.lineMap.push([result.records, line]);
      addToSegment(position, run.end);
      result.records += run.records;
      result.recordLines += run.records;
      result.longest = Math.max(result.longest, run.longest);
      newlines.crlf += run.crLfs;
      newlines.lf += run.records - run.crLfs;
      line += run.records;
      expectedLine = line;
      position = run.end;
      continue;
    }
    const record = readRecord(bytes, position, delimiter);
    const { contentEnd, end } = record;
    const lines = linePerRecord ? 1 : record.lines;
    if (record.empty) {
      result.blankLines += lines;
      if (record.cells === width && contentEnd > position) result.blankRecords++;
      open = undefined;
      countNewline(contentEnd, end);
      line += lines;
      position = end;
      continue;
    }
    const reason = record.problem ?? (record.cells === width ? undefined : wrongWidth(record.cells, width));
    if (reason) {
      const { contentEnd: stop, end: next } = physicalLine(bytes, position);
      const cells = record.problem ? null : record.cells;
      result.broken.push({ line, start: position, end: stop, cells, reason });
      open = undefined;
      countNewline(stop, next);
      line += 1;
      position = next;
      continue;
    }
    countNewline(contentEnd, end);
    const doubtful = doubt?.(position, contentEnd);
    if (doubtful) {
      for (let at = position, own = line; at < end; own++) {
        const { contentEnd: stop, end: next } = physicalLine(bytes, at);
        result.broken.push({ line: own, start: at, end: stop, cells: null, reason: doubtful });
        at = next;
      }
      open = undefined;
    } else if (skip(position, contentEnd, line, lines)) {
      open = undefined;
    } else {
      if (record.lines > 1) result.hasNewlines = true;
      if (line !== expectedLine) result.lineMap.push([result.records, line]);
      if (lines > 1) {
        result.spans.set(result.records, lines);
        if (holdsRow(bytes, position, contentEnd, delimiter, width)) {
          result.swallowing++;
          result.swallowed += lines;
        }
      }
      addToSegment(position, end);
      result.records++;
      result.recordLines += lines;
      if (end - position > result.longest) result.longest = end - position;
      // After a record of several lines a new stretch begins, so that a line is found by halves alone.
      expectedLine = line + 1;
    }
    line += lines;
    position = end;
  }
  result.nextLine = line;
  const kinds = (newlines.lf > 0 ? 1 : 0) + (newlines.crlf > 0 ? 1 : 0) + (newlines.cr > 0 ? 1 : 0);
  result.newline = kinds > 1 || newlines.cr > 0 ? 'other' : newlines.crlf > 0 ? 'crlf' : 'lf';
  return result;

  function addToSegment(start: number, end: number) {
    if (open) open.end = end;
    else {
      open = { start, end };
      result.segments.push(open);
    }
  }

  function countNewline(at: number, next: number) {
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
