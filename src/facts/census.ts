import type { Engine, Value } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { LEAD_MEASURES, type LeadMeasureName } from '../model/measures.js';
import type { Reach } from '../model/report.js';
import { AGAIN } from './apart.js';
import { balanceOf } from './balance.js';
import { dayBefore, lastStageDate, outOfOrder } from './dates-in-order.js';
import { holding } from './lead-rows.js';
import { lacksRate, SUM_UNRATED } from './money.js';
import { isCostUnknown } from './source-covers.js';

/** Days of the calendar, ISO; null: there is none. */
export interface Span {
  from: string | null;
  to: string | null;
}

/** What is counted of all facts at once: it tells which questions need to be asked at all. */
export interface Census {
  /** The latest moment of creation, modification or spend: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` where it has a time. */
  latest: string | null;
  /** The same of the CRM alone: up to then it would know of a lead. */
  latestOfCrm: string | null;
  /** The latest closing date, and the latest date of a stage, in the same way. */
  latestClosed: string | null;
  latestStage: string | null;
  /** Leads that come again: with different amounts; made on days far apart; in several downloads of a list; in several lists. */
  againDiffering: number;
  againApart: number;
  againInFiles: number;
  againInLists: number;
  /** Leads and deals closed before they were made; with a date of a stage before that; won before an earlier stage. */
  closedEarly: number;
  stageEarly: number;
  wonEarly: number;
  /** The days on which the CRM made leads and deals, those of ad leads, of all leads that count, of deals without one, and of spend. */
  crmDays: Span;
  adLeadDays: Span;
  leadDays: Span;
  dealsAloneDays: Span;
  spendDays: Span;
  /** Those of sheets of sums: the days and the stretches of their rows. */
  sumDays: Span;
  /** Rows of spend: without a day; below zero; with clicks that cost more than `DEAR` each. */
  undated: number;
  negative: number;
  dear: number;
  /** Rows of web analytics whose sessions are no visits: clicks stand in for them. */
  sessionsLeft: number;
  /** Sources whose spend has no row on some day between its first and its last. */
  sourcesWithGaps: number;
  /** Deals that name a lead which is not there; deals that belong to no lead; leads that a deal of theirs is older than. */
  unlinked: number;
  dealsAlone: number;
  dealsEarly: number;
  /** Amounts for which there is no rate. */
  unrated: number;
  /** Per file, how many rows were typed and how many are facts: `file:typed:facts`. */
  balance: string[];
  /** Leads that count, and those of the CRM. */
  leads: number;
  leadsOfCrm: number;
  /** Lost leads; per stage, the leads that reached it, and the lost ones of which no export tells whether they did. */
  lost: number;
  reached: Record<LeadStage, number>;
  unknownDepth: Record<LeadStage, number>;
  /** Won deals, and those of them that have an amount. */
  wonDeals: number;
  pricedDeals: number;
  /** Won deals in another currency, of which nothing says on which day they were won. */
  rateAssumed: number;
  /** Rows of spend with clicks and without a cost. */
  costsMissing: number;
  /** Files of the CRM and of ad statistics that say the currency of some amounts and not of others. */
  halfInCurrency: number;
  /** Rows of spend of a month or a week. */
  spans: number;
  /** Leads on days that the spend of their source does not cover. */
  uncosted: number;
}

/** What nobody pays for a click in the median, in any currency that ads are bought in. */
export const DEAR = 1000;

export interface CensusSettings {
  /** The rows of the CRM, one per lead and deal, with their evidence and what they are worth; and the ad leads. */
  crm: Sql;
  adLeads: Sql;
  /** Whether the key of some row of the CRM comes again. */
  comesAgain: boolean;
  /** The leads of the CRM; and the deals that belong to none of them. */
  leads: Sql;
  dealsAlone: Sql | null;
  /** Fields that some export of the CRM has. */
  fields: ReadonlySet<string>;
  hasHistory: boolean;
  /** Whether sums are laid down. */
  hasSums: boolean;
  reach: Reach;
}

/** One statement, and one pass over each table. */
export async function takeCensus(engine: Engine, settings: CensusSettings): Promise<Census> {
  const parts: Record<string, Sql>[] = [];
  const asked: Sql[] = [];
  for (const { from, values } of questions(settings)) {
    parts.push(values);
    const list = Object.entries(values).map(([column, value]) => sql`${value} as ${name(column)}`);
    asked.push(sql`(select ${joined(list, ', ')} from ${from})`);
  }
  const columns = parts.flatMap(Object.keys);
  const [row = []] = await engine.query(
    sql`select ${joined(columns.map(name), ', ')} from ${joined(
      asked.map((one, at) => sql`${one} q${raw(String(at))}`),
      // Of one row each. An engine would look for the best order of a product, longer than for all the answers.
      ' positional join ',
    )}`,
  );
  const found = new Map(columns.map((column, at) => [column, row[at] ?? null]));
  const count = (column: string) => Number(found.get(column) ?? 0);
  const moment = (column: string) => withoutMidnight(found.get(column) ?? null);
  const span = (column: string): Span => ({
    from: (found.get(`${column}_from`) ?? null) as string | null,
    to: (found.get(`${column}_to`) ?? null) as string | null,
  });
  const latestOf = (...columns: string[]) => {
    const moments = columns.flatMap((column) => (found.get(column) ?? []) as string | []);
    return withoutMidnight(moments.sort().at(-1) ?? null);
  };
  return {
    latest: latestOf('latest_created', 'latest_modified', 'latest_ad_lead', 'latest_spend', 'latest_sum'),
    latestOfCrm: latestOf('latest_created', 'latest_modified'),
    latestClosed: moment('latest_closed'),
    latestStage: moment('latest_stage'),
    ...{ againDiffering: count('again_differing'), againApart: count('again_apart') },
    ...{ againInFiles: count('again_in_files'), againInLists: count('again_in_lists') },
    ...{ closedEarly: count('closed_early'), stageEarly: count('stage_early'), wonEarly: count('won_early') },
    ...{ crmDays: span('crm'), adLeadDays: span('ad_lead'), leadDays: span('lead'), spendDays: span('spend') },
    dealsAloneDays: span('deals_alone'),
    sumDays: span('sum'),
    ...{ undated: count('undated'), negative: count('negative'), dear: count('dear') },
    sessionsLeft: count('sessions_left'),
    sourcesWithGaps: count('sources_with_gaps'),
    ...{ unlinked: count('unlinked'), dealsAlone: count('deals_alone'), dealsEarly: count('deals_early') },
    halfInCurrency: count('mixed_revenue') + count('mixed_cost') + count('mixed_sums'),
    ...{ spans: count('spans'), costsMissing: count('costs_missing') + count('sum_costs_missing') },
    rateAssumed: count('rate_assumed'),
    unrated: count('unrated') + count('unrated_spend') + count('unrated_sums'),
    balance: ((found.get('balance') ?? '') as string).split(' ').filter((one) => one !== ''),
    ...{ leads: count('leads'), leadsOfCrm: count('leads_of_crm'), uncosted: count('uncosted') },
    lost: count('lost'),
    reached: ofStages((stage) => [stage, count(`reached_${stage}`)]) as Record<LeadStage, number>,
    unknownDepth: ofStages((stage) => [stage, count(`unknown_${stage}`)]) as Record<LeadStage, number>,
    ...{ wonDeals: count('won_deals'), pricedDeals: count('priced_deals') },
  };
}

const withoutMidnight = (moment: Value): string | null =>
  moment === null ? null : (moment as string).replace(/T00:00:00$/, '');

function questions(settings: CensusSettings): { from: Sql; values: Record<string, Sql> }[] {
  const { reach, crm, adLeads, fields, hasHistory, dealsAlone } = settings;
  const early = outOfOrder({ fields, hasHistory });
  return [
    {
      from: perFile('crm', ['created_at', 'modified_at'], sql`revenue <> 0 or amount <> 0`),
      values: {
        latest_created: text(sql`max(created_at)`),
        latest_modified: text(sql`max(modified_at)`),
        mixed_revenue: count(sql`is_mixed`),
      },
    },
    { from: name(rowsOf('ad_leads')), values: { latest_ad_lead: text(sql`max(created_at)`) } },
    {
      from: perFile('ad_stats', ['day'], sql`cost <> 0`),
      values: { latest_spend: text(sql`max(cast(day as timestamp))`), mixed_cost: count(sql`is_mixed`) },
    },
    {
      from: crm,
      values: {
        ...span('crm', sql`cast(created_at as date)`),
        latest_closed: text(sql`max(closed_at)`),
        latest_stage: text(sql`max(${lastStageDate(fields, hasHistory)})`),
        closed_early: count(early.closed_early),
        stage_early: count(early.stage_early),
        won_early: count(early.won_early),
        rate_assumed: count(sql`is_rate_assumed`),
        unrated: count(lacksRate(reach)),
      },
    },
    ...(dealsAlone
      ? [
          { from: unlinked(crm), values: { unlinked: sql`count(*)` } },
          {
            from: dealsAlone,
            values: {
              deals_alone: sql`coalesce(sum(own_deals), 0)`,
              ...span('deals_alone', sql`cast(created_at as date)`),
            },
          },
          { from: settings.leads, values: { deals_early: count(dayBefore(sql`first_deal_at`, sql`created_at`)) } },
        ]
      : []),
    { from: adLeads, values: span('ad_lead', sql`cast(created_at as date)`) },
    {
      from: sql`leads`,
      values: {
        ...span('lead', sql`created_day`),
        leads: sql`count(*)`,
        lost: counted('lost', reach),
        ...ofStages((stage) => [`reached_${stage}`, counted(`reached.${stage}`, reach)]),
        ...ofStages((stage) => [`unknown_${stage}`, counted(`unknown_depth.${stage}`, reach)]),
        won_deals: sql`sum(won_deals)`,
        priced_deals: sql`sum(priced_deals)`,
        uncosted: count(sql`uncosted`),
      },
    },
    { from: settings.leads, values: { leads_of_crm: sql`count(*)` } },
    ...(settings.hasSums ? ofSums() : []),
    balanceOf(settings),
    ...(settings.comesAgain ? [AGAIN] : []),
    { from: WITH_GAPS, values: { sources_with_gaps: sql`count(*)` } },
    {
      from: sql`spend`,
      values: {
        ...span('spend', sql`day`),
        undated: count(sql`day is null`),
        costs_missing: count(isCostUnknown(sql`spend`)),
        spans: count(sql`day is null and period_from < period_to`),
        sessions_left: count(sql`sessions is not null and sessions is distinct from visits`),
        negative: count(sql`cost_as_exported < 0`),
        dear: count(sql`clicks > 0 and cost_as_exported > ${raw(String(DEAR))} * clicks`),
        unrated_spend: count(sql`cost_as_exported is not null and spend is null`),
      },
    },
  ];
}

const ofStages = <T>(of: (stage: LeadStage) => [string, T]): Record<string, T> =>
  Object.fromEntries(LEAD_STAGES.map(of));
/** As the catalogue counts it, whatever the exports know. */
const counted = (measure: LeadMeasureName, reach: Reach): Sql => {
  const where = LEAD_MEASURES[measure].where(reach);
  return where.length === 0 ? sql`count(*)` : count(holding(where));
};

/** The sources that lack a day amid their days. */
const WITH_GAPS = sql`(select source from spend where day is not null group by source
  having count(distinct day) <= max(day) - min(day))`;

const unlinked = (crm: Sql): Sql => sql`(select lead_id from ${crm} where entity = 'deal' and lead_id is not null
  and lead_id not in (select lead_key from ${crm} where entity = 'lead'))`;
/** The latest of some moments of each file, and whether it holds such amounts with a currency and without one. */
const perFile = (rows: 'crm' | 'ad_stats' | 'agg', moments: readonly string[], isAmount: Sql): Sql => {
  const latest = moments.map((moment) => sql`max(${name(moment)}) as ${name(moment)}`);
  const holds = (is: Sql) => sql`bool_or((${isAmount}) and currency ${is} null)`;
  return sql`(select ${joined(latest, ', ')}, ${holds(sql`is`)} and ${holds(sql`is not`)} as is_mixed
    from ${name(rowsOf(rows))} group by file)`;
};
const count = (when: Sql): Sql => sql`count(*) filter (where ${when})`;
const text = (moment: Sql): Sql => sql`strftime(${moment}, '%Y-%m-%dT%H:%M:%S')`;
const span = (column: string, day: Sql): Record<string, Sql> => ({
  [`${column}_from`]: sql`cast(min(${day}) as varchar)`,
  [`${column}_to`]: sql`cast(max(${day}) as varchar)`,
});

/** What sheets of sums hold. */
const ofSums = () => [
  {
    from: perFile('agg', ['day'], sql`cost <> 0 or revenue <> 0`),
    values: { latest_sum: text(sql`max(cast(day as timestamp))`), mixed_sums: count(sql`is_mixed`) },
  },
  {
    from: sql`sums`,
    values: {
      ...span('sum', sql`coalesce(day, period_from)`),
      sum_to: sql`cast(max(coalesce(day, period_to)) as varchar)`,
      unrated_sums: count(SUM_UNRATED),
      sum_costs_missing: count(isCostUnknown(sql`sums`)),
    },
  },
];
