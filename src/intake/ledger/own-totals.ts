import { add, compare, type Exact, exact, parseExact, subtract } from '../../model/exact.js';
import type { Loaded } from '../scan/loaded.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Typed } from '../type/type.js';
import { amountOf, type Measure, type Tally } from './tally.js';

/** Platforms round each row: a total may differ by a kopeck per row. */
const PER_ROW = exact(1, 100);

/** What the rows of a file that can be read add up to. */
export interface Rows {
  sum: Exact;
  count: number;
}

export function rowsOf(measure: Measure, counted: Tally): Rows {
  const isRead: Parameters<typeof amountOf>[2] = ({ reject }) => reject === null;
  return {
    sum: amountOf(counted, measure, isRead)?.sum ?? exact(0),
    count: counted.groups.reduce((sum, group) => (isRead(group) ? sum + group.rows : sum), 0),
  };
}

export const tolerance = ({ count }: Rows): Exact => ({ num: PER_ROW.num * BigInt(count), den: PER_ROW.den });

/** Whether a total is the sum of the rows. */
export function isSum(value: Exact, rows: Rows): boolean {
  const { num, den } = subtract(value, rows.sum);
  return compare({ num: num < 0n ? -num : num, den }, tolerance(rows)) <= 0;
}

/** What a total is called and says; nothing where it says no amount. */
export interface Said {
  label: string;
  value: Exact;
}

/** What a file's own totals say. Those without a label stand once, or once a day: together they are the total. */
export function totalsOf({ totals, recognised, shape }: Loaded, { readings }: Typed, measure: Measure): Said[] {
  const column = recognised.columns.get(measure);
  const parse = column && readings.get(column.index)?.parse;
  if (!parse) return [];
  const named: Said[] = [];
  let unnamed: Exact | undefined;
  for (const { record, isNamed } of totals) {
    const cells = cellsOf(record, shape.delimiter).map((cell) => cell.trim());
    const written = parse(cells[column.index] ?? '');
    if (!written) continue;
    const { num, den } = parseExact(written);
    const value = { num, den: recognised.micros && measure === 'cost' ? den * 1_000_000n : den };
    if (isNamed) named.push({ label: cells.find((one) => one !== '') ?? '', value });
    else unnamed = add(unnamed ?? exact(0), value);
  }
  return unnamed ? [...named, { label: '', value: unnamed }] : named;
}
