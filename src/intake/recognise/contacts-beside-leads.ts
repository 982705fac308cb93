import { idOfWhat, isMadeForDeal } from '../../model/activities.js';
import { fold } from '../../model/fold.js';
import { CLICK_FIELDS, type Field } from '../../model/tables.js';
import { type Text, text } from '../../model/text.js';
import { isBareId, isContactId, isRecordId, saysOfNoLead } from '../../sources/leads-or-else.js';
import { saysWhatRowsAre } from './described.js';
import type { Recognised } from './recognised.js';

/**
 * Decides which lists are leads where several could be. A list that is not leads beside another would count each lead
 * twice. What funnel.yaml describes stays what it says.
 *
 * These are leads only where nothing better stands beside them:
 * - contacts, of whom the sheet tells only who they are and where they came from; beside deals that name their contacts
 * they are leads, unless the deals say where they came from; beside deals that name nobody they are none;
 * - rows with a bare `ID` (contacts, companies, goods) without origin or status, beside a list that has them, unless they
 * have the IDs of that list or those that deals link to, or no column that the list lacks (as an earlier month of it);
 * - what is made for a deal, with an ID of its own and that of a lead or deal of the list (an order to the workshop, a
 * shipment), since its status is not the deal's; a sale or a client is different;
 * - rows with a bare ID that name leads or deals of the list and tell nothing of them (lines of an order), or name the
 * same ones again and again (changes of status, visits).
 * A bare ID with nothing but a moment of creation is no lead even alone.
 */
export async function contactsBesideLeads<File extends { recognised: Recognised }>(
  files: readonly File[],
  beside: Beside<File>,
): Promise<readonly File[]> {
  const around = new Set<File>();
  for (const one of files)
    if (isAround(one, files, beside) || (await isNamedAgain(one, files, beside))) around.add(one);
  const lists = files.filter((one) => !around.has(one));
  const given: File[] = [];
  for (const one of files) {
    const unread = around.has(one) ? AROUND : await whyNoLeads(one, lists, beside);
    given.push(unread ? { ...one, recognised: { ...one.recognised, table: 'none', columns: new Map(), unread } } : one);
  }
  return given;
}

async function whyNoLeads<File extends { recognised: Recognised }>(
  one: File,
  lists: readonly File[],
  { headingsOf, shareIds }: Beside<File>,
): Promise<Text | undefined> {
  const { recognised } = one;
  if (!isGuessed(recognised)) return undefined;
  const saysNothing = saysNothingOf(recognised);
  if (isContactId(ownId(recognised)) || (isBareId(ownId(recognised)) && headingsOf(one).some(isOfContacts))) {
    const ofLeads = lists.filter((list) => list !== one && tellsOfLeads(list.recognised));
    const areNone = ofLeads.some((list) => numbersLeads(list.recognised) || isUnlinked(list.recognised) || saysNothing);
    return areNone && tellsNoSale(recognised) ? CONTACTS : undefined;
  }
  if (!isAnyId(ownId(recognised)) || !saysNothing) return undefined;
  const others = lists.filter(
    (list) =>
      list !== one &&
      (numbersLeads(list.recognised) || isDealsOfCrm(list.recognised)) &&
      tellsHowTheyStand(list.recognised),
  );
  const isPartOf = (list: File) => headingsOf(one).every((heading) => headingsOf(list).includes(heading));
  if (others.length === 0)
    return holdsLeads(lists, one) || !mayBeAnything(recognised, headingsOf(one)) ? undefined : ALONE;
  if (others.some(isPartOf)) return undefined;
  for (const list of others) if (await shareIds(one, list)) return undefined;
  return OTHERS;
}

/**
 * Whether it is something made for a deal: its own ID comes first, another ID is that of a list which has statuses, and
 * it tells neither origin nor amounts.
 */
function isAround<File extends { recognised: Recognised }>(
  one: File,
  files: readonly File[],
  { headingsOf }: Beside<File>,
): boolean {
  const { recognised } = one;
  const link = recognised.columns.get('lead_id');
  const [first = ''] = headingsOf(one);
  if (!isGuessed(recognised) || !link || link.index === 0 || !isMadeForDeal(idOfWhat(first) ?? '')) return false;
  if (OF_A_LEAD.some((field) => recognised.columns.has(field))) return false;
  return files.some(
    (list) =>
      list !== one &&
      list.recognised.table === 'crm' &&
      tellsHowTheyStand(list.recognised) &&
      fold(headingsOf(list)[0] ?? '') === fold(link.heading),
  );
}

/**
 * Whether it names leads or deals which the other list has once each: with a bare ID of its own and nothing more, or the
 * same ones again and again.
 */
async function isNamedAgain<File extends { recognised: Recognised }>(
  one: File,
  files: readonly File[],
  { headingsOf, shareIds, comeAgain }: Beside<File>,
): Promise<boolean> {
  const { recognised } = one;
  const link = recognised.columns.get('lead_id');
  const [first = ''] = headingsOf(one);
  if (!isGuessed(recognised) || !link || isContactId(link.heading)) return false;
  const isOfVisits = [...recognised.columns.keys()].every((field) => OF_A_VISIT.has(field));
  const saysMore = OF_A_LEAD.some((field) => recognised.columns.has(field));
  if (saysMore && !isOfVisits) return false;
  const tellsNothing = saysNothingOf(recognised) && link.index > 0 && isAnyId(first);
  // A row that has only the lead's ID and says when it was last changed is the lead as it was then.
  const isAsOf = link.index === 0 && recognised.columns.has('modified_at');
  if (!tellsNothing && (isAsOf || !(await comeAgain(one)))) return false;
  for (const list of files) {
    const mayBe = list !== one && list.recognised.table === 'crm' && tellsHowTheyStand(list.recognised);
    // If the list does not say where its leads came from, another list that does is read with it.
    if (mayBe && (!saysMore || saysWhence(list.recognised)) && (await shareIds(one, list)) && !(await comeAgain(list)))
      return true;
  }
  return false;
}

interface Beside<File> {
  headingsOf: (one: File) => readonly string[];
  /** Whether rows of one are numbered as those of the other. */
  shareIds: (one: File, list: File) => Promise<boolean>;
  /** Whether several rows have one ID, again and again. */
  comeAgain: (one: File) => Promise<boolean>;
}

const ownId = ({ columns }: Recognised): string => columns.get('lead_id')?.heading ?? '';

const numbersLeads = (one: Recognised): boolean =>
  one.table === 'crm' && one.entity === 'lead' && !isContactId(ownId(one));

/** Whether a list is of leads, or of deals that say themselves where they came from. */
const tellsOfLeads = (one: Recognised): boolean =>
  numbersLeads(one) ||
  (one.table === 'crm' && one.entity === 'deal' && (one.source === 'guess' || isUnlinked(one)) && saysWhence(one));

/** Deals that name neither a lead nor a contact: beside contacts all of them would be of nobody. */
const isUnlinked = ({ entity, columns }: Recognised): boolean => entity === 'deal' && !columns.has('lead_id');

/** Headings that only lists of contacts have, whose own ID is a bare one: Bitrix24's. */
const isOfContacts = (heading: string): boolean => OF_CONTACTS.test(heading.trim());
const OF_CONTACTS = /^(?:тип контакта|участвует в экспорте контактов|contact type|included in (?:contact )?export)$/iu;

const isDealsOfCrm = ({ table, entity, source }: Recognised): boolean =>
  table === 'crm' && entity === 'deal' && !['guess', 'configured'].includes(source);

/** A bare ID, or one that HubSpot gives whatever it keeps. */
const isAnyId = (heading: string): boolean => isBareId(heading) || isRecordId(heading);

const saysNothingOf = ({ columns }: Recognised): boolean =>
  [...columns.keys()].every((field) => OF_ANYTHING.has(field));

const holdsLeads = <File extends { recognised: Recognised }>(lists: readonly File[], own: File): boolean =>
  lists.some((one) => one !== own && one.recognised.table === 'crm');

const mayBeAnything = ({ columns }: Recognised, headings: readonly string[]): boolean =>
  saysOfNoLead(new Map([...columns].map(([field, { heading }]) => [field, heading])), headings);

const saysWhence = ({ columns }: Recognised): boolean =>
  ['source', 'utm_source', 'campaign', 'utm_campaign'].some((field) => columns.has(field));

const isGuessed = (one: Recognised): boolean =>
  one.table === 'crm' && one.entity === 'lead' && one.source === 'guess' && !saysWhatRowsAre(one.settings);

const tellsNoSale = ({ columns }: Recognised): boolean => !OF_SALES.some((field) => columns.has(field));

/** What anything may have that somebody keeps a list of. */
const OF_ANYTHING: ReadonlySet<string> = new Set([
  ...[
    'lead_id',
    'created_at',
    'modified_at',
    'modified_by',
    'manager',
    'phone',
    'email',
    'revenue',
    'amount',
    'currency',
  ],
]);

/** What a list of the visits of leads, or of their requests, tells of each. */
const OF_A_VISIT: ReadonlySet<string> = new Set([
  ...['lead_id', 'created_at', 'source', 'medium', 'campaign', 'landing', 'client_id', 'google_client_id'],
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'phone', 'email'],
  ...CLICK_FIELDS,
]);

const tellsHowTheyStand = ({ columns }: Recognised): boolean => columns.has('status') || columns.has('outcome');

/** What is known of leads and deals alone. */
const OF_SALES: readonly Field[] = ['status', 'outcome', 'deal_id', 'revenue', 'amount', 'closed_at', 'reason'];

/** What is known of no shipment. */
const OF_A_LEAD: readonly Field[] = ['source', 'utm_source', 'campaign', 'utm_campaign', 'revenue', 'amount', 'reason'];

const AROUND = text(
  'rows that only name leads or deals of the list beside: no leads, left out; if they are leads too, say so in funnel.yaml: files: [{path: …, table: crm}]; if changes of their stage, table: stage_events; if their visits, table: touches',
  'строки, которые лишь называют лиды или сделки из списка рядом: не лиды, не учтены; если это тоже лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]; если смены этапа — table: stage_events; если визиты — table: touches',
);

const CONTACTS = text(
  'contacts beside a list of leads are no leads: left out; if they are leads too, say so in funnel.yaml: files: [{path: …, table: crm}]',
  'контакты рядом со списком лидов — не лиды: не учтены; если это тоже лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]',
);

const ALONE = text(
  'a bare ID and a moment of creation, and nothing that is said of a lead (a status, a source, an amount, a person): as well campaigns or companies; left out; if they are leads, say so in funnel.yaml: files: [{path: …, table: crm}]',
  'только ID и дата создания и ничего из того, что говорят о лиде (статус, источник, сумма, человек): так же выглядят кампании и компании; не учтены; если это лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]',
);

const OTHERS = text(
  'neither a status nor a source, and other IDs than in the list of leads beside it: no leads, left out; if they are leads too, say so in funnel.yaml: files: [{path: …, table: crm}]',
  'ни статуса, ни источника, и ID не те, что в списке лидов рядом: не лиды, не учтены; если это тоже лиды, укажите в funnel.yaml: files: [{path: …, table: crm}]',
);
