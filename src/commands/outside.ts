import { joined, name, type Sql, sql } from '../engines/sql.js';
import type { Census } from '../facts/census.js';
import { happenedTo } from '../facts/counted-in.js';
import { eventsInDays, leadsInDays, spendInDays } from '../facts/cube-scope.js';
import { DEALS_ALONE } from '../facts/deals-alone.js';
import { interval } from '../model/dates.js';
import type { Basis } from '../model/lead-events.js';
import type { Outside, Warning } from '../model/report.js';
import type { Days } from '../model/scope.js';
import { type Lang, text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';

/** What lies outside of the days of a report. */
export async function outsideOf({ scope, counts }: ReportContext): Promise<Outside | null> {
  if (scope.from === null && scope.to === null) return null;
  const { outside } = await counts();
  const { leads, spend, dealsAlone } = outside;
  return leads > 0n || dealsAlone > 0n || (spend !== null && spend.num !== 0n) ? outside : null;
}

/** Whether on these days any lead was made, any deal that belongs to none, or anything stands in ad statistics or sums. */
export async function isAnythingIn(session: Session, days: Days, basis: Basis = 'cohort'): Promise<boolean> {
  if (days.from === null && days.to === null) return true;
  const { engine, facts, built } = session;
  // There is something on the first and last day of each: mostly nothing more has to be asked.
  const { leadDays, dealsAloneDays, spendDays } = built.census;
  const isIn = (day: string | null) =>
    day !== null && (days.from === null || day >= days.from) && (days.to === null || day <= days.to);
  if ([leadDays, dealsAloneDays, spendDays].some(({ from, to }) => isIn(from) || isIn(to))) return true;
  const counted = ['spend', ...(facts.tables.has('agg') ? ['sums'] : [])];
  // Counted, since an `exists` over shards now and then ended a node of a store.
  const rowsIn = (table: string, condition: Sql) =>
    sql`select count(*) as found from ${name(table)} where ${condition}`;
  const all = [
    ...madeIn(session).flatMap((table) => [
      rowsIn(table, leadsInDays(days)),
      ...(basis === 'event' ? [rowsIn(happenedTo(table), eventsInDays(days))] : []),
    ]),
    ...counted.map((table) => rowsIn(table, spendInDays(days))),
  ];
  const [[most = 0n] = []] = await engine.query(sql`select max(found) from (${joined(all, ' union all ')}) as counts`);
  return most !== 0n;
}

/** The table of leads and, where there are some, that of deals without a lead. */
export const madeIn = ({ built }: Session): string[] => [
  'leads',
  ...(built.census.dealsAlone > 0 ? [DEALS_ALONE] : []),
];

/** A period without data is said, and is no table of zeros. */
export function nothingIn({ from, to }: Days, { leadDays, dealsAloneDays }: Census, { spend }: Cover): Warning {
  const asked = (lang: Lang) => {
    if (from !== null && to !== null) return interval(from, to, lang);
    const day = (from ?? to) as string;
    const [since, until] = lang === 'en' ? ['from', 'up to'] : ['с', 'по'];
    return `${from === null ? until : since} ${interval(day, day, lang)}`;
  };
  const held = ({ from: first, to: last }: Days, lang: Lang) =>
    first === null || last === null ? NONE[lang] : interval(first, last, lang);
  const deals = (what: string, lang: Lang) =>
    dealsAloneDays.from === null ? '' : `${what} ${held(dealsAloneDays, lang)}, `;
  return {
    code: 'no-data',
    count: 1,
    message: text(
      `no data, ${asked('en')}: the exports hold leads of ${held(leadDays, 'en')}, ${deals('deals without a lead of', 'en')}spend of ${held(spend, 'en')}`,
      `нет данных, ${asked('ru')}: в выгрузках лиды за ${held(leadDays, 'ru')}, ${deals('сделки без лида за', 'ru')}расход за ${held(spend, 'ru')}`,
    ),
  };
}

const NONE = text('no day', 'ни один день');
