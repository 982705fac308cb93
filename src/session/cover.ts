import type { Engine } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { daysBetween, earliest, latest, shiftDay } from '../model/dates.js';
import { isExact } from '../model/exact.js';
import type { Days } from '../model/scope.js';
import type { Session } from './session.js';
import type { Undated } from './undated-spend.js';

/** Which days the exports cover: what they state, else what they hold. */
export interface Cover {
  /** Of the CRM, where a day without a lead is none; of ad leads, where there is no CRM. */
  made: Days;
  /** The first of them that is sure to be in the exports: which they state, else that of the first lead. */
  sure: string | null;
  /** The first of them that no silence speaks against: what is before it is no zero beside what came later. */
  heard: string | null;
  /** Of every lead that counts, wherever it came from, of deals without one, and of what sheets of sums count. */
  counted: Days;
  /** Of ad statistics: from the first to the last day of any source that is paid for, days of a month or a week included. */
  spend: Days;
  /** From the first to the last day of anything that counts, paid for or not. */
  all: Days;
  /** The days of those that are over: as-of lies after them, or an export states them. */
  whole: Days;
  /** What spend and which sums have no day, with the days that they cover where the export or the configuration says so. */
  undated: readonly Undated[];
}

export async function coverOf(session: Session): Promise<Cover> {
  const { tables } = session.facts;
  const { adLeadDays, leadDays, dealsAloneDays, sumDays, spendDays, paidDays, paidUntil } = session.built.census;
  const over = lastDayOver(session.asOf);
  const crm = tables.has('crm') ? await crmCover(session) : null;
  const spend: Stated = { ...paidDays, stated: paidUntil };
  const made: Stated = crm ?? { ...(tables.has('ad_leads') ? adLeadDays : NO_DAYS), stated: null };
  const { sure, heard } = crm ?? { sure: made.from, heard: made.from };
  const begins = [heard, spend.from].flatMap((day) => day ?? []).sort();
  const ends = [made, spend].flatMap((one) => wholeUntil(one, over) ?? []).sort();
  const counted = hull([leadDays, dealsAloneDays, sumDays]);
  const undated = [
    ...(session.built.census.undated > 0 ? await undatedIn(session, 'spend') : []),
    ...(tables.has('agg') ? await undatedIn(session, 'sums') : []),
  ];
  return {
    made,
    sure,
    heard,
    counted,
    spend,
    all: hull([counted, spend, spendDays, ...undated.flatMap(({ period }) => period ?? [])]),
    whole: { from: begins.at(-1) ?? null, to: ends[0] ?? null },
    undated,
  };
}

const NO_DAYS: Days = { from: null, to: null };

/** The days from the first to the last of all of them. */
export const hull = (spans: readonly Days[]): Days =>
  spans.reduce((all, one) => ({ from: earliest(all.from, one.from), to: latest(all.to, one.to) }));
/** Days of an export, with the last day that it states itself. */
interface Stated extends Days {
  readonly stated: string | null;
}

/** The last day that the as-of moment lies after; a day as that moment means all of it. */
const lastDayOver = (asOf: string | null): string | null =>
  asOf === null ? null : asOf.length === 10 ? asOf : shiftDay(asOf.slice(0, 10), -1);

function wholeUntil({ to, stated }: Stated, over: string | null): string | null {
  if (to === null || (stated !== null && stated >= to)) return to;
  return over !== null && over < to ? over : to;
}

/**
 * A CRM knows of every lead up to its last moment of creation or modification, or to the day that its file's name states.
 * Exports of it are asked for by months: days before the first lead of its month are days without leads, unless leads came
 * so steadily that a silence at its head shows where the export begins.
 */
async function crmCover({ engine, facts, built, asked }: Session): Promise<Stated & Pick<Cover, 'sure' | 'heard'>> {
  const { crmDays, latestOfCrm, madeInCrm, firstMade } = built.census;
  if (crmDays.from === null) return { ...NO_DAYS, stated: null, sure: null, heard: null };
  const files = facts.files.filter(({ table }) => table === 'crm');
  const stated = files.flatMap(({ period, statedDay }) => period?.to ?? statedDay ?? []);
  const to = [latestOfCrm?.slice(0, 10) ?? (crmDays.to as string), ...stated].sort().at(-1) as string;
  const from = files.flatMap(({ period }) => period?.from ?? []).sort()[0];
  const end = asked === undefined ? to : ([to, asked.slice(0, 10)].sort()[0] as string);
  const last = stated.sort().at(-1) ?? null;
  if (from !== undefined && from <= crmDays.from) return { from, to: end, stated: last, sure: from, heard: from };
  const month = `${crmDays.from.slice(0, 7)}-01`;
  const silence = firstMade === null ? 0 : daysBetween(month, firstMade);
  const usual = madeInCrm >= MANY && silence > 0 ? await longestSilence(engine) : null;
  const isLate = usual !== null && silence >= WEEK && silence > usual;
  // Of leads of every day three days without one are a week that is not whole, and no month that begins later.
  const isShort = usual !== null && silence > TWICE * usual;
  return {
    ...{ from: isLate ? crmDays.from : month, to: end, stated: last },
    ...{ sure: crmDays.from, heard: isLate || isShort ? crmDays.from : month },
  };
}

/** So many leads, and so long a silence: fewer tell nothing of a habit. */
const [MANY, WEEK, TWICE] = [30, 7, 2];

/** The most days from a day on which the CRM made leads to the next. */
async function longestSilence(engine: Engine): Promise<number> {
  const [[days = 0] = []] = await engine.query(sql`select coalesce(max(gap), 0)
    from (select date_diff('day', day, lead(day) over (order by day)) as gap
      from (select distinct created_day as day from leads where not not_in_crm))`);
  return Number(days);
}

async function undatedIn({ engine, facts }: Session, of: Undated['of']): Promise<Undated[]> {
  const rows = await engine.query(sql`select file, cast(period_from as varchar), cast(period_to as varchar), sum(spend)
    from ${name(of)} where day is null group by file, period_from, period_to order by file, period_from, period_to`);
  return rows.map(([file, from, to, spend]) => {
    const found = facts.files[Number(file)];
    return {
      of,
      file: found?.file ?? '',
      spans: found?.spans ?? [],
      period: from === null || to === null ? null : { from: from as string, to: to as string },
      ofRow: from !== null && (from !== found?.period?.from || to !== found?.period?.to),
      spend: isExact(spend) ? spend : null,
    };
  });
}
