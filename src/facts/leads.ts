import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Reach } from '../model/report.js';
import { withNames } from './campaign-names.js';
import { dims } from './crm.js';
import { contacted, depthOf, ENDING, hasColumn, IS_OPEN, IS_WON, unknownContact, unknownDepth } from './evidence.js';
import { type Column, LEADS, unknownColumn } from './fact-tables.js';
import { type CampaignSettings, campaignOf, keywordIn, tagged } from './lead-campaign.js';
import { packed, UNPACKED } from './lead-flags.js';
import { type MomentsSettings, momentsOf } from './lead-moments.js';
import { type Originated, withSource } from './origins.js';
import { NO_REASON } from './reason-names.js';
import { COVERS, IS_UNCOSTED } from './source-covers.js';

export interface LeadsSettings extends CampaignSettings, MomentsSettings {
  /** Lead stages of which there is evidence. */
  stages: ReadonlySet<LeadStage>;
  reach: Reach;
  /** What each reason is called: text, reason, category. */
  reasons: Sql;
  hasDeals: boolean;
  dimensions: number;
}

/** The account of a campaign, where ad statistics have it in just one. */
const ACCOUNTS = sql`(select source, campaign, any_value(account) as account from spend where campaign is not null
  group by source, campaign having count(distinct account) = 1 and count(account) = count(*))`;

const EVIDENCE = Object.fromEntries(
  LEAD_STAGES.map((stage) => [hasColumn(stage), stage === 'lead' ? sql`true` : name(hasColumn(stage))]),
) as Record<`has_${LeadStage}`, Sql>;

/**
 * Of a lead that is won: it is a deal itself, or its deals say how many they are. Where its own row says that it is won (a
 * customer of HubSpot), and no deal of it does or there is none, that is one deal, whose amount nobody knows.
 */
const wonDeals = (hasDeals: boolean): Pick<Record<keyof typeof LEADS, Sql>, 'won_deals' | 'priced_deals'> => {
  const own = hasDeals ? sql`greatest(own_won_deals, 1)` : sql`1`;
  const priced = hasDeals ? sql`own_priced_deals` : sql`case when won_revenue is null then 0 else 1 end`;
  return {
    won_deals: sql`case when ${IS_WON} then ${own} else 0 end`,
    priced_deals: sql`case when ${IS_WON} then ${priced} else 0 end`,
  };
};

/** Of whom no export tells how far they came, and who was talked to. */
const depths = (reach: Reach) => ({
  ...(Object.fromEntries(LEAD_STAGES.map((stage) => [unknownColumn(stage), unknownDepth(stage, reach)])) as Record<
    `unknown_${LeadStage}`,
    Sql
  >),
  contacted: contacted(reach),
  unknown_contacted: unknownContact(reach),
});

/** Columns that are not laid down. */
const READ: typeof UNPACKED = { ...UNPACKED, weight: sql`1` };
type Value = Exclude<keyof typeof LEADS, 'stage' | 'weight'>;
type Settled = 'flags' | 'campaign' | 'keyword' | 'won_deals' | 'priced_deals' | keyof ReturnType<typeof depths>;
const VALUES: Record<Exclude<Value, Settled>, Sql> = {
  key: sql`key`,
  created_day: sql`created_at`,
  source: sql`source_name`,
  platform: sql`platform_name`,
  match: sql`case when not_in_crm then 'not_in_crm' else source_rule end`,
  ad_group: sql`ad_ad_group`,
  ad: sql`ad_ad`,
  account: sql`null`,
  manager: sql`manager`,
  // Only lost leads are joined with what their reasons are called.
  reason: sql`coalesce(r.reason, case when lost then ${literal(NO_REASON)} end)`,
  category: sql`r.category`,
  reason_text: sql`r.text`,
  stray_reason: sql`not lost and c.reason is not null`,
  lost_deal: sql`lost and has_deal`,
  depth: sql`depth`,
  ending: ENDING,
  uncosted: IS_UNCOSTED,
  not_in_crm: sql`not_in_crm`,
  ...EVIDENCE,
  revenue: sql`case when ${IS_WON} then won_revenue end`,
  pipeline: sql`case when ${IS_OPEN} then open_amount end`,
  priced_open: sql`${IS_OPEN} and open_amount is not null`,
};

/** As a value on its own side: a condition on one side of a join beside another would be looked at pair by pair. */
const REASON_OF_LOST = sql`(case when c.lost then c.reason end)`;

/**
 * Lays down `table`: a row per lead that counts, with the columns of the schema and the configured dimensions. `from` are
 * the leads with their words as the exports have them, and with their evidence.
 */
export async function layDownLeads(
  engine: Engine,
  table: string,
  from: Originated,
  settings: LeadsSettings,
): Promise<void> {
  const said = {
    ...{ ...VALUES, ...depths(settings.reach), ...wonDeals(settings.hasDeals) },
    campaign: campaignOf(settings),
    keyword: keywordIn(settings),
  };
  const values: Record<Value, Sql> = { ...said, flags: packed(said) };
  const columns = [
    ...Object.entries(LEADS).flatMap(([column, { type }]) =>
      READ[column] ? [] : [typed(column, type, values[column as Value])],
    ),
    ...momentsOf(settings).map(([column, value]) => typed(column, 'timestamp', value)),
    ...dims(settings.dimensions).map(name),
  ];
  const named = withNames(withSource(from), ['ad_campaign_id', 'utm_campaign', 'campaign'], settings.names);
  const laid = sql`select ${joined(columns, ', ')}
    from (select *, ${depthOf(settings.stages, settings.reach)} as depth${tagged(settings.fields)} from (${named})) c
    left join ${settings.reasons} r on r.text = ${REASON_OF_LOST} left join ${COVERS} d on d.source = c.source_name`;
  const whole = settings.asked.has('account')
    ? sql`select l.* replace (a.account as account) from (${laid}) l
        left join ${ACCOUNTS} a on a.source = l.source and a.campaign = l.campaign`
    : laid;
  const rows = name(`${table}_rows`);
  await engine.run(sql`create table ${rows} as ${whole}`);
  const there = [...Object.keys(LEADS), ...momentsOf(settings).map(([column]) => column), ...dims(settings.dimensions)];
  const read = there.map((column) => sql`${READ[column] ?? name(column)} as ${name(column)}`);
  await engine.run(sql`create view ${name(table)} as select ${joined(read, ', ')} from ${rows}`);
}

export const typed = (column: string, type: Column['type'], value: Sql): Sql =>
  type === 'decimal' ? sql`${value} as ${name(column)}` : sql`cast(${value} as ${raw(type)}) as ${name(column)}`;
