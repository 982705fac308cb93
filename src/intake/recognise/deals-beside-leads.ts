import { isContactId, isDealId } from '../../sources/leads-or-else.js';
import { saysWhatRowsAre } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * Decides whether a list of deals or orders stands for leads. Where it is all there is, it does. Beside a list of leads
 * it does not, since a customer would be a lead twice: so with a shop's orders, with a guessed sheet that numbers its
 * rows as deals, with deals of a CRM whose leads name what they were converted to, and beside deals that name their
 * leads. Naming the contact of each deal makes no leads of them if nothing else is read of the contact: who buys twice
 * would be two. What funnel.yaml describes stays what it says.
 */
export function dealsBesideLeads<File extends { recognised: Recognised }>(given: readonly File[]): readonly File[] {
  const files = withLeads(withoutContacts(given));
  const all = files.map(({ recognised }) => recognised).filter(({ table }) => table === 'crm');
  const others = all.filter((one) => !isOfLeads(one) || !numbersDeals(one));
  const areDeals = (one: Recognised) =>
    isOfLeads(one) &&
    !saysWhatRowsAre(one.settings) &&
    ((numbersDeals(one) && others.length > 0) ||
      (one.stands === 'converted' && all.some((other) => names(other, one))));
  return files.map((one) => (areDeals(one.recognised) ? { ...one, recognised: asDeals(one.recognised) } : one));
}

/** Deals that name contacts stand for themselves if no other list is numbered by these contacts. */
function withoutContacts<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const named = files.filter(({ recognised }) => isContactId(recognised.columns.get('lead_id')?.heading ?? ''));
  const areOwn = named.every(({ recognised }) => isGuessedDeals(recognised) && recognised.columns.has('deal_id'));
  if (!areOwn) return files;
  return files.map((one) => (named.includes(one) ? { ...one, recognised: asLeads(one.recognised) } : one));
}

const isGuessedDeals = ({ table, entity, source, settings }: Recognised): boolean =>
  table === 'crm' && entity === 'deal' && source === 'guess' && !saysWhatRowsAre(settings);

function asLeads(recognised: Recognised): Recognised {
  const columns = [...recognised.columns].flatMap(([field, column]): [string, typeof column][] =>
    field === 'lead_id' ? [] : [[field === 'deal_id' ? 'lead_id' : field, column]],
  );
  return { ...recognised, entity: 'lead', columns: new Map(columns) };
}

/**
 * Rows that begin with the ID of a lead and have that of a deal are leads, if the deals stand in another list and no
 * other list is of leads. By themselves they are deals.
 */
function withLeads<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  const lists = files.map(({ recognised }) => recognised).filter(isOfLeads);
  if (lists.length === 0 || !lists.every(numbersDeals)) return files;
  return files.map((one) =>
    beginsWithLead(one.recognised) ? { ...one, recognised: { ...one.recognised, entity: 'lead' as const } } : one,
  );
}

const beginsWithLead = (one: Recognised): boolean => {
  const [lead, deal] = [one.columns.get('lead_id'), one.columns.get('deal_id')];
  return isGuessedDeals(one) && lead !== undefined && deal !== undefined && lead.index < deal.index;
};

const isOfLeads = ({ table, entity }: Recognised): boolean => table === 'crm' && entity === 'lead';

const numbersDeals = ({ columns, source, settings, stands }: Recognised): boolean =>
  !saysWhatRowsAre(settings) &&
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
