import { type Sql, sql } from '../engines/sql.js';

/** `{campaign_name}`, `{{campaign.name}}`: a macro that the platform did not fill in. */
export const MACRO = /\{[^{}]*\}/u;
export const isMacro = (cell: Sql): Sql => sql`(contains(${cell}, '{') and regexp_matches(${cell}, '\\{[^{}]*\\}'))`;
