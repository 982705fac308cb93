import type { Field } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { isContactId } from '../../sources/leads-or-else.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * People of whom a sheet tells no more than who they are and where they came from are leads where that is all there is.
 * Beside a list that numbers its own leads, or deals that stand for them, each would be a lead once more. Deals that name
 * their contacts make them leads. What funnel.yaml describes is what it says.
 */
export function contactsBesideLeads<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  if (!files.some(({ recognised }) => numbersLeads(recognised))) return files;
  return files.map((one) =>
    areContacts(one.recognised)
      ? { ...one, recognised: { ...one.recognised, table: 'none', columns: new Map(), unread: WHY } }
      : one,
  );
}

const ownId = ({ columns }: Recognised): string => columns.get('lead_id')?.heading ?? '';

const numbersLeads = (one: Recognised): boolean =>
  one.table === 'crm' && one.entity === 'lead' && !isContactId(ownId(one));

const areContacts = (one: Recognised): boolean =>
  one.table === 'crm' &&
  one.entity === 'lead' &&
  one.source === 'guess' &&
  !isDescribed(one.settings) &&
  isContactId(ownId(one)) &&
  !OF_SALES.some((field) => one.columns.has(field));

/** What is known of leads and deals alone. */
const OF_SALES: readonly Field[] = ['status', 'outcome', 'deal_id', 'revenue', 'amount', 'closed_at', 'reason'];

const WHY = text(
  'contacts beside a list of leads are no leads: left out; if they are leads too, say so in funnel.yaml: files: [{path: …, table: crm}]',
  'контакты рядом со списком лидов — не лиды: не учтены; если это тоже лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]',
);
