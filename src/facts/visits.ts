import { type Sql, sql } from '../engines/sql.js';

/**
 * Rows of ad statistics (`source_name`, `file`, `first_day`, `last_day`, `clicks`, `sessions`, `actions`) with their
 * `visits`, the `actions` that count, and those that each export tells (`told_actions`).
 *
 * On the days on which web analytics watch a source, their sessions are the visits and their goals the actions; on other
 * days clicks stay. This is decided row by row over all exports together, so that no breakdown, period or filter changes
 * what the rows add up to. Source: definitions, "Sources".
 */
export const withVisits = (rows: Sql): Sql => sql`(with counted as materialized (${rows}),
    covers as (select min(coalesce(first_day, cast('-infinity' as date))) as cover_from, max(coalesce(last_day, cast('infinity' as date))) as cover_to
      from counted where sessions is not null group by file),
    watched as (select source_name, bool_or(actions is not null) filter (where sessions is not null) as has_goals
      from counted group by source_name having count(sessions) > 0),
    sided as (select counted.*, has_goals, ${IS_WATCHED} and ${COVERS(sql`cover_from <= first_day and last_day <= cover_to`)} as is_inside,
        ${IS_WATCHED} and ${COVERS(sql`cover_from <= last_day and first_day <= cover_to`)} as is_touched
      from counted left join watched using (source_name)),
    cut as (select source_name, bool_or(is_touched and not is_inside) as keeps_clicks from sided group by source_name)
  select sided.* replace (case when ${BY_CLICKS} then case when sessions is null then actions end
        when is_inside and has_goals then null else actions end as actions),
    sided.actions as told_actions, case when ${BY_CLICKS} or sessions is null then case when ${BY_CLICKS} or not is_inside then clicks end else sessions end as visits
  from sided left join cut on cut.source_name is not distinct from sided.source_name)`;

/** A row of ads whose source web analytics see as well. */
const IS_WATCHED = sql`sessions is null and has_goals is not null`;
/** A row without a known day belongs to the days of whatever stands beside it. */
const COVERS = (when: Sql): Sql =>
  sql`(first_day is null or last_day is null or exists (select 1 from covers where ${when}))`;
/** Clicks of a period that analytics cover in part cannot be cut: then clicks are the visits of their source everywhere. */
const BY_CLICKS = sql`keeps_clicks`;
