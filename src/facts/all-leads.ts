import { joined, name, type Sql, sql } from '../engines/sql.js';
import { type Group, isOf, type Matching, type MatchingSettings, SOURCE_AND_MEDIUM } from './ad-leads.js';
import { clicked } from './crm.js';
import { hasColumn, LATER_STAGES } from './evidence.js';
import { without } from './places.js';

/**
 * All leads that count: the CRM's, each with what the ad lead that it came from says (`ad_…`), and those that the ad
 * platforms have and the CRM never received.
 */
export function allLeads(leads: Sql, matching: Matching, settings: MatchingSettings): Sql {
  if (!settings.hasAdLeads) return ofCrmAlone(leads);
  const fromCrm = sql`select c.*, false as not_in_crm, m.* exclude (file, record, rule, ad_file, ad_record)
    from ${leads} c left join ad_matches m on m.file = c.file and m.record = c.record`;
  const orphans = countedOf(matching, settings).map(({ watched }) =>
    orphansOf(matching.rows, isOf(watched, settings), settings),
  );
  return sql`(${joined([fromCrm, ...orphans], ' union all by name ')})`;
}

/** Rows of the CRM that no ad platform says anything of. */
export const ofCrmAlone = (leads: Sql): Sql =>
  sql`(select *, false as not_in_crm, ${joined(
    ['ad_source', 'ad_platform', 'ad_campaign', 'ad_campaign_id', 'ad_ad_group', 'ad_ad', 'ad_keyword'].map(
      (column) => sql`cast(null as varchar) as ${name(column)}`,
    ),
    ', ',
  )} from ${leads})`;

/** Without a CRM the ad platforms' leads are all the leads there are; beside one that cannot be joined they would count twice. */
const countedOf = ({ groups }: Matching, { hasCrm }: { hasCrm: boolean }): Group[] =>
  groups.filter(({ isKnown }) => isKnown || !hasCrm);

/** How many leads there are besides those of the CRM. */
export const orphansIn = (matching: Matching, settings: { hasCrm: boolean }): number =>
  countedOf(matching, settings).reduce((sum, { leads, matched }) => sum + leads - matched, 0);

/** Where the ad leads stand that a lead of the CRM came from. */
export const MATCHED = sql`(select ad_file as file, ad_record as record from ad_matches)`;

/** An ad lead that the CRM never received has reached `lead`, and stands open. */
function orphansOf(adLeads: Sql, which: Sql, { platformOfFile, journalOfFile, ...settings }: MatchingSettings): Sql {
  const has = LATER_STAGES.map((stage) => sql`false as ${name(hasColumn(stage))}`);
  return sql`select concat('ad ', ${journalOfFile}, ' ', lead_id) as key, file, record, created_at, ${clicked(settings.fields.ad_leads)} as click,
      ${joined(has, ', ')}, false as lost, false as known_depth, true as not_in_crm, ${SOURCE_AND_MEDIUM} as ad_source,
      ${platformOfFile} as ad_platform, campaign as ad_campaign, campaign_id as ad_campaign_id, ad_group as ad_ad_group, ad as ad_ad, keyword as ad_keyword
    from ${without(adLeads, MATCHED)} l where ${which}`;
}
