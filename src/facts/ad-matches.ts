import type { Engine } from '../engines/engine.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import type { PersonField } from '../model/person-ids.js';
import { type CrmSettings, clickIds, firstClickId, personsIn } from './crm.js';
import { filledIn } from './lead-campaign.js';
import { leftOutOfCrm, type TypedLeads } from './left-out.js';
import { isMacro } from './macro.js';
import { idsMerged } from './merged.js';

export interface MatchingSettings extends CrmSettings {
  /** By which people a lead is found where nothing surer tells. */
  fallback: readonly PersonField[];
  hasCrm: boolean;
  hasAdLeads: boolean;
  /** Files of what only watches leads. */
  watched: readonly number[];
  /** Per file: the platform of its rows, or null. And in SQL: the platform of a row, told by its file. */
  platforms: readonly (string | null)[];
  platformOfFile: Sql;
  /** Per file of ad leads: whose numbers its lead IDs are; null for the others. */
  journals: readonly (string | null)[];
  typed: readonly TypedLeads[];
}

/** Of ad leads `l`: those of forms, or those that were watched. */
export const isOf = (watched: boolean, settings: Pick<MatchingSettings, 'watched'>): Sql => {
  const isWatched = isIn(sql`l.file`, settings.watched);
  return watched ? isWatched : sql`not ${isWatched}`;
};

/** Web analytics write both into one cell: `google / organic` must not become Google Ads. */
const SOURCE_AND_MEDIUM = sql`(case when source is null or medium is null or ${isMacro(sql`medium`)} then source
  else concat(source, ' / ', medium) end)`;

/** What an ad lead says of its origin, in the columns of the lead that came of it; null: no export says it. */
export function adWords({
  fields,
  platforms,
  platformOfFile,
}: Pick<MatchingSettings, 'fields' | 'platforms' | 'platformOfFile'>): [column: string, value: Sql | null][] {
  const own = (field: string) => (fields.ad_leads.has(field) ? name(field) : null);
  return [
    ['ad_source', fields.ad_leads.has('source') ? SOURCE_AND_MEDIUM : null],
    ['ad_platform', platforms.some((platform) => platform !== null) ? platformOfFile : null],
    ['ad_campaign', fields.ad_leads.has('campaign') ? filledIn(sql`campaign`) : null],
    ...['campaign_id', 'ad_group', 'ad', 'keyword'].map((field): [string, Sql | null] => [`ad_${field}`, own(field)]),
  ];
}

/** What proves a match, the surest first. `merged`: either of the two IDs, of a lead that was merged into another one. */
export const RULES = { id: 0, key: 1, merged: 2, click: 3, phone: 4, email: 5 } as const;
/** Rule, file and record packed into one number: the smallest is the surest match, and among equals the first row. */
const [FILE_AT, RULE_AT] = [40, 56];
/** A number of so many bits, all of them set. It is made of a bigint, since a double cannot hold `2 ** 56 - 1`. */
const ones = (bits: number): Sql => raw(String((1n << BigInt(bits)) - 1n));
const packed = (rule: number): Sql =>
  sql`(cast(${raw(String(rule))} as bigint) << ${raw(String(RULE_AT))}) | (cast(l.file as bigint) << ${raw(String(FILE_AT))}) | l.record`;

/**
 * Lays down `ad_matches`: a row for each ad lead of `rows` and each lead of the CRM that came of it (`crm_file`,
 * `crm_record`), with the `rule` that proved it. The three are null where the CRM never received the ad lead.
 *
 * A lead of the CRM comes from one ad lead only: the surest match. An ad lead that the CRM has in an excluded row is left
 * out. Of the forms of leads that were merged into one, one stays. The `shared` IDs of the CRM match nothing.
 */
export async function findMatches(
  engine: Engine,
  leads: Sql,
  rows: Sql,
  shared: readonly string[],
  settings: MatchingSettings,
): Promise<void> {
  const { fields, watched, journals } = settings;
  const columns = [
    ...['file', 'record', 'lead_id', 'created_at'].map(name),
    sql`${firstClickId(fields.ad_leads)} as click`,
    ...personsIn(fields.ad_leads).map(name),
    ...adWords(settings).flatMap(([column, value]) => (value ? [sql`${value} as ${name(column)}`] : [])),
  ];
  const adLeads = sql`(select ${joined(columns, ', ')} from ${rows})`;
  const byId = fields.crm.has('ad_lead_id');
  const clicks = clickIds(settings);
  const people = settings.fallback.filter((field) => fields.crm.has(field) && fields.ad_leads.has(field));
  const merged = idsMerged(fields.crm);
  const isSimple = areOfOne(journals) && watched.length === 0 && clicks.length === 0 && people.length === 0;
  const matches =
    isSimple && !byId && !merged
      ? // What one journal numbers, and nothing but its numbers proves, has no two ad leads to choose from.
        sql`select l.*, c.file as crm_file, c.record as crm_record, case when c.file is not null then ${RULES.key} end as rule
          from ${adLeads} l left join ${leads} c on c.key = l.lead_id`
      : sql`select l.*, m.file as crm_file, m.record as crm_record, m.match >> ${raw(String(RULE_AT))} as rule
          from ${adLeads} l left join ${surest(leads, rows, { byId, merged, shared, clicks, people, watched })} m
            on l.file = (m.match >> ${raw(String(FILE_AT))}) & ${ones(RULE_AT - FILE_AT)}
            and l.record = m.match & ${ones(FILE_AT)}`;
  const among = (field: 'lead_id' | 'ad_lead_id') => sql`lead_id in (select id from ${leftOutOfCrm(settings, field)})`;
  const isMerged = merged ? sql`lead_id in (select id from ${merged})` : sql`false`;
  // The number of a call is not taken for that of a lead here either.
  await engine.run(sql`create table ad_matches as select * from (${matches}) l where crm_file is not null
    or not coalesce(${among('ad_lead_id')} or ${isOf(false, settings)} and (${among('lead_id')} or ${isMerged}), false)`);
}

/** Whether one journal numbers all ad leads. */
export const areOfOne = (journals: MatchingSettings['journals']): boolean =>
  new Set(journals.filter((journal) => journal !== null)).size < 2;

/** For each lead of the CRM that came of an ad lead the surest `match`. */
function surest(
  leads: Sql,
  rows: Sql,
  {
    byId,
    merged,
    shared,
    clicks,
    people,
    watched,
  }: {
    byId: boolean;
    merged: Sql | null;
    shared: readonly string[];
    clicks: readonly string[];
    people: readonly PersonField[];
  } & Pick<MatchingSettings, 'watched'>,
): Sql {
  const candidate = (rule: number, on: Sql) =>
    sql`select c.file, c.record, ${packed(rule)} as match from ${leads} c join ${rows} l on ${on}`;
  const sure = [
    ...(byId ? [candidate(RULES.id, sql`l.lead_id = c.ad_lead_id and not ${isIn(sql`c.ad_lead_id`, shared)}`)] : []),
    // The number of a call must not match the number of a lead: both are short and count from one.
    sql`${candidate(RULES.key, sql`l.lead_id = c.key`)} where ${isOf(false, { watched })}`,
    ...(merged
      ? [
          sql`select c.file, c.record, ${packed(RULES.merged)} as match from ${leads} c join ${merged} i on i.into_key = c.key
            join ${rows} l on l.lead_id = i.id where ${isOf(false, { watched })}`,
        ]
      : []),
  ];
  const least = (of: readonly Sql[]) =>
    sql`(select file, record, min(match) as match from (${joined(of, ' union all ')}) group by file, record)`;
  const turns: { rule: number; columns: readonly Sql[]; among: (side: Sql) => Sql; may: Sql; more: Sql }[] = [
    { rule: RULES.click, columns: clicks.map(name), among: (side: Sql) => side, may: sql`true`, more: sql`true` },
    ...people.map((field) => ({
      rule: RULES[field],
      columns: [name(field)],
      among: (side: Sql) => ofFew(side, name(field)),
      may: IS_NOT_BEFORE,
      more: IS_AT_ONCE,
    })),
  ].filter(({ columns }) => columns.length > 0);
  if (turns.length === 0) return least(sure);
  const steps = [sql`sure0 as materialized ${least(sure)}`, ...turns.map(stepOf)];
  const last = raw(`sure${turns.length}`);
  return sql`(with ${joined(steps, ', ')} select file, record, min(match) as match from ${last} group by file, record)`;

  /** What is found by a rule, beside all that surer ones have. */
  function stepOf({ rule, columns, among, may, more }: (typeof turns)[number], at: number): Sql {
    const before = raw(`sure${at}`);
    const found = columns.map((column) =>
      inTurn(among(leads), among(rows), { column, rule, may, more, before }, watched),
    );
    return sql`${raw(`sure${at + 1}`)} as materialized (from ${before} union all ${joined(found, ' union all ')})`;
  }
}

/** A phone that stands on more leads is a switchboard's, or nobody's. */
const MOST_OF_ONE = 3;
const ofFew = (side: Sql, column: Sql): Sql =>
  sql`(select * from ${side} where ${column} in (select ${column} from ${side} where ${column} is not null
    group by ${column} having count(*) <= ${raw(String(MOST_OF_ONE))}))`;

/** A lead that is older than the form cannot have come of it. One day is allowed for the clocks of two programs. */
const IS_NOT_BEFORE = sql`coalesce(cast(c.created_at as date) >= cast(l.created_at as date) - 1, true)`;

/**
 * A person may become a lead again long after the form. Several leads came of one form only if they were made together
 * with it.
 */
const IS_AT_ONCE = sql`coalesce(cast(c.created_at as date) <= cast(l.created_at as date) + 1, false)`;

/**
 * Matches in order where several ad leads and several leads share a key: the first lead came of the first ad lead, the
 * second of the second, and so on. Pairs that a surer rule has found are left aside, and forms come before what was only
 * watched. Leads that the CRM has beyond the number of ad leads (`more`) came of the last one. An ad lead that is already
 * taken by a surer rule gets another lead only if that one is among `more`.
 */
const inTurn = (
  leads: Sql,
  rows: Sql,
  { column, rule, may, more, before }: { column: Sql; rule: number; may: Sql; more: Sql; before: Sql },
  watched: readonly number[],
): Sql => sql`select file, record, match
  from (select *, max(place) over (partition by shared) as places
    from (select c.file, c.record, l.${column} as shared, ${packed(rule)} as match, ${more} as is_more, s.match is not null as is_taken,
        dense_rank() over (partition by l.${column} order by c.created_at, c.file, c.record) as turn,
        dense_rank() over (partition by l.${column} order by s.match is not null, ${isOf(true, { watched })}, l.created_at, l.file, l.record) as place
      from ${leads} c join ${rows} l on l.${column} = c.${column}
        left join (select distinct match & ${ones(RULE_AT)} as match from ${before}) s on s.match = ${packed(0)}
      where ${may} and (c.file, c.record) not in (select (file, record) from ${before})))
  where (place = turn and (is_more or not is_taken)) or (place = places and turn > places and is_more)`;
