import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { isDay } from './dates-in-order.js';
import type { Chained } from './deal-chain.js';
import { CALLS } from './fact-tables.js';
import { type Place, placesIn } from './places.js';
import { saysAnswered, saysIncoming, saysRobot, saysUnanswered, saysUnreached } from './said-of-calls.js';
import { typedBy } from './spend.js';

interface CallsSettings {
  hasCalls: boolean;
  /** Fields that some list of calls has, and the CRM. */
  fields: Readonly<Record<'calls' | 'crm', ReadonlySet<string>>>;
  hasLeads: boolean;
  hasDeals: boolean;
  /** The CRM keeps no leads apart from deals: the ID of a deal is that of a lead here. */
  dealsAreLeads: boolean;
  /** Some row of the CRM says that another was merged into it. */
  hasMerged: boolean;
}

/** How the calls lie beside the leads. */
export interface Calls {
  all: number;
  /** Those that are of some lead. */
  linked: number;
  /** Of these the ones of which nothing tells whether anybody answered. */
  untold: number;
  /** Rows that repeat a call. */
  repeated: Place[];
}

const NONE: Calls = { all: 0, linked: 0, untold: 0, repeated: [] };
const ROWS = name(rowsOf('calls'));

/**
 * Lays down `calls`: a row per call, with the lead that it belongs to. `chained` are the leads of the CRM.
 *
 * Rows with the same ID, lead and moment are one call, and the row that tells most of it counts. Without an ID, calls of
 * one lead, moment, manager and length are counted per file, and the file with the most of them says how many there are.
 */
export async function layDownCalls(engine: Engine, chained: Chained, settings: CallsSettings): Promise<Calls> {
  if (!settings.hasCalls) return NONE;
  const same = sql`call_id, lead_id, deal_id, phone, called_at`;
  const inFile = sql`row_number() over (partition by file, ${same}, manager, duration, talk order by record)`;
  const rows = await engine.run(sql`create table call_rows as
    select *, row_number() over (partition by ${same}, nth, case when call_id is null then {'m': manager, 'd': duration, 't': talk} end
      order by talk desc nulls last, recording is null, file, record) as turn
    from (select *, case when call_id is null then ${inFile} else 1 end as nth,
        concat_ws(' · ', direction, result) as said from ${ROWS})`);
  const hasTalk = sql`case when ${saysUnanswered(sql`said`)} then false when talk > 0 then true
    when talk = 0 or duration = 0 or ${saysUnreached(sql`said`)} or ${saysUnreached(sql`result`)} then false when ${saysAnswered(sql`result`)} then true end`;
  const values: Record<keyof typeof CALLS, Sql> = {
    ...{ file: sql`file`, record: sql`record`, key: sql`key`, call: sql`call_id`, called_at: sql`called_at` },
    ...{ manager: sql`nullif(trim(manager), '')`, is_incoming: saysIncoming(sql`direction`) },
    is_person: sql`not ${saysRobot(sql`concat_ws(' · ', manager, direction, result)`)}`,
    ...{ has_talk: hasTalk, talk: sql`case when (${hasTalk}) = false then 0 else talk end` },
    ...{ duration: sql`duration`, recording: sql`recording` },
  };
  // The lead is no part of a call's identity: a later download may know whose call it is, or only the phone may tell.
  const ofCall = sql`partition by call_id, called_at`;
  await engine.run(sql`create table call_links as select *, turn > 1 or (call_id is not null and (
      (key is null and count(key) over (${ofCall}) > 0)
      or row_number() over (${ofCall}, key order by turn > 1, talk desc nulls last, recording is null, file, record) > 1
    )) as is_again
    from (select r.*, coalesce(k.key, p.key) as key from call_rows r
      left join (${byIds(chained, settings)}) k on k.file = r.file and k.record = r.record
      left join (${byPhone(chained, settings)}) p on p.file = r.file and p.record = r.record)`);
  await engine.run(
    sql`create table calls as select ${joined(typedBy(CALLS, values), ', ')} from call_links where not is_again`,
  );
  const [counts = []] = await engine.query(
    sql`select count(*), count(key), count(*) filter (where key is not null and has_talk is null) from calls`,
  );
  const [all = 0, linked = 0, unknown = 0] = counts.map(Number);
  const again = sql`select file, record from call_links where is_again order by file, record`;
  return { all, linked, untold: unknown, repeated: rows === all ? [] : placesIn(await engine.query(again)) };
}

/**
 * Which call belongs to whom by IDs (file, record, key): to the lead that it names, else to the deal. Where a CRM keeps
 * deals only, each deal stands for its lead, whether the list calls the ID a lead's or a deal's.
 */
function byIds(
  { leads, linked }: Chained,
  { fields, hasLeads, hasDeals, dealsAreLeads, hasMerged }: CallsSettings,
): Sql {
  const now = (key: Sql) =>
    hasMerged ? sql`coalesce((select any_value(into_key) from crm_merged m where m.lead_key = ${key}), ${key})` : key;
  const lead = (rank: number, id: Sql) =>
    sql`select r.file, r.record, l.key, ${raw(String(rank))} as rank from call_rows r join ${leads} l on l.key = ${now(id)}`;
  const deal = (rank: number, id: Sql) =>
    sql`select r.file, r.record, l.key, ${raw(String(rank))} as rank from call_rows r
      join ${linked as Sql} d on d.lead_key = ${now(sql`concat('deal ', ${id})`)} join ${leads} l on l.key = d.key`;
  const [ofLead, ofDeal] = [fields.calls.has('lead_id'), fields.calls.has('deal_id')];
  const parts = [
    ...(ofLead ? [lead(0, sql`r.lead_id`)] : []),
    ...(ofLead && linked && !hasLeads ? [deal(1, sql`r.lead_id`)] : []),
    ...(ofDeal && linked ? [deal(2, sql`r.deal_id`)] : []),
    ...(ofDeal && !hasDeals && dealsAreLeads ? [lead(3, sql`r.deal_id`)] : []),
    ...(ofDeal && fields.crm.has('deal_id')
      ? [
          sql`select r.file, r.record, l.key, 4 as rank from call_rows r join lead_deals d on d.deal_id = r.deal_id
            join ${leads} l on l.key = d.lead_key`,
        ]
      : []),
  ];
  if (parts.length === 0) return NOBODY;
  return sql`select file, record, arg_min(key, (rank, key)) as key from (${joined(parts, ' union all ')}) group by file, record`;
}

const NOBODY = sql`select null::integer as file, null::bigint as record, null::varchar as key where false`;

/** What stands on more leads is a switchboard's number, or nobody's. */
const MOST_OF_ONE = 3;

/**
 * The same by the phone of either side, where the configuration asks for it. Of several leads of one person the call
 * belongs to the latest that existed, else to one made within a day after: the clocks of two programs differ, and the
 * call may be what made the lead.
 */
function byPhone({ leads }: Chained, { fields }: CallsSettings): Sql {
  if (!fields.calls.has('phone') || !fields.crm.has('phone')) return NOBODY;
  const isThere = sql`case when ${isDay(sql`r.called_at`)} or ${isDay(sql`l.created_at`)}
    then cast(l.created_at as date) <= cast(r.called_at as date) else l.created_at <= r.called_at end`;
  return sql`select file, record, arg_min(key, (not is_there, case when is_there then -epoch(created_at) else epoch(created_at) end, key)) as key
    from (select r.file, r.record, l.key, l.created_at, coalesce(${isThere}, false) as is_there
      from (select file, record, called_at, unnest(string_split(phone, ' ')) as phone from call_rows where phone is not null) r
        join ${ofFew(leads)} l on l.phone = r.phone
      where ${isThere} or l.created_at <= r.called_at + interval 1 day)
    group by file, record`;
}

const ofFew = (leads: Sql): Sql => sql`(select key, phone, created_at from ${leads}
  where phone in (select phone from ${leads} where phone is not null group by phone having count(*) <= ${raw(String(MOST_OF_ONE))}))`;
