import type { Work } from '../../model/give-way.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import { recordsInTurns } from '../shape/record-cells.js';

/**
 * The columns that are all empty in a row of totals. Columns of a breakdown are empty as well where a platform does not
 * know a region or did not break anything down: such rows are totals only if each is the sum of the others of its days.
 */
export function* blankInSums(bytes: Buffer, shape: FileShape, recognised: Recognised): Work<readonly number[]> {
  const { blankTotal: blank, breakdowns } = recognised;
  if (blank.length === 0 || !blank.every((index) => breakdowns.includes(index))) return blank;
  return (yield* areSumsOfOthers(bytes, shape, recognised, { blank, names: [] })) ? blank : [];
}

/**
 * Whether a campaign has a row of its own above its ages or places, which leaves all of these empty as a total leaves its
 * name. Each must be the sum of the others of that campaign and its days: a place that is not known is empty as well.
 */
export function* areBlankSums(
  bytes: Buffer,
  shape: FileShape,
  recognised: Recognised,
  names: readonly number[],
): Work<boolean> {
  const { breakdowns } = recognised;
  if (breakdowns.length === 0 || names.length === 0) return false;
  return yield* areSumsOfOthers(bytes, shape, recognised, { blank: breakdowns, names });
}

interface Side {
  rows: number;
  amounts: number[];
}

function* areSumsOfOthers(
  bytes: Buffer,
  { delimiter, rowsStart, headings }: FileShape,
  { columns, decimal, profile }: Recognised,
  { blank, names }: { blank: readonly number[]; names: readonly number[] },
): Work<boolean> {
  const measures = MEASURES.flatMap((field) => columns.get(field) ?? []);
  const day = columns.get('day')?.index;
  const days = ['day', 'period_from', 'period_to'].flatMap((field) => columns.get(field)?.index ?? []);
  const [sums, parts] = [new Map<string, Side>(), new Map<string, Side>()];
  const add = (sides: Map<string, Side>, key: string, cells: readonly string[]) => {
    const side = sides.get(key) ?? { rows: 0, amounts: measures.map(() => 0) };
    side.rows++;
    side.amounts = measures.map(({ index }, at) => {
      return (side.amounts[at] ?? 0) + amount(cells[index] ?? '', decimal ?? profile.decimal);
    });
    sides.set(key, side);
  };
  for (const cells of recordsInTurns(bytes, rowsStart, delimiter)) {
    if (cells === null) {
      yield;
      continue;
    }
    if (cells.length !== headings.length) continue;
    // The total of the whole file has no name, and is told by that.
    if (names.length > 0 && names.every((index) => cells[index] === '')) continue;
    const name = names.map((index) => `${cells[index]}\n`).join('');
    const key =
      name + (day !== undefined && cells[day] === '' ? ALL_DAYS : days.map((index) => cells[index]).join('\n'));
    if (blank.every((index) => cells[index] === '')) add(sums, key, cells);
    else for (const one of new Set([key, name + ALL_DAYS])) add(parts, one, cells);
  }
  // A campaign without parts has an ordinary row, and says nothing of others.
  const whole = [...sums].filter(([key]) => names.length === 0 || parts.has(key));
  const isSum = ([key, { rows, amounts }]: [string, Side]) => {
    const own = parts.get(key);
    return (
      rows === 1 &&
      own !== undefined &&
      amounts.every((sum, at) => Math.abs(sum - (own.amounts[at] ?? 0)) < own.rows * PER_ROW + LEAST)
    );
  };
  // One part alone may be as large by chance, unless two measures say so.
  const isTelling = measures.length > 1 || [...sums.keys()].some((key) => (parts.get(key)?.rows ?? 0) > 1);
  return whole.length > 0 && measures.length > 0 && isTelling && whole.every(isSum);
}

/** What adds up over the parts of a breakdown. */
const MEASURES = ['cost', 'impressions', 'sessions'];
const ALL_DAYS = '';
/** Platforms round each row, and binary fractions are none of a cent. */
const [PER_ROW, LEAST] = [0.01, 0.001];

/** An amount as written, for comparison: `1,234.50`, `$5`; null where it is no number. */
function amount(cell: string, decimal: '.' | ',' | undefined): number {
  const written = cell.replace(/[^\d.,-]/gu, '');
  const mark = decimal ?? /[.,](?=\d{1,2}$)/.exec(written)?.[0];
  const [whole = '', ...rest] = mark === undefined ? [written] : written.split(mark);
  return Number(`${whole.replace(/[.,]/g, '')}.${rest.join('') || '0'}`) || 0;
}
