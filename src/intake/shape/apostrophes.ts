import { type Text, text } from '../../error.js';
import { TURN, type Work } from '../../model/give-way.js';
import { APOSTROPHE } from './other-writing.js';
import { EDGES, rawCells } from './record-cells.js';

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

const DOUBT = text('a cell in apostrophes: quotes or text?', 'ячейка в апострофах: кавычки или текст?');

/** Whether an apostrophe stands at the beginning of some cell, and one at the end of some cell. */
export function* hasWrapped(bytes: Buffer): Work<boolean> {
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
