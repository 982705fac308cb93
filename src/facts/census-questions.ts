import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { LEAD_MEASURES, type LeadMeasureName } from '../model/measures.js';
import type { Reach } from '../model/report.js';
import { AGAIN } from './apart.js';
import { balanceOf } from './balance.js';
import { dayBefore, lastStageDate, outOfOrder } from './dates-in-order.js';
import { DEALS_ALONE } from './deals-alone.js';
import { holding } from './lead-rows.js';
import { lacksRate, SUM_UNRATED } from './money.js';
import { IS_COSTLESS } from './source-covers.js';

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
  /** The rows that its leads are made of, as they were laid down before anything was joined to them. */
  rowsOfLeads: Sql;
  /** Fields that some export of the CRM has, and that some of ad statistics and sums has. */
  fields: Readonly<Record<'crm' | 'ad_stats' | 'agg', ReadonlySet<string>>>;
  hasHistory: boolean;
  /** What is laid down at all. */
  hasCrm: boolean;
  hasAdLeads: boolean;
  hasAds: boolean;
  hasSums: boolean;
  hasTouches: boolean;
  hasPayments: boolean;
  hasCalls: boolean;
  reach: Reach;
}

interface Question {
  from: Sql;
  values: Record<string, Sql>;
}

/** What a census counts, and of which rows: a row each. Of what no export has nothing is asked, and there is none. */
export function questions(settings: CensusSettings): Question[] {
  const { hasCrm, hasAdLeads, hasAds, hasSums, comesAgain, dealsAlone, fields } = settings;
  return [
    ...(hasCrm ? ofCrm(settings) : []),
    ...(comesAgain ? [AGAIN] : []),
    ...(dealsAlone ? ofDeals(settings, dealsAlone) : []),
    ...(hasAdLeads ? ofAdLeads(settings) : []),
    ...(hasCrm || hasAdLeads ? [ofLeads(settings)] : []),
    ...(hasAds ? ofSpend(fields.ad_stats) : []),
    ...(hasSums ? ofSums(fields.agg) : []),
    balanceOf(settings),
  ];
}

function ofCrm({ crm, fields: { crm: fields }, hasHistory, reach, rowsOfLeads }: CensusSettings): Question[] {
  const early = Object.entries(outOfOrder({ fields, hasHistory })).map(([column, when]) => [column, count(when)]);
  return [
    perFile('crm', fields, sql`revenue <> 0 or amount <> 0`, 'mixed_revenue', {
      latest_created: 'created_at',
      ...(fields.has('modified_at') ? { latest_modified: 'modified_at' } : {}),
    }),
    {
      from: crm,
      values: {
        ...span('crm', sql`cast(created_at as date)`),
        ...(fields.has('closed_at') ? { latest_closed: text(sql`max(closed_at)`) } : {}),
        latest_stage: text(sql`max(${lastStageDate(fields, hasHistory)})`),
        ...Object.fromEntries(early),
        rate_assumed: count(sql`is_rate_assumed`),
        unrated: count(lacksRate(reach)),
        ...(hasHistory ? { reopened: count(sql`is_reopened`) } : {}),
      },
    },
    { from: rowsOfLeads, values: { leads_of_crm: sql`count(*)` } },
  ];
}

const ofDeals = ({ crm, leads }: CensusSettings, dealsAlone: Sql): Question[] => [
  { from: unlinked(crm), values: { unlinked: sql`count(*)` } },
  {
    from: dealsAlone,
    values: {
      deals_alone: sql`coalesce(sum(own_deals), 0)`,
      ...span('deals_alone', sql`cast(created_at as date)`),
    },
  },
  {
    from: name(DEALS_ALONE),
    values: { alone_won: sql`sum(won_deals)`, alone_priced: sql`sum(priced_deals)` },
  },
  { from: leads, values: { deals_early: count(dayBefore(sql`first_deal_at`, sql`created_at`)) } },
];

const ofAdLeads = ({ adLeads }: CensusSettings): Question[] => [
  { from: name(rowsOf('ad_leads')), values: { latest_ad_lead: text(sql`max(created_at)`) } },
  { from: adLeads, values: span('ad_lead', sql`cast(created_at as date)`) },
];

const ofLeads = ({ reach }: CensusSettings): Question => ({
  from: sql`leads`,
  values: {
    ...span('lead', sql`created_day`),
    leads: sql`count(*)`,
    undated_leads: count(sql`created_day is null`),
    lost: counted('lost', reach),
    ...ofStages((stage) => [`reached_${stage}`, counted(`reached.${stage}`, reach)]),
    ...ofStages((stage) => [`unknown_${stage}`, counted(`unknown_depth.${stage}`, reach)]),
    won_deals: sql`sum(won_deals)`,
    priced_deals: sql`sum(priced_deals)`,
    uncosted: count(sql`uncosted`),
    made_in_crm: count(sql`not not_in_crm`),
    first_made: sql`cast(min(created_day) filter (where not not_in_crm) as varchar)`,
  },
});

export const ofStages = <T>(of: (stage: LeadStage) => [string, T]): Record<string, T> =>
  Object.fromEntries(LEAD_STAGES.map(of));
/** As the catalogue counts it, whatever the exports know. */
const counted = (measure: LeadMeasureName, reach: Reach): Sql => {
  const where = LEAD_MEASURES[measure].where(reach);
  return where.length === 0 ? sql`count(*)` : count(holding(where));
};

/** The sources of spend: their days, those that an export states, whether they are paid for, and whether they lack a day amid their days. */
const SOURCES = sql`(select min(least(day, period_from)) as first, max(greatest(day, period_to)) as last, max(period_to) as stated,
    coalesce(sum(spend) > 0, false) as is_paid, count(distinct day) <= max(day) - min(day) as has_gap from spend group by source)`;
/** Of every source that is paid for; where nothing is, of all. */
const ofPaid = (value: Sql): Sql =>
  sql`(case when bool_or(is_paid and first is not null) then ${value} filter (where is_paid) else ${value} end)`;

const unlinked = (crm: Sql): Sql => sql`(select lead_id from ${crm} where entity = 'deal' and lead_id is not null
  and lead_id not in (select lead_key from ${crm} where entity = 'lead'))`;
/** The latest of some moments, and the files that hold such amounts with a currency and without one: in a column of it. */
function perFile(
  rows: 'crm' | 'ad_stats' | 'agg',
  fields: ReadonlySet<string>,
  isAmount: Sql,
  mixed: string,
  moments: Readonly<Record<string, string>>,
): Question {
  const all = name(rowsOf(rows));
  const latest = (of: string) => text(sql`max(cast(${name(of)} as timestamp))`);
  const values = Object.fromEntries(Object.entries(moments).map(([column, moment]) => [column, latest(moment)]));
  if (!fields.has('currency')) return { from: all, values };
  const own = Object.values(moments).map((moment) => sql`max(${name(moment)}) as ${name(moment)}`);
  const holds = (is: Sql) => sql`bool_or((${isAmount}) and currency ${is} null)`;
  return {
    from: sql`(select ${joined(own, ', ')}, ${holds(sql`is`)} and ${holds(sql`is not`)} as is_mixed
      from ${all} group by file)`,
    values: { ...values, [mixed]: count(sql`is_mixed`) },
  };
}
const count = (when: Sql): Sql => sql`count(*) filter (where ${when})`;
const text = (moment: Sql): Sql => sql`strftime(${moment}, '%Y-%m-%dT%H:%M:%S')`;
const span = (column: string, day: Sql, last = day): Record<string, Sql> => ({
  [`${column}_from`]: sql`cast(min(${day}) as varchar)`,
  [`${column}_to`]: sql`cast(max(${last}) as varchar)`,
});

const ofSpend = (fields: ReadonlySet<string>): Question[] => [
  perFile('ad_stats', fields, sql`cost <> 0`, 'mixed_cost', { latest_spend: 'day' }),
  {
    from: SOURCES,
    values: {
      paid_from: sql`cast(${ofPaid(sql`min(first)`)} as varchar)`,
      paid_to: sql`cast(${ofPaid(sql`max(last)`)} as varchar)`,
      paid_until: sql`cast(${ofPaid(sql`max(stated)`)} as varchar)`,
      sources_with_gaps: count(sql`has_gap`),
    },
  },
  {
    from: sql`spend`,
    values: {
      ...span('spend', sql`day`),
      undated: count(sql`day is null`),
      costless: count(IS_COSTLESS),
      spans: count(sql`day is null and period_from < period_to`),
      sessions_left: count(sql`sessions is not null and sessions is distinct from visits`),
      negative: count(sql`cost_as_exported < 0`),
      dear: count(sql`clicks > 0 and cost_as_exported > ${raw(String(DEAR))} * clicks`),
      unrated_spend: count(sql`cost_as_exported is not null and spend is null`),
    },
  },
];

const ofSums = (fields: ReadonlySet<string>): Question[] => [
  perFile('agg', fields, sql`cost <> 0 or revenue <> 0`, 'mixed_sums', { latest_sum: 'day' }),
  {
    from: sql`sums`,
    values: {
      ...span('sum', sql`coalesce(day, period_from)`),
      sum_to: sql`cast(max(coalesce(day, period_to)) as varchar)`,
      unrated_sums: count(SUM_UNRATED),
      sums_costless: count(IS_COSTLESS),
    },
  },
];
