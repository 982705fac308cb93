import { sql } from '../engines/sql.js';
import { isExact } from '../model/exact.js';
import type { Days } from '../model/scope.js';
import type { Session } from './session.js';
import type { Undated } from './undated-spend.js';

/** Which days the exports cover, by what they hold. */
export interface Cover {
  /** On which the CRM made leads or deals; leads that it never received say nothing of it. */
  made: Days;
  /** Of every lead that counts, wherever it came from, and of deals without one. */
  counted: Days;
  /** Of spend that has a day. */
  spend: Days;
  /** What spend has none, with the days that it covers where the export or the configuration says so. */
  undated: readonly Undated[];
}

export async function coverOf(session: Session): Promise<Cover> {
  const { tables } = session.facts;
  const { crmDays, adLeadDays, leadDays, dealsAloneDays, spendDays, undated } = session.built.census;
  const counted = hull([leadDays, dealsAloneDays]);
  const made = tables.has('crm') ? crmDays : tables.has('ad_leads') ? adLeadDays : NO_DAYS;
  return { made, counted, spend: spendDays, undated: undated > 0 ? await undatedSpend(session) : [] };
}

const NO_DAYS: Days = { from: null, to: null };

/** The days from the first to the last of all of them. */
export const hull = (spans: readonly Days[]): Days =>
  spans.reduce((all, one) => ({ from: earliest(all.from, one.from), to: latest(all.to, one.to) }));
export const earliest = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b);
export const latest = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b);

async function undatedSpend({ engine, facts }: Session): Promise<Undated[]> {
  const rows = await engine.query(sql`select file, cast(period_from as varchar), cast(period_to as varchar), sum(spend)
    from spend where day is null group by file, period_from, period_to order by file, period_from, period_to`);
  return rows.map(([file, from, to, spend]) => {
    const found = facts.files[Number(file)];
    return {
      file: found?.file ?? '',
      spans: found?.spans ?? [],
      period: from === null || to === null ? null : { from: from as string, to: to as string },
      spend: isExact(spend) ? spend : null,
    };
  });
}
