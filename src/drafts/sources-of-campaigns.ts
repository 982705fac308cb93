import type { LookUp } from './look-ups.js';
import { likeliestField } from './propose.js';
import type { Related } from './relate.js';

/**
 * Gives a source to leads and spend that name a campaign and no source, where another table says of which platform each
 * campaign is: the campaign stands under `source`, and the look-up reads its platform.
 */
export function withSourcesOfCampaigns(related: readonly Related[], lookUps: readonly LookUp[]): Related[] {
  const found = lookUps.find((one) => likeliestField(one.value, 'crm') === 'source' && related.some(explainedBy(one)));
  if (!found) return [...related];
  const same = lookUps.filter(({ by, key, value }) => by === found.by && key === found.key && value === found.value);
  return related.map((one) => {
    const own = same.find((lookUp) => explainedBy(lookUp)(one));
    return own ? { ...one, columns: new Map([...one.columns, ['source', own.column]]) } : one;
  });
}

const explainedBy =
  ({ of, column }: LookUp) =>
  (one: Related): boolean =>
    one.of === of &&
    !one.isSpare &&
    (one.table === 'ad_stats' || (one.table === 'crm' && one.entity === 'lead')) &&
    !['source', 'utm_source'].some((field) => one.columns.has(field)) &&
    ['campaign_id', 'campaign'].some((field) => one.columns.get(field) === column);
