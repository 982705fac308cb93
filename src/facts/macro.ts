import { type Sql, sql } from '../engines/sql.js';

/** `{campaign_name}`, `{{campaign.name}}`: a macro that the platform did not fill in. */
export const MACRO = /\{[^{}]*\}/u;
export const isMacro = (cell: Sql): Sql => sql`(contains(${cell}, '{') and regexp_matches(${cell}, '\\{[^{}]*\\}'))`;

/**
 * Fields of which a lead takes the first known value: of its own row, then of its deals in their order. A macro that was
 * never filled in is no value: the next row may have one.
 */
export const FALL_THROUGH = [
  ...['source', 'medium', 'campaign', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'ad_lead_id', 'manager'],
];
