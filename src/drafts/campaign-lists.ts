import type { ColumnProfile } from './column-profile.js';
import { linkTo, type Related } from './relate.js';
import type { Surveyed } from './survey.js';

/** A table of spend, and the column of its campaigns' IDs. */
export interface CampaignIds {
  of: Surveyed;
  id: ColumnProfile;
}

/**
 * Marks as spare a list of campaigns that has one row for each campaign, with its budget or total cost, beside a table
 * of the same campaigns by day. Together the two would count the cost twice, so the list is drafted and not read.
 * `known`: tables that need no draft.
 */
export function withoutCampaignLists(related: readonly Related[], known: readonly CampaignIds[]): Related[] {
  const drafted = related.flatMap(({ of, table, columns, isSpare }): CampaignIds[] => {
    const id = table === 'ad_stats' && !isSpare ? columns.get('campaign_id') : undefined;
    return id ? [{ of, id }] : [];
  });
  const byDay = [...known, ...drafted].filter(({ id }) => !id.isUnique);
  return related.map((one) => {
    const own = drafted.find(({ of }) => of === one.of);
    const isList = own?.id.isUnique && byDay.some(({ id }) => linkTo({ columns: [id] }, own) !== undefined);
    return isList ? { ...one, isSpare: true } : one;
  });
}
