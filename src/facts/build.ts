import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { dimensionColumn, rowsOf } from '../model/canonical.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Reach, Warning } from '../model/report.js';
import { type Handover, handOver } from './ad-leads.js';
import { tellRowsApart } from './apart.js';
import { nameCampaigns, withNames } from './campaign-names.js';
import { chainDeals } from './deal-chain.js';
import { gatherEvidence, hasColumn, judgeDepth, stageName } from './evidence.js';
import { gatherHistory } from './history.js';
import { isMacro, mapSources, withSource } from './lead-source.js';
import { linkDeals } from './link.js';
import {
  converted,
  type Money,
  type MoneySettings,
  net,
  requireRates,
  settleCurrency,
  valueRows,
  withRate,
} from './money.js';
import type { AdFile } from './overlaps/ad-sides.js';
import { countOnce, type Refuse } from './overlaps/overlaps.js';
import { mapReasons, NO_REASON } from './reason-names.js';

export interface FunnelSettings extends MoneySettings {
  reach: Reach;
  /** Lead stages of which the exports hold evidence. */
  stages: ReadonlySet<LeadStage>;
  aliases: ReadonlyMap<string, readonly string[]>;
  reasons: ReadonlyMap<string, readonly string[]>;
  /** What each file is called. */
  names: readonly string[];
  /** Per file: the days that it covers, where its rows have none and something says so. */
  periods: readonly ({ from: string; to: string } | undefined)[];
  /** Per file: the platform whose export it is, or null: configured, or of what only watches leads. */
  platforms: readonly (string | null)[];
  /** Files of call tracking and the like: their leads may be in the CRM though no ID tells. */
  watched: readonly number[];
  /** Per file: whose numbers the IDs of its ad leads are. */
  journals: readonly string[];
  /** What a platform's export is called, where its rows name no source. */
  titles: ReadonlyMap<string, string>;
  hasCrm: boolean;
  /** Whether some CRM export is of leads, and some of deals. */
  hasLeads: boolean;
  hasDeals: boolean;
  /** Whether there is a history of stages, and whether the ID of a deal in it is that of a lead here. */
  hasHistory: boolean;
  dealsAreLeads: boolean;
  /** Dates of stages after it are no evidence yet; undefined: everything counts. */
  asOf: string | undefined;
  hasAdLeads: boolean;
  hasAdLeadIds: boolean;
  dimensions: number;
  /** Per file: what is known of an export of ad statistics; null for the others. None: overlaps are not looked for. */
  ads: readonly (AdFile | null)[];
  /** What to do where two of them cannot both count. */
  refuse: Refuse;
}

export interface Funnel {
  currency: string | null;
  /** Lead stages of which there is evidence, that of the history included. */
  stages: ReadonlySet<LeadStage>;
  handover: Handover;
  warnings: Warning[];
  replaced: { file: number; record: number }[];
}

/**
 * Makes the two views that every report reads.
 * `leads`: a row per lead: key, created_day, source, platform, match (the rule that named the source), campaign,
 * manager, reason, category, dim…, depth (0 lead … 5 deal), stage, has_<stage>, ending (won, lost, open),
 * unknown_depth, not_in_crm, revenue (won only), pipeline (open only).
 * `spend`: a row per ad row: day (null where the export has none), period_from and period_to (the days that a row
 * without a day covers, null where nothing says it), file, source, platform, campaign, dim…, spend,
 * clicks, sessions, actions.
 */
export async function buildFunnel(engine: Engine, settings: FunnelSettings): Promise<Funnel> {
  const { dimensions, platforms } = settings;
  const platformOfFile = byFile(platforms);
  const identity = await tellRowsApart(engine, {
    names: settings.names,
    crms: platforms.map((platform) => (platform === null ? null : (settings.titles.get(platform) ?? null))),
    refuse: settings.refuse,
  });
  await linkDeals(engine, settings.hasDeals);
  const history = settings.hasHistory ? await gatherHistory(engine, settings) : { stages: [], warnings: [] };
  const stages = new Set([...settings.stages, ...history.stages]);
  await gatherEvidence(engine, settings);
  const money = await settleCurrency(engine, settings);
  await valueRows(engine, money);
  await chainDeals(engine, settings.hasDeals, dimensions);
  const handover = await handOver(engine, {
    ...settings,
    hasDeals: settings.hasDeals && settings.hasLeads,
    platformOfFile,
    journalOfFile: byFile(settings.journals),
  });
  await judgeDepth(engine, stages, settings.reach);
  await mapSources(
    engine,
    settings.aliases,
    platformOfFile,
    new Set(platforms.filter((one) => one !== null)),
    settings.titles,
  );
  const titles = platforms.map((platform) => (platform === null ? null : (settings.titles.get(platform) ?? null)));
  await nameCampaigns(engine, withSource('ad_stats', name(rowsOf('ad_stats')), platformOfFile), byFile(titles));
  const overlaps = await countOnce(engine, settings.ads, dimensions, platformOfFile, settings.refuse);
  await mapReasons(engine, settings.reasons);
  const dims = Array.from({ length: dimensions }, (_, index) => name(dimensionColumn(index)));
  await makeLeads(engine, dims, platformOfFile);
  await makeSpend(engine, dims, platformOfFile, money, settings.periods);
  await requireRates(engine, money);
  return {
    currency: money.currency,
    stages,
    handover,
    warnings: [...identity.warnings, ...history.warnings, ...handover.warnings, ...overlaps.warnings],
    replaced: [...identity.replaced, ...handover.replaced, ...overlaps.repeated],
  };
}

/** What a file is, of a row's `file`. */
function byFile(values: readonly (string | null)[]): Sql {
  const branches = values.map(
    (value, file) => sql`when ${raw(String(file))} then ${value === null ? sql`null` : literal(value)}`,
  );
  return branches.length > 0 ? sql`(case file ${joined(branches, ' ')} end)` : sql`cast(null as varchar)`;
}

/** Unless the macro of a campaign was never filled in. */
const filledIn = (column: Sql): Sql => sql`case when not ${isMacro(column)} then ${column} end`;

async function makeLeads(engine: Engine, dims: readonly Sql[], platformOfFile: Sql): Promise<void> {
  await engine.run(sql`create table leads as
    select ${joined(
      [
        sql`key, cast(created_at as date) as created_day, source_name as source, platform_name as platform`,
        sql`case when not_in_crm then 'not_in_crm' else source_rule end as match`,
        // Of each word first the name that it is the ID of: people put either into a tag.
        sql`coalesce(${filledIn(sql`ad_campaign`)}, ad_campaign_id_name, utm_campaign_name, ${filledIn(sql`utm_campaign`)},
          campaign_name, ${filledIn(sql`campaign`)}, ad_campaign_id) as campaign, manager`,
        sql`case when lost then coalesce(reason_name, ${literal(NO_REASON)}) end as reason`,
        sql`case when lost then reason_category end as category, case when lost then c.reason end as reason_text`,
        sql`not lost and c.reason is not null as stray_reason, lost and has_deal as lost_deal`,
        sql`depth, ${stageName(sql`depth`)} as stage, ending, unknown_depth, not_in_crm`,
        ...LEAD_STAGES.map((stage) => name(hasColumn(stage))),
        ...dims,
        sql`case when ending = 'won' then won_revenue end as revenue, case when ending = 'open' then open_amount end as pipeline`,
      ],
      ', ',
    )} from (select c.*, r.reason as reason_name, r.category as reason_category
      from (${withNames(withSource('all_leads', sql`lead_evidence`, platformOfFile), ['ad_campaign_id', 'utm_campaign', 'campaign'])}) c left join reason_map r on r.text = c.reason) c`);
}

async function makeSpend(
  engine: Engine,
  dims: readonly Sql[],
  platformOfFile: Sql,
  money: Money,
  periods: FunnelSettings['periods'],
): Promise<void> {
  // A row's own days say more than those of its file.
  const own = sql`period_from is not null and period_to is not null`;
  const end = (column: string, pick: 'from' | 'to') =>
    sql`case when ${own} then ${name(column)} else cast(${byFile(periods.map((period) => period?.[pick] ?? null))} as date) end as ${name(column)}`;
  const day = sql`coalesce(day, case when period_from = period_to then period_from end)`;
  await engine.run(sql`create table spend as
    select file, record, ${day} as day, ${end('period_from', 'from')}, ${end('period_to', 'to')}, source_name as source, platform_name as platform, coalesce(${filledIn(sql`campaign`)}, campaign_id_name, campaign_id) as campaign,
      cost as cost_as_exported, code as currency, ${converted(net(sql`cost`), sql`code`, money)} as spend,
      clicks, sessions, actions${dims.length > 0 ? sql`, ${joined(dims, ', ')}` : sql``}
    from (select c.*, f.vat_num, f.vat_den, coalesce(upper(c.currency), f.currency) as code
      from (${withNames(withSource('ad_stats', sql`ad_counted`, platformOfFile), ['campaign_id'])}) c left join file_money f on f.file = c.file) ${withRate(money, sql`code`, day)}`);
}
