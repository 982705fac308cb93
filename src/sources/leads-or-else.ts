import { idOfWhat, isActivity, sayTasks } from '../model/activities.js';
import { fold } from '../model/fold.js';
import { reasons } from './crm/crm-words.js';
import { type Export, type FieldSource, type Heading, moment } from './define-source.js';
import { fieldsIn, written } from './generic-fields.js';
import {
  amounts,
  contactIds,
  created,
  customerIds,
  days,
  dealIds,
  leadIds,
  managers,
  numbers,
  people,
  stages,
} from './generic-headings.js';
import { adStats, crm, histories } from './generic-sheets.js';
import { has, looselyFits } from './loosely-fits.js';

// Rows with an ID and a date may be leads, payments, changes of a stage, or calls. These functions tell them apart.

/**
 * If the rows of a sheet may be leads or payments: field → heading as a sheet of spend, with its amount as the cost.
 * Undefined for any other sheet.
 */
export function leadsOrSpend(headings: readonly string[]): Record<string, string> | undefined {
  const number = numberOf(headings);
  if (number === undefined) return undefined;
  const cost = { kind: 'money' as const, headings: [...(adStats.fields.cost?.headings ?? []), ...amounts] };
  const fields = fieldsIn({ ...adStats, fields: { ...adStats.fields, cost } }, headings);
  return Object.fromEntries(Object.entries(written(fields)).filter(([, heading]) => heading !== number));
}

/**
 * If a sheet has nothing but an ID, a stage and a plain date, each row may be a lead or a deal's entry into a stage.
 * Gives field → heading for both readings, a history and a list of leads; undefined for any other sheet.
 */
export function leadsOrEvents(
  headings: readonly string[],
): Record<'events' | 'leads', Record<string, string>> | undefined {
  const dated = histories.map((shape) => ({ ...shape, fields: { ...shape.fields, entered_at: moment(...days) } }));
  for (const shape of dated) {
    const [events, leads] = [written(fieldsIn(shape, headings)), written(fieldsIn(crm, headings))];
    const used = new Set(Object.values(events));
    if (!shape.needs.every((list) => list.some((field) => events[field]))) continue;
    if (headings.every((heading) => used.has(heading)) && leads.lead_id && leads.created_at) return { events, leads };
  }
  return undefined;
}

/**
 * The column of a bare `№` or `ID`, where the sheet has a plain date and nothing else that would show its rows to be
 * leads: they may be payments just as well. Undefined: none.
 */
export function numberOf(headings: readonly string[]): string | undefined {
  const { lead_id, created_at, gclid, yclid } = fieldsIn(crm, headings);
  const [number] = lead_id?.headings ?? [];
  const isBare = typeof number === 'string' && isBareId(number);
  const isPlain = created_at?.headings.some((heading) => typeof heading === 'string' && has(days, [heading]));
  return isBare && isPlain && !sayLeads(headings) && !gclid && !yclid ? number : undefined;
}

/**
 * The column of a `Lead Number` that says how many leads there were: beside what a day or a campaign cost, where nothing
 * names a lead's stage or a person. Undefined: none.
 */
export function leadCountOf(headings: readonly string[]): string | undefined {
  const { cost, day, campaign } = fieldsIn(adStats, headings);
  return cost && (day || campaign) && !sayLeads(headings)
    ? headings.find((heading) => LEAD_NUMBER.test(heading))
    : undefined;
}
const LEAD_NUMBER = /^(?:lead|prospect|enquiry|inquiry)[ _-]?number$/iu;

/** Whether headings name a stage, a salesperson, a person or a reason, as those of leads do. */
const sayLeads = (headings: readonly string[]): boolean =>
  has([...stages, ...managers, ...people, ...reasons], headings);

/**
 * Whether «Стоимость» may be the price of an order rather than the cost of an ad: only clicks or impressions would
 * tell.
 */
export const mayBeOrders = ({ cost, clicks, impressions }: Export['fields']): boolean =>
  !clicks &&
  !impressions &&
  (cost?.headings ?? []).some((one) => typeof one === 'string' && looselyFits('Стоимость', one, 'money'));

/** Whether a heading is the ID of deals or orders. */
export const isDealId = (heading: string): boolean => has(dealIds, [heading]);

/** Whether a heading is an ID that does not say of what. */
export const isBareId = (heading: string): boolean => has([...numbers, 'ID'], [heading]);

/** Whether a heading is the ID of any record, a lead's among others. */
export const isRecordId = (heading: string): boolean => has(['Record ID'], [heading]);

/** Whether a heading is the ID of contacts. */
export const isContactId = (heading: string): boolean => has(contactIds, [heading]);

/**
 * Whether rows only name a lead: they begin with an ID of something else, and have the lead's further on. Then they are
 * things that happened around the lead: calls, tasks, letters, payments. Rows that say where they come from or what
 * their status is may be leads all the same, unless the ID is that of an activity.
 */
export function onlyNamesLeads(fields: Export['fields'], [first = '']: readonly string[]): boolean {
  const [own] = fields.lead_id?.headings ?? [];
  const what = idOfWhat(first);
  if (typeof own !== 'string' || fold(own) === fold(first) || what === undefined) return false;
  const saysWhence = SAY_WHENCE.some((field) => fields[field]);
  return isActivity(what) || !(saysWhence || isDealId(first));
}

/**
 * Whether rows only name a customer, as payments do: a list of leads numbered so begins with that number, as invoices
 * do with theirs, and says when each was created and how it stands.
 */
export const onlyNamesCustomers = (
  { lead_id, created_at, status }: Export['fields'],
  [first = '']: readonly string[],
): boolean => isOf(customerIds, lead_id) && !(has(customerIds, [first]) && isOf(created, created_at) && status);
const isOf = (wanted: readonly Heading[], field: FieldSource | undefined): boolean =>
  field?.headings.every((one) => typeof one === 'string' && has(wanted, [one])) === true;

/**
 * Whether rows are tasks: a subject and a due date. Tasks have a status and a date of creation as leads do, but no
 * source, no reason of a loss and no revenue.
 */
export const areTasks = ({ source, reason, revenue }: Export['fields'], headings: readonly string[]): boolean =>
  !source && !reason && !revenue && sayTasks(headings);

/**
 * Whether rows are campaigns. Such a list says whether each runs and when it was started, as leads have a status and a
 * date of creation. But it names no source, no salesperson and no person, and no ID of a lead.
 */
export const areCampaigns = (fields: Export['fields'], headings: readonly string[]): boolean =>
  fields.campaign !== undefined &&
  !SAY_OF_WHOM.some((field) => fields[field]) &&
  !has([...OF_A_PERSON, ...IDS_OF_LEADS], headings) &&
  headings.some((heading) => SPENT.some((one) => looselyFits(one, heading, 'money')));
const IDS_OF_LEADS = leadIds.filter((one) => one !== 'ID' && one !== 'Record ID');
const SPENT = (adStats.fields.cost?.headings ?? []).filter((one) => one !== 'Стоимость');
const SAY_OF_WHOM = ['source', 'medium', 'utm_source', 'utm_campaign', 'manager', 'reason', 'gclid', 'yclid'] as const;

/** Whether it is the table of a connector. An unknown one may be of accounts, ads or companies: people have to say. */
export const isOfConnector = (headings: readonly string[]): boolean => has([/^_fivetran_.*$/i], headings);

/**
 * Whether a sheet has only a bare ID and a time of creation, and nothing that is said of a lead: who, from where, with
 * what status, for how much. Accounts, campaigns, companies and products look the same.
 */
export function saysOfNoLead(columns: ReadonlyMap<string, string>, headings: readonly string[]): boolean {
  const own = columns.get('lead_id') ?? '';
  const saysMore = [...columns.keys()].some((field) => !OF_ANYTHING.has(field));
  const namesLeads = NAMES_LEADS.test(columns.get('created_at') ?? '');
  return (isBareId(own) || isRecordId(own)) && !saysMore && !has(OF_A_PERSON, headings) && !namesLeads;
}
const OF_ANYTHING = new Set<string>(['lead_id', 'created_at', 'modified_at', 'modified_by', 'currency']);
/** Headings of a person. A bare name does not count: everything has one. */
const OF_A_PERSON = [...people.filter((one) => !['Name', 'Nombre', 'Nome'].includes(one)), 'First Name', 'Last Name'];
const NAMES_LEADS = /lead|request|submi|anfrage|лид|ліда|заяв(?:к|ок)|обращени|звернен/iu;

const SAY_WHENCE = ['status', 'outcome', 'source', 'medium', 'campaign', 'utm_source', 'utm_campaign'] as const;
