import { joined, name, type Sql, sql } from '../engines/sql.js';
import type { CampaignNames } from './campaign-names.js';
import { keywordOfTag } from './keywords.js';
import { isMacro } from './macro.js';

export interface CampaignSettings {
  names: CampaignNames;
  /** Fields that some export of the CRM has. */
  fields: ReadonlySet<string>;
  hasAdLeads: boolean;
  /** The dimensions that somebody asks for. */
  asked: ReadonlySet<string>;
}

/**
 * Null where a macro was never filled in. Where words still lie beside their export, an engine asks this once per word
 * and not once per lead.
 */
export const filledIn = (column: Sql): Sql => sql`case when not ${isMacro(column)} then ${column} end`;

/** In a tag `+` is a blank, unless a campaign of the spend is written with it. Call it once: it reads all of the spend. */
export function tagged(fields: ReadonlySet<string>): Sql {
  if (!fields.has('utm_campaign')) return sql``;
  const called = sql`(select list(distinct campaign) from spend where contains(campaign, '+'))`;
  return sql`, case when contains(utm_campaign, '+') and not coalesce(list_contains(${called}, utm_campaign), false)
    then replace(utm_campaign, '+', ' ') else utm_campaign end as tagged_campaign`;
}

/** The columns of leads in which the ID of a campaign may stand. */
export const idsOfCampaigns = ({ fields, hasAdLeads }: Pick<CampaignSettings, 'fields' | 'hasAdLeads'>): string[] => [
  ...(hasAdLeads ? ['ad_campaign', 'ad_campaign_id'] : []),
  ...['utm_campaign', 'campaign'].filter((field) => fields.has(field)),
];

/**
 * The campaign of a lead: of its ad lead, its tags or its field, whichever comes first. Each may be an ID, since people
 * put either into a tag, and is then shown by name; null: no export has one.
 */
export function campaignOf({ fields, hasAdLeads, names }: CampaignSettings): Sql | null {
  const named = names === 'some';
  const said = (field: string) =>
    fields.has(field)
      ? [
          ...(named ? [name(`${field}_name`)] : []),
          filledIn(field === 'campaign' ? sql`c.campaign` : sql`tagged_campaign`),
        ]
      : [];
  const parts = [
    ...(hasAdLeads && named ? [sql`ad_campaign_name`] : []),
    ...(hasAdLeads ? [sql`ad_campaign`, ...(named ? [sql`ad_campaign_id_name`] : [])] : []),
    ...said('utm_campaign'),
    ...said('campaign'),
    ...(hasAdLeads ? [sql`ad_campaign_id`] : []),
  ];
  return parts.length > 0 ? sql`coalesce(${joined(parts, ', ')})` : null;
}

/** Of its ad lead, else of its tag; null: no export has one. */
export function keywordIn({ fields, hasAdLeads, asked }: CampaignSettings): Sql | null {
  const parts = [
    ...(hasAdLeads && asked.has('keyword') ? [keywordOfTag(sql`ad_keyword`)] : []),
    ...(fields.has('utm_term') ? [keywordOfTag(sql`c.utm_term`)] : []),
  ];
  return parts.length > 0 ? sql`coalesce(${joined(parts, ', ')})` : null;
}
