import { spelt } from '../engines/spell.js';
import { name, sql } from '../engines/sql.js';
import { spendInDays } from '../facts/cube-scope.js';
import { rowsOf } from '../model/canonical.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import { number } from '../model/numbers.js';
import { type Lang, text } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** The rows of web analytics whose sessions do not count as visits. */
export const SESSIONS_LEFT = spelt.stored(
  sql`sessions_left`,
  sql`(select source, day, period_from, period_to, sessions, goals from spend
    join (select file, record, actions as goals from ${name(rowsOf('ad_stats'))}) using (file, record)
    where sessions is not null and sessions is distinct from visits)`,
);

/**
 * Spend of several days may overlap only in part with the days that web analytics cover, and cannot be cut in two. Then
 * the clicks of the source are its visits, and the conversions that its ads count are its actions. Sessions and goals
 * of web analytics are left out: added to these they would count people twice.
 */
export default defineDoubt({
  code: 'analytics-left-out',
  asks: ({ census }) => census.sessionsLeft > 0,
  async look({ engine, scope }) {
    const isAsked = scope ? spendInDays(scope) : sql`true`;
    const rows = await engine.query(sql`select source, sum(sessions), sum(goals) from ${SESSIONS_LEFT}
      where ${isAsked} group by source order by source`);
    return rows.map(([source, sessions, goals]) => ({
      count: Number(sessions),
      source: source as string,
      sessions: exact(sessions as bigint),
      goals: isExact(goals) ? goals : null,
    }));
  },
  say({ source, sessions, goals }) {
    const left = (lang: Lang) => {
      const [visits, reached] = lang === 'en' ? ['sessions', 'goals'] : ['визиты', 'цели'];
      const counted = (what: string, of: Exact) => `${what} ${number(of, 'quantity', lang)}`;
      return [counted(visits, sessions), ...(goals ? [counted(reached, goals)] : [])].join(', ');
    };
    return text(
      `${source}: clicks are its visits, since those of several days together cannot be cut at the days that web analytics cover; not counted of the analytics: ${left('en')}; export the ads by day`,
      `${source}: переходы здесь — клики: клики за несколько дней вместе нельзя разрезать по дням, которые есть в веб-аналитике; из аналитики не посчитано: ${left('ru')}; выгрузите рекламу по дням`,
    );
  },
});
