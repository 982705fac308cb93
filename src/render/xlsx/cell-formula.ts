import type { Computed } from '../../model/computed.js';
import { add, compare, divide, type Exact, isExact, multiply, parseExact, round, subtract } from '../../model/exact.js';
import { number } from '../../model/numbers.js';
import type { Lang } from '../../model/text.js';
import { figure } from '../plain-figure.js';
import type { Told } from '../told-columns.js';
import { address } from './address.js';
import { numberOf } from './typed-cell.js';

/** Gives the formula of a cell over its neighbours, `D2/E2`; null: the cell holds a plain value. */
type FormulaOf = (column: Told, at: number) => string | null;

interface Printed {
  readonly key: string;
  readonly computed: Computed;
  readonly value: Exact;
  /** The number as it is printed, and the cell that it is in. */
  readonly number: Exact;
  readonly address: string;
}

/**
 * Gives the formulas of a table with these columns in this order, whose rows begin in line 2. A cell gets a formula
 * only if that yields the exact figure and its shown form. Otherwise, because a part is not printed or was rounded,
 * nobody could check it.
 */
export function formulasOf(columns: readonly Told[], lang: Lang): FormulaOf {
  const rowAt = remembered((at: number) => columns.flatMap((column, place) => printed(column, place, at)));
  const stagesAt = stagesBeside(columns);
  return (column, at) => {
    const [value, kind, computed] = [column.values[at], column.kinds[at] ?? column.kind, column.computed(at)];
    if (!isExact(value) || computed === null || !isComparable(column, at)) return null;
    if (computed.op === 'part' || computed.op === 'sum') return null;
    const made = combined(computed, [...rowAt(at), ...stagesAt(at)]);
    if (made === null || !/[A-Z]/.test(made.words)) return null;
    const same = (of: (one: Exact) => string) => of(made.value) === of(value);
    return same((one) => figure(one, kind)) && same((one) => number(one, kind, lang)) ? made.words : null;
  };
}

/** The stages that a row may be divided by: those of its own group (the same period, source, or other keys). */
function stagesBeside(columns: readonly Told[]): (at: number) => readonly Printed[] {
  const keys = columns.filter(({ isKey }) => isKey);
  if (keys.at(-1)?.kind !== 'stage') return () => [];
  const others = keys.slice(0, -1);
  const groupOf = (at: number) => JSON.stringify(others.map(({ values }) => values[at]));
  const groups = new Map<string, Printed[]>();
  for (const [place, column] of columns.entries())
    for (const at of column.values.keys()) {
      const group = groups.get(groupOf(at)) ?? [];
      groups.set(groupOf(at), group);
      group.push(...printed(column, place, at));
    }
  return (at) => groups.get(groupOf(at)) ?? [];
}

function printed(column: Told, place: number, at: number): Printed[] {
  const [value, kind, computed] = [column.values[at], column.kinds[at] ?? column.kind, column.computed(at)];
  if (!isExact(value) || computed === null || !isComparable(column, at)) return [];
  const number = parseExact(numberOf(value, kind));
  return [{ key: keyOf(computed), computed, value, number, address: address(place, at + 2) }];
}

/** A lower bound (`≥`) cannot be divided by, and a time is in days in the workbook. */
const isComparable = ({ cells, kinds, kind }: Told, at: number): boolean =>
  (kinds[at] ?? kind) !== 'seconds' && !cells[at]?.text.startsWith('≥');

/** Keeps the last result only: rows are asked for one after another. */
function remembered<V>(make: (at: number) => V): (at: number) => V {
  let last: { at: number; made: V } | undefined;
  return (at) => {
    if (last?.at !== at) last = { at, made: make(at) };
    return last.made;
  };
}

interface Made {
  readonly words: string;
  readonly value: Exact;
  /** The operation that joins its parts. */
  readonly op: Computed['op'];
}

function written(computed: Computed, beside: readonly Printed[]): Made | null {
  const own = found(computed, beside);
  if (own) return { words: own.address, value: own.number, op: 'part' };
  if (computed.op !== 'part') return combined(computed, beside);
  const { isStated, value } = computed;
  return isStated && value !== null ? { words: plain(value), value, op: 'part' } : null;
}

function combined(computed: Exclude<Computed, { op: 'part' }>, beside: readonly Printed[]): Made | null {
  if (computed.op === 'sum') {
    const terms = computed.terms.map((term) => written(term, beside));
    const [first, ...more] = terms.filter((term) => term !== null);
    if (first === undefined || more.length + 1 < terms.length) return null;
    return more.reduce(
      (sum, { words, value }): Made => ({ words: `${sum.words}+${words}`, value: add(sum.value, value), op: 'sum' }),
      first,
    );
  }
  const { op } = computed;
  const [left, right] = [written(computed.left, beside), written(computed.right, beside)];
  // A part divided by itself tells nothing.
  if (left === null || right === null || left.words === right.words) return null;
  if (op === 'times' && right.words === '1') return left;
  const value = APPLY[op](left.value, right.value);
  return value && { words: `${inside(left, op, false)}${SIGNS[op]}${inside(right, op, true)}`, value, op };
}

const APPLY = { over: divide, minus: subtract, times: multiply };
const SIGNS = { over: '/', minus: '-', times: '*' };

/** Adds brackets where the signs around it would change the result. */
function inside({ words, op }: Made, outer: 'over' | 'minus' | 'times', isRight: boolean): string {
  const isLoose = op === 'minus' || op === 'sum';
  const isTorn = outer === 'minus' ? isRight && isLoose : isLoose || (isRight && op === 'over');
  return isTorn || words.startsWith('-') ? `(${words})` : words;
}

/** The cell with the wanted part: the same part, else one of the same sort with the same value. */
function found(computed: Computed, beside: readonly Printed[]): Printed | undefined {
  const key = keyOf(computed);
  const same = beside.find((one) => one.key === key);
  if (same || computed.op !== 'part' || computed.value === null || computed.isStated) return same;
  const { like, value } = computed;
  return beside.find(
    (one) => one.computed.op === 'part' && one.computed.like === like && compare(one.value, value) === 0,
  );
}

function keyOf(computed: Computed): string {
  if (computed.op === 'part') return computed.key;
  const inside = computed.op === 'sum' ? computed.terms : [computed.left, computed.right];
  return JSON.stringify([computed.op, ...inside.map(keyOf)]);
}

/** A number in a formula. Configurations have at most nine decimals. */
const plain = (value: Exact): string => round(value, 9).replace(/\.?0+$/, '');
