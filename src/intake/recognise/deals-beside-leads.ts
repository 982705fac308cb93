import { isDealId } from '../../sources/generic.js';
import type { Recognised } from './recognised.js';

/**
 * A list of deals or orders stands for leads where it is all there is. Beside a list of leads it does not: added up, a
 * customer would be a lead twice. So is the list of a shop's orders, and a sheet that is only guessed from its headings
 * and numbers its rows as deals; what funnel.yaml describes is what it says.
 */
export function dealsBesideLeads<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const hasLeads = files.some(
    (one) => one.recognised.table === 'crm' && one.recognised.entity === 'lead' && !areDeals(one.recognised),
  );
  return hasLeads
    ? files.map((one) => (areDeals(one.recognised) ? { ...one, recognised: asDeals(one.recognised) } : one))
    : files;
}

const areDeals = ({ table, entity, columns, source, settings, areOrders }: Recognised): boolean =>
  table === 'crm' &&
  entity === 'lead' &&
  settings === undefined &&
  (areOrders || (source === 'guess' && isDealId(columns.get('lead_id')?.heading ?? '')));

function asDeals(recognised: Recognised): Recognised {
  const columns = [...recognised.columns].map(
    ([field, column]) => [field === 'lead_id' ? 'deal_id' : field, column] as const,
  );
  return { ...recognised, entity: 'deal', columns: new Map(columns) };
}
