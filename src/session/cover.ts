import type { Engine } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { daysBetween, earliest, latest, shiftDay } from '../model/dates.js';
import { isExact } from '../model/exact.js';
import type { Days } from '../model/scope.js';
import type { Session } from './session.js';
import type { Undated } from './undated-spend.js';

/** The days that the exports cover: those that they state, else those of their rows. */
export interface Cover {
  /** The days of the CRM, where a day without a row is one without leads; without a CRM, those of the ad leads. */
  made: Days;
  /** The first of these days that is certainly in the exports: the one they state, else the day of the first lead. */
  sure: string | null;
  /**
   * The first of these days that may be taken for covered. Before it there is a silence so long that a zero there would
   * be no true zero beside later days.
   */
  heard: string | null;
  /** The days of all leads that count, whatever their origin, of deals without a lead, and of sheets of sums. */
  counted: Days;
  /**
   * The days of paid ad statistics: from the first to the last of any source, with all days of a row by month or week.
   */
  spend: Days;
  /** From the first to the last day of anything that counts, paid or not. */
  all: Days;
  /** The covered days that are over: the as-of moment lies after them, or an export states them. */
  whole: Days;
  /** Spend and sums without a day, with the period that the export or the configuration states for them. */
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

/** The span from the first to the last day of all these spans. */
export const hull = (spans: readonly Days[]): Days =>
  spans.reduce((all, one) => ({ from: earliest(all.from, one.from), to: latest(all.to, one.to) }));
/** Days of an export, and the last day that the export itself states. */
interface Stated extends Days {
  readonly stated: string | null;
}

/** The last day that is over at the as-of moment. A plain day means all of that day. */
const lastDayOver = (asOf: string | null): string | null =>
  asOf === null ? null : asOf.length === 10 ? asOf : shiftDay(asOf.slice(0, 10), -1);

function wholeUntil({ to, stated }: Stated, over: string | null): string | null {
  if (to === null || (stated !== null && stated >= to)) return to;
  return over !== null && over < to ? over : to;
}

/**
 * A CRM has every lead up to its last creation or modification, or up to the day in its file's name. Its exports are
 * usually made by month, so days before the first lead of that month are days without leads. The exception: leads came
 * so steadily that the silence at the beginning must be days before the export.
 */
async function crmCover({ engine, facts, built, asked }: Session): Promise<Stated & Pick<Cover, 'sure' | 'heard'>> {
  const { crmDays, latestOfCrm, madeInCrm, firstMade } = built.census;
  if (crmDays.from === null) return { ...NO_DAYS, stated: null, sure: null, heard: null };
  const files = facts.files.filter(({ table }) => table === 'crm');
  const stated = files.flatMap(({ period, statedDay }) => period?.to ?? statedDay ?? []);
  const to = [latestOfCrm?.slice(0, 10) ?? (crmDays.to as string), ...stated].sort().at(-1) as string;
  const from = files.flatMap(({ period }) => period?.from ?? []).sort()[0];
  // Without the rows of after the as-of moment the last lead may be days before it.
  const goesOn = files.some((file) => file.goesOn);
  const end = asked === undefined ? to : goesOn ? asked.slice(0, 10) : (earliest(to, asked.slice(0, 10)) as string);
  const last = stated.sort().at(-1) ?? null;
  if (from !== undefined && from <= crmDays.from) return { from, to: end, stated: last, sure: from, heard: from };
  const month = `${crmDays.from.slice(0, 7)}-01`;
  const silence = firstMade === null ? 0 : daysBetween(month, firstMade);
  const usual = madeInCrm >= MANY && silence > 0 ? await longestSilence(engine) : null;
  const isLate = usual !== null && silence >= WEEK && silence > usual;
  // With leads on every day, a silence of three days means that its week is not whole, but not yet that the export
  // begins later in the month.
  const isShort = usual !== null && silence > TWICE * usual;
  return {
    ...{ from: isLate ? crmDays.from : month, to: end, stated: last },
    ...{ sure: crmDays.from, heard: isLate || isShort ? crmDays.from : month },
  };
}

/** The least number of leads, the least days of silence, and the factor: with fewer nothing can be said of a habit. */
const [MANY, WEEK, TWICE] = [30, 7, 2];

/** The most days between two days on which the CRM made leads. */
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
