import type { Basis } from './lead-events.js';

export const PERIODS = ['day', 'week', 'month', 'quarter'] as const;
export type Period = (typeof PERIODS)[number];

/** Keeps rows whose dimension has one of the values, or none of them. */
export interface Filter {
  dimension: string;
  values: readonly string[];
  not: boolean;
}

/** ISO days, both included; null: no bound. */
export interface Days {
  from: string | null;
  to: string | null;
}

/** Which leads and which spend a report is about, and how it is broken down. */
export interface Scope extends Days {
  where: readonly Filter[];
  by: readonly string[];
  /** Whether leads without a date of creation are included: in the whole, never in a period. */
  undated?: boolean;
  period: Period | null;
  /** By which day leads are counted; undefined: by that of their creation. */
  basis?: Basis;
}

/** Days, filters or both, as one word says them: `2026-10,source=VK`. */
export interface WrittenScope {
  /** Null: those of the report. */
  readonly days: Days | null;
  readonly where: readonly Filter[];
}

/** Two scopes that are held beside each other. */
export interface Sides {
  readonly a: Scope;
  readonly b: Scope;
}

/** The last whole period before the days of a report. */
export const LAST_PERIODS = ['last-quarter', 'last-month'] as const;
/** Whose steps are the norms. */
export type NormsAsked = (typeof LAST_PERIODS)[number] | WrittenScope;
