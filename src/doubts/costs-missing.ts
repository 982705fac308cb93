import { joined, type Sql, sql } from '../engines/sql.js';
import { isCostUnknown, unpricedDays } from '../facts/source-covers.js';
import { stretches } from '../model/dates.js';
import { formatWhole } from '../model/numbers.js';
import { counted, text } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Clicks whose cost is blank were probably paid for all the same: the blank must not count as zero. */
export default defineDoubt({
  code: 'costs-missing',
  asks: ({ census }) => census.costsMissing > 0,
  async look({ engine, settings }) {
    const tables = [sql`spend`, ...(settings.hasSums ? [sql`sums`] : [])];
    const all = (of: (table: Sql) => Sql) => joined(tables.map(of), ' union all ');
    const rows = await engine.query(sql`select source, count, days
      from (select source, count(*) as count from (${all((table) => sql`select source from ${table} where ${isCostUnknown(table)}`)}) group by source)
      left join (select source, string_agg(distinct cast(day as varchar), ',' order by cast(day as varchar)) as days
        from (${all((table) => sql`select * from ${unpricedDays(table)}`)}) group by source) using (source)
      order by source`);
    return rows.map(([source, count, days]) => ({
      ...{ source: source as string, count: Number(count) },
      days: days === null ? [] : (days as string).split(','),
    }));
  },
  say({ source, count, days }) {
    const [en, ru] = days.length > 0 ? [` (${stretches(days, 'en')})`, ` (${stretches(days, 'ru')})`] : ['', ''];
    return text(
      `${source}: ${counted(count, 'row')} with clicks and no cost${en}: what they cost is unknown, spend is the sum of the others, and leads and spend of those days take no part in its prices, nor do actions of such rows; fill the cells in, with 0 where it was nothing`,
      `${source}: строк с кликами без расхода — ${formatWhole(count, 'ru')}${ru}; сколько они стоили, неизвестно: расход — сумма остальных, лиды и расход этих дней, как и действия таких строк, не входят в цены; заполните ячейки, а где расхода не было, поставьте 0`,
    );
  },
});
