import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { joined, name, type Sql, sql, withLiterals } from '../engines/sql.js';
import { type CampaignNames, withNames } from './campaign-names.js';
import { dims } from './crm.js';
import { type Column, SPEND } from './fact-tables.js';
import { keywordOf } from './keywords.js';
import { typedColumn, withoutRows } from './leads.js';
import { isMacro } from './macro.js';
import { type Money, withRate } from './money.js';
import { type Originated, withSource } from './origins.js';
import { IS_COSTLESS } from './source-covers.js';
import { withVisits } from './visits.js';
import { withWorths, worthOfSpend } from './worth.js';

export interface SpendSettings {
  money: Money;
  /** Per file: the days that it covers, where its rows have none and something says so. */
  periods: readonly ({ from: string; to: string } | undefined)[];
  /** Per file: whose advertising all of it is, as the lines above its header say. */
  accounts: readonly (string | null)[];
  names: CampaignNames;
  /** The dimensions that somebody asks for. */
  asked: ReadonlySet<string>;
  dimensions: number;
  hasAds: boolean;
  /** Some export has sessions of web analytics. */
  hasSessions: boolean;
}

/**
 * Lays down `spend`: a row per row of ad statistics that counts, with the columns of the schema and the dimensions. Tells
 * whether some rows may have been paid for and have no cost.
 */
export async function layDownSpend(
  engine: Engine,
  from: Originated,
  settings: SpendSettings,
): Promise<{ hasCostless: boolean }> {
  if (!settings.hasAds) {
    const own = Object.entries(SPEND).map(([column, { type }]) => [column, type] as const);
    await engine.run(
      withoutRows('spend', [...own, ...dims(settings.dimensions).map((column) => [column, 'varchar'] as const)]),
    );
    return { hasCostless: false };
  }
  const { values, rows } = sumsAsSpend(from, settings);
  const columns = [...typedBy(SPEND, values), ...dims(settings.dimensions).map(name)];
  const costless = await engine.query(
    withLiterals(sql`create table spend as select ${joined(columns, ', ')} from ${rows};
      select 1 from spend where ${IS_COSTLESS} limit 1`),
  );
  return { hasCostless: costless.length > 0 };
}

/** The columns of a schema. */
export const typedBy = <Schema extends Readonly<Record<string, Column>>>(
  schema: Schema,
  values: Readonly<Record<keyof Schema, Sql>>,
): Sql[] => Object.entries(schema).map(([column, { type }]) => typedColumn(column, type, values[column] as Sql));

/**
 * The columns of `spend` for rows of sums, and these rows: each with its currency (`code`), its source, and its first and
 * last day.
 */
export function sumsAsSpend(
  from: Originated,
  settings: SpendSettings,
  more: readonly Parameters<typeof withWorths>[1][number][] = [],
): { values: Record<keyof typeof SPEND, Sql>; rows: Sql } {
  const { money, periods, names, hasSessions, accounts, asked } = settings;
  // A row's own days say more than those of its file.
  const own = sql`period_from is not null and period_to is not null`;
  const end = (column: string, pick: 'from' | 'to') =>
    sql`case when ${own} then ${name(column)} else ${byFile(
      periods.map((period) => period?.[pick] ?? null),
      'date',
    )} end`;
  const day = sql`coalesce(day, case when period_from = period_to then period_from end)`;
  const values: Record<keyof typeof SPEND, Sql> = {
    file: sql`file`,
    record: sql`record`,
    day,
    period_from: end('period_from', 'from'),
    period_to: end('period_to', 'to'),
    source: sql`source_name`,
    platform: sql`platform_name`,
    campaign: sql`coalesce(case when not ${isMacro(sql`campaign`)} then campaign end, campaign_id_name, campaign_id)`,
    ad_group: sql`ad_group`,
    ad: sql`ad`,
    keyword: asked.has('keyword') ? keywordOf(sql`keyword`) : sql`null`,
    account: sql`coalesce(account, ${byFile(accounts)})`,
    cost_as_exported: sql`cost`,
    currency: sql`code`,
    spend: sql`worth`,
    clicks: sql`clicks`,
    sessions: sql`sessions`,
    visits: hasSessions ? sql`visits` : sql`clicks`,
    actions: sql`actions`,
    told_actions: hasSessions ? sql`told_actions` : sql`actions`,
  };
  const named = withNames(withSource(from), ['campaign_id'], names);
  const rows = sql`select *, ${money.code} as code, coalesce(${day}, ${values.period_from}) as first_day,
    coalesce(${day}, ${values.period_to}) as last_day from (${named})`;
  const rated = sql`(select * from (${rows}) ${withRate(money, sql`code`, day)})`;
  const cost = { column: 'worth', amount: sql`cost`, worth: worthOfSpend(sql`cost`, sql`first_day`, money) };
  const words = [
    'source',
    'campaign',
    'ad_group',
    'ad',
    ...(asked.has('keyword') ? ['keyword' as const] : []),
    'account',
  ] as const;
  const by = [...words.map((word) => values[word]), ...dims(settings.dimensions).map(name), sql`file`, sql`record`];
  const worth = withWorths(rated, [cost, ...more], by);
  return { values, rows: hasSessions ? withVisits(sql`select * from ${worth}`) : worth };
}
