import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { LEAD_MEASURES, type LeadMeasureName } from '../model/measures.js';
import type { Reach } from '../model/report.js';
import type { Table } from '../model/tables.js';
import { AGAIN } from './apart.js';
import { balanceOf, type Counted, hasCost, type TablesThere } from './balance.js';
import { dayBefore, lastStageDate, outOfOrder } from './dates-in-order.js';
import { DEALS_ALONE } from './deals-alone.js';
import { leadsWhere } from './lead-rows.js';
import { NO_SOURCE } from './lead-source.js';
import { lacksRate, SUM_UNRATED } from './money.js';
import { IS_COSTLESS } from './source-covers.js';

/** More than anybody pays for a click in the median, in any currency that ads are bought in. */
export const DEAR = 1000;

export interface CensusSettings extends TablesThere {
  /** The rows of the CRM, one per lead and deal, with their evidence and what they are worth; and the ad leads. */
  crm: Sql;
  adLeads: Sql;
  /** Whether the key of some row of the CRM comes again. */
  comesAgain: boolean;
  /** The leads of the CRM; and the deals that belong to none of them. */
  leads: Sql;
  dealsAlone: Sql | null;
  /** The rows that leads are made of, before anything was joined to them; null: each row of `crm` is a lead. */
  rowsOfLeads: Sql | null;
  /** Fields that some export of the CRM has, and that some of ad statistics and sums has. */
  fields: Readonly<Record<'crm' | 'ad_stats' | 'agg', ReadonlySet<string>>>;
  hasHistory: boolean;
  reach: Reach;
}

interface Question {
  from: Sql;
  values: Record<string, Sql>;
}

/** What a census counts, and in which rows, a statement of one row each. What no export has is not asked. */
interface Questions {
  all: readonly Question[];
  /** Rows that several questions are about. They are read once, and counted by file under these names. */
  counted: ReadonlyMap<string, Sql>;
}

export function questions(settings: CensusSettings): Questions {
  const { hasCrm, hasAdLeads, hasAds, hasSums, comesAgain, dealsAlone, fields } = settings;
  const counts = [
    ...(hasCrm ? [rowsOfCrm(settings), factsOfCrm(settings)] : []),
    ...(hasAdLeads ? [rowsOfAdLeads(), factsOfAdLeads(settings)] : []),
    ...(hasAds ? [rowsOfSpend(fields.ad_stats)] : []),
    ...(hasSums ? [rowsOfSums(fields.agg)] : []),
  ];
  const tables = new Set(counts.map(({ table }) => table));
  const own = (table: Table): Counted =>
    Object.fromEntries(counts.filter((one) => one.table === table).map((one) => [one.of, nameOf(one)]));
  return {
    all: [
      ...counts.flatMap((one) => (one.values ? [{ from: nameOf(one), values: one.values }] : [])),
      ...(hasCrm ? ofCrm(settings) : []),
      ...(comesAgain ? [AGAIN] : []),
      ...(dealsAlone ? ofDeals(settings, dealsAlone) : []),
      ...(hasCrm || hasAdLeads ? [ofLeads(settings)] : []),
      ...(hasAds ? OF_SPEND : []),
      ...(hasSums ? [OF_SUMS] : []),
      balanceOf({ ...settings, counted: new Map([...tables].map((table) => [table, own(table)])) }),
    ],
    counted: new Map(counts.map((one) => [nameOf(one).text, one.select])),
  };
}

/** The rows of a table by file, or those of them that are facts: `file`, their number (`n`), and sums of `values`. */
interface CountedRows {
  table: Table;
  of: keyof Counted;
  select: Sql;
  values?: Record<string, Sql>;
}
const nameOf = ({ table, of }: CountedRows): Sql => name(`${of}_${table}`);

const rowsOfCrm = ({ fields: { crm: fields } }: CensusSettings): CountedRows =>
  typedRows(
    'crm',
    { latest_created: 'created_at', ...(fields.has('modified_at') ? { latest_modified: 'modified_at' } : {}) },
    fields.has('currency') ? { mixed_revenue: sql`revenue <> 0 or amount <> 0` } : {},
  );

const factsOfCrm = ({ rowsOfLeads }: CensusSettings): CountedRows => ({
  ...{ table: 'crm', of: 'facts', select: sql`select file, count(*) as n from crm group by file` },
  ...(rowsOfLeads ? {} : { values: { leads_of_crm: sql`coalesce(sum(n), 0)` } }),
});

function ofCrm({ crm, fields: { crm: fields }, hasHistory, reach, rowsOfLeads }: CensusSettings): Question[] {
  const early = Object.entries(outOfOrder({ fields, hasHistory })).map(([column, when]) => [column, count(when)]);
  return [
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
    ...(rowsOfLeads ? [{ from: rowsOfLeads, values: { leads_of_crm: sql`count(*)` } }] : []),
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

const rowsOfAdLeads = (): CountedRows => typedRows('ad_leads', { latest_ad_lead: 'created_at' });

const factsOfAdLeads = ({ adLeads }: CensusSettings): CountedRows => ({
  ...{ table: 'ad_leads', of: 'facts' },
  select: sql`select file, count(*) as n, cast(min(created_at) as date) as first, cast(max(created_at) as date) as last
    from ${adLeads} group by file`,
  values: span('ad_lead', sql`first`, sql`last`),
});

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
  return where.length === 0 ? sql`count(*)` : count(leadsWhere(where));
};

/**
 * The sources of spend: their days, the days that an export states, whether they are paid for, and whether a day between
 * their first and last has no row.
 */
const SOURCES = sql`(select min(least(day, period_from)) as first, max(greatest(day, period_to)) as last, max(period_to) as stated,
    coalesce(sum(spend) > 0, false) as is_paid, count(distinct day) <= max(day) - min(day) as has_gap from spend group by source)`;
/** Of every source that is paid for; where nothing is, of all. */
const ofPaid = (value: Sql): Sql =>
  sql`(case when bool_or(is_paid and first is not null) then ${value} filter (where is_paid) else ${value} end)`;

const unlinked = (crm: Sql): Sql => sql`(select lead_id from ${crm} where entity = 'deal' and lead_id is not null
  and lead_id not in (select lead_key from ${crm} where entity = 'lead'))`;
/** The latest of some moments; and of amounts, the files that have some with a currency and some without. */
function typedRows(
  table: Table,
  moments: Readonly<Record<string, string>>,
  mixed: Readonly<Record<string, Sql>> = {},
): CountedRows {
  const holds = (isAmount: Sql, is: Sql) => sql`bool_or((${isAmount}) and currency ${is} null)`;
  const own = [
    sql`file, count(*) as n`,
    ...(hasCost(table) ? [sql`coalesce(sum(cost), 0) as cost`] : []),
    ...Object.values(moments).map((moment) => sql`max(${name(moment)}) as ${name(moment)}`),
    ...Object.entries(mixed).map(
      ([column, isAmount]) => sql`${holds(isAmount, sql`is`)} and ${holds(isAmount, sql`is not`)} as ${name(column)}`,
    ),
  ];
  return {
    ...{ table, of: 'typed' },
    select: sql`select ${joined(own, ', ')} from ${name(rowsOf(table))} group by file`,
    values: {
      ...Object.fromEntries(
        Object.entries(moments).map(([column, moment]) => [column, text(sql`max(cast(${name(moment)} as timestamp))`)]),
      ),
      ...Object.fromEntries(Object.keys(mixed).map((column) => [column, count(name(column))])),
    },
  };
}
const count = (when: Sql): Sql => sql`count(*) filter (where ${when})`;
const text = (moment: Sql): Sql => sql`strftime(${moment}, '%Y-%m-%dT%H:%M:%S')`;
const span = (column: string, day: Sql, last = day): Record<string, Sql> => ({
  [`${column}_from`]: sql`cast(min(${day}) as varchar)`,
  [`${column}_to`]: sql`cast(max(${last}) as varchar)`,
});

const rowsOfSpend = (fields: ReadonlySet<string>): CountedRows =>
  typedRows('ad_stats', { latest_spend: 'day' }, fields.has('currency') ? { mixed_cost: sql`cost <> 0` } : {});

const OF_SPEND: readonly Question[] = [
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
      visits_of_nobody: sql`case when count(sessions) > 0 then ${count(sql`source = ${literal(NO_SOURCE)} and visits > 0`)} else 0 end`,
      negative: count(sql`cost_as_exported < 0`),
      dear: count(sql`clicks > 0 and cost_as_exported > ${raw(String(DEAR))} * clicks`),
      unrated_spend: count(sql`cost_as_exported is not null and spend is null`),
    },
  },
];

const rowsOfSums = (fields: ReadonlySet<string>): CountedRows =>
  typedRows('agg', { latest_sum: 'day' }, fields.has('currency') ? { mixed_sums: sql`cost <> 0 or revenue <> 0` } : {});

const OF_SUMS: Question = {
  from: sql`sums`,
  values: {
    ...span('sum', sql`coalesce(day, period_from)`),
    sum_to: sql`cast(max(coalesce(day, period_to)) as varchar)`,
    unrated_sums: count(SUM_UNRATED),
    sums_costless: count(IS_COSTLESS),
  },
};
