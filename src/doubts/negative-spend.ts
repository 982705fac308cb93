import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { Exact } from '../model/exact.js';
import { mask } from '../model/fold.js';
import { formatWhole, toTheCent } from '../model/numbers.js';
import { counted, join, type Lang } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Refunds and corrections stay as they are, so the spend of a campaign may be below zero. */
export default defineDoubt({
  code: 'negative-spend',
  asks: ({ census }) => census.negative > 0,
  async look({ engine }) {
    const rows = await engine.query(sql`select source, campaign, sum(cost_as_exported) as spend from spend
      group by source, campaign having sum(cost_as_exported) < 0 order by source, campaign nulls first`);
    const list = rows.slice(0, 3).map(([source, campaign, spend]) => {
      const named = campaign === null || campaign === undefined ? '' : ` «${mask(campaign as string)}»`;
      const said = (lang: Lang) => `${source}${named} ${toTheCent(spend as Exact, lang)}`;
      return text(said('en'), said('ru'));
    });
    return [{ count: rows.length, list: join(list, ', ') }];
  },
  say: ({ count, list }) =>
    text(
      `${counted(count, 'campaign')} with a negative spend, taken as it stands: ${list.en}`,
      `кампаний с отрицательным расходом: ${formatWhole(count, 'ru')} (${list.ru}); взят как есть`,
    ),
});
