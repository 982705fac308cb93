import { spelt } from '../engines/spell.js';
import { joined, raw, sql } from '../engines/sql.js';
import { COVERS } from '../facts/source-covers.js';
import { interval } from '../model/dates.js';
import { formatWhole } from '../model/numbers.js';
import { counted, text } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

// Days whose cost is blank are left to another warning, `costs-missing`.
const IS_OUTSIDE = sql`uncosted and not coalesce(d.is_always_open or list_contains(d.open_days, created_day), false)`;
/** By source and day: how many of its leads enter no cost per lead, and the days that its spend covers. */
export const LEADS_OF_COVERED = spelt.stored(
  sql`leads_of_covered`,
  sql`(select l.source, l.created_day, count(*) filter (where ${IS_OUTSIDE}) as outside, min(d.first) as first, max(d.ends) as ends
    from leads l join ${COVERS} d on d.source = l.source group by l.source, l.created_day)`,
);

/**
 * The leads of a source were exported for more days than its spend. Divided by all its leads the spend would look
 * cheap, only because its export ends early. So its prices use only the days that have both.
 */
export default defineDoubt({
  code: 'spend-ends-early',
  asks: ({ census }) => census.uncosted > 0,
  async look({ engine, scope }) {
    const { from = null, to = null } = scope ?? {};
    const days = ['min(created_day)', 'max(created_day)', 'min(first)', 'max(ends)'];
    const rows = await engine.query(sql`select source, sum(outside), ${joined(
      days.map((day) => sql`cast(${raw(day)} as varchar)`),
      ', ',
    )} from ${LEADS_OF_COVERED}
      where coalesce(created_day >= cast(${from} as date), true) and coalesce(created_day <= cast(${to} as date), true)
      group by source having sum(outside) > 0 order by source`);
    return rows.map(([source, count, ...ends]) => {
      const [firstLead = '', lastLead = '', first = '', last = ''] = ends as string[];
      return {
        count: Number(count),
        source: source as string,
        leads: { from: firstLead, to: lastLead },
        spend: { from: first, to: last },
      };
    });
  },
  say({ count, source, leads, spend }) {
    const days = (span: { from: string; to: string }, lang: 'en' | 'ru') => interval(span.from, span.to, lang);
    return text(
      `${source}: spend of ${days(spend, 'en')}, leads of ${days(leads, 'en')}: ${counted(count, 'lead')} on days without its spend take no part in its prices; export the other days too, or say under its file in funnel.yaml which days it covers: period: {from: …, to: …}`,
      `${source}: расход за ${days(spend, 'ru')}, лиды за ${days(leads, 'ru')}: лиды в дни без расхода (${formatWhole(count, 'ru')}) не входят в цены этого источника; выгрузите остальные дни или укажите в funnel.yaml у файла, за какие он дни: period: {from: …, to: …}`,
    );
  },
});
