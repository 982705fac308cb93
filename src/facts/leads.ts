import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql, withLiterals } from '../engines/sql.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { PersonField } from '../model/person-ids.js';
import type { Reach } from '../model/report.js';
import type { Repeats } from '../model/settings.js';
import { withNames } from './campaign-names.js';
import { dims } from './crm.js';
import { tellsProfit, UNPROFITED } from './deal-chain.js';
import { depthOf, IS_OPEN, IS_WON } from './evidence.js';
import { type Column, LEAD_MOMENTS, LEADS, type LeadMoment } from './fact-tables.js';
import { type CampaignSettings, campaignOf, idsOfCampaigns, keywordIn, tagged } from './lead-campaign.js';
import { KIND, kindsIn, kindsOf, type OfKind } from './lead-kinds.js';
import { type MomentsSettings, momentsOf } from './lead-moments.js';
import { type Originated, withSource } from './origins.js';
import { NO_REASON } from './reason-names.js';
import { coverColumns, coveredSources, isUncostedLead } from './source-covers.js';

interface LeadsSettings extends CampaignSettings, MomentsSettings {
  /** Lead stages of which there is evidence. */
  stages: ReadonlySet<LeadStage>;
  reach: Reach;
  /** Fields that some export of ad leads has. */
  ofAdLeads: ReadonlySet<string>;
  /** What each reason is called: text, reason, category. */
  reasons: Sql;
  /** Whether anything exports leads. */
  hasCrm: boolean;
  hasDeals: boolean;
  hasAds: boolean;
  /** Some spend may have been paid for, and has no cost. */
  hasCostless: boolean;
  /** When a lead is a repeat of somebody who has come before, and by which fields people are recognised. */
  repeats: Repeats | undefined;
  people: readonly PersonField[];
  dimensions: number;
}

/** The account of a campaign, where ad statistics have it in just one. */
const ACCOUNTS = sql`(select source, campaign, any_value(account) as account from spend where campaign is not null
  group by source, campaign having count(distinct account) = 1 and count(account) = count(*))`;

type Of<Columns extends keyof typeof LEADS> = Record<Columns, Sql | null>;

/**
 * How many won deals a won lead has. If its own row says that it is won (a customer of HubSpot) and no deal of it does,
 * that is one deal of unknown amount. Leads that are deals themselves: see `ONE_DEAL`.
 */
const wonDeals = (hasDeals: boolean): Of<'won_deals' | 'priced_deals'> =>
  hasDeals
    ? {
        won_deals: sql`case when ${IS_WON} then greatest(own_won_deals, 1) else 0 end`,
        priced_deals: sql`case when ${IS_WON} then own_priced_deals else 0 end`,
      }
    : { won_deals: null, priced_deals: null };
const ONE_DEAL = {
  won_deals: sql`ending = 'won'`,
  priced_deals: sql`ending = 'won' and revenue is not null`,
};

/** What is left of its revenue. */
const profitOfWon = ({ fields, hasDeals }: LeadsSettings): Of<'profit' | 'unprofited'> => {
  if (!tellsProfit(fields)) return { profit: null, unprofited: null };
  return {
    profit: sql`case when ${IS_WON} then won_profit end`,
    unprofited: sql`case when ${IS_WON} then ${hasDeals ? sql`own_unprofited` : UNPROFITED} else 0 end`,
  };
};

/**
 * Names of sources and reasons, numbered. A lead holds a number in place of a text, which takes a tenth of the room and
 * is written ten times as fast. `leads` shows the text.
 */
const wordsOf = (reasons: Sql): Sql => sql`create type if not exists lead_word as enum (select word from (
    select unnest([source, platform, rule]) as word from source_map
    union select unnest([text, reason, category]) from ${reasons}
    union select unnest(['not_in_crm', ${literal(NO_REASON)}])) where word is not null)`;
const word = (text: Sql): Sql => sql`cast(${text} as lead_word)`;
const asWords = (...columns: string[]): Sql =>
  joined(
    columns.map((column) => sql`${word(name(column))} as ${name(column)}`),
    ', ',
  );
const NUMBERED: ReadonlySet<string> = new Set(['source', 'platform', 'match', 'reason', 'category', 'reason_text']);

/** Columns that are laid down. Columns that follow from `kind` stand beside, and the weight of a lead is one. */
type Laid = Exclude<keyof typeof LEADS, OfKind | 'weight' | 'young'>;
type Settled =
  | 'campaign'
  | 'ad_group'
  | 'ad'
  | 'keyword'
  | 'account'
  | 'manager'
  | keyof ReturnType<typeof wonDeals>
  | keyof ReturnType<typeof profitOfWon>;
const VALUES: Record<Exclude<Laid, Settled>, Sql> = {
  key: sql`key`,
  created_day: sql`created_at`,
  source: sql`source_name`,
  platform: sql`platform_name`,
  match: sql`case when not_in_crm then ${word(literal('not_in_crm'))} else source_rule end`,
  // Only lost leads are joined with what their reasons are called.
  reason: sql`coalesce(reason_name, case when lost then ${word(literal(NO_REASON))} end)`,
  category: sql`category`,
  reason_text: sql`lost_text`,
  revenue: sql`case when ${IS_WON} then won_revenue end`,
  pipeline: sql`case when ${IS_OPEN} then open_amount end`,
  kind: sql`kind`,
};

/**
 * Columns that not every run has. Null: the column is not laid down, since an empty one takes as much room as a full one.
 */
function settledValues(settings: LeadsSettings): Record<Settled, Sql | null> {
  const ofAdLead = (field: string) =>
    settings.hasAdLeads && settings.ofAdLeads.has(field) ? name(`ad_${field}`) : null;
  return {
    ...wonDeals(settings.hasDeals),
    ...profitOfWon(settings),
    // Accounts are looked for by the campaign, and a touch may have one where no lead does.
    campaign: campaignOf(settings) ?? sql`null`,
    ad_group: ofAdLead('ad_group'),
    ad: ofAdLead('ad'),
    keyword: keywordIn(settings),
    account: settings.asked.has('account') ? sql`null` : null,
    manager: settings.fields.has('manager') ? sql`manager` : null,
  };
}

/** A lead of a person who has come before within the window; days are counted to the second. */
function isRepeat({ repeats, people }: Pick<LeadsSettings, 'repeats' | 'people'>): Sql {
  const by = repeats?.by.filter((field) => people.includes(field)) ?? [];
  if (by.length === 0) return sql`false`;
  const since = (field: Sql) => sql`lag(created_at) over (partition by ${field} order by created_at, key)`;
  const within = (field: Sql) =>
    repeats?.window === undefined
      ? sql`${since(field)} is not null`
      : sql`created_at - ${since(field)} <= to_days(${raw(String(repeats.window))})`;
  return sql`coalesce(${joined(
    by.map((field) => sql`(${name(field)} is not null and created_at is not null and ${within(name(field))})`),
    ' or ',
  )}, false)`;
}

/** A value on its own side: with a condition on one side of a join besides, the engine would look at all pairs. */
const REASON_OF_LOST = sql`(case when c.lost then c.reason end)`;

/**
 * Lays down `table`: a row per lead that counts, with the columns of the schema and the configured dimensions. `from` are
 * the leads with the words of the exports and their evidence. Gives the columns that are not laid down.
 */
export async function layDownLeads(
  engine: Engine,
  table: string,
  from: Originated,
  settings: LeadsSettings,
): Promise<ReadonlySet<string>> {
  const values: Record<Laid, Sql | null> = { ...VALUES, ...settledValues(settings) };
  const moments = momentsOf(settings);
  const columns: ColumnOf[] = [
    ...Object.entries(LEADS).flatMap(([column, { type }]): ColumnOf[] => {
      const value = values[column as Laid];
      return value ? [[column, type, value]] : [];
    }),
    ...moments.map(([column, value]): ColumnOf => [column, LEAD_MOMENTS[column].type, value]),
    ...dims(settings.dimensions).map((column): ColumnOf => [column, 'varchar', name(column)]),
  ];
  const rows = name(rowsIn(table));
  await engine.run(
    settings.hasCrm || settings.hasAdLeads
      ? withLiterals(sql`${wordsOf(settings.reasons)}; create table ${rows} as ${asExported(columns, from, settings)}`)
      : withoutRows(rowsIn(table), columns),
  );
  const absent = new Set(Object.keys(values).filter((column) => values[column as Laid] === null));
  await engine.run(withKinds(table, sql`1`, { ...settings, moments: moments.map(([moment]) => moment), absent }));
  return absent;
}

type ColumnOf = [column: string, type: Column['type'], value: Sql];

/**
 * Leads with the names of their sources, campaigns and reasons, their kinds, and whether the spend of their source covers
 * them.
 */
function asExported(columns: readonly ColumnOf[], from: Originated, settings: LeadsSettings): Sql {
  const named = withNames(
    withSource(
      from,
      sql`(select * replace (${asWords('source', 'platform', 'rule')}) from ${coveredSources(settings)})`,
      coverColumns(settings),
    ),
    idsOfCampaigns(settings),
    settings.names,
  );
  const reasoned = sql`select c.*, r.reason as reason_name, r.category, r.text as lost_text,
      coalesce(r.is_duplicate, false) as duplicate, coalesce(r.is_undecided, false) as undecided,
      c.lost and coalesce(r.is_empty, true) as wordless, ${isRepeat(settings)} as repeat
    from (${named}) c left join (select * replace (${asWords('text', 'reason', 'category')}), text as spelt from ${settings.reasons}) r on r.spelt = ${REASON_OF_LOST}`;
  const laid = columns.map(([column, type, value]) =>
    NUMBERED.has(column) ? sql`${value} as ${name(column)}` : typedColumn(column, type, value),
  );
  const rows = sql`select ${joined(laid, ', ')}
    from (select *, ${isUncostedLead(settings)} as uncosted, ${KIND} as kind, ${depthOf(settings.stages, settings.reach)} as depth${tagged(settings.fields)}
      from (${reasoned})) c`;
  return settings.asked.has('account')
    ? sql`select l.* replace (a.account as account) from (${rows}) l
        left join ${ACCOUNTS} a on a.source = l.source and a.campaign = l.campaign`
    : rows;
}

/** The table of the columns that are laid down of each lead of `table`. */
export const rowsIn = (table: string): string => `${table}_rows`;

export interface KindedSettings {
  stages: ReadonlySet<LeadStage>;
  reach: Reach;
  /** The moments that are laid down. */
  moments: readonly LeadMoment[];
  /** Columns of the schema that are not laid down: null in every lead, or following from others. */
  absent: ReadonlySet<string>;
  /** The same for deals that belong to no lead: these have no ad lead and so no keyword, for one. */
  absentAlone: ReadonlySet<string>;
  dimensions: number;
  /** What its rows hold besides. */
  beside?: readonly string[];
}

/** Makes the view `table`, with all columns of the schema, out of its rows and what follows from their kinds. */
export function withKinds(table: string, weight: Sql, settings: Omit<KindedSettings, 'absentAlone'>): Sql {
  return sql`create table ${name(kindsOf(table))} as ${kindsIn(name(rowsIn(table)), settings)};
    ${viewOf(table, weight, settings)}`;
}

/** The table as it is read. `young`: the stages that a lead is too young for, by the bits of `youngBit`. */
export function viewOf(
  table: string,
  weight: Sql,
  { moments, absent, dimensions, beside = [] }: Pick<KindedSettings, 'moments' | 'absent' | 'dimensions' | 'beside'>,
  young: Sql = sql`0`,
): Sql {
  const worked: Partial<Record<keyof typeof LEADS, Sql>> = {
    weight: sql`${weight} as weight`,
    young: sql`cast(${young} as integer) as young`,
    ...Object.fromEntries(
      Object.entries(ONE_DEAL)
        .filter(([column]) => absent.has(column))
        .map(([column, when]) => [column, sql`case when ${when} then ${weight} else 0 end as ${name(column)}`]),
    ),
  };
  const columns = Object.entries(LEADS).map(([column, { type }]) => {
    const known = worked[column as keyof typeof LEADS];
    if (known) return known;
    if (absent.has(column)) return sql`cast(null as ${sqlType(type)}) as ${name(column)}`;
    return NUMBERED.has(column) ? typedColumn(column, type, name(column)) : name(column);
  });
  return sql`create or replace view ${name(table)} as
    select ${joined([...columns, ...[...moments, ...dims(dimensions), ...beside].map(name)], ', ')}
    from ${name(rowsIn(table))} join ${name(kindsOf(table))} using (kind)`;
}

/** Lays down a table without rows. A join of empty tables would take as long as one of some rows. */
export const withoutRows = (
  table: string,
  columns: readonly (readonly [column: string, type: Column['type'], ...rest: unknown[]])[],
): Sql =>
  sql`create table ${name(table)} (${joined(
    columns.map(([column, type]) => sql`${name(column)} ${sqlType(type)}`),
    ', ',
  )})`;

const sqlType = (type: Column['type']): Sql => raw(type === 'decimal' ? 'decimal(18,6)' : type);
export const typedColumn = (column: string, type: Column['type'], value: Sql): Sql =>
  type === 'decimal' ? sql`${value} as ${name(column)}` : sql`cast(${value} as ${raw(type)}) as ${name(column)}`;
