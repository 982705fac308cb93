import type { Text } from '../../error.js';
import { TURN, type Work } from '../../model/give-way.js';
import { readRecord } from '../shape/record.js';
import type { Run } from './plain-runs.js';
import { type Scan, ScanTally } from './scan-tally.js';

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

/**
 * One pass over the bytes below the header, in turns. A record is good when each quote opens at a cell's start and closes before
 * a delimiter or the line's end, and when it is as wide as the header. A bad record costs exactly one physical line,
 * and reading resumes at the next: so a stray quote never swallows the rest, and a short row never shifts the next.
 *
 * @param from The byte at which the first row begins, and `line` the physical line.
 * @param skip Says of a good record whether it is to be left out of the segments (a total, a repeated heading).
 * @param runOf Finds records that are good beyond doubt, and of which none is left out. Where there are none, or without
 * it, each record is read here.
 */
export function* scan(
  bytes: Uint8Array,
  from: number,
  line: number,
  { delimiter, width, doubt, linePerRecord = false }: Dialect,
  skip: (start: number, end: number, line: number, lines: number) => boolean = () => false,
  runOf?: (position: number) => Run,
): Work<Scan> {
  const tally = new ScanTally(bytes, line, { delimiter, width });
  let position = from;
  let turn = from + TURN;
  while (position < bytes.length) {
    if (position >= turn) {
      turn = position + TURN;
      yield position;
    }
    const run = runOf?.(position);
    position = run && run.records > 0 ? tally.run(position, run) : takeRecord(position);
  }
  return tally.result();

  function takeRecord(at: number): number {
    const record = readRecord(bytes, at, delimiter);
    const lines = linePerRecord ? 1 : record.lines;
    if (record.empty) return tally.blank(at, record, lines);
    if (record.problem || record.cells !== width) return tally.broken(at, record);
    const reason = doubt?.(at, record.contentEnd);
    if (reason) return tally.doubtful(at, record, lines, reason);
    if (skip(at, record.contentEnd, tally.line, lines)) return tally.leftOut(record, lines);
    return tally.good(at, record, lines);
  }
}
