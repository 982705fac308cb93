import { TURN, type Work } from '../../model/give-way.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import { cellsOf } from '../shape/record-cells.js';
import { daysOf, identityOf } from './plain-rows.js';
import { isOfDay } from './totals.js';

/** Where totals of single days may begin in a file: from there on each row is looked at; undefined: it has none. */
export function* totalsOfDaysFrom(
  bytes: Buffer,
  { delimiter, rowsStart }: FileShape,
  recognised: Recognised,
  names: readonly number[],
): Work<number | undefined> {
  const { totalsPerDay } = recognised;
  const dated = [
    ...daysOf(recognised),
    ...(recognised.columns.get('period_from')?.spans ? identityOf(recognised) : []),
  ];
  if (!totalsPerDay || dated.length === 0) return undefined;
  const isTotalAt = (start: number, end: number) => {
    const cells = cellsOf(bytes.toString('utf8', start, end), delimiter).map((cell) => cell.trim());
    const isDated = dated.some((index) => /\d/.test(cells[index] ?? ''));
    return isDated && isOfDay(cells, { dated, names }, totalsPerDay.label);
  };
  let first: number | undefined;
  for (const word of totalsPerDay.words.map((one) => Buffer.from(one, 'utf8'))) {
    let from = rowsStart;
    while (from < (first ?? bytes.length)) {
      const piece = bytes.subarray(from, from + TURN + word.length);
      const at = piece.indexOf(word);
      if (at < 0) {
        from += TURN;
        yield;
        continue;
      }
      const [start, end] = lineAround(bytes, from + at, rowsStart);
      if (end - start < LONGEST && isTotalAt(start, end)) {
        first = Math.min(first ?? start, start);
        break;
      }
      from += at + word.length;
    }
  }
  return first;
}

/** A line that is longer is no total. */
const LONGEST = 1 << 16;

/** The line around a byte, be its end LF, CR or both. */
function lineAround(bytes: Buffer, at: number, least: number): [start: number, end: number] {
  const isEnd = (index: number) => bytes[index] === 10 || bytes[index] === 13;
  let [start, end] = [at, at];
  while (start > least && at - start < LONGEST && !isEnd(start - 1)) start--;
  while (end < bytes.length && end - at < LONGEST && !isEnd(end)) end++;
  return [start, end];
}
