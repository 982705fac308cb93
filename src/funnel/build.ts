import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { dimensionColumn, rowsOf } from '../model/canonical.js';
import type { Reach, Warning } from '../model/report.js';
import { LEAD_STAGES, type LeadStage } from '../model/stages.js';
import { tellLeadsApart } from './identity.js';
import { converted, type MoneySettings, net, requireRates, settleCurrency } from './money.js';
import { mapReasons, NO_REASON } from './reasons.js';
import { isMacro, mapSources, originColumns } from './sources.js';
import { gatherEvidence, hasColumn, stageName } from './stages.js';

export interface FunnelSettings extends MoneySettings {
  reach: Reach;
  /** Lead stages of which the exports hold evidence. */
  stages: ReadonlySet<LeadStage>;
  aliases: ReadonlyMap<string, readonly string[]>;
  reasons: ReadonlyMap<string, readonly string[]>;
  /** Per file: the platform whose export it is, or null. */
  platforms: readonly (string | null)[];
  dimensions: number;
}

export interface Funnel {
  currency: string | null;
  warnings: Warning[];
  replaced: { file: number; record: number }[];
}

/**
 * Makes the two views that every report reads.
 * `leads`: a row per lead: lead_key, created_day, source, platform, campaign, manager, reason, category, dim…,
 * depth (0 lead … 5 deal), stage, has_<stage>, ending (won, lost, open), unknown_depth, revenue (won only), pipeline (open only).
 * `spend`: a row per ad row: day (null where the export has none), file, source, platform, campaign, dim…, spend, visits, actions.
 */
export async function buildFunnel(engine: Engine, settings: FunnelSettings): Promise<Funnel> {
  const identity = await tellLeadsApart(engine);
  const platforms = settings.platforms.map((platform, file) => sql`when ${raw(String(file))} then ${platform}`);
  const platformOfFile =
    platforms.length > 0 ? sql`(case file ${joined(platforms, ' ')} end)` : sql`cast(null as varchar)`;
  await mapSources(engine, settings.aliases, platformOfFile, new Set(settings.platforms.filter((one) => one !== null)));
  await gatherEvidence(engine, settings.stages, settings.reach);
  await mapReasons(engine, settings.reasons);
  const currency = await settleCurrency(engine, settings);

  const dims = Array.from({ length: settings.dimensions }, (_, index) => name(dimensionColumn(index)));
  await makeLeads(engine, dims, platformOfFile, currency);
  await makeSpend(engine, dims, platformOfFile, currency);
  await requireRates(engine, currency);
  return { currency, warnings: identity.warnings, replaced: identity.replaced };
}

/** The rows of a table with the source, platform and rule that `source_map` names for them. */
function withSource(table: 'crm' | 'ad_stats', from: string, platformOfFile: Sql): Sql {
  const origins = originColumns(table, platformOfFile);
  const columns = origins.map((column, at) => sql`${column} as ${name(`o${at}`)}`);
  const same = origins.map((_, at) => sql`s.${name(`o${at}`)} is not distinct from c.${name(`o${at}`)}`);
  return sql`select c.*, s.source as source_name, s.platform as platform_name, s.rule as source_rule,
      f.vat_num, f.vat_den, coalesce(upper(c.currency), f.currency) as code
    from (select *, ${joined(columns, ', ')} from ${name(from)}) c
    left join source_map s on ${joined(same, ' and ')}
    left join file_money f on f.file = c.file`;
}

/** Unless the macro of a campaign was never filled in. */
const filledIn = (column: Sql): Sql => sql`case when not ${isMacro(column)} then ${column} end`;

async function makeLeads(
  engine: Engine,
  dims: readonly Sql[],
  platformOfFile: Sql,
  currency: string | null,
): Promise<void> {
  const has = LEAD_STAGES.map((stage) => name(hasColumn(stage)));
  const money = (amount: Sql) => converted(amount, sql`code`, sql`money_day`, currency);
  await engine.run(sql`create table leads as
    with named as (
      select c.*, r.reason as reason_name, r.category as reason_category,
        cast(coalesce(closed_at, modified_at, created_at) as date) as money_day,
        case when ending = 'won' then revenue end as revenue_as_exported,
        case when ending = 'open' then amount end as amount_as_exported
      from (${withSource('crm', 'crm_evidence', platformOfFile)}) c
      left join reason_map r on r.text = c.reason)
    select ${joined(
      [
        sql`lead_key, file, record, cast(created_at as date) as created_day, source_name as source, platform_name as platform, source_rule`,
        sql`coalesce(${filledIn(sql`utm_campaign`)}, ${filledIn(sql`campaign`)}) as campaign, manager`,
        sql`case when lost then coalesce(reason_name, ${literal(NO_REASON)}) end as reason`,
        sql`case when lost then reason_category end as category, case when lost then reason end as reason_text`,
        sql`not lost and reason is not null as stray_reason, lost and has_deal as lost_deal`,
        sql`depth, ${stageName(sql`depth`)} as stage, ending, unknown_depth, destroyed`,
        ...has,
        ...dims,
        sql`revenue_as_exported, amount_as_exported, code as currency, money_day`,
        sql`${money(sql`revenue_as_exported`)} as revenue, ${money(sql`amount_as_exported`)} as pipeline`,
      ],
      ', ',
    )} from named`);
}

async function makeSpend(
  engine: Engine,
  dims: readonly Sql[],
  platformOfFile: Sql,
  currency: string | null,
): Promise<void> {
  await engine.run(sql`create table spend as
    select file, record, day, source_name as source, platform_name as platform, ${filledIn(sql`campaign`)} as campaign,
      cost as cost_as_exported, code as currency, ${converted(net(sql`cost`), sql`code`, sql`coalesce(day, date '1970-01-01')`, currency)} as spend,
      clicks as visits, actions${dims.length > 0 ? sql`, ${joined(dims, ', ')}` : sql``}
    from (${withSource('ad_stats', rowsOf('ad_stats'), platformOfFile)}) c`);
}
