import type { Computed } from '../../model/computed.js';
import { add, compare, divide, type Exact, isExact, multiply, parseExact, round, subtract } from '../../model/exact.js';
import { number } from '../../model/numbers.js';
import type { Lang } from '../../model/text.js';
import { figure } from '../plain-figure.js';
import type { Told } from '../told-columns.js';
import { address } from './address.js';
import { numberOf } from './typed-cell.js';

/** Gives the formula of a cell over those beside it, `D2/E2`; null: it stands for itself. */
type FormulaOf = (column: Told, at: number) => string | null;

interface Printed {
  readonly key: string;
  readonly computed: Computed;
  readonly value: Exact;
  /** As it is printed, and where. */
  readonly number: Exact;
  readonly address: string;
}

/**
 * The formulas of a table whose columns stand in this order, its rows from line 2 on. There is one only where it comes to
 * the figure, and to what is shown of it: of what is not printed, or was rounded on the way, nobody could check it.
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

/** A stage stands below the one that it is divided by: of the same period, source or whatever else its table is broken down by. */
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

/** The least that there can be is no number to divide by, and a time stands there in days. */
const isComparable = ({ cells, kinds, kind }: Told, at: number): boolean =>
  (kinds[at] ?? kind) !== 'seconds' && !cells[at]?.text.startsWith('≥');

/** Rows are asked one after another. */
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
  /** What holds it together. */
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
  // All of it is of all of it: nobody checks that.
  if (left === null || right === null || left.words === right.words) return null;
  if (op === 'times' && right.words === '1') return left;
  const value = APPLY[op](left.value, right.value);
  return value && { words: `${inside(left, op, false)}${SIGNS[op]}${inside(right, op, true)}`, value, op };
}

const APPLY = { over: divide, minus: subtract, times: multiply };
const SIGNS = { over: '/', minus: '-', times: '*' };

/** In brackets where the signs around it would tear it apart. */
function inside({ words, op }: Made, outer: 'over' | 'minus' | 'times', isRight: boolean): string {
  const isLoose = op === 'minus' || op === 'sum';
  const isTorn = outer === 'minus' ? isRight && isLoose : isLoose || (isRight && op === 'over');
  return isTorn || words.startsWith('-') ? `(${words})` : words;
}

/** A cell that holds it: the very same, else one of which it is all. */
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

/** As a formula writes it; nine decimals are as many as a configuration has. */
const plain = (value: Exact): string => round(value, 9).replace(/\.?0+$/, '');
