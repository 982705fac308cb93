import { isResult } from '../model/tables.js';
import { text as words } from '../model/text.js';
import { areOfVisits } from '../model/visit-actions.js';
import type { Export } from './define-source.js';
import { fieldsIn } from './generic-fields.js';
import { created, leadIds, people, sources } from './generic-headings.js';
import { adStats, analytics, calls, crm, deals, histories, moves, ofForms, sums, touches } from './generic-sheets.js';
import { looksLikeSpend } from './heading-looks.js';
import {
  areCampaigns,
  areTasks,
  isOfConnector,
  leadCountOf,
  leadsOrEvents,
  mayBeOrders,
  numberOf,
  onlyNamesCustomers,
  onlyNamesLeads,
} from './leads-or-else.js';
import { foldHeading, has, looselyFits, names } from './loosely-fits.js';

// Sheets of no known platform: those that people keep themselves, and exports that are not known yet.

/** The dictionary of usual headings as a source. What it recognises is a guess, and is called one. */
export const generic = {
  name: 'guess',
  title: 'Any other sheet',
  where: words(
    'a table with one heading per column, saved as CSV',
    'таблица с одной строкой заголовков, сохранённая как CSV',
  ),
  exports: [adStats, sums, crm, ...histories.slice(0, 1), touches, calls],
} as const;

/**
 * What a sheet probably is: the kind of sheet, with the sheet's own headings in place of the dictionary's. Undefined
 * where it fits none: a CRM, ad statistics, sums, a history, touches or calls. `tables` limits the guess to these
 * tables; empty: any. `counted`: reduces the fields of a sheet of sums to those whose values are counts.
 */
export function guess(
  headings: readonly string[],
  tables: readonly string[] = [],
  counted: (fields: Export['fields']) => Export['fields'] = (fields) => fields,
): Export | undefined {
  const number = tables.length === 0 ? (numberOf(headings) ?? leadCountOf(headings)) : undefined;
  for (const shape of [sums, analytics, adStats, calls, ...moves, deals, crm, ...histories, touches]) {
    if (tables.length > 0 && !tables.includes(shape.table)) continue;
    if (shape.says && tables.length === 0 && !has(shape.says, headings)) continue;
    if (shape === analytics && headings.some(looksLikeSpend)) continue;
    if (shape.table === 'crm' && (number !== undefined || (tables.length === 0 && leadsOrEvents(headings)))) continue;
    const own = headings.filter((heading) => heading !== number && !areOfVisits(heading, headings));
    const found = fieldsIn(shape, own);
    const fields = shape === sums ? counted(found) : found;
    // If the user says that the sheet holds sums, one result is enough.
    const fewest = shape.twoOf ? (tables.length > 0 ? 1 : 2) : 0;
    const counts = (shape.twoOf ?? []).filter((field) => fields[field]).length;
    // Of two thousand headings none is held against all that is strange to a sheet which lacks what it needs.
    if (counts < fewest || !shape.needs.every((list) => list.some((field) => fields[field]))) continue;
    const allowed = [...(areTaken(fields) ? (shape.stamps ?? []) : []), ...(areWorkedOn(fields) ? ofForms : [])];
    const others = own.filter((heading) => !has(allowed, [heading]));
    const isHeaded = has(shape.heads ?? [], headings.slice(0, 1));
    const isStrange =
      has(shape.never ?? [], own) ||
      (!isHeaded && !areShown(fields) && !areClicked(fields, own) && has(shape.strangers, others));
    const isOther = isStrange || (number !== undefined && mayBeOrders(fields));
    if (shape.table === 'crm' && [onlyNamesLeads, areTasks, areCampaigns].some((are) => are(fields, own))) continue;
    if (shape === crm && tables.length === 0 && (isOfConnector(own) || onlyNamesCustomers(fields, own))) continue;
    if (!isOther) return { ...shape, fields };
  }
  return undefined;
}

const areShown = ({ impressions, clicks, cost }: Export['fields']): boolean =>
  [impressions, clicks, cost].every((field) => field !== undefined);

/**
 * Whether a sheet says what the clicks of campaigns cost. It may also say whether a campaign runs and who looks after
 * it, but not name a person who may buy.
 */
const areClicked = ({ campaign, clicks, cost }: Export['fields'], headings: readonly string[]): boolean =>
  [campaign, clicks, cost].every((field) => field !== undefined) && !has(OF_SOMEBODY, headings);
const OF_SOMEBODY = [...leadIds.filter((one) => one !== 'ID'), ...people, ...created];

/** Whether leads have a stage and somebody who works on them. A form of a site may have put its own ID beside them. */
const areWorkedOn = ({ lead_id, status, manager }: Export['fields']): boolean =>
  [lead_id, status, manager].every((field) => field !== undefined);

/**
 * Whether the rows are figures of a day, so that a timestamp says when they were taken. Orders, which have a day and a
 * «Стоимость» too, are not.
 */
const areTaken = (fields: Export['fields']): boolean =>
  fields.day !== undefined &&
  !mayBeOrders(fields) &&
  [fields.clicks, fields.impressions, fields.source, fields.campaign].some((field) => field !== undefined);

/**
 * Without the results of sheets of sums (`Won` and `MQL` are also values in a CRM) and without the words of calls
 * (`Результат` is VK's).
 */
const ALL = generic.exports.flatMap(({ table, fields }) =>
  Object.entries(fields).flatMap(([field, source]) =>
    table === 'calls' || (table === 'agg' && isResult(field)) ? [] : [source],
  ),
);
const USUAL = new Set(
  ALL.flatMap(({ headings }) => headings.flatMap((one) => (typeof one === 'string' ? foldHeading(one) : []))),
);
const PATTERNS = ALL.flatMap(({ headings }) => headings.filter((one) => typeof one !== 'string'));

/** Whether a heading is a usual one: a row of such headings is a header. */
export const isUsual = (heading: string): boolean =>
  names(heading, 'money').some((name) => USUAL.has(name)) || PATTERNS.some((pattern) => pattern.test(heading.trim()));

/** The headings under which a sheet of spend may name the platform of each row, the most telling first. */
export const sourceHeadings = (headings: readonly string[]): string[] =>
  [...(adStats.fields.source?.headings ?? []), 'Network', 'Provider'].flatMap((wanted) =>
    headings.filter((heading) => looselyFits(wanted, heading, 'text')),
  );

/** Whether a heading means a source, and not a placement or a channel, which platforms have too. */
export const isSourceHeading = (heading: string): boolean => has(sources, [heading]);
