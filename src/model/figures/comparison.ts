import { awaitedBy } from '../came-in-time.js';
import { type Exact, exact, fromNumber, toNumber } from '../exact.js';
import { isAtLeast, type Measures, type Rows, type Within } from '../measures.js';
import type { ComparedFigure } from './compared-figures.js';
import { middleOf } from './compound-draws.js';
import { evaluate, type Formula, over, type Part, part } from './formula.js';
import { difference, type Estimate, newcombe, type Share } from './newcombe.js';
import { priceInterval } from './price-interval.js';
import { costedSpend, invested, type Scoped } from './scoped.js';
import { drawsOf, type Side, type SideGroup, scopedOf, withinOf } from './side.js';
import { wilson } from './wilson.js';

/** One figure of two sides. */
export interface Comparison {
  readonly figure: ComparedFigure;
  readonly a: Side;
  readonly b: Side;
  /** For how long each lead of both sides is followed; null or negative: their days are not over. */
  readonly seconds: number | null;
}

export type Which = 'a' | 'b';

/** Whether leads can be followed at all: nothing is known of leads that are not watched for a moment longer. */
export const isWatched = ({ seconds }: Comparison): boolean => (seconds ?? 0) > 0;

export const groupOf = ({ figure: { among }, ...sides }: Comparison, which: Which): SideGroup => sides[which][among];

/** The formula of a side: as reports print it, or of what came of each lead within the same time. */
export function formulaOf(row: Comparison, which: Which, isFollowed = false): Formula<Comparison> | null {
  const { figure, seconds } = row;
  if (isFollowed && figure.stage !== null && !isWatched(row)) return null;
  const side = row[which];
  const group = groupOf(row, which);
  const subject = scopedOf(side, isFollowed ? group.followed : group.own);
  const within = withinOf(side, group);
  const bind = (one: Part<Scoped>): Part<Comparison> =>
    part(
      one.name,
      () => one.of(subject),
      () => rowsWithin(one.rows(subject), within, isFollowed ? seconds : null),
    );
  const bound = bindAll(figure.figure.formula, subject, bind);
  return figure.way === 'per day' ? (side.days === null ? null : over(bound, daysOf(side.days))) : bound;
}

function rowsWithin(rows: Rows, within: Within, seconds: number | null): Rows {
  if (rows.of === 'configuration' || rows.of === 'nobody') return rows;
  const awaited = rows.of === 'leads' ? awaitedBy(rows.measure) : null;
  const followed = awaited !== null && seconds !== null ? { followed: { awaited, seconds } } : {};
  return { ...rows, within: { ...rows.within, ...within, ...followed } };
}

function bindAll(
  formula: Formula<Scoped>,
  subject: Scoped,
  bind: (one: Part<Scoped>) => Part<Comparison>,
): Formula<Comparison> {
  if (formula.op === 'part') return bind(formula);
  const inside = (one: Formula<Scoped>) => bindAll(one, subject, bind);
  if (formula.op === 'sum') return { op: 'sum', terms: () => formula.terms(subject).map(inside) };
  return { op: formula.op, left: inside(formula.left), right: inside(formula.right) };
}

const daysOf = (days: number): Part<Comparison> =>
  part(
    'days',
    () => exact(days),
    () => ({ of: 'configuration' }),
  );

/** What it comes to; null where a part of it is unknown. */
export function amountOf(row: Comparison, which: Which, isFollowed = false): Exact | null {
  const formula = formulaOf(row, which, isFollowed);
  return formula && evaluate(formula, row);
}

/**
 * The number that it is based on: as reports print it, or of what came in time, where that is known. Null: it is based on nothing
 * that could be counted.
 */
export function numberOf(row: Comparison, which: Which, isFollowed: boolean): Exact | null {
  const { own, followed } = groupOf(row, which);
  const of = (measures: Measures) => row.figure.of?.of(scopedOf(row[which], measures)) ?? null;
  return (isFollowed && isWatched(row) ? of(followed) : null) ?? of(own);
}

/** The rows behind that number. */
export function countedIn(row: Comparison, which: Which, isFollowed: boolean): Rows {
  const group = groupOf(row, which);
  const rows = row.figure.of?.rows(scopedOf(row[which], group.own)) ?? { of: 'nobody' };
  const isOfTime = isFollowed && isWatched(row) && row.figure.of?.of(scopedOf(row[which], group.followed)) != null;
  return rowsWithin(rows, withinOf(row[which], group), isOfTime ? row.seconds : null);
}

/** Whether a count of it is the least that it can be. */
export const isLeast = (row: Comparison, which: Which): boolean => {
  const { name } = row.figure;
  const { own } = groupOf(row, which);
  return name.startsWith('qualified') && name !== 'qualified_rate' && isAtLeast(own, 'qualified', own['reached.lead']);
};

/** The 95 % interval of the difference, with both sides followed equally long; null where there is none. */
export function intervalOf(row: Comparison): { low: Exact; high: Exact } | null {
  if (amountOf(row, 'a', true) === null || amountOf(row, 'b', true) === null) return null;
  const found = OF_WAY[row.figure.way]?.(row);
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

const OF_WAY: { readonly [W in ComparedFigure['way']]?: (row: Comparison) => { low: number; high: number } | null } = {
  rate: (row) => newcombe(shareOf(row, 'a'), shareOf(row, 'b')),
  cost(row) {
    const [a, b] = [priceOf(row, 'a'), priceOf(row, 'b')];
    return a && b ? difference(a, b) : null;
  },
  earned(row) {
    const [a, b] = (['a', 'b'] as const).map((which) => drawnOf(row, which));
    return a && b ? middleOf(a.map((one, at) => (b[at] as number) - one)) : null;
  },
};

/** The 95 % interval of one side, of what came of it in its time; null where there is none. */
export function intervalOn(row: Comparison, which: Which): { low: Exact; high: Exact } | null {
  if (amountOf(row, which, true) === null) return null;
  const found = ON_SIDE[row.figure.way]?.(row, which);
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

const rateOn = (row: Comparison, which: Which) => {
  const { hits, n } = shareOf(row, which);
  // What is seen of a stage alone need not fall from one to the next.
  return hits > n ? null : wilson(hits, n);
};
const ON_SIDE: {
  readonly [W in ComparedFigure['way']]?: (row: Comparison, which: Which) => { low: number; high: number } | null;
} = {
  rate: rateOn,
  step: rateOn,
  cost: (row, which) => priceOf(row, which),
  earned(row, which) {
    const drawn = drawnOf(row, which);
    return drawn && middleOf(drawn);
  },
};

const shareOf = (row: Comparison, which: Which): Share => ({
  hits: hitsOf(row, which),
  n: whole(row.figure.of?.of(scopedOf(row[which], groupOf(row, which).followed)) ?? null),
});

function priceOf(row: Comparison, which: Which): Estimate | null {
  const { followed, daily } = groupOf(row, which);
  const spend = costedSpend.of(scopedOf(row[which], followed));
  const of = row.figure.of as Part<Scoped>;
  const counts = daily.map((own) => whole(of.of(scopedOf(row[which], own))));
  return spend && priceInterval(toNumber(spend, 6), counts);
}

const whole = (value: Exact | null): number => (value === null ? 0 : toNumber(value, 0));

const hitsOf = (row: Comparison, which: Which): number => {
  const { formula } = row.figure.figure;
  if (formula.op !== 'over') return 0;
  return whole(evaluate(formula.left, scopedOf(row[which], groupOf(row, which).followed)));
};

/** The values that the figure might have had, one per draw. Without deals a draw gives the actual value. */
function drawnOf(row: Comparison, which: Which): Float64Array | null {
  const [side, group] = [row[which], groupOf(row, which)];
  const { revenue, earnings, deals } = drawsOf(side, row.figure.among);
  const scoped = scopedOf(side, group.followed);
  const own = amountOf(row, which, true);
  if (own === null) return null;
  const value = toNumber(own, 9);
  const over = (earned: Float64Array, of: Exact | null) => of && earned.map((amount) => amount / toNumber(of, 6));
  switch (row.figure.name) {
    case 'average_deal':
      return revenue.map((amount, at) => (deals[at] === 0 ? value : amount / (deals[at] as number)));
    case 'revenue_per_lead':
      return over(revenue, scoped.own.leads);
    case 'roas':
      return over(revenue, costedSpend.of(scoped));
    default:
      return over(earnings, evaluate(invested, scoped))?.map((returned) => returned - 1) ?? null;
  }
}
