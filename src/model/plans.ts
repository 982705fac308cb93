import type { Exact } from './exact.js';
import type { Filter, Period } from './scope.js';
import { type Text, text } from './text.js';

/** What can be planned, in the order in which it is shown. Deals are won deals, also those without a lead. */
export const PLANNED = ['revenue', 'deals', 'leads', 'spend'] as const;
export type PlannedFigure = (typeof PLANNED)[number];

export const PLANNED_WORDS: Readonly<Record<PlannedFigure, Text>> = {
  revenue: text('revenue', 'выручка'),
  deals: text('deals', 'сделки'),
  leads: text('leads', 'лиды'),
  spend: text('spend', 'расход'),
};

/** What the plan of a period has come to. */
export interface PlanSoFar {
  readonly figure: PlannedFigure;
  readonly period: string;
  readonly value: Exact;
  readonly amount: Exact;
  /** How much there should be by now; null: the period is over, or nobody knows. */
  readonly due: Exact | null;
}

/** Figure → as a literal, money in the report's currency. */
export type Amounts = ReadonlyMap<PlannedFigure, string>;

/** What periods should bring: a single one (`2026-11`), or every month, week or quarter. */
export interface Plan {
  readonly of: { readonly period: string } | { readonly per: Period };
  readonly amounts: Amounts;
  /** What of it single sources should bring. */
  readonly bySource: ReadonlyMap<string, Amounts>;
}

/** The part of a bonus that is paid from each part of a plan on: fractions, rising. */
export interface Bonus {
  readonly of: PlannedFigure;
  readonly steps: readonly { readonly from: string; readonly pays: string }[];
}

/** One figure of one period, as of the as-of moment. */
export interface AskedPlan {
  readonly figure: PlannedFigure;
  readonly amount: Exact;
  /** `2026-11`, with its first and last day. */
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** The source that it is about, as named in the configuration; null: all sources together. */
  readonly source: string | null;
  /** The same in the words of the exports. */
  readonly filters: readonly Filter[];
  /** Why these are of nothing: no export has such a source. */
  readonly unmatched: Text | null;
  /** The last day for which the figure is known at all: that of as-of, or the last of ad statistics. */
  readonly last: string;
  /** The last of its days that is over; null: none is. */
  readonly until: string | null;
  /** Working days: all of the period, and those up to `until`. */
  readonly working: number;
  readonly passed: number;
  /** Whether all of it is over, and the exports hold all of it. */
  readonly isWhole: boolean;
  /** Whether the exports tell of any of its days; and the day on which they begin, if the period begins earlier. */
  readonly isTold: boolean;
  readonly begins: string | null;
}

/** So many days back from as-of tell today's rates: thirteen weeks. */
export const RATES_OF_DAYS = 91;
