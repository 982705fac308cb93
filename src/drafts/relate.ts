import { idOfWhat, isPayment } from '../model/activities.js';
import { compareWords } from '../model/compare-words.js';
import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';
import { anyOfWords, wordsOf } from './field-words.js';
import { ID_OF_A_DEAL, idWeight } from './id-words.js';
import { SAYS_WON } from './lead-words.js';
import { areParts, haveSameHeadings } from './parts-of-a-list.js';
import { asPayments, isOfPayment, isProposal, type Proposal } from './propose.js';
import type { Surveyed } from './survey.js';

/** What a proposed table is once it is seen together with the other tables of the folder. */
export interface Related extends Omit<Proposal, 'table' | 'columns' | 'others'> {
  columns: ReadonlyMap<string, ColumnProfile | null>;
  others: ReadonlyMap<string, readonly ColumnProfile[]>;
  table: string;
  /** The name of the stage, where the file lists entries into one; else undefined. */
  stage: string | undefined;
  /**
   * The file of the leads that it belongs to, and the heading of their ID here; undefined where it is a list of leads
   * or of spend itself.
   */
  linked: { to: string; by: string } | undefined;
  /**
   * A sheet of spend that counts leads, deals or revenue as well. These counts are not read where there are single
   * leads.
   */
  hasResults?: true;
  /**
   * A second list of leads that nothing links to the first. It would count everybody twice, so it is drafted and not
   * read.
   */
  isSpare: boolean;
  /** Its headings alone make it a list of leads, drafted or not. If it is spare, the user must be told. */
  isNamed?: true;
}

/** A list of leads or deals: its file, the column of its IDs, and whether it tells the status of each. */
export interface Leads {
  of: Surveyed;
  id: ColumnProfile;
  tellsHowTheyStand: boolean;
}

/** The share of the different values of a link that the other file must have as IDs. */
const MOST = 0.5;

/**
 * Links the lists of leads and deals to each other by their IDs. One list is the main one, unless some leads are
 * `known` already. A file of payments for `deals` becomes payments, not another list.
 */
export function relate(proposals: readonly Proposal[], known: readonly Leads[], deals: readonly Leads[]): Related[] {
  const lists = proposals.filter(({ table }) => table === 'crm');
  const first = known.length > 0 ? undefined : mainOf(lists);
  const own = first && leadsOf(first);
  const leads = own ? [own] : known;
  return proposals.map((one): Related => {
    const plain = { ...one, stage: undefined, linked: undefined, isSpare: false };
    if (one.table !== 'crm') return plain;
    for (const list of deals) {
      const link = linkTo(one.of, list);
      const paid = link && paidFor(one, link, list);
      if (paid) return { ...paid, stage: undefined, linked: { to: list.of.name, by: link.heading }, isSpare: false };
    }
    if (one === first) return plain;
    for (const list of leads) {
      const link = linkTo(one.of, list);
      if (link) return isAround(one, link) ? { ...plain, isSpare: true } : linked(one, link, list);
    }
    const isPart = first ? areParts(one, first) : known.some(({ of }) => haveSameHeadings(one.of, of));
    return { ...plain, isSpare: !isPart };
  });
}

/**
 * Whether a table is about things made or sent for a deal (quotes, tasks). Its first column is an ID of its own that is
 * not a deal's, and it says neither where the deal came from nor what it brought. Its status is not that of the deal.
 */
function isAround({ of, columns }: Proposal, link: ColumnProfile): boolean {
  const [head] = of.columns;
  const moment = columns.get('closed_at') ?? columns.get('created_at');
  const isOwn = head !== undefined && head !== link && idOfWhat(head.heading) !== undefined;
  const isDeal = idWeight(head?.heading ?? '') >= ID_OF_A_DEAL || (moment && saysWon(of, moment));
  return isOwn && !isDeal && columns.has('status') && !columns.has('revenue') && !saysWhence({ columns });
}

/**
 * Links deals to the leads by a column of both that is the ID of neither: a client's number, an e-mail address. The
 * first spare list with such a column is linked; the leads then get a `deal_id`.
 */
export function bySharedColumn(related: readonly Related[]): Related[] {
  const main = related.find(
    ({ table, entity, isSpare, columns }) =>
      table === 'crm' && entity === 'lead' && !isSpare && columns.get('lead_id') && !columns.has('deal_id'),
  );
  for (const one of main ? withSalesFirst(related) : []) {
    const moment = one.columns.get('closed_at') ?? one.columns.get('created_at');
    // Companies, accounts and contacts have a date as well, but no word of a sale: each would be an open deal.
    const isOfSales = tellsOfSales(one) || (moment && saysWon(one.of, moment));
    const shared = one.isSpare && main && isOfSales ? sharedBy(one.of, main) : undefined;
    if (!shared || !main) continue;
    const rest = [...one.columns].filter(([field]) => field !== 'lead_id');
    const columns = new Map([['deal_id', shared.own] as const, ...rest]);
    if (moment && !one.columns.has('status') && saysWon(one.of, moment)) columns.set('deal_at', moment);
    const deals: Related = {
      ...one,
      ...{ entity: 'deal', columns, isSpare: false },
      linked: { to: main.of.name, by: shared.own.heading },
    };
    const leads = { ...main, columns: new Map([...main.columns, ['deal_id', shared.of] as const]) };
    return related.map((other) => (other === one ? deals : other === main ? leads : other));
  }
  return [...related];
}

/** Whether a list has a revenue, a status or a closing date; lists of mere clients have not. */
const tellsOfSales = ({ columns }: Related): boolean =>
  ['revenue', 'status', 'closed_at'].some((field) => columns.has(field));

const withSalesFirst = (related: readonly Related[]): Related[] =>
  [...related].sort((a, b) => Number(tellsOfSales(b)) - Number(tellsOfSales(a)));

/**
 * A column of this table and one of the leads with the same numbers or addresses, each value once in either. Names do
 * not serve: two people may have the same.
 */
function sharedBy(
  { columns }: Surveyed,
  { of, columns: taken }: Related,
): { own: ColumnProfile; of: ColumnProfile } | undefined {
  const once = ({ heading, kind, filled, distinct }: ColumnProfile) =>
    kind !== 'date' && filled > 1 && distinct === filled && (idWeight(heading) > 2 || ADDRESS.test(wordsOf(heading)));
  const free = of.columns.filter((column) => once(column) && ![...taken.values()].includes(column));
  for (const own of columns.filter(once)) {
    const found = free.find((id) => linkTo({ columns: [own] }, { id }));
    if (found) return { own, of: found };
  }
  return undefined;
}

const ADDRESS = anyOfWords('e ?mail|mail|почта');

/** Whether the date or the first column is called that of a purchase or a payment: every row of such a list is won. */
const saysWon = ({ columns }: Surveyed, moment: ColumnProfile): boolean =>
  [moment, columns[0]].some((column) => column && SAYS_WON.test(wordsOf(column.heading)));

const leadsOf = ({ of, columns }: Proposal): Leads | undefined => {
  const id = columns.get('lead_id');
  return id ? { of, id, tellsHowTheyStand: columns.has('status') } : undefined;
};

/**
 * The list that most others refer to; among equals one that says where leads come from, then the longest, then by name.
 */
function mainOf(lists: readonly Proposal[]): Proposal | undefined {
  const referred = (one: Proposal) => {
    const own = leadsOf(one);
    return lists.filter((other) => {
      const link = other !== one && own ? linkTo(other.of, own) : undefined;
      // A list refers to another by a column beside its own ID, whatever its length. Of two lists of the same IDs the
      // shorter refers to the longer.
      return link && (link !== other.columns.get('lead_id') || other.of.rows <= one.of.rows);
    }).length;
  };
  return [...lists].sort(
    (a, b) =>
      referred(b) - referred(a) ||
      Number(saysWhence(b)) - Number(saysWhence(a)) ||
      b.of.rows - a.of.rows ||
      compareWords(a.of.name, b.of.name),
  )[0];
}

/** Whether a list says where its rows come from. Leads do; orders and lists of clients seldom do. */
export const saysWhence = ({ columns }: { columns: ReadonlyMap<string, unknown> }): boolean =>
  ['source', 'utm_source', 'campaign'].some((field) => columns.has(field));

/** The first column of a table that holds the IDs of these leads; undefined: none does. */
export function linkTo({ columns }: Pick<Surveyed, 'columns'>, { id }: Pick<Leads, 'id'>): ColumnProfile | undefined {
  return columns.find(({ heading, kind, values, distinct, isFlag }) => {
    if (kind === 'date' || kind === 'empty' || isFlag || !values || !id.values || distinct < 2) return false;
    // Small numbers from 1 on are in every list of numbers.
    if (kind === 'number' && [...values].every((value) => value.length < 4) && id.distinct > distinct * 2) return false;
    if (kind === 'number' && areShort(values) && numbersOthers(heading, id.heading)) return false;
    let common = 0;
    for (const value of values) if (id.values.has(value)) common++;
    return common >= values.size * MOST;
  });
}

/** Numbers below a million may come from counting from 1: two lists may share them by chance. */
const areShort = (values: ReadonlySet<string>): boolean => [...values].every((value) => value.length < 7);

/** Whether a heading numbers something else than the list does: payment 15 is not lead 15. */
function numbersOthers(heading: string, ofList: string): boolean {
  const [what, listed] = [heading, ofList].map((one) => idOfWhat(wordsOf(one)));
  if (what === undefined) return false;
  return listed === undefined ? idWeight(heading) < 4 : what !== listed;
}

/** A table with the IDs of these leads: payments for them, their entries into a stage, or their deals. */
function linked(one: Proposal, link: ColumnProfile, list: Leads): Related {
  const { of, columns } = one;
  const to = { to: list.of.name, by: link.heading };
  const moment = columns.get('closed_at') ?? columns.get('created_at') ?? undefined;
  const paid = paidFor(one, link, list);
  if (paid) return { ...paid, stage: undefined, linked: to, isSpare: false };
  const isPlainStage = !columns.has('status') && !columns.has('revenue') && moment !== undefined;
  if (isPlainStage && !columns.has('closed_at')) {
    const own = new Map<Field, ColumnProfile | null>([
      ['lead_id', link],
      ['entered_at', moment],
    ]);
    return {
      ...one,
      table: 'stage_events',
      columns: own,
      others: new Map(),
      stage: stageIn(moment),
      linked: to,
      isSpare: false,
    };
  }
  const rest = [...columns].filter(([field, column]) => field !== 'lead_id' && column !== link);
  // Without an ID of their own, several rows of one lead are several deals, so the lead's ID cannot serve as theirs.
  const dealId = ownIdOf(of, columns, link) ?? (link.isUnique ? link : undefined);
  const own: [Field, ColumnProfile][] = dealId ? [['deal_id', dealId]] : [];
  const deal = new Map<Field, ColumnProfile | null>([...own, ['lead_id', link], ...rest]);
  // If the file lists purchases and nothing else, all its deals are won. A list of closings may hold lost ones.
  if (!columns.has('status') && moment && saysWon(of, moment)) deal.set('deal_at', moment);
  return { ...one, entity: 'deal', columns: deal, stage: undefined, linked: to, isSpare: false };
}

/**
 * The table as payments for these leads or deals, if its ID is called that of a payment. Without an ID of its own it is
 * payments if its date is called that of one, and the list itself tells the status of each deal. Undefined: no
 * payments.
 */
function paidFor({ of, columns }: Proposal, link: ColumnProfile, { tellsHowTheyStand }: Leads): Proposal | undefined {
  const id = columns.get('lead_id');
  const own = id && id !== link && isPayment(idOfWhat(id.heading) ?? '') ? id : undefined;
  const at = columns.get('closed_at') ?? columns.get('created_at');
  const amount = columns.get('revenue') ?? of.columns.find(({ heading }) => wordsOf(heading) === 'gross');
  if (!at || !amount || (!own && (!tellsHowTheyStand || ownIdOf(of, columns, link) || !isOfPayment(at))))
    return undefined;
  const paid = asPayments(of, { own, link, at, amount, status: columns.get('status') ?? undefined });
  return isProposal(paid) ? paid : undefined;
}

const ownIdOf = (of: Surveyed, columns: Proposal['columns'], link: ColumnProfile): ColumnProfile | undefined => {
  const id = columns.get('lead_id');
  if (id && id !== link) return id;
  return of.columns.find(
    (column) =>
      column.isUnique && column !== link && column.kind !== 'date' && /\bid\b|номер|№/u.test(wordsOf(column.heading)),
  );
};

/** `mql_date` → `mql`: the stage that a file of entries is about, by the heading of its date. */
const stageIn = (moment: ColumnProfile): string =>
  wordsOf(moment.heading)
    .replace(/(?<![\p{L}\d])(?:date|time|at|on|of|day|дата|время|день|когда)(?![\p{L}\d])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim() || moment.heading;
