import { SEPARATORS } from '../../model/dialect.js';
import { TURN } from '../../model/give-way.js';
import { physicalLine, readRecord } from './record.js';

/** The cells of one well-formed record. To set up a parser for each record would cost more than all else. */
export function cellsOf(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= record.length && record !== ''; at++) {
    let end = record.indexOf(delimiter, at);
    if (record[at] === '"') {
      let close = record.indexOf('"', at + 1);
      while (close >= 0 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
      end = close < 0 ? record.length : close + 1;
      cells.push(record.slice(at + 1, close < 0 ? record.length : close).replaceAll('""', '"'));
    } else {
      if (end < 0) end = record.length;
      cells.push(record.slice(at, end));
    }
    at = end;
  }
  return cells;
}

/** The cells of every well-formed record from an offset on, trimmed; null after every turn. */
export function* recordsInTurns(bytes: Buffer, from: number, delimiter: string): Generator<string[] | null> {
  let turn = from + TURN;
  for (let at = from; at < bytes.length; ) {
    const record = readRecord(bytes, at, delimiter.charCodeAt(0));
    if (!record.problem && !record.empty)
      yield cellsOf(bytes.toString('utf8', at, record.contentEnd), delimiter).map((cell) => cell.trim());
    at = record.problem ? physicalLine(bytes, at).end : record.end;
    if (at >= turn) {
      turn = at + TURN;
      yield null;
    }
  }
}

/** The same without turns, of what is not gone through to its end. */
export function* recordsOf(bytes: Buffer, from: number, delimiter: string): Generator<string[]> {
  for (const cells of recordsInTurns(bytes, from, delimiter)) if (cells) yield cells;
}

const QUOTE = 0x22;

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

/** Bytes between which a cell stands. */
export const EDGES: ReadonlySet<number> = new Set([...'\n\r', ...SEPARATORS].map((char) => char.charCodeAt(0)));
