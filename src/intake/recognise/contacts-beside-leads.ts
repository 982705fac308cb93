import type { Field } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { isBareId, isContactId, namesPeople } from '../../sources/leads-or-else.js';
import { isDescribed } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * People of whom a sheet tells no more than who they are and where they came from are leads where that is all there is.
 * Beside a list that numbers its own leads, or deals that stand for them, each would be a lead once more. Where a bare `ID`
 * numbers them, they are such if they say not even where they came from, and no list that tells how its leads stand has
 * the same IDs. Deals that name their contacts make them leads. What funnel.yaml describes is what it says.
 */
export async function contactsBesideLeads<File extends { recognised: Recognised }>(
  files: readonly File[],
  { headingsOf, shareIds }: Beside<File>,
): Promise<readonly File[]> {
  const lists = files.filter(({ recognised }) => numbersLeads(recognised));
  const areContacts = async (one: File): Promise<boolean> => {
    if (!tellsNoSale(one.recognised)) return false;
    if (isContactId(ownId(one.recognised))) return lists.length > 0;
    const others = lists.filter((list) => list !== one && tellsHowTheyStand(list.recognised));
    if (others.length === 0 || !arePeopleAlone(one.recognised, headingsOf(one))) return false;
    for (const list of others) if (await shareIds(one, list)) return false;
    return true;
  };
  const given: File[] = [];
  for (const one of files)
    given.push(
      (await areContacts(one))
        ? { ...one, recognised: { ...one.recognised, table: 'none', columns: new Map(), unread: WHY } }
        : one,
    );
  return given;
}

interface Beside<File> {
  headingsOf: (one: File) => readonly string[];
  /** Whether rows of one are numbered as those of the other. */
  shareIds: (one: File, list: File) => Promise<boolean>;
}

const ownId = ({ columns }: Recognised): string => columns.get('lead_id')?.heading ?? '';

const numbersLeads = (one: Recognised): boolean =>
  one.table === 'crm' && one.entity === 'lead' && !isContactId(ownId(one));

const tellsNoSale = (one: Recognised): boolean =>
  one.table === 'crm' &&
  one.entity === 'lead' &&
  one.source === 'guess' &&
  !isDescribed(one.settings) &&
  !OF_SALES.some((field) => one.columns.has(field));

const arePeopleAlone = (one: Recognised, headings: readonly string[]): boolean =>
  isBareId(ownId(one)) && namesPeople(headings) && [...one.columns.keys()].every((field) => OF_PEOPLE.has(field));

const OF_PEOPLE: ReadonlySet<string> = new Set(['lead_id', 'created_at', 'modified_at', 'manager', 'phone', 'email']);

const tellsHowTheyStand = ({ columns }: Recognised): boolean => columns.has('status') || columns.has('outcome');

/** What is known of leads and deals alone. */
const OF_SALES: readonly Field[] = ['status', 'outcome', 'deal_id', 'revenue', 'amount', 'closed_at', 'reason'];

const WHY = text(
  'contacts beside a list of leads are no leads: left out; if they are leads too, say so in funnel.yaml: files: [{path: …, table: crm}]',
  'контакты рядом со списком лидов — не лиды: не учтены; если это тоже лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]',
);
