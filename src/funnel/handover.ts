import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { dimensionColumn, rowsOf } from '../model/canonical.js';
import type { Warning } from '../model/report.js';
import { LEAD_STAGES } from '../model/stages.js';
import { CLICK_IDS } from '../model/tables.js';
import { diagnose, type Join } from './diagnose.js';
import { hasColumn } from './stages.js';

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
  /** The platform of an ad row, out of its file. */
  platformOfFile: Sql;
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
  const replaced = await tellAdLeadsApart(engine);
  await matchAdLeads(engine);
  const [[adLeads, matched] = []] = await engine.query(
    sql`select (select count(*) from ad_latest), (select count(distinct (file, record)) from ad_matches)`,
  );
  const isKnown = settings.hasCrm && (settings.hasAdLeadIds || Number(matched) > 0);
  // Without a CRM the ad platforms' leads are all the leads there are; beside one that cannot be joined they would count twice.
  const counts = isKnown || !settings.hasCrm;
  await engine.run(
    sql`create view all_leads as ${crmSide(settings)}${counts ? sql` union all ${adSide(settings)}` : sql``}`,
  );
  const found = {
    adLeads: Number(adLeads),
    matched: Number(matched),
    orphans: counts && settings.hasCrm ? Number(adLeads) - Number(matched) : 0,
  };
  return {
    ...found,
    isKnown,
    replaced: replaced.map(([file, record]) => ({ file: Number(file), record: Number(record) })),
    warnings: [
      ...(settings.hasCrm && !isKnown ? [notJoined(found.adLeads)] : []),
      ...(settings.hasAdLeadIds ? await placeholders(engine) : []),
      ...(settings.hasCrm ? await diagnose(engine, AD_LEADS) : []),
      ...(settings.hasDeals ? await diagnose(engine, DEALS) : []),
    ],
  };
}

const AD_LEADS: Join = {
  code: 'ad-leads-not-found',
  what: (missing, all) =>
    text(
      `${missing} of ${all} leads of the ad forms are not found in the CRM by their ID`,
      `в CRM не найдены по ID ${missing} из ${all} лидов рекламных форм`,
    ),
  left: sql`select l.lead_id as id from ad_latest l
    where not exists (select 1 from ad_matches m where m.file = l.file and m.record = l.record and m.rule > 1)`,
  right: sql`select key as id from crm_leads union all select ad_lead_id from crm_leads`,
};

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

async function tellAdLeadsApart(engine: Engine) {
  const rows = name(rowsOf('ad_leads'));
  await engine.run(sql`create table ad_places as select file, record, row_number() over (
    partition by lead_id order by created_at, file, record) as place from ${rows} where lead_id is not null`);
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

/** `ad_matches`: for a CRM lead the ad lead it came from: the platform's ID in a field of its own, its ID itself, a click ID. */
async function matchAdLeads(engine: Engine): Promise<void> {
  const byClick = CLICK_IDS.map(
    (id) =>
      sql`select c.key, a.file, a.record, 2 as rule from crm_leads c join ad_latest a on a.${name(id)} = c.${name(id)}`,
  );
  const candidates = [
    sql`select c.key, a.file, a.record, 0 as rule from crm_leads c join ad_latest a on a.lead_id = c.ad_lead_id
      where c.ad_lead_id not in (${PLACEHOLDERS})`,
    sql`select c.key, a.file, a.record, 1 as rule from crm_leads c join ad_latest a on a.lead_id = c.key`,
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
      ['ad_source', 'ad_platform', 'ad_campaign'].map((column) => sql`cast(null as varchar) as ${name(column)}`),
      ', ',
    )} from crm_leads c`;
  return sql`select ${joined(columns, ', ')}, false as not_in_crm, a.source as ad_source, a.platform_key as ad_platform, a.campaign as ad_campaign
    from crm_leads c left join ad_matches m on m.key = c.key
    left join (select *, ${platformOfFile} as platform_key from ${name(rowsOf('ad_leads'))}) a on a.file = m.file and a.record = m.record`;
}

/** An ad lead that the CRM never received has reached `lead`, and stands open. */
function adSide({ platformOfFile, dimensions }: HandoverSettings): Sql {
  const clicks = new Set<string>(CLICK_IDS);
  const own = OWN.map((column) => (clicks.has(column) ? name(column) : sql`null`));
  const columns = [
    sql`concat('ad ', lead_id), file, record, created_at`,
    ...own,
    ...dims(dimensions).map(() => sql`null`),
    ...has().map((column) => raw(String(column === hasColumn('lead')))),
    sql`false, false, false, null, null, true, source, ${platformOfFile}, campaign`,
  ];
  return sql`select ${joined(columns, ', ')} from ad_latest l
    where not exists (select 1 from ad_matches m where m.file = l.file and m.record = l.record)`;
}

const dims = (count: number): string[] => Array.from({ length: count }, (_, index) => dimensionColumn(index));
const has = (): string[] => LEAD_STAGES.map(hasColumn);
