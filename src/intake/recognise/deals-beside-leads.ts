import { isDealId } from '../../sources/leads-or-else.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * A list of deals or orders stands for leads where it is all there is. Beside a list of leads it does not: added up, a
 * customer would be a lead twice. Such are a shop's orders, a sheet that is only guessed from its headings and numbers
 * its rows as deals, and the deals of a CRM whose leads name what they were converted to. What funnel.yaml describes is
 * what it says.
 */
export function dealsBesideLeads<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const all = files.map(({ recognised }) => recognised).filter(isOfLeads);
  const leads = all.filter((one) => !numbersDeals(one));
  const areDeals = (one: Recognised) =>
    isOfLeads(one) &&
    !isDescribed(one.settings) &&
    ((numbersDeals(one) && leads.length > 0) || (one.stands === 'converted' && all.some((other) => names(other, one))));
  return files.map((one) => (areDeals(one.recognised) ? { ...one, recognised: asDeals(one.recognised) } : one));
}

const isOfLeads = ({ table, entity }: Recognised): boolean => table === 'crm' && entity === 'lead';

const numbersDeals = ({ columns, source, settings, stands }: Recognised): boolean =>
  !isDescribed(settings) &&
  (stands === 'orders' || (source === 'guess' && isDealId(columns.get('lead_id')?.heading ?? '')));

/** Whether leads hold the IDs of the deals that they were converted to: `Converted Deal.id`, and not a name. */
const names = (leads: Recognised, deals: Recognised): boolean =>
  leads !== deals && leads.source === deals.source && /id$/iu.test(leads.columns.get('deal_id')?.heading ?? '');

function asDeals(recognised: Recognised): Recognised {
  const columns = [...recognised.columns].map(
    ([field, column]) => [field === 'lead_id' ? 'deal_id' : field, column] as const,
  );
  return { ...recognised, entity: 'deal', columns: new Map(columns) };
}
