import { name, type Sql, sql } from '../engines/sql.js';

/** A row of a table with clicks whose cost is blank, in an export that has costs: what they cost nobody knows. */
export const isCostUnknown = (table: Sql): Sql => sql`cost_as_exported is null and clicks > 0
  and file in (select file from ${table} where cost_as_exported is not null)`;

/** `source, day`: the days of such rows, those of a month or a week each; null: of a row without any, which may be of every day. */
export const unpricedDays = (table: Sql): Sql =>
  sql`(select source, cast(unnest(case when coalesce(day, period_from) is null then [null]
      else generate_series(coalesce(day, period_from), coalesce(day, period_to), interval 1 day) end) as date) as day
    from ${table} where ${isCostUnknown(table)})`;

/** Spend, and whether clicks of its source cost what nobody knows on a day of it (`is_open`). */
export const WITH_OPEN = sql`(select s.*, exists (select 1 from ${unpricedDays(sql`spend`)} u
    where u.source = s.source and coalesce(u.day between coalesce(s.day, s.period_from) and coalesce(s.day, s.period_to), true)) as is_open
  from spend s)`;

/**
 * `source, first, begins, ends, open_days, is_always_open`: the days that the spend of each source covers, out of the rows of a table. It ends
 * with its last row, or where its export says that it ends: whatever leads come after it are not what was paid for. It begins
 * only where that is stated: a source whose first row comes late may just have begun to advertise. Of spend without any days
 * nothing is known, and a source that is known to cost nothing has no prices. On `open_days`, or always, the cost of some row is unknown:
 * their leads are in no price, those of all sources together included, though nothing else of the source may be known.
 */
export const coversIn = (table: Sql): Sql => sql`(select source, first,
    case when is_begun then begins end as begins, case when is_ended then ends end as ends, open_days, is_always_open
  from (select source, min(least(day, period_from)) as first, min(period_from) as begins, max(greatest(day, period_to)) as ends,
      bool_and(period_from is not null and (day is null or period_from < period_to)) as is_begun,
      bool_and(coalesce(day, period_from) is not null) as is_ended
    from ${table} where spend is not null group by source having sum(spend) <> 0)
  full join (select source, list(distinct day) filter (where day is not null) as open_days, bool_or(day is null) as is_always_open from ${unpricedDays(table)} group by source) using (source))`;

/** Those of ad statistics. */
export const COVERS = coversIn(sql`spend`);

/** Of the days of something beside the cover of its source, which a join calls so. */
export function isUncosted(first: Sql, last: Sql, cover: string): Sql {
  const of = (column: string) => sql`${name(cover)}.${name(column)}`;
  return sql`(coalesce(${of('is_always_open')}, false) or coalesce(${last} > ${of('ends')}, false) or coalesce(${first} < ${of('begins')}, false)
    or coalesce(len(list_filter(${of('open_days')}, lambda open: open between ${first} and ${last})) > 0, false))`;
}

/** The sources of origins (`source_map`) with the days that their spend covers. */
export const COVERED = sql`(select m.*, d.begins, d.ends, d.open_days, d.is_always_open from source_map m left join ${COVERS} d using (source))`;

/** Of a lead beside the cover of its source. */
export const IS_UNCOSTED = sql`(coalesce(is_always_open, false)
  or coalesce(cast(created_at as date) > ends, false)
  or coalesce(cast(created_at as date) < begins, false)
  or coalesce(list_contains(open_days, cast(created_at as date)), false))`;
