import { type Sql, sql } from '../engines/sql.js';

/** `{campaign_name}`, `{{campaign.name}}`: a macro that the platform did not fill in. */
export const MACRO = /\{[^{}]*\}/u;
export const isMacro = (cell: Sql): Sql => sql`(contains(${cell}, '{') and regexp_matches(${cell}, '\\{[^{}]*\\}'))`;

/**
 * Fields of which a lead takes the first that is known, of its rows in their order: its own, then those of its deals. A
 * macro that was never filled in is no answer: the next row may have one.
 */
export const FALL_THROUGH = [
  ...['source', 'medium', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'ad_lead_id', 'manager'],
];
