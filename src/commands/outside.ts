import { sql } from '../engines/sql.js';
import { leadsInDays, spendInDays } from '../facts/cube-scope.js';
import { interval } from '../model/dates.js';
import type { Outside, Warning } from '../model/report.js';
import type { Days } from '../model/scope.js';
import { type Lang, text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';

/** What lies outside of the days of a report. */
export async function outsideOf({ scope, counts }: ReportContext): Promise<Outside | null> {
  if (scope.from === null && scope.to === null) return null;
  const { leads, spend } = (await counts()).outside;
  return leads > 0n || (spend !== null && spend.num !== 0n) ? { leads, spend } : null;
}

/** Whether any lead was made, or anything stands in ad statistics, on these days. */
export async function isAnythingIn({ engine, facts }: Session, days: Days): Promise<boolean> {
  if (days.from === null && days.to === null) return true;
  const ofSums = facts.tables.has('agg') ? sql` or exists (select 1 from sums where ${spendInDays(days)})` : sql``;
  const [[isThere] = []] = await engine.query(sql`select exists (select 1 from leads where ${leadsInDays(days)})
    or exists (select 1 from spend where ${spendInDays(days)})${ofSums}`);
  return isThere === true;
}

/** A period without data is said, and is no table of zeros. */
export function nothingIn({ from, to }: Days, { counted, spend }: Cover): Warning {
  const asked = (lang: Lang) => {
    if (from !== null && to !== null) return interval(from, to, lang);
    const day = (from ?? to) as string;
    const [since, until] = lang === 'en' ? ['from', 'up to'] : ['с', 'по'];
    return `${from === null ? until : since} ${interval(day, day, lang)}`;
  };
  const held = ({ from: first, to: last }: Days, lang: Lang) =>
    first === null || last === null ? NONE[lang] : interval(first, last, lang);
  return {
    code: 'no-data',
    count: 1,
    message: text(
      `no data, ${asked('en')}: the exports hold leads of ${held(counted, 'en')}, spend of ${held(spend, 'en')}`,
      `нет данных, ${asked('ru')}: в выгрузках лиды за ${held(counted, 'ru')}, расход за ${held(spend, 'ru')}`,
    ),
  };
}

const NONE = text('no day', 'ни один день');
