/**
 * From the won deals of a report's leads to those that a CRM shows as closed in its days. `closed` = `of_these` +
 * `of_earlier` + `without_lead`; the won deals of its leads = `of_these` + `closed_later` + `undated`.
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
  /** Of these leads, without a date, or with one from before these days, which is out of order. */
  readonly undated: number;
}
