import type { Exact } from './exact.js';

/**
 * From the won deals of a report's leads to those that a CRM shows as closed in its days: `closed` = `of_these` +
 * `of_earlier` + `without_lead`, and won deals of its leads = `of_these` + `closed_later` + `undated`.
 */
export interface Bridge {
  /** Won deals that were closed in these days. */
  readonly closed: number;
  readonly of_these: number;
  /** Of leads that were not made in these days. */
  readonly of_earlier: number;
  readonly without_lead: number;
  /** Of these leads, after these days. */
  readonly closed_later: number;
  /** Deals of these leads without a date, or with one before the report's days, which is out of order. */
  readonly undated: number;
}

/** Won deals of a scope, those closed in its days, and the revenue of the latter. */
export interface Bridged extends Bridge {
  /** Of the closed ones: their revenue as far as it is known, and how many of them have an amount. */
  readonly revenue: Exact | null;
  readonly priced: number;
}
