import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import type { Matching } from './ad-leads.js';
import { adWords, isOf, type MatchingSettings } from './ad-matches.js';
import type { SourceNames } from './lead-source.js';
import { leftOutOf, leftOutOfCrm } from './left-out.js';
import { idsMerged } from './merged.js';
import { leadOrigins, ORIGIN, type Originated, withSource } from './origins.js';

/** What forms were matched by. */
export type MatchedBy = Pick<
  MatchingSettings,
  'fields' | 'platforms' | 'platformOfFile' | 'watched' | 'hasAdLeads' | 'asOf' | 'typed'
>;

interface FormsSettings extends MatchedBy {
  /** The leads of the CRM, a row each. */
  leads: Sql;
  matching: Matching;
  sources: Pick<SourceNames, 'nameFurther'>;
}

/**
 * Lays down `forms` (`file, record, created_day, source, platform, stands`): a row per readable row of the platforms'
 * forms, and what became of it.
 * `repeated`: it repeats a lead of its export, or its lead was merged into one that has a form of its own.
 * `excluded`: a rule leaves it out, here or in the CRM.
 * `unknown`: it cannot be known whether the CRM has it.
 * `not_handed_over`: the CRM does not have it.
 * `other_source`: click ID, tags or field of the CRM itself name another source.
 * `other_day`: the CRM made the lead on another calendar day, or gives none.
 * `matched`: all agree.
 * Of several leads of the CRM that came of one form the best counts. Source: reports, "The agreement".
 */
export async function layDownForms(engine: Engine, settings: FormsSettings): Promise<void> {
  const { matching, sources, hasAdLeads, watched } = settings;
  if (!hasAdLeads) {
    await engine.run(sql`create table forms (file integer, record bigint, created_day date, source varchar,
      platform varchar, stands varchar)`);
    return;
  }
  await engine.run(
    sql`create table form_sides as ${joined([formsOf(settings), crmOf(settings)], ' union all by name ')}`,
  );
  const sides = { rows: name('form_sides'), origin: ORIGIN.map(({ column }) => name(`said_${column}`)) };
  const named = withSource(sides, await sources.nameFurther(engine, sides, 'form_sources'));
  const isKnown = matching.groups.some((group) => !group.watched && group.isKnown);
  const best = sql`(select f.file, f.record, min(case
        when c.source_rule <> 'none' and f.source_rule <> 'none' and c.source_name <> f.source_name then 1
        when f.created_day is not null and c.created_day is distinct from f.created_day then 2 else 0 end) as best
      from named f join named c on c.file = f.file and c.record = f.record and c.of_crm
      where not f.of_crm group by 1, 2)`;
  const merged = idsMerged(settings.fields.crm);
  const isMergedThere = merged ? sql`f.lead_id in (select id from ${merged})` : sql`false`;
  const isExcludedThere = sql`f.lead_id in (select id from ${leftOutOfCrm(settings, 'lead_id', 'ad_lead_id')})`;
  const stands = sql`case when is_excluded then 'excluded' when is_repeated then 'repeated' when not ${raw(String(isKnown))} then 'unknown'
      else case b.best when 0 then 'matched' when 1 then 'other_source' when 2 then 'other_day'
        else case when ${isExcludedThere} then 'excluded' when ${isMergedThere} then 'repeated' else 'not_handed_over' end end end`;
  await engine.run(sql`create table forms as with named as materialized (${named})
    select f.file, f.record, f.created_day, f.source_name as source, f.platform_name as platform, ${stands} as stands
    from named f left join ${best} b on b.file = f.file and b.record = f.record where not f.of_crm`);
  const [[laid, read] = []] = await engine.query(sql`select (select count(*) from forms),
    (select count(*) from ${readForms(settings)} l where ${isOf(false, { watched })})`);
  if (laid !== read) throw new Bug(`of ${read} rows of forms ${laid} stand somewhere`);
}

const OF_FORM = ['file', 'record', 'lead_id', 'created_at', 'source', 'medium'] as const;
const columnsOf = joined(OF_FORM.map(name), ', ');

/** Rows that count and rows that are left out, each with what became of it. */
function readForms({ typed, asOf }: Pick<FormsSettings, 'typed' | 'asOf'>): Sql {
  const isRepeated = sql`exists (select 1 from ad_again a where a.file = r.file and a.record = r.record)`;
  const used = sql`select ${columnsOf}, false as is_excluded, ${isRepeated} as is_repeated from ${name(rowsOf('ad_leads'))} r`;
  const out = typed.flatMap((one) => {
    if (one.table !== 'ad_leads') return [];
    const values = OF_FORM.map((field) =>
      field === 'file'
        ? sql`${raw(String(one.file))} as file`
        : field === 'record' || one.fields.has(field)
          ? name(field)
          : sql`null as ${name(field)}`,
    );
    return [
      sql`select ${joined(values, ', ')}, true as is_excluded, false as is_repeated from ${leftOutOf(one, asOf)}`,
    ];
  });
  return sql`(${joined([used, ...out], ' union all ')})`;
}

/** The forms, with what their platforms say of where they come from. */
function formsOf(settings: FormsSettings): Sql {
  const said = new Map(adWords(settings));
  const origin = [null, null, null, null, null, said.get('ad_platform') ?? null, said.get('ad_source') ?? null];
  return sql`select false as of_crm, file, record, lead_id, cast(created_at as date) as created_day, is_excluded, is_repeated, ${asSaid({ origin })}
    from ${readForms(settings)} l where ${isOf(false, settings)}`;
}

/** The leads of the CRM that came of forms, keyed by the place of the form, with what the CRM itself says. */
function crmOf(settings: FormsSettings): Sql {
  const own = leadOrigins(settings.leads, settings.fields.crm, false);
  return sql`select true as of_crm, m.form_file as file, m.form_record as record, cast(c.created_at as date) as created_day, ${asSaid(own)}
    from ${settings.leads} c join (select file as form_file, record as form_record, crm_file, crm_record from ad_matches
        where crm_file is not null) m on m.crm_file = c.file and m.crm_record = c.record`;
}

const asSaid = (of: Pick<Originated, 'origin'>): Sql =>
  joined(
    ORIGIN.map(
      ({ column, type }, at) => sql`cast(${of.origin[at] ?? sql`null`} as ${raw(type)}) as ${name(`said_${column}`)}`,
    ),
    ', ',
  );
