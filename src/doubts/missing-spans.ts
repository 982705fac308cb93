import { spelt } from '../engines/spell.js';
import { sql } from '../engines/sql.js';
import { interval } from '../model/dates.js';
import { formatWhole } from '../model/numbers.js';
import { counted, text } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Per gap (`first` to `last`) of a source and per day in it on which leads of the source were created: how many. */
export const LEADS_IN_GAPS = spelt.stored(
  sql`leads_in_gaps`,
  sql`(with spans as (
        select source, period_from, max(period_to) as period_to from spend
        where period_from < period_to and day is null and spend is not null group by source, period_from),
      gaps as (select source, period_to + 1 as first, next - 1 as last from (
        select source, max(period_to) over (partition by source order by period_from) as period_to,
          lead(period_from) over (partition by source order by period_from) as next from spans) where next > period_to + 1)
      select g.source, g.first, g.last, created_day, count(*) as leads from gaps g
        join leads l on l.source = g.source and l.created_day between g.first and g.last
      where not exists (select 1 from spend s where s.source = g.source and s.day between g.first and g.last)
      group by all)`,
);

/**
 * A source that is paid for by the month or the week has no row for one of them amid its rows, yet leads came in it.
 * Nothing tells whether the source was paused, or forgotten in the sheet.
 */
export default defineDoubt({
  code: 'missing-spans',
  asks: ({ census }) => census.spans > 0,
  async look({ engine, scope }) {
    const { from = null, to = null } = scope ?? {};
    const rows = await engine.query(sql`select source, cast(first as varchar), cast(last as varchar), sum(leads)
      from ${LEADS_IN_GAPS} where coalesce(created_day >= cast(${from} as date), true) and coalesce(created_day <= cast(${to} as date), true)
      group by 1, 2, 3 order by 1, 2, 3`);
    return rows.map(([source, first, last, count]) => ({
      ...{ source: source as string, first: first as string, last: last as string },
      count: Number(count),
    }));
  },
  say: ({ count, source, first, last }) =>
    text(
      `${source}: no spend of ${interval(first, last, 'en')} amid its months or weeks, and ${counted(count, 'lead')} of those days: unless nothing ran, add it, else its cost per lead is too low`,
      `${source}: между месяцами или неделями с расходом нет строки за ${interval(first, last, 'ru')}, а лиды за эти дни есть (${formatWhole(count, 'ru')}): если реклама шла, добавьте её, иначе цена лида занижена`,
    ),
});
