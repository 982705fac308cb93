import { type Exact, multiply, toNumber } from '../exact.js';
import type { LeadStage } from '../funnel-stages.js';
import type { Measures, Within } from '../measures.js';
import type { Scope } from '../scope.js';
import type { Text } from '../text.js';
import { compoundDraws, type Drawn } from './compound-draws.js';
import type { Scoped } from './scoped.js';

/** Some leads and their spend, compared with others that are followed equally long. */
export interface Side {
  readonly scope: Scope & { readonly called: Text };
  /** How many days it has; null: it has no end. */
  readonly days: number | null;
  readonly margin: Exact | null;
  /** Everything of it, and the sources with spend above zero together. */
  readonly all: SideGroup;
  readonly paid: SideGroup;
  /** What each source has, as reports print it. */
  readonly sources: ReadonlyMap<string, Measures>;
}

export interface SideGroup {
  /** As reports print it: followed to the as-of moment. */
  readonly own: Measures;
  /** The same measures, of what came of each lead within the time that all are followed for. */
  readonly followed: Measures;
  /** Leads that came to a stage at an unknown time; a stage that is missing here has no dates at all. */
  readonly undated: ReadonlyMap<LeadStage, Exact>;
  /** Which sources; null: all of them. */
  readonly sources: readonly string[] | null;
  /** For each of its days, also those without leads, what came of its leads within that time. */
  readonly daily: readonly Measures[];
  /** What its deals earned within that time. */
  readonly earned: readonly EarnedBy[];
}

/** Leads that earned the same, with their number. Times the margin it is the base of returns. */
export interface EarnedBy {
  readonly revenue: Exact;
  readonly profit: Exact | null;
  readonly deals: number;
  readonly leads: number;
  readonly isCosted: boolean;
}

/** The group as what figures are of. */
export const scopedOf = ({ margin }: Side, own: Measures): Scoped => ({ own, margin });

/** Which rows of the facts a number of a group is made of. */
export const withinOf = ({ scope }: Side, { sources }: SideGroup): Within => ({
  scope,
  ...(sources ? { sources } : {}),
});

/** What might have been earned: for each draw the revenue, the base of returns, and the number of deals with an amount. */
interface Draws {
  readonly revenue: Float64Array;
  readonly earnings: Float64Array;
  readonly deals: Float64Array;
}

/** All draws of the same deals are one: figures of a side go together. */
export function drawsOf(side: Side, among: 'all' | 'paid'): Draws {
  const group = side[among];
  const known = DRAWN.get(group);
  if (known) return known;
  const [revenue, earnings, deals] = compoundDraws(
    group.earned.filter(({ isCosted }) => among === 'all' || isCosted).map((one) => drawnOf(one, side)),
    seedOf(side.scope, among),
    3,
  ) as [Float64Array, Float64Array, Float64Array];
  const drawn = { revenue: fromCents(revenue), earnings: fromCents(earnings), deals };
  DRAWN.set(group, drawn);
  return drawn;
}
const DRAWN = new WeakMap<SideGroup, Draws>();

function drawnOf({ revenue, profit, deals, leads }: EarnedBy, { margin }: Side): Drawn {
  const earned = profit ?? (margin ? multiply(revenue, margin) : revenue);
  return { amounts: [inCents(revenue), inCents(earned), deals], count: leads };
}

/** Whole numbers add up exactly in whatever order. */
const inCents = (amount: Exact): number => Math.round(toNumber(amount, 2) * CENTS);
const CENTS = 100;
const fromCents = (sums: Float64Array): Float64Array => sums.map((cents) => cents / CENTS);

/** Its days and filters, in whatever order they were written. */
const seedOf = ({ from, to, where }: Scope, among: string): string =>
  JSON.stringify([
    from,
    to,
    where.map(({ dimension, values, not }) => JSON.stringify([dimension, not, [...values].sort()])).sort(),
    among,
  ]);
