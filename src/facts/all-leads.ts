import { byFile } from '../engines/lay-down.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import type { Group, Matching } from './ad-leads.js';
import { adWords, isOf, type MatchingSettings } from './ad-matches.js';
import { personsIn } from './crm.js';
import { hasColumn, LATER_STAGES } from './evidence.js';

/**
 * All leads that count: those of the CRM, each with what its ad lead says (`ad_…`), and those ad leads that the CRM never
 * received.
 */
export function allLeads(leads: Sql, matching: Matching, settings: MatchingSettings): Sql {
  if (!settings.hasAdLeads) return ofCrmAlone(leads, settings);
  const words = adWords(settings);
  const said = words.flatMap(([column, value]) => (value ? [name(column)] : []));
  const fromCrm = sql`select c.*, ${joined([sql`false as not_in_crm`, ...said.map((column) => sql`m.${column}`)], ', ')}
    from ${leads} c left join (select * from ad_matches where crm_file is not null) m
      on m.crm_file = c.file and m.crm_record = c.record`;
  const orphans = countedOf(matching, settings).map(({ watched }) =>
    orphansOf(isOf(watched, settings), said, settings),
  );
  const unsaid = words.flatMap(([column, value]) => (value ? [] : [column]));
  return sql`(select *${nulls(unsaid)} from (${joined([fromCrm, ...orphans], ' union all by name ')}))`;
}

/** Rows of the CRM that no ad platform says anything of. */
export const ofCrmAlone = (leads: Sql, settings: MatchingSettings): Sql =>
  sql`(select *, false as not_in_crm${nulls(adWords(settings).map(([column]) => column))} from ${leads})`;

const nulls = (columns: readonly string[]): Sql =>
  joined(
    columns.map((column) => sql`, cast(null as varchar) as ${name(column)}`),
    '',
  );

/**
 * Without a CRM the leads of the ad platforms are all the leads there are. Beside a CRM that cannot be joined to them
 * they would count twice.
 */
const countedOf = ({ groups }: Matching, { hasCrm }: { hasCrm: boolean }): Group[] =>
  groups.filter(({ isKnown }) => isKnown || !hasCrm);

/** How many leads there are besides those of the CRM. */
export const orphansIn = (matching: Matching, settings: { hasCrm: boolean }): number =>
  countedOf(matching, settings).reduce((sum, { leads, matched }) => sum + leads - matched, 0);

/** An ad lead that the CRM never received: it has reached `lead` and is open. */
function orphansOf(which: Sql, words: readonly Sql[], { journals, fields }: MatchingSettings): Sql {
  const has = LATER_STAGES.map((stage) => sql`false as ${name(hasColumn(stage))}`);
  return sql`select concat('ad ', ${byFile(journals)}, ' ', lead_id) as key, file, record, created_at, click,
      false as lost, false as known_depth, true as not_in_crm, ${joined([...has, ...words, ...personsIn(fields.ad_leads).map(name)], ', ')}
    from ad_matches l where crm_file is null and ${which}`;
}
