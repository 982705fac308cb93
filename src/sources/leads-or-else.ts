import { idOfWhat, isActivity } from '../model/activities.js';
import { fold } from '../model/fold.js';
import { reasons } from './crm/crm-words.js';
import { type Export, moment } from './define-source.js';
import { fieldsIn, written } from './generic-fields.js';
import { amounts, contactIds, days, dealIds, managers, numbers, people, stages } from './generic-headings.js';
import { adStats, crm, histories } from './generic-sheets.js';
import { has, looselyFits } from './loosely-fits.js';

// Rows with a number and a date may be leads, payments, changes of a stage, or calls: what tells them apart.

/**
 * Where a sheet's rows may be leads or payments: the columns that it would have as a sheet of spend, with its amount for
 * the cost. Undefined for any other sheet.
 */
export function leadsOrSpend(headings: readonly string[]): Record<string, string> | undefined {
  const number = numberOf(headings);
  if (number === undefined) return undefined;
  const cost = { kind: 'money' as const, headings: [...(adStats.fields.cost?.headings ?? []), ...amounts] };
  const fields = fieldsIn({ ...adStats, fields: { ...adStats.fields, cost } }, headings);
  return Object.fromEntries(Object.entries(written(fields)).filter(([, heading]) => heading !== number));
}

/**
 * Where a sheet is nothing but an ID, a stage and a plain date: each row may be a lead, or a deal's entry into a stage.
 * The columns that it would have as a history and as a list of leads; undefined for any other sheet.
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
 * The column that numbers the rows of a sheet, where nothing else says that they are leads: a bare `№` or `ID` and a
 * plain date stand before leads and before payments alike.
 */
export function numberOf(headings: readonly string[]): string | undefined {
  const { lead_id, created_at, gclid, yclid } = fieldsIn(crm, headings);
  const [number] = lead_id?.headings ?? [];
  const isBare = typeof number === 'string' && isBareId(number);
  const isPlain = created_at?.headings.some((heading) => typeof heading === 'string' && has(days, [heading]));
  const areLeads = has([...stages, ...managers, ...people, ...reasons], headings) || gclid || yclid;
  return isBare && isPlain && !areLeads ? number : undefined;
}

/** «Стоимость» of a numbered row is what an order costs, or what an ad did: only clicks or views tell. */
export const mayBeOrders = ({ cost, clicks, impressions }: Export['fields']): boolean =>
  !clicks &&
  !impressions &&
  (cost?.headings ?? []).some((one) => typeof one === 'string' && looselyFits('Стоимость', one, 'money'));

/** Whether a heading numbers deals, or orders. */
export const isDealId = (heading: string): boolean => has(dealIds, [heading]);

/** Whether a heading numbers rows, and says not of what. */
export const isBareId = (heading: string): boolean => has([...numbers, 'ID'], [heading]);

/** Whether a heading numbers whatever is kept, leads among it. */
export const isRecordId = (heading: string): boolean => has(['Record ID'], [heading]);

/** Whether a heading numbers people. */
export const isContactId = (heading: string): boolean => has(contactIds, [heading]);

/**
 * Rows that have an ID of their own at their head and only name a lead further on are something that happened around it:
 * calls, tasks, letters, payments. Other rows that say where they come from, or how they stand, may be leads all the same.
 */
export function onlyNamesLeads(fields: Export['fields'], [first = '']: readonly string[]): boolean {
  const [own] = fields.lead_id?.headings ?? [];
  const what = idOfWhat(first);
  if (typeof own !== 'string' || fold(own) === fold(first) || what === undefined) return false;
  const saysWhence = SAY_WHENCE.some((field) => fields[field]);
  return isActivity(what) || !(saysWhence || isDealId(first));
}

/**
 * What is to be done, and until when: tasks have a status and a day of creation as leads do, and are none. But nobody says of a
 * task where it came from, why it was lost, or what it brings.
 */
export const areTasks = ({ source, reason, revenue }: Export['fields'], headings: readonly string[]): boolean =>
  !source && !reason && !revenue && has(SUBJECTS, headings) && has(DUE, headings);
const SUBJECTS = [
  ...['Subject', 'Task', 'Task Name', 'Task Title', 'Task Type', 'Задача', 'Название задачи', 'Тема', 'Тема задачи'],
  ...['Тип задачи', 'Текст задачи'],
];
const DUE = [
  ...['Due', 'Due Date', 'Due On', 'Deadline', 'Complete Till', 'Крайний срок', 'Срок', 'Срок выполнения', 'Дедлайн'],
  'Выполнить до',
];

/**
 * What was spent on a campaign: such a list says whether each runs and when it was begun, as leads have a status and a day of
 * creation. But it says of none where it came from, who sells to it, or who it is.
 */
export const areCampaigns = (fields: Export['fields'], headings: readonly string[]): boolean =>
  fields.campaign !== undefined &&
  !SAY_OF_WHOM.some((field) => fields[field]) &&
  !has(
    [...people, 'First Name', 'Last Name'].filter((one) => !['Name', 'Nombre', 'Nome'].includes(one)),
    headings,
  ) &&
  headings.some((heading) => SPENT.some((one) => looselyFits(one, heading, 'money')));
const SPENT = (adStats.fields.cost?.headings ?? []).filter((one) => one !== 'Стоимость');
const SAY_OF_WHOM = ['source', 'medium', 'utm_source', 'utm_campaign', 'manager', 'reason', 'gclid', 'yclid'] as const;

/** A table of a connector that is not known may be of accounts, of ads, of companies: people say what it is. */
export const isOfConnector = (headings: readonly string[]): boolean => has([/^_fivetran_.*$/i], headings);

/**
 * A bare ID and a moment of creation, and nothing that is said of a lead: whose it is, where from, how it stands, what it
 * brings. So are accounts, campaigns, companies and products too.
 */
export function saysOfNoLead(columns: ReadonlyMap<string, string>, headings: readonly string[]): boolean {
  const own = columns.get('lead_id') ?? '';
  const saysMore = [...columns.keys()].some((field) => !OF_ANYTHING.has(field));
  const namesLeads = NAMES_LEADS.test(columns.get('created_at') ?? '');
  return (isBareId(own) || isRecordId(own)) && !saysMore && !has(OF_A_PERSON, headings) && !namesLeads;
}
const OF_ANYTHING = new Set<string>(['lead_id', 'created_at', 'modified_at', 'modified_by', 'currency']);
/** Whatever there is has a name. */
const OF_A_PERSON = [...people.filter((one) => !['Name', 'Nombre', 'Nome'].includes(one)), 'First Name', 'Last Name'];
const NAMES_LEADS = /lead|request|submi|лид|заявк|обращени/iu;

const SAY_WHENCE = ['status', 'outcome', 'source', 'medium', 'campaign', 'utm_source', 'utm_campaign'] as const;
