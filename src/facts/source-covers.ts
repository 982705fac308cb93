import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import type { Scope } from '../model/scope.js';
import { type Dimensions, keyColumns, rowPerValue, spendDay, spendInScope } from './cube-scope.js';
import { shareOf } from './millionths.js';

const FIRST = sql`coalesce(day, period_from)`;
const LAST = sql`coalesce(day, period_to)`;

/** What may have been paid for, whatever else is known. */
export const IS_COSTLESS = sql`(cost_as_exported is null and clicks > 0)`;

/**
 * Rows with clicks and a blank cost where something tells that they were paid for: their cost is unknown. Either the
 * export has costs in other rows, or another export has costs of the source, but not for these days. An export of visits
 * beside one that has the costs of the same days leaves nothing unknown.
 */
export const isCostUnknown = (table: Sql): Sql => sql`(${IS_COSTLESS}
  and (file in (select file from ${table} where cost_as_exported is not null) or rowid in ${pricedElsewhere(table)}))`;

/** The values of a key for which a scope has rows of spend with unknown cost. */
export async function unpricedIn(
  engine: Engine,
  key: string,
  scope: Scope,
  dimensions: Dimensions,
): Promise<ReadonlySet<string>> {
  const isUnpriced = spelt.stored(sql`is_cost_unknown`, isCostUnknown(sql`spend`));
  const unpriced = sql`(select * from spend where ${isUnpriced} and ${spendInScope(scope, dimensions)})`;
  const rows = await engine.query(
    sql`select distinct ${joined(keyColumns([key], scope, spendDay, dimensions), '')} from ${rowPerValue(unpriced, [key], dimensions)}`,
  );
  return new Set(rows.map(([one]) => String(one)));
}

const pricedElsewhere = (table: Sql): Sql => sql`(select rowid from ${table} b
    where ${IS_COSTLESS} and sessions is null and source in (select source from ${table} where cost_as_exported <> 0)
      and not exists (select 1 from (select distinct source, ${FIRST} as first, ${LAST} as last from ${table} where cost_as_exported is not null) p
        where p.source = b.source and coalesce(p.first <= coalesce(b.day, b.period_to) and coalesce(b.day, b.period_from) <= p.last, true)))`;

/**
 * `source, day`: the days of rows with unknown cost, one by one for a row of a week or month; null: every day. It is
 * every day if the row has none, if the source has spend without days (nobody knows for which leads), or if no cost of
 * the source is known at all.
 */
export const unpricedDays = (table: Sql): Sql =>
  sql`(select source, ${daysOf(sql`(source in (select source from ${table} where ${FIRST} is null and spend <> 0)
      or source not in (select source from ${table} where spend is not null))`)} as day
    from ${table} where ${isCostUnknown(table)})`;

const daysOf = (isOfAll: Sql): Sql => sql`cast(unnest(case when ${FIRST} is null or ${isOfAll} then [null]
      else generate_series(${FIRST}, ${LAST}, interval 1 day) end) as date)`;

/** `source, day`: the days of rows of sums that have no price; null: every day. */
export const UNCOSTED_SUM_DAYS = sql`(select distinct source, ${daysOf(sql`false`)} as day from sums where uncosted and not has_spend)`;

/**
 * Spend with two further columns. `open_spend` is how much of it falls on days (`source, day`; null is every day) whose
 * leads have no price: a row of several days by the share of such days, to a millionth. A fee of 3,100 for January has
 * 100 of it for each such day. `is_cost_unknown`: its own cost is.
 */
export const withOpen = (
  days: Sql,
): Sql => sql`(select s.*, coalesce(${isCostUnknown(sql`spend`)}, false) as is_cost_unknown, case when o.source is null then null
      when o.is_always or ${FIRST} is null then spend
      when ${FIRST} = ${LAST} then case when list_contains(o.open_days, ${FIRST}) then spend end
      else ${shareOf(sql`spend`, sql`len(list_filter(o.open_days, lambda open: open between ${FIRST} and ${LAST}))`, sql`(${LAST} - ${FIRST} + 1)`)} end as open_spend
  from spend s left join (select source, coalesce(list(distinct day) filter (where day is not null), []) as open_days,
      bool_or(day is null) as is_always from ${days} group by source) o on o.source = s.source)`;

/**
 * `source, first, begins, ends, open_days, is_always_open`: the days that the spend of each source covers, from the rows
 * of a table.
 *
 * The cover ends with the last row, or where the export says that it ends: leads that come later were not paid for by it.
 * It begins only where a beginning is stated: a source whose first row comes late may just have begun to advertise. For
 * spend without any days nothing is known. A source that is known to cost nothing has no prices.
 *
 * On `open_days`, or always, the cost of some row is unknown, so the leads of these days have no price, not even within
 * all sources together. If nothing was spent on any other day, no lead of the source has one. Looking for such days takes
 * longer than all the rest, so it is done only where some row is `IS_COSTLESS`.
 */
export const coversIn = (table: Sql, hasCostless = true): Sql => sql`(select source, first,
    case when is_begun then begins end as begins, case when is_ended then ends end as ends, open_days,
    is_always_open or (open_days is not null and len(list_filter(paid_days, lambda paid: not list_contains(open_days, paid))) = 0) as is_always_open
  from (select source, list_distinct(list(${FIRST}) filter (where spend <> 0) || list(${LAST}) filter (where spend <> 0)) as paid_days,
      min(least(day, period_from)) as first, min(period_from) as begins, max(greatest(day, period_to)) as ends,
      bool_and(period_from is not null and (day is null or period_from < period_to)) as is_begun,
      bool_and(coalesce(day, period_from) is not null) as is_ended
    from ${table} where spend is not null group by source having sum(spend) <> 0)
  ${hasCostless ? sql`full join ${openDaysIn(table)} using (source)` : NONE_OPEN})`;

const openDaysIn = (
  table: Sql,
): Sql => sql`(select source, list(distinct day) filter (where day is not null) as open_days,
    bool_or(day is null) as is_always_open from ${unpricedDays(table)} group by source)`;
const NONE_OPEN = sql`cross join (select cast(null as date[]) as open_days, false as is_always_open)`;

/** Those of ad statistics. */
export const COVERS = coversIn(sql`spend`);

/** Whether the days of something lie outside of the cover of its source, joined under the names of `coversIn`. */
export function isUncosted(first: Sql, last: Sql, cover: string): Sql {
  const of = (column: string) => sql`${name(cover)}.${name(column)}`;
  return sql`(coalesce(${of('is_always_open')}, false) or coalesce(${last} > ${of('ends')}, false) or coalesce(${first} < ${of('begins')}, false)
    or coalesce(len(list_filter(${of('open_days')}, lambda open: open between ${first} and ${last})) > 0, false))`;
}

/**
 * The same for an event of a lead, which may be long after its creation. Spend that has ended by the event had still paid
 * for the lead; of a lead made after the end nobody knows the cost. Before the spend begins nothing is known to be spent.
 */
export function isUncostedEvent(created: Sql, happened: Sql, cover: string): Sql {
  const of = (column: string) => sql`${name(cover)}.${name(column)}`;
  return sql`(coalesce(${of('is_always_open')}, false) or coalesce(${created} > ${of('ends')}, false)
    or coalesce(${happened} < ${of('begins')}, false) or coalesce(list_contains(${of('open_days')}, ${created}), false))`;
}

/**
 * What there is to know of the spend of a source: nothing without ad statistics, and open days only where some row is
 * `IS_COSTLESS`.
 */
interface Known {
  hasAds: boolean;
  hasCostless: boolean;
}
export const coverColumns = ({ hasAds, hasCostless }: Known): string[] =>
  hasAds ? ['begins', 'ends', ...(hasCostless ? ['open_days', 'is_always_open'] : [])] : [];

/** The sources of origins (`source_map`) with the days that their spend covers, in these columns. */
export const coveredSources = (known: Known): Sql =>
  known.hasAds
    ? sql`(select m.*, ${joined(coverColumns(known).map(name), ', ')} from source_map m
        left join ${coversIn(sql`spend`, known.hasCostless)} d using (source))`
    : sql`source_map`;

/** Of a lead beside the cover of its source. */
export function isUncostedLead({ hasAds, hasCostless }: Known): Sql {
  if (!hasAds) return sql`false`;
  const day = sql`cast(created_at as date)`;
  const isOpen = sql`coalesce(is_always_open, false) or coalesce(list_contains(open_days, ${day}), false)`;
  return sql`(coalesce(${day} > ends, false) or coalesce(${day} < begins, false)${hasCostless ? sql` or ${isOpen}` : sql``})`;
}
