import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { type CampaignNames, withNames } from './campaign-names.js';
import { firstClickId } from './crm.js';
import { isDay } from './dates-in-order.js';
import type { Chained } from './deal-chain.js';
import { TOUCHES } from './fact-tables.js';
import { campaignOf, idsOfCampaigns, tagged } from './lead-campaign.js';
import type { SourceNames } from './lead-source.js';
import { rowsIn } from './leads.js';
import { leadOrigins, withSource } from './origins.js';
import { type Place, placesIn } from './places.js';
import { typedBy } from './spend.js';

interface TouchesSettings {
  hasTouches: boolean;
  /** Fields that some list of touches has. */
  fields: Readonly<Record<'touches' | 'crm', ReadonlySet<string>>>;
  names: CampaignNames;
  sources: SourceNames;
  hasLeads: boolean;
  /** Some row of the CRM says that another was merged into it. */
  hasMerged: boolean;
  /** A touch counts so many days before its lead, and no longer. */
  lookback: number;
}

/** How the touches lie beside the leads. */
export interface Touches {
  all: number;
  /** Those that are of some lead. */
  linked: number;
  /** Touches before their lead: all of them, and those that the look-back cuts. A touch of two leads counts as two. */
  before: number;
  early: number;
  /** Clients that bear so many leads that they identify nobody, and their touches. */
  shared: number;
  /** Whether some list names leads by their IDs, and whether some names clients that the CRM has: `lead_clients`. */
  isByLead: boolean;
  hasClients: boolean;
  /** Rows that repeat a touch. */
  repeated: Place[];
}

/** Days, where nobody says how many. */
export const LOOKBACK = 90;

const NONE: Touches = {
  all: 0,
  linked: 0,
  before: 0,
  early: 0,
  shared: 0,
  isByLead: false,
  hasClients: false,
  repeated: [],
};
/** The IDs by which web analytics know a visitor: Metrica's (or anybody's), and Google's. */
export const CLIENTS = ['client_id', 'google_client_id'] as const;
const ROWS = name(rowsOf('touches'));
/** What follows from the kinds of leads is not asked for. */
const LEADS = name(rowsIn('leads'));

/** Google writes its client ID into a cookie after a version number: `GA1.2.123.456` is the client 123.456. */
const bare = (client: Sql): Sql => sql`regexp_replace(${client}, '^GA\\d+\\.\\d+\\.', '')`;

/**
 * Lays down `touches`: a row per touch and lead that it belongs to, or one for nobody. Two rows of the same person at the
 * same moment with the same ID, or without one from the same place, are one touch. Needs `leads` with their moments.
 */
export async function layDownTouches(engine: Engine, { linked }: Chained, settings: TouchesSettings): Promise<Touches> {
  if (!settings.hasTouches) return NONE;
  const { fields, names, sources, lookback } = settings;
  const from = leadOrigins(
    sql`(select * replace (coalesce(source, traffic_source) as source, ${bare(sql`client_id`)} as client_id, ${bare(sql`google_client_id`)} as google_client_id),
        ${firstClickId(fields.touches)} as click from ${ROWS})`,
    new Set([...fields.touches, ...(fields.touches.has('traffic_source') ? ['source'] : [])]),
    false,
  );
  const sourceOf = await sources.nameFurther(engine, from, 'touch_sources');
  const own = { fields: fields.touches, hasAdLeads: false, names, asked: new Set<string>() };
  const named = withNames(withSource(from, sourceOf, ['is_ad', 'is_direct']), idsOfCampaigns(own), names);
  const campaign = campaignOf(own) ?? sql`null`;
  const rows =
    await engine.run(sql`create table touch_rows as select file, record, touch_id, lead_id, client_id, google_client_id, touched_at,
      source_name, platform_name, coalesce(utm_medium, medium) as own_medium, ${campaign} as own_campaign, is_ad, is_direct,
      row_number() over (partition by touch_id, lead_id, client_id, google_client_id, touched_at, case when touch_id is null then
        {'source': source_name, 'medium': coalesce(utm_medium, medium), 'campaign': ${campaign}} end
        order by source_name, ${campaign}, file, record) as turn
    from (select *${tagged(fields.touches)} from (${named})) c`);
  const hasClients = areClientsHeld(fields);
  if (hasClients) await layDownClients(engine, linked, settings);
  const values: Record<keyof typeof TOUCHES, Sql> = {
    ...{
      file: sql`file`,
      record: sql`record`,
      key: sql`key`,
      client: sql`coalesce(client_id, google_client_id)`,
      touched_at: sql`touched_at`,
    },
    ...{ source: sql`source_name`, platform: sql`platform_name`, medium: sql`own_medium`, campaign: sql`own_campaign` },
    ...{ is_ad: sql`coalesce(is_ad, false)`, is_direct: sql`coalesce(is_direct, false)`, stands: standing(lookback) },
  };
  await engine.run(sql`create table touches as select ${joined(typedBy(TOUCHES, values), ', ')}
    from (select t.*, k.key, l.created_at from touch_rows t
      left join (${linksOf(linked, settings)}) k on k.file = t.file and k.record = t.record left join ${LEADS} l on l.key = k.key
      where t.turn = 1 and coalesce(k.nth, 1) = 1)`);
  const nobody = hasClients ? sql`(select count(distinct client) from lead_clients where is_nobody)` : sql`0`;
  const [counts = []] = await engine.query(sql`select count(distinct (file, record)),
      count(distinct (file, record)) filter (where key is not null), count(*) filter (where stands in ('before', 'early')),
      count(*) filter (where stands = 'early'), ${nobody} from touches`);
  const [all = 0, ofLeads = 0, before = 0, early = 0, shared = 0] = counts.map(Number);
  const again = sql`select file, record from touch_rows anti join touches using (file, record) order by file, record`;
  return {
    ...{ all, linked: ofLeads, before, early, shared, isByLead: fields.touches.has('lead_id'), hasClients },
    repeated: rows === all ? [] : placesIn(await engine.query(again)),
  };
}

/** The key of a lead or deal, or of the row that it was merged into. */
const mergedInto = ({ hasMerged }: TouchesSettings) => ({
  now: (key: Sql) => (hasMerged ? sql`coalesce(m.into_key, ${key})` : key),
  merged: (key: Sql) => (hasMerged ? sql`left join crm_merged m on m.lead_key = ${key}` : sql``),
});

/**
 * Lays down `lead_clients` (client, key, is_nobody): the clients by which a list would hold a lead. A client of ten leads
 * or more, and of more than one in a hundred, is nobody.
 */
async function layDownClients(engine: Engine, linked: Chained['linked'], settings: TouchesSettings): Promise<void> {
  const { now, merged } = mergedInto(settings);
  const held = clientsOf('crm', settings).map(
    (field) => sql`select lead_key, ${name(field)} as client from ${name(rowsOf('crm'))}`,
  );
  const own = now(sql`c.lead_key`);
  await engine.run(sql`create table lead_clients as select client, key,
      n >= 10 and n * 100 > (select count(*) from ${LEADS}) as is_nobody
    from (select *, count(*) over (partition by client) as n
      from (select distinct ${bare(sql`c.client`)} as client, ${linked ? sql`d.key` : own} as key
        from (${joined(held, ' union all ')}) c ${merged(sql`c.lead_key`)} ${linked ? sql`join ${linked} d on d.lead_key = ${own}` : sql``}
        where c.client is not null))`);
}

/**
 * Which touch belongs to whom (file, record, key, nth): by the ID of the lead, and by the client that the CRM holds. If
 * one list holds a touch by the lead and another by its client, it is one touch: the first by file and record.
 */
function linksOf(linked: Chained['linked'], settings: TouchesSettings): Sql {
  const { fields, hasLeads } = settings;
  const { now, merged } = mergedInto(settings);
  const parts: Sql[] = [];
  if (fields.touches.has('lead_id')) {
    const deal = sql`concat('deal ', t.lead_id)`;
    // Where a CRM keeps deals only, each deal stands for its lead and may name it.
    const [beside, key] =
      linked && !hasLeads
        ? [sql`${merged(deal)} left join ${linked} d on d.lead_key = ${now(deal)}`, sql`coalesce(d.key, t.lead_id)`]
        : [merged(sql`t.lead_id`), now(sql`t.lead_id`)];
    parts.push(sql`select t.file, t.record, l.key from touch_rows t ${beside} join leads l on l.key = ${key}
      where t.turn = 1 and not l.not_in_crm`);
  }
  if (areClientsHeld(fields))
    for (const field of clientsOf('touches', settings))
      parts.push(sql`select t.file, t.record, l.key from touch_rows t join lead_clients c on c.client = t.${name(field)}
        join ${LEADS} l on l.key = c.key where t.turn = 1 and not c.is_nobody`);
  const none = sql`select null::integer as file, null::bigint as record, null::varchar as key where false`;
  const place = sql`case when touch_id is null then {'source': source_name, 'medium': own_medium, 'campaign': own_campaign} end`;
  return sql`select k.*, row_number() over (partition by k.key, touched_at, touch_id, ${place} order by k.file, k.record) as nth
    from (${joined(parts.length > 0 ? parts : [none], ' union ')}) k join touch_rows r on r.file = k.file and r.record = k.record`;
}

const clientsOf = (table: 'touches' | 'crm', { fields }: TouchesSettings) =>
  CLIENTS.filter((field) => fields[table].has(field));

/** Whether both sides know clients. */
const areClientsHeld = (fields: TouchesSettings['fields']): boolean =>
  (['touches', 'crm'] as const).every((table) => CLIENTS.some((field) => fields[table].has(field)));

const dayOf = (moment: Sql): Sql => sql`cast(${moment} as date)`;

/**
 * Whether a touch counts for a lead. At the moment of creation it still comes before the lead; a touch without a time
 * counts on the day itself, and so it does where the lead has no time.
 */
function standing(lookback: number): Sql {
  const [touched, created] = [sql`touched_at`, sql`created_at`];
  const days = raw(String(lookback));
  const isBefore = sql`${touched} <= ${created} or (${isDay(created)} and ${dayOf(touched)} = ${dayOf(created)})`;
  const isEarly = sql`case when ${isDay(touched)} or ${isDay(created)} then ${dayOf(touched)} < ${dayOf(created)} - ${days}
    else ${touched} < ${created} - to_days(${days}) end`;
  return sql`case when key is null or ${created} is null then null when not (${isBefore}) then ${literal('after')}
    when ${isEarly} then ${literal('early')} else ${literal('before')} end`;
}
