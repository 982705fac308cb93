import { spelt } from '../engines/spell.js';
import { sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { stretches } from '../model/dates.js';
import { formatWhole } from '../model/numbers.js';
import { counted, plural } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { missingIn } from './missing-in.js';

/**
 * Days between the first and the last of a source that have no spend, where it is paid for by the day: with three days
 * of a month missing, its cost per lead is false. A weekday on which it hardly ever has rows is a habit, not a gap. A
 * source that has rows only now and then (a blogger, the radio) is not paid for by the day.
 */
export default defineDoubt({
  code: 'missing-days',
  asks: ({ census }) => census.sourcesWithGaps > 0,
  async look({ engine, scope }) {
    const { from, to } = scope ?? { from: null, to: null };
    const rows = await engine.query(sql`select source, ${spelt.listed(sql`cast(day as varchar)`)} from spend
      where day is not null group by source having sum(spend) > 0 order by source`);
    return rows.map(([source, list]) => {
      const days = missingIn((list as string).split(',')).filter(
        (day) => (from === null || day >= from) && (to === null || day <= to),
      );
      return { count: days.length, source: source as string, days };
    });
  },
  say({ count, source, days }): Text {
    return text(
      `${source}: no rows for ${stretches(days, 'en')} (${counted(count, 'day')}), amid its days: unless nothing ran, export them, else its cost per lead is too low`,
      `${source}: нет строк за ${stretches(days, 'ru')} (${formatWhole(count, 'ru')} ${plural(count, 'день', 'дня', 'дней')}) внутри его дат: если реклама шла, довыгрузите их, иначе цена лида занижена`,
    );
  },
});
