import type { Level, Stage } from '../model/funnel-stages.js';

/** A value of a row. null is unknown: never a zero. */
export type Value = string | number | readonly string[] | null;

/**
 * One stage of the funnel. Counts and rates are numbers, a rate is a fraction with six decimals (0.039735).
 * What `by` and `period` ask for stands under its name, as in every row.
 */
export interface StagesRow {
  readonly stage: Stage;
  /** `aggregate`: a sum out of ad statistics; `lead`: counted lead by lead. */
  readonly level: Level;
  readonly reached: number | null;
  /** Of them, those where only a later stage is marked. */
  readonly implied: number | null;
  /** Reached / reached the stage before. */
  readonly step_rate: number | null;
  readonly overall_rate: number | null;
  readonly lead_rate: number | null;
  /** The 95 % interval of `step_rate` (Wilson). */
  readonly step_low: number | null;
  readonly step_high: number | null;
  /** Reached = moved + lost + open. */
  readonly moved: number | null;
  readonly lost: number | null;
  readonly open: number | null;
  readonly norm: number | null;
  /** `step_rate` − `norm`. */
  readonly gap: number | null;
  readonly verdict: 'above' | 'ok' | 'below' | 'too few' | 'too early' | 'unproven' | null;
  readonly [key: string]: Value;
}

/**
 * One source; then `(paid)`, all with spend together, and `(total)`. Money is a decimal string with two decimals
 * ("149523.45"), an amount per one of something with four ("6.9246"), both in the report's currency.
 */
export interface SourcesRow {
  readonly source: string;
  readonly spend: string | null;
  readonly visits: number | null;
  /** May be fractional: platforms share a conversion out. */
  readonly actions: number | null;
  readonly leads: number | null;
  readonly not_handed_over: number | null;
  readonly lost: number | null;
  readonly qualified: number | null;
  readonly deals: number | null;
  readonly revenue: string | null;
  readonly average_deal: string | null;
  /** Amounts of open leads. */
  readonly pipeline: string | null;
  readonly cpl: string | null;
  readonly cpql: string | null;
  readonly cost_per_deal: string | null;
  readonly revenue_per_lead: string | null;
  readonly qualified_rate: number | null;
  readonly deal_rate: number | null;
  /** Revenue / spend, a fraction. */
  readonly roas: number | null;
  /** (Revenue − spend) / spend, a fraction; of gross profit where the configuration has a margin. */
  readonly romi: number | null;
  readonly spend_share: number | null;
  readonly revenue_share: number | null;
  /** 1 is best, ties share a place. */
  readonly cpl_rank: number | null;
  readonly romi_rank: number | null;
  readonly verdict: 'cheap_qualified' | 'cheap_weak' | 'dear_qualified' | 'dear_weak' | 'mixed' | 'too few' | null;
  readonly [key: string]: Value;
}

/** One reason why leads are lost, in the CRM's own words. */
export interface ReasonsRow {
  readonly reason: string;
  readonly category: string | null;
  readonly lost: number;
  /** Of all lost leads of the table, a fraction. */
  readonly share: number;
  /** What these leads cost, as money: a string with two decimals. */
  readonly money_spent: string | null;
  readonly mostly_after: Stage | null;
  readonly mostly_from: string | null;
  readonly mostly_from_share: number | null;
  /** The CRM's texts folded into it, most frequent first; at most three. */
  readonly examples: readonly string[];
  readonly [key: string]: Value;
}

/** The rows of every report, by its name. */
export interface ReportRows {
  readonly stages: readonly StagesRow[];
  readonly sources: readonly SourcesRow[];
  readonly reasons: readonly ReasonsRow[];
}
export type ReportName = keyof ReportRows;
