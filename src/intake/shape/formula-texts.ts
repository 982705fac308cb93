import { text } from '../../error.js';
import { TURN, type Work } from '../../model/give-way.js';
import type { Rewritten } from './quoting.js';
import { EDGES } from './record-cells.js';

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];
const FORMULA = '="';
/**
 * No cell that somebody protects from a spreadsheet is longer. A quote without an end is not searched to the end of the
 * file.
 */
const LONGEST = 1 << 10;

/**
 * Rewrites cells that were protected from a spreadsheet, which would take `00123` for a number: `="00123"`, or quoted
 * `"=""00123"""`, become plain text. Undefined: there are none.
 */
export function* withoutFormulas(bytes: Buffer): Work<Rewritten | undefined> {
  const cells: Cell[] = [];
  let turn = TURN;
  for (let at = bytes.indexOf(FORMULA); at >= 0; at = bytes.indexOf(FORMULA, at + FORMULA.length)) {
    if (at >= turn) {
      turn = at + TURN;
      yield;
    }
    const cell = isEdge(bytes, at - 1) ? bare(bytes, at) : isEdge(bytes, at - 2) ? quoted(bytes, at) : undefined;
    if (cell) cells.push(cell);
  }
  // Of a text in quotes that happens to hold `,="",` there is no other.
  if (!cells.some(({ from, to }) => to > from)) return undefined;
  const parts = cells.flatMap(({ start, from, to }, at) => [
    bytes.subarray(cells[at - 1]?.end ?? 0, start),
    bytes.subarray(from - 1, to + 1),
  ]);
  return {
    bytes: Buffer.concat([...parts, bytes.subarray(cells.at(-1)?.end)]),
    said: text('texts guarded as formulas (="…")', 'тексты, защищённые формулой (="…")'),
  };
}

const isEdge = (bytes: Buffer, at: number): boolean => at < 0 || at >= bytes.length || EDGES.has(bytes[at] as number);

/** A cell from `start` to `end`, and its text including the quotes around it. */
interface Cell {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** `="00123"`. */
function bare(bytes: Buffer, at: number): Cell | undefined {
  const from = at + FORMULA.length;
  const to = textEnd(bytes, from);
  return to !== undefined && isEdge(bytes, to + 1) ? { start: at, end: to + 1, from, to } : undefined;
}

/** `"=""00123"""`. */
function quoted(bytes: Buffer, at: number): Cell | undefined {
  const from = at + FORMULA.length + 1;
  if (bytes[at - 1] !== QUOTE || bytes[from - 1] !== QUOTE) return undefined;
  const to = textEnd(bytes, from);
  const isClosed = to !== undefined && bytes[to + 1] === QUOTE && bytes[to + 2] === QUOTE && isEdge(bytes, to + 3);
  return isClosed ? { start: at - 1, end: to + 3, from, to } : undefined;
}

/** Where the quote after a text is; undefined: the text goes beyond its line. */
function textEnd(bytes: Buffer, from: number): number | undefined {
  const line = bytes.subarray(from, from + LONGEST);
  const length = line.findIndex((byte) => byte === QUOTE || byte === LF || byte === CR);
  return line[length] === QUOTE ? from + length : undefined;
}
