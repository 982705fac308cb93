import type { Engine, Value } from '../engines/engine.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { type CrmSettings, clickIds } from './crm.js';
import { isMacro } from './macro.js';
import { type Place, places, without } from './places.js';

/** The leads of the ad platforms' own forms, told apart, and which of them the CRM has. */
export interface Matching {
  adLeads: number;
  matched: number;
  /** How many of them the CRM never received. */
  orphans: number;
  /** Whether it can be known at all which of them the CRM received. */
  isKnown: boolean;
  groups: Group[];
  /** Leads of the CRM that bear the ID of an ad lead which many others bear too. */
  placeholders: number;
  /** Ad rows that repeat a lead. */
  replaced: Place[];
  /** The ad leads, one row each, as a sub-select. */
  rows: Sql;
}

/** The leads of the ad platforms' own forms, or those that call tracking watched. */
export interface Group {
  watched: boolean;
  leads: number;
  matched: number;
  /** Whether it can be known which of them the CRM received. */
  isKnown: boolean;
}

export interface MatchingSettings extends CrmSettings {
  hasCrm: boolean;
  hasAdLeads: boolean;
  /** Files of what only watches leads. */
  watched: readonly number[];
  /** The platform of an ad row, out of its file. */
  platformOfFile: Sql;
  /** Whose numbers its lead IDs are, out of its file. */
  journalOfFile: Sql;
}

const ROWS = name(rowsOf('ad_leads'));
const NONE: Matching = {
  ...{ adLeads: 0, matched: 0, orphans: 0, isKnown: false, groups: [], placeholders: 0, replaced: [] },
  rows: sql`(select * from ${ROWS} where false)`,
};

/**
 * `ad_matches`: for a CRM lead the ad lead it came from: found by the platform's ID in a field of its own, by its ID
 * itself, by a click ID. Source: definitions, "Sources". `leads` are the CRM's, a row each.
 */
export async function matchAdLeads(engine: Engine, leads: Sql, settings: MatchingSettings): Promise<Matching> {
  if (!settings.hasAdLeads) return NONE;
  const { hasCrm, fields } = settings;
  const hasIds = fields.crm.has('ad_lead_id');
  const { replaced, shared } = await lookClosely(engine, leads, settings);
  const rows = await tellAdLeadsApart(engine, replaced.length > 0, settings);
  await findMatches(engine, leads, rows, [...shared.keys()], settings);
  const groups = await groupsOf(engine, rows, settings);
  const sum = (of: readonly Group[], what: 'leads' | 'matched') => of.reduce((all, one) => all + one[what], 0);
  const known = groups.filter(({ isKnown }) => isKnown);
  return {
    adLeads: sum(groups, 'leads'),
    matched: sum(groups, 'matched'),
    orphans: hasCrm ? sum(known, 'leads') - sum(known, 'matched') : 0,
    // A file without rows tells nothing, but the CRM's own field for these IDs does.
    isKnown: known.length > 0 || (groups.length === 0 && hasCrm && hasIds),
    groups,
    placeholders: [...shared.values()].reduce((all, count) => all + count, 0),
    replaced,
    rows,
  };
}

/** Of ad leads `l`: those of forms, or those that were watched. */
export const isOf = (watched: boolean, settings: Pick<MatchingSettings, 'watched'>): Sql => {
  const isWatched = isIn(sql`l.file`, settings.watched);
  return watched ? isWatched : sql`not ${isWatched}`;
};

/** Rows of ad leads that repeat one of their journal (its first row stays); only IDs that come again are looked at. */
const again = ({ journalOfFile }: MatchingSettings): Sql => sql`(select file, record from (select file, record,
      row_number() over (partition by ${journalOfFile}, lead_id order by created_at, file, record) as place
    from ${ROWS} where lead_id in (select lead_id from ${ROWS} group by lead_id having count(*) > 1)) where place > 1)`;

/** One ad lead is one lead of the CRM, or a few: what stands on ten leads, and on more than a hundredth of them, stands for none. */
const sharedIds = (leads: Sql): Sql => sql`(select ad_lead_id, count(*) as leads from ${leads}
    where ad_lead_id is not null group by ad_lead_id
    having count(*) >= 10 and count(*) * 100 > (select count(*) from ${leads}))`;

/** What must not be matched: rows that repeat a lead, and IDs in the CRM that stand for none, with how many leads bear each. */
async function lookClosely(
  engine: Engine,
  leads: Sql,
  settings: MatchingSettings,
): Promise<{ replaced: Place[]; shared: Map<string, number> }> {
  const found = await engine.query(sql`select file, record, null as id, null as leads from ${again(settings)}
    ${settings.fields.crm.has('ad_lead_id') ? sql`union all select null, null, ad_lead_id, leads from ${sharedIds(leads)}` : sql``}
    order by file, record, id`);
  const isShared = ([, , id]: Value[]) => id !== null;
  return {
    replaced: places(found.filter((row) => !isShared(row))),
    shared: new Map(found.filter(isShared).map(([, , id, count]) => [id as string, Number(count)])),
  };
}

/** One row per lead of a journal. */
async function tellAdLeadsApart(engine: Engine, comeAgain: boolean, settings: MatchingSettings): Promise<Sql> {
  if (comeAgain) await engine.run(sql`create table ad_again as select * from ${again(settings)}`);
  return sql`(select * from ${comeAgain ? without(ROWS, sql`ad_again`) : ROWS} where lead_id is not null)`;
}

/** What proves a match, the surest first. */
const RULES = { id: 0, key: 1, click: 2 } as const;
/** A rule, a file and a record in one number: the least of them is the surest match, and of equal ones the first row. */
const [FILE_AT, RULE_AT] = [40, 56];
const packed = (rule: number): Sql =>
  sql`(cast(${raw(String(rule))} as bigint) << ${raw(String(RULE_AT))}) | (cast(l.file as bigint) << ${raw(String(FILE_AT))}) | l.record`;

/** The number of a call is never taken for that of a lead: both are short, and count from one. */
async function findMatches(
  engine: Engine,
  leads: Sql,
  rows: Sql,
  shared: readonly string[],
  settings: MatchingSettings,
): Promise<void> {
  const candidate = (rule: number, on: Sql) =>
    sql`select c.file, c.record, ${packed(rule)} as match from ${leads} c join ${rows} l on ${on}`;
  const candidates = [
    ...(settings.fields.crm.has('ad_lead_id')
      ? [candidate(RULES.id, sql`l.lead_id = c.ad_lead_id and not ${isIn(sql`c.ad_lead_id`, shared)}`)]
      : []),
    sql`${candidate(RULES.key, sql`l.lead_id = c.key`)} where ${isOf(false, settings)}`,
    ...clickIds(settings).map((id) => candidate(RULES.click, sql`l.${name(id)} = c.${name(id)}`)),
  ];
  await engine.run(sql`create table ad_matches as select m.file, m.record, m.match >> ${raw(String(RULE_AT))} as rule,
      a.file as ad_file, a.record as ad_record, ${SOURCE_AND_MEDIUM} as ad_source, a.platform_key as ad_platform,
      a.campaign as ad_campaign, a.campaign_id as ad_campaign_id, a.ad_group as ad_ad_group, a.ad as ad_ad,
      a.keyword as ad_keyword
    from (select file, record, min(match) as match from (${joined(candidates, ' union all ')}) group by file, record) m
    join (select *, ${settings.platformOfFile} as platform_key from ${ROWS}) a
      on a.file = (m.match >> ${raw(String(FILE_AT))}) & ${raw(String(2 ** (RULE_AT - FILE_AT) - 1))}
      and a.record = m.match & ${raw(String(2 ** FILE_AT - 1))}`);
}

/**
 * Forms can be joined where the CRM has a field for their IDs, or knows one of them. Of what is only watched the CRM has
 * most leads without any ID, and a click proves the one lead that it brought: only its own IDs tell that the CRM keeps them.
 */
async function groupsOf(engine: Engine, adLeads: Sql, settings: MatchingSettings): Promise<Group[]> {
  const rows = await engine.query(sql`select ${isOf(true, settings)} as watched, count(*), count(m.best),
      count(*) filter (where m.best < ${RULES.click})
    from ${adLeads} l left join (select ad_file, ad_record, min(rule) as best from ad_matches group by 1, 2) m
      on m.ad_file = l.file and m.ad_record = l.record group by 1 order by 1`);
  const hasIds = settings.fields.crm.has('ad_lead_id');
  return rows.map(([watched, leads, matched, byId]) => ({
    watched: watched === true,
    leads: Number(leads),
    matched: Number(matched),
    isKnown: settings.hasCrm && (watched === true ? Number(byId) > 0 : hasIds || Number(matched) > 0),
  }));
}

/** As web analytics write them into one cell: `google / organic` is not Google Ads. */
export const SOURCE_AND_MEDIUM = sql`(case when source is null or medium is null or ${isMacro(sql`medium`)} then source
  else concat(source, ' / ', medium) end)`;
