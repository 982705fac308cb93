import { add, compare, type Exact, exact, parseExact, subtract } from '../../model/exact.js';
import { fold } from '../../model/fold.js';
import type { Loaded } from '../scan/loaded.js';
import { NAMES } from '../scan/scan-rows.js';
import { groupOf, isBareTotal } from '../scan/totals.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Typed } from '../type/type.js';
import { amountOf, isRead, type Measure, type Tally } from './tally.js';

/** Platforms round each row: a total may differ by a kopeck per row. */
const PER_ROW = exact(1, 100);

/** What the rows of a file that can be read add up to. */
export interface Rows {
  sum: Exact;
  count: number;
}

export function rowsOf(measure: Measure, counted: Tally): Rows {
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

/**
 * The label and the amount of a total; nothing where it has no amount. `group`: the name, folded, of the rows that it
 * sums up.
 */
export interface Said {
  label: string;
  group: string | undefined;
  value: Exact;
}

/** What a file's own totals say. Totals without a label stand once, or once a day: together they are the total of all. */
export function totalsOf({ totals, recognised, shape }: Loaded, { readings }: Typed, measure: Measure): Said[] {
  const column = recognised.columns.get(measure);
  const parse = column && readings.get(column.index)?.parse;
  if (!parse) return [];
  const names = NAMES.flatMap((field) => recognised.columns.get(field)?.index ?? []);
  const named: Said[] = [];
  let unnamed: Exact | undefined;
  for (const { record, isNamed } of totals) {
    const cells = cellsOf(record, shape.delimiter).map((cell) => cell.trim());
    const written = parse(cells[column.index] ?? '');
    if (!written) continue;
    const { num, den } = parseExact(written);
    const value = { num, den: recognised.micros && measure === 'cost' ? den * 1_000_000n : den };
    if (isNamed) named.push({ ...labelOf(cells, names), value });
    else unnamed = add(unnamed ?? exact(0), value);
  }
  return unnamed ? [...named, { label: '', group: undefined, value: unnamed }] : named;
}

/** «Итого Google» is of Google, and so is «Итого» beside it. */
function labelOf(cells: readonly string[], names: readonly number[]): Omit<Said, 'value'> {
  const group = cells.flatMap((cell) => groupOf(cell) ?? []).at(0);
  const bare = cells.find(isBareTotal);
  const beside = names.map((index) => cells[index] ?? '').find((cell) => cell !== '' && cell !== bare);
  if (group === undefined && bare !== undefined)
    return { label: bare, group: beside === undefined ? beside : fold(beside) };
  return { label: cells.find((cell) => groupOf(cell) !== undefined) ?? cells.find((cell) => cell !== '') ?? '', group };
}
