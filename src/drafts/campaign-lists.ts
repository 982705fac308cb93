import type { ColumnProfile } from './column-profile.js';
import { linkTo, type Related } from './relate.js';
import type { Surveyed } from './survey.js';

/** A table of spend, and the column of its campaigns' IDs. */
export interface CampaignIds {
  of: Surveyed;
  id: ColumnProfile;
}

/**
 * A list of campaigns, a row for each with what it may cost or has cost in all, beside a table of what the same campaigns cost
 * by day: together they would count it twice. Such a list is drafted, and not read. `known`: tables that need no draft.
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
