import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { joined, name, sql } from '../engines/sql.js';
import { dims } from './crm.js';
import { SUMS } from './fact-tables.js';
import type { Originated } from './origins.js';
import { COVERS, coversIn, isUncosted } from './source-covers.js';
import { type SpendSettings, sumsAsSpend, typedBy } from './spend.js';
import { worthOfRevenue } from './worth.js';

/**
 * Lays down `sums` (a row per row of a sheet of sums that counts) and `sum_covers` (`source, first_day, last_day`: the
 * days of sheets that name a source without its cost). What was spent on just these days is the price of what such sheets
 * count. Needs `spend`. Source: interface, "Columns"; definitions, "Money".
 */
export async function layDownSums(engine: Engine, from: Originated, settings: SpendSettings): Promise<void> {
  const { money, dimensions, periods } = settings;
  const worth = worthOfRevenue(sql`revenue`, sql`first_day`, money);
  const { values, rows } = sumsAsSpend(from, settings, [{ column: 'revenue_worth', amount: sql`revenue`, worth }]);
  const own = {
    ...values,
    revenue_as_exported: sql`revenue`,
    leads: sql`leads`,
    qualified: sql`qualified`,
    deals: sql`deals`,
    revenue: sql`revenue_worth`,
    has_spend: sql`false`,
    uncosted: sql`false`,
  };
  const columns = [...typedBy(SUMS, own), ...dims(dimensions).map(name)];
  await engine.run(sql`create table sum_rows as select ${joined(columns, ', ')}
    from ${rows}`);
  // A sheet that states the cost of a source states it for all days of the source. Another sheet may still tell of the
  // same source.
  await engine.run(sql`create table sums as select r.* exclude (has_own, says) replace (has_own as has_spend, case when has_own
        then not says or ${isUncosted(FIRST, LAST, 'own')} else ${isUncosted(FIRST, LAST, 'ads')} end as uncosted)
    from (select *, bool_or(spend is not null) over (partition by source) as has_own,
        bool_or(spend is not null) over (partition by source, file) as says from sum_rows) r
      left join ${coversIn(sql`sum_rows`)} own on own.source = r.source left join ${COVERS} ads on ads.source = r.source`);
  await engine.run(sql`drop table sum_rows`);
  const stated = (pick: 'from' | 'to') =>
    byFile(
      periods.map((period) => period?.[pick] ?? null),
      'date',
    );
  await engine.run(sql`create table sum_covers as select distinct source, first_day, last_day from sums join (
      select file, case when bool_and(${FIRST} is not null) then least(min(${FIRST}), ${stated('from')}) end as first_day,
        case when bool_and(${LAST} is not null) then greatest(max(${LAST}), ${stated('to')}) end as last_day
      from sums group by file) using (file) where not has_spend`);
}

const FIRST = sql`coalesce(day, period_from)`;
const LAST = sql`coalesce(day, period_to)`;
