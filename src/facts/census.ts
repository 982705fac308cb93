import type { Engine, Value } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { type CensusSettings, ofStages, questions } from './census-questions.js';
import { isCostUnknown } from './source-covers.js';

/** Days of the calendar, ISO; null: there is none. */
interface Span {
  from: string | null;
  to: string | null;
}

/** Counts over all facts, taken at once. They tell which further questions need to be asked at all. */
export interface Census {
  /** The latest moment of creation, modification or spend: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` where it has a time. */
  latest: string | null;
  /** The same of the CRM alone: up to then it would know of a lead. */
  latestOfCrm: string | null;
  /** The latest closing date, and the latest date of a stage, in the same way. */
  latestClosed: string | null;
  latestStage: string | null;
  /**
   * Leads that come again: with different amounts; with dates of creation far apart; in several downloads of a list; in
   * several lists.
   */
  againDiffering: number;
  againApart: number;
  againInFiles: number;
  againInLists: number;
  /**
   * Leads and deals that were closed before they were made; with a date of a stage before that; won before an earlier
   * stage.
   */
  closedEarly: number;
  stageEarly: number;
  wonEarly: number;
  /**
   * First and last days: of leads and deals in the CRM, of ad leads, of all leads that count, of deals without a lead, of
   * spend.
   */
  crmDays: Span;
  adLeadDays: Span;
  leadDays: Span;
  dealsAloneDays: Span;
  spendDays: Span;
  /**
   * The days of paid sources (a row of a month or a week counts with all its days, and so does the last day that an
   * export states); of all sources, where none is paid.
   */
  paidDays: Span;
  paidUntil: string | null;
  /** Of leads of the CRM: how many there are, and the first day of one. */
  madeInCrm: number;
  firstMade: string | null;
  /** Those of sheets of sums: the days and the stretches of their rows. */
  sumDays: Span;
  /** Rows of spend: without a day; below zero; with clicks that cost more than `DEAR` each. */
  undated: number;
  negative: number;
  dear: number;
  /** Rows of web analytics whose sessions are not counted as visits, because clicks are. */
  sessionsLeft: number;
  /** Rows without a source that are visits, where some export has sessions. */
  visitsOfNobody: number;
  /** Sources whose spend has no row on some day between its first and its last. */
  sourcesWithGaps: number;
  /**
   * Deals that name a lead which is not there; deals that belong to no lead; leads that are younger than a deal of
   * theirs.
   */
  unlinked: number;
  dealsAlone: number;
  dealsEarly: number;
  /** Amounts for which there is no rate. */
  unrated: number;
  /** Per file, how many rows were typed and how many are facts, and the cost that is in none: `file:typed:facts:cost`. */
  balance: string[];
  /** Leads that count, those of them without a date of creation, and those of the CRM. */
  leads: number;
  undatedLeads: number;
  leadsOfCrm: number;
  /** Lost leads; and per stage the leads that reached it, and the lost leads of which no export tells whether they did. */
  lost: number;
  reached: Record<LeadStage, number>;
  unknownDepth: Record<LeadStage, number>;
  /** Won deals, and those of them that have an amount. */
  wonDeals: number;
  pricedDeals: number;
  /** The same of deals that belong to no lead. */
  wonAlone: number;
  pricedAlone: number;
  /** Leads and deals that their history shows as won, and their status as open. */
  reopened: number;
  /** Won deals in another currency with no known day of winning: the rate of another day was taken. */
  rateAssumed: number;
  /** Rows of spend with clicks and without a cost. */
  costsMissing: number;
  /** Files of the CRM and of ad statistics that give a currency for some amounts and none for others. */
  halfInCurrency: number;
  /** Rows of spend of a month or a week. */
  spans: number;
  /** Leads on days that the spend of their source does not cover. */
  uncosted: number;
}

/** One statement, and one pass over each table. */
export async function takeCensus(engine: Engine, settings: CensusSettings): Promise<Census> {
  const parts: Record<string, Sql>[] = [];
  const asked: Sql[] = [];
  const { all, counted } = questions(settings);
  for (const { from, values } of all) {
    parts.push(values);
    const list = Object.entries(values).map(([column, value]) => sql`${value} as ${name(column)}`);
    asked.push(sql`(select ${joined(list, ', ')} from ${from})`);
  }
  const columns = parts.flatMap(Object.keys);
  const once = [...counted].map(([table, select]) => sql`${raw(table)} as materialized (${select})`);
  const [row = []] = await engine.query(
    sql`${once.length > 0 ? sql`with ${joined(once, ', ')} ` : sql``}select ${joined(columns.map(name), ', ')} from ${joined(
      asked.map((one, at) => sql`${one} q${raw(String(at))}`),
      // Each statement gives one row. For a product of them the engine would look for the best order longer than it takes
      // to answer.
      ' positional join ',
    )}`,
  );
  const found = new Map(columns.map((column, at) => [column, row[at] ?? null]));
  const count = (column: string) => Number(found.get(column) ?? 0);
  const moment = (column: string) => withoutMidnight(found.get(column) ?? null);
  const day = (column: string) => (found.get(column) ?? null) as string | null;
  const span = (column: string): Span => ({ from: day(`${column}_from`), to: day(`${column}_to`) });
  const latestOf = (...columns: string[]) => {
    const moments = columns.flatMap((column) => (found.get(column) ?? []) as string | []);
    return withoutMidnight(moments.sort().at(-1) ?? null);
  };
  // To tell whether such rows were paid for takes longer than all the rest, so it is asked only where there are any.
  const costless = [...(count('costless') > 0 ? [sql`spend`] : []), ...(count('sums_costless') > 0 ? [sql`sums`] : [])];
  const costsMissing = costless.length > 0 ? await countUnknownCosts(engine, costless) : 0;
  return {
    latest: latestOf('latest_created', 'latest_modified', 'latest_ad_lead', 'latest_spend', 'latest_sum'),
    latestOfCrm: latestOf('latest_created', 'latest_modified'),
    latestClosed: moment('latest_closed'),
    latestStage: moment('latest_stage'),
    ...{ againDiffering: count('again_differing'), againApart: count('again_apart') },
    ...{ againInFiles: count('again_in_files'), againInLists: count('again_in_lists') },
    ...{ closedEarly: count('closed_early'), stageEarly: count('stage_early'), wonEarly: count('won_early') },
    ...{ crmDays: span('crm'), adLeadDays: span('ad_lead'), leadDays: span('lead'), spendDays: span('spend') },
    ...{ paidDays: span('paid'), paidUntil: day('paid_until') },
    ...{ madeInCrm: count('made_in_crm'), firstMade: day('first_made') },
    dealsAloneDays: span('deals_alone'),
    sumDays: span('sum'),
    ...{ undated: count('undated'), negative: count('negative'), dear: count('dear') },
    ...{ sessionsLeft: count('sessions_left'), visitsOfNobody: count('visits_of_nobody') },
    sourcesWithGaps: count('sources_with_gaps'),
    ...{ unlinked: count('unlinked'), dealsAlone: count('deals_alone'), dealsEarly: count('deals_early') },
    halfInCurrency: count('mixed_revenue') + count('mixed_cost') + count('mixed_sums'),
    ...{ spans: count('spans'), costsMissing },
    ...{ rateAssumed: count('rate_assumed'), reopened: count('reopened') },
    unrated: count('unrated') + count('unrated_spend') + count('unrated_sums'),
    balance: ((found.get('balance') ?? '') as string).split(' ').filter((one) => one !== ''),
    ...{ leads: count('leads'), leadsOfCrm: count('leads_of_crm'), uncosted: count('uncosted') },
    ...{ undatedLeads: count('undated_leads'), lost: count('lost') },
    reached: ofStages((stage) => [stage, count(`reached_${stage}`)]) as Record<LeadStage, number>,
    unknownDepth: ofStages((stage) => [stage, count(`unknown_${stage}`)]) as Record<LeadStage, number>,
    ...{ wonDeals: count('won_deals'), pricedDeals: count('priced_deals') },
    ...{ wonAlone: count('alone_won'), pricedAlone: count('alone_priced') },
  };
}

async function countUnknownCosts(engine: Engine, tables: readonly Sql[]): Promise<number> {
  const each = tables.map((table) => sql`select count(*) as unknown from ${table} where ${isCostUnknown(table)}`);
  const [[all = 0] = []] = await engine.query(sql`select sum(unknown) from (${joined(each, ' union all ')})`);
  return Number(all);
}

const withoutMidnight = (moment: Value): string | null =>
  moment === null ? null : (moment as string).replace(/T00:00:00$/, '');
