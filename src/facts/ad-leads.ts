import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { dimensionColumn, rowsOf } from '../model/canonical.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { Warning } from '../model/report.js';
import { CLICK_IDS } from '../model/tables.js';
import { hasColumn } from './evidence.js';
import { isMacro } from './lead-source.js';
import { diagnose, type Join } from './unmatched.js';

export interface Handover {
  /** Leads of the ad platforms' own forms, told apart; how many of them the CRM has, and how many it never received. */
  adLeads: number;
  matched: number;
  orphans: number;
  /** Whether it can be known at all which of them the CRM received. */
  isKnown: boolean;
  /** Ad rows that repeat a lead. */
  replaced: { file: number; record: number }[];
  warnings: Warning[];
}

export interface HandoverSettings {
  hasCrm: boolean;
  /** Whether the CRM keeps leads and deals apart, and both are there. */
  hasDeals: boolean;
  hasAdLeads: boolean;
  /** Whether the CRM has a field for the ad platform's lead ID. */
  hasAdLeadIds: boolean;
  /** Files of what only watches leads. */
  watched: readonly number[];
  /** The platform of an ad row, out of its file. */
  platformOfFile: Sql;
  /** Whose numbers its lead IDs are, out of its file. */
  journalOfFile: Sql;
  dimensions: number;
}

/**
 * `all_leads`: the CRM's leads, each with the ad lead it came from (matched by lead ID, then by click ID), and the leads
 * that the ad platforms have and the CRM never received. Source: definitions, "Sources".
 */
export async function handOver(engine: Engine, settings: HandoverSettings): Promise<Handover> {
  if (!settings.hasAdLeads) {
    await engine.run(sql`create view all_leads as ${crmSide(settings)}`);
    const warnings = settings.hasDeals ? await diagnose(engine, DEALS) : [];
    return { adLeads: 0, matched: 0, orphans: 0, isKnown: false, replaced: [], warnings };
  }
  const replaced = await tellAdLeadsApart(engine, settings);
  await matchAdLeads(engine, settings);
  const groups = await joinedGroups(engine, settings);
  const sum = (of: readonly Group[], what: 'leads' | 'matched') => of.reduce((all, one) => all + one[what], 0);
  const known = groups.filter(({ isKnown }) => isKnown);
  // Without a CRM the ad platforms' leads are all the leads there are; beside one that cannot be joined they would count twice.
  const counted = settings.hasCrm ? known : groups;
  const sides = counted.map(({ watched }) => sql` union all ${adSide(settings, isOf(watched, settings))}`);
  await engine.run(sql`create view all_leads as ${crmSide(settings)}${joined(sides, '')}`);
  const unknown = settings.hasCrm ? groups.filter(({ isKnown }) => !isKnown) : [];
  return {
    adLeads: sum(groups, 'leads'),
    matched: sum(groups, 'matched'),
    orphans: settings.hasCrm ? sum(known, 'leads') - sum(known, 'matched') : 0,
    // A file without rows tells nothing, but the CRM's own field for these IDs does.
    isKnown: known.length > 0 || (groups.length === 0 && settings.hasCrm && settings.hasAdLeadIds),
    replaced: replaced.map(([file, record]) => ({ file: Number(file), record: Number(record) })),
    warnings: [
      ...unknown.map((group) => (group.watched ? notCounted(group) : notJoined(group.leads))),
      ...(settings.hasAdLeadIds ? await placeholders(engine) : []),
      ...(settings.hasCrm ? await diagnose(engine, adLeads(settings)) : []),
      ...(settings.hasDeals ? await diagnose(engine, DEALS) : []),
    ],
  };
}

/** The leads of the ad platforms' own forms, or those that call tracking watched. */
interface Group {
  watched: boolean;
  leads: number;
  matched: number;
  /** Whether it can be known which of them the CRM received. */
  isKnown: boolean;
}

const isOf = (watched: boolean, settings: HandoverSettings): Sql => {
  const files = settings.watched.map((file) => raw(String(file)));
  return files.length === 0
    ? raw(String(!watched))
    : sql`${raw(watched ? '' : 'not ')}l.file in (${joined(files, ', ')})`;
};

/**
 * Forms can be joined where the CRM has a field for their IDs, or knows one of them. Of what is only watched the CRM has
 * most leads without any ID, and a click proves the one lead that it brought: only its own IDs tell that the CRM keeps them.
 */
async function joinedGroups(engine: Engine, settings: HandoverSettings): Promise<Group[]> {
  const rows = await engine.query(sql`select ${isOf(true, settings)} as watched, count(*),
      count(*) filter (where m.best is not null), count(*) filter (where m.best < 2)
    from ad_latest l left join (select file, record, min(rule) as best from ad_matches group by 1, 2) m
      on m.file = l.file and m.record = l.record group by 1 order by 1`);
  return rows.map(([watched, leads, matched, byId]) => ({
    watched: watched === true,
    leads: Number(leads),
    matched: Number(matched),
    isKnown: settings.hasCrm && (watched === true ? Number(byId) > 0 : settings.hasAdLeadIds || Number(matched) > 0),
  }));
}

const notCounted = ({ leads, matched }: Group): Warning => ({
  code: 'calls-not-joined',
  count: leads,
  message: text(
    `none of the ${leads} leads of call tracking is found in the CRM by its ID (${matched} by a click ID): they name sources, and are not counted beside the CRM's own leads`,
    `ни один из лидов коллтрекинга (${leads}) не найден в CRM по ID (по ID клика: ${matched}): они подсказывают источники, но сами рядом с лидами CRM не считаются`,
  ),
});

const adLeads = (settings: HandoverSettings): Join => ({
  code: 'ad-leads-not-found',
  what: (missing, all) =>
    text(
      `${missing} of ${all} leads of the ad forms are not found in the CRM by their ID`,
      `в CRM не найдены по ID ${missing} из ${all} лидов рекламных форм`,
    ),
  left: sql`select l.lead_id as id from ad_latest l where ${isOf(false, settings)}`,
  right: sql`select key as id from crm_leads union all select ad_lead_id from crm_leads`,
  found: sql`select l.lead_id from ad_latest l join ad_matches m on m.file = l.file and m.record = l.record where m.rule > 1`,
});

const DEALS: Join = {
  code: 'deals-not-found',
  what: (missing, all) =>
    text(
      `the leads of deals: ${missing} of ${all} IDs are not found among the leads`,
      `лиды сделок: среди лидов не найдены ${missing} из ${all} ID`,
    ),
  left: sql`select lead_id as id from crm_latest where entity = 'deal' and lead_id is not null`,
  right: sql`select lead_key as id from crm_latest where entity = 'lead'`,
};

const notJoined = (count: number): Warning => ({
  code: 'ad-leads-not-joined',
  count,
  message: text(
    `none of the ${count} leads of the ad forms is found in the CRM by its ID: they are not counted, and nobody knows how many were never handed over; keep the platform's lead ID in a field of the CRM (columns: ad_lead_id)`,
    `ни один из лидов рекламных форм (${count}) не найден в CRM по ID: они не посчитаны, и неизвестно, сколько не передано; храните ID лида площадки в поле CRM (columns: ad_lead_id)`,
  ),
});

async function tellAdLeadsApart(engine: Engine, { journalOfFile }: HandoverSettings) {
  const rows = name(rowsOf('ad_leads'));
  await engine.run(sql`create table ad_places as select file, record, row_number() over (
    partition by ${journalOfFile}, lead_id order by created_at, file, record) as place from ${rows} where lead_id is not null`);
  await engine.run(sql`create view ad_latest as select r.* from ${rows} r
    join ad_places p on p.file = r.file and p.record = r.record where p.place = 1`);
  return engine.query(sql`select file, record from ad_places where place > 1 order by file, record`);
}

/** One ad lead is one lead of the CRM, or a few: what stands on ten leads, and on more than a hundredth of them, stands for none. */
const PLACEHOLDERS = sql`select ad_lead_id from crm_leads where ad_lead_id is not null
  group by ad_lead_id having count(*) >= 10 and count(*) * 100 > (select count(*) from crm_leads)`;

async function placeholders(engine: Engine): Promise<Warning[]> {
  const [[leads] = []] = await engine.query(sql`select count(*) from crm_leads where ad_lead_id in (${PLACEHOLDERS})`);
  if (Number(leads) === 0) return [];
  return [
    {
      code: 'placeholder-ids',
      count: Number(leads),
      message: text(
        `${leads} leads of the CRM bear the same ID of an ad lead as many others: it stands for none, and is not joined`,
        `лидов CRM с тем же ID рекламного лида, что и у многих других: ${leads}; это не ID, по нему ничего не соединяется`,
      ),
    },
  ];
}

/**
 * `ad_matches`: for a CRM lead the ad lead it came from: the platform's ID in a field of its own, its ID itself, a click
 * ID. The number of a call is never taken for that of a lead: both are short, and count from one.
 */
async function matchAdLeads(engine: Engine, settings: HandoverSettings): Promise<void> {
  const byClick = CLICK_IDS.map(
    (id) =>
      sql`select c.key, a.file, a.record, 2 as rule from crm_leads c join ad_latest a on a.${name(id)} = c.${name(id)}`,
  );
  const candidates = [
    sql`select c.key, a.file, a.record, 0 as rule from crm_leads c join ad_latest a on a.lead_id = c.ad_lead_id
      where c.ad_lead_id not in (${PLACEHOLDERS})`,
    sql`select c.key, l.file, l.record, 1 as rule from crm_leads c join ad_latest l on l.lead_id = c.key
      where ${isOf(false, settings)}`,
    ...byClick,
  ];
  await engine.run(sql`create table ad_matches as select key, file, record, rule from (
    select *, row_number() over (partition by key order by rule, file, record) as place from (${joined(candidates, ' union all ')}))
    where place = 1`);
}

const OWN = [
  'source',
  'medium',
  'campaign',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  ...CLICK_IDS,
  'manager',
  'reason',
];

function crmSide({ hasAdLeads, platformOfFile, dimensions }: HandoverSettings): Sql {
  const columns = [
    ...[
      'key',
      'file',
      'record',
      'created_at',
      ...OWN,
      ...dims(dimensions),
      ...has(),
      'lost',
      'known_depth',
      'destroyed',
      'won_revenue',
      'open_amount',
    ].map((column) => sql`c.${name(column)}`),
  ];
  if (!hasAdLeads)
    return sql`select ${joined(columns, ', ')}, false as not_in_crm, ${joined(
      ['ad_source', 'ad_platform', 'ad_campaign', 'ad_campaign_id'].map(
        (column) => sql`cast(null as varchar) as ${name(column)}`,
      ),
      ', ',
    )} from crm_leads c`;
  return sql`select ${joined(columns, ', ')}, false as not_in_crm, a.origin as ad_source, a.platform_key as ad_platform, a.campaign as ad_campaign, a.campaign_id as ad_campaign_id
    from crm_leads c left join ad_matches m on m.key = c.key
    left join (select *, ${SOURCE_AND_MEDIUM} as origin, ${platformOfFile} as platform_key from ${name(rowsOf('ad_leads'))}) a on a.file = m.file and a.record = m.record`;
}

/** As web analytics write them into one cell: `google / organic` is not Google Ads. */
const SOURCE_AND_MEDIUM = sql`(case when source is null or medium is null or ${isMacro(sql`medium`)} then source
  else concat(source, ' / ', medium) end)`;

/** An ad lead that the CRM never received has reached `lead`, and stands open. */
function adSide({ platformOfFile, journalOfFile, dimensions }: HandoverSettings, which: Sql): Sql {
  const clicks = new Set<string>(CLICK_IDS);
  const own = OWN.map((column) => (clicks.has(column) ? name(column) : sql`null`));
  const columns = [
    sql`concat('ad ', ${journalOfFile}, ' ', lead_id), file, record, created_at`,
    ...own,
    ...dims(dimensions).map(() => sql`null`),
    ...has().map((column) => raw(String(column === hasColumn('lead')))),
    sql`false, false, false, null, null, true, ${SOURCE_AND_MEDIUM}, ${platformOfFile}, campaign, campaign_id`,
  ];
  return sql`select ${joined(columns, ', ')} from ad_latest l
    where ${which} and not exists (select 1 from ad_matches m where m.file = l.file and m.record = l.record)`;
}

const dims = (count: number): string[] => Array.from({ length: count }, (_, index) => dimensionColumn(index));
const has = (): string[] => LEAD_STAGES.map(hasColumn);
