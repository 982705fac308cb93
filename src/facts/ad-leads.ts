import type { Engine } from '../engines/engine.js';
import { byFile } from '../engines/lay-down.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { findMatches, isOf, type MatchingSettings, RULES } from './ad-matches.js';
import { perhapsAgain } from './come-again.js';
import type { Chained } from './deal-chain.js';
import { idsMerged } from './merged.js';
import { type Place, placesIn, without } from './places.js';

/** The leads of the ad platforms' own forms, told apart, and which of them the CRM has. */
export interface Matching {
  adLeads: number;
  matched: number;
  /** How many of them the CRM never received. */
  orphans: number;
  /** Whether it can be known at all which of them the CRM received. */
  isKnown: boolean;
  groups: Group[];
  /** Leads of the CRM that bear the ID of an ad lead which many others bear as well: it is no ID, but a placeholder. */
  placeholders: number;
  /** Ad rows that repeat a lead, or are of one that was merged into it. */
  replaced: Place[];
  /** Ad rows whose lead the CRM has only in rows that a rule leaves out. They are left out together with these rows. */
  leftOut: Place[];
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

const ROWS = name(rowsOf('ad_leads'));
const NONE: Matching = {
  ...{ adLeads: 0, matched: 0, orphans: 0, isKnown: false, groups: [], placeholders: 0, replaced: [], leftOut: [] },
  rows: sql`(select * from ${ROWS} where false)`,
};

/**
 * Finds for each lead of the CRM the ad lead that it came from: by the platform's ID in a field of its own, by its own
 * ID, or by a click ID. `leads` are the leads of the CRM, a row each. Source: definitions, "Sources".
 */
export async function matchAdLeads(
  engine: Engine,
  { leads, bare }: Pick<Chained, 'leads' | 'bare'>,
  settings: MatchingSettings,
): Promise<Matching> {
  if (!settings.hasAdLeads) return NONE;
  const { hasCrm, fields } = settings;
  const hasIds = fields.crm.has('ad_lead_id');
  const { rows, replaced } = await tellAdLeadsApart(engine, settings);
  const shared = await sharedIds(engine, bare, hasIds);
  await findMatches(engine, leads, rows, [...shared.keys()], settings);
  const { all, groups } = await groupsOf(engine, rows, settings);
  const sum = (of: readonly Group[], what: 'leads' | 'matched') => of.reduce((all, one) => all + one[what], 0);
  const known = groups.filter(({ isKnown }) => isKnown);
  const out = all > sum(groups, 'leads') ? await layDownLeftOut(engine, rows, settings) : null;
  return {
    adLeads: sum(groups, 'leads'),
    matched: sum(groups, 'matched'),
    orphans: hasCrm ? sum(known, 'leads') - sum(known, 'matched') : 0,
    // Files of ad leads without a row tell nothing. A field of the CRM for their IDs does: it is known that none was
    // received.
    isKnown: known.length > 0 || (groups.length === 0 && hasCrm && hasIds),
    groups,
    placeholders: [...shared.values()].reduce((all, count) => all + count, 0),
    replaced: [...replaced, ...(out?.replaced ?? [])],
    leftOut: out?.leftOut ?? [],
    rows: out ? without(rows, sql`ad_left_out`) : rows,
  };
}

/** The ad leads that have no match because their lead was merged into another one, or is left out. */
async function layDownLeftOut(
  engine: Engine,
  rows: Sql,
  { fields }: MatchingSettings,
): Promise<Pick<Matching, 'replaced' | 'leftOut'>> {
  const others = without(rows, sql`(select distinct file, record from ad_matches)`);
  const merged = idsMerged(fields.crm);
  const isMerged = merged ? sql`lead_id in (select id from ${merged})` : sql`false`;
  await engine.run(sql`create table ad_left_out as select file, record, ${isMerged} as is_merged from ${others}`);
  const found = await engine.query(sql`select file, record, is_merged from ad_left_out order by file, record`);
  const those = (is: boolean) => placesIn(found.filter(([, , isOfMerged]) => isOfMerged === is));
  return { replaced: those(true), leftOut: those(false) };
}

/**
 * Rows of ad leads that repeat an earlier row of the same journal; the first row stays. Only IDs that come again are
 * looked at.
 */
function again({ journals, typed }: MatchingSettings): Sql {
  const among = perhapsAgain(typed, 'ad_leads');
  const ids =
    among === 'any'
      ? sql`(select lead_id from ${ROWS} group by lead_id having count(*) > 1)`
      : among === 'none'
        ? sql`(null)`
        : among;
  return sql`(select file, record from (select file, record,
      row_number() over (partition by ${byFile(journals)}, lead_id order by created_at, file, record) as place
    from ${ROWS} where lead_id in ${ids}) where place > 1)`;
}

/** The ad leads, one row per lead of a journal, and the rows that repeat one of them. */
async function tellAdLeadsApart(engine: Engine, settings: MatchingSettings): Promise<{ rows: Sql; replaced: Place[] }> {
  const comeAgain = (await engine.run(sql`create table ad_again as select * from ${again(settings)}`)) > 0;
  const replaced = comeAgain ? await engine.query(sql`select file, record from ad_again order by file, record`) : [];
  return {
    rows: sql`(select * from ${comeAgain ? without(ROWS, sql`ad_again`) : ROWS} where lead_id is not null)`,
    replaced: placesIn(replaced),
  };
}

/**
 * An ad lead becomes one lead of the CRM, or a few. An ID that stands on ten leads or more, and on more than one of a
 * hundred, is a placeholder and matches nothing. Gives such IDs with the number of leads that bear each.
 */
async function sharedIds(engine: Engine, leads: Sql, hasIds: boolean): Promise<Map<string, number>> {
  if (!hasIds) return new Map();
  const found = await engine.query(sql`select ad_lead_id, count(*) from ${leads}
    where ad_lead_id is not null group by ad_lead_id
    having count(*) >= 10 and count(*) * 100 > (select count(*) from ${leads}) order by ad_lead_id`);
  return new Map(found.map(([id, count]) => [id as string, Number(count)]));
}

/**
 * Counts the ad leads (those that are left out included) and puts the others into groups.
 *
 * Forms can be joined where the CRM has a field for their IDs or knows one of them. Call tracking is different: the CRM
 * has most of its leads without any ID, and a matching click proves that one lead only. There, only an ID of its own in
 * the CRM shows that the CRM keeps these IDs.
 */
async function groupsOf(
  engine: Engine,
  adLeads: Sql,
  settings: MatchingSettings,
): Promise<{ all: number; groups: Group[] }> {
  const [[, all] = [], ...rows] = await engine.query(sql`select null as watched, count(*), null, null from ${adLeads}
    union all select ${isOf(true, settings)}, count(*), count(best), count(*) filter (where best < ${RULES.click})
    from (select file, record, min(rule) as best from ad_matches group by file, record) l group by 1 order by 1 nulls first`);
  const hasIds = settings.fields.crm.has('ad_lead_id');
  const groups = rows.map(([watched, leads, matched, byId]) => ({
    watched: watched === true,
    leads: Number(leads),
    matched: Number(matched),
    isKnown: settings.hasCrm && (watched === true ? Number(byId) > 0 : hasIds || Number(matched) > 0),
  }));
  return { all: Number(all), groups };
}
