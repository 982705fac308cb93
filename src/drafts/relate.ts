import { idOfWhat, isPayment } from '../model/activities.js';
import { compareWords } from '../model/compare-words.js';
import type { Field } from '../model/tables.js';
import type { ColumnProfile } from './column-profile.js';
import { any, wordsOf } from './field-words.js';
import { ID_OF_A_DEAL, idWeight } from './id-words.js';
import { SAYS_WON } from './lead-words.js';
import { asPayments, isOfPayment, isProposal, type Proposal } from './propose.js';
import type { Surveyed } from './survey.js';

/** What a proposal is beside the other tables of the folder. */
export interface Related extends Omit<Proposal, 'table' | 'columns' | 'others'> {
  columns: ReadonlyMap<string, ColumnProfile | null>;
  others: ReadonlyMap<string, readonly ColumnProfile[]>;
  table: string;
  /** Of a file of entries into one stage: what it is called. */
  stage: string | undefined;
  /** The leads that it belongs to; undefined: it is of leads itself, or of spend. */
  linked: { to: string; by: string } | undefined;
  /** A sheet of spend that counts leads, deals or revenue as well, which are not read beside leads that stand one by one. */
  hasResults?: true;
  /** A second list of leads that nothing links to the first would count everybody twice: it is drafted, and not read. */
  isSpare: boolean;
  /** Its headings alone make leads of it, drafted or not: where it is spare, that must be said of it. */
  isNamed?: true;
}

/** A list of leads, or of deals: its file, the column of their IDs, and whether it tells how each stands. */
export interface Leads {
  of: Surveyed;
  id: ColumnProfile;
  tellsHowTheyStand: boolean;
}

/** Of the different values of a link so many are in the other file. */
const MOST = 0.5;

/**
 * Links the lists of leads and deals among each other: by the IDs in them, and by which came first. What was paid for `deals`
 * is no list of them.
 */
export function relate(
  proposals: readonly Proposal[],
  known: readonly Leads[],
  deals: readonly Leads[] = [],
): Related[] {
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
    // A list by months: each file is a part of it.
    return { ...plain, isSpare: !leads.some(({ of }) => hasHeadingsOf(one.of, of)) };
  });
}

/**
 * What is made or sent for a deal has an ID of its own at its head, which is none of a deal, and says neither where that came
 * from nor what it brought: how it stands is not how the deal does.
 */
function isAround({ of, columns }: Proposal, link: ColumnProfile): boolean {
  const [head] = of.columns;
  const moment = columns.get('closed_at') ?? columns.get('created_at');
  const isOwn = head !== undefined && head !== link && idOfWhat(head.heading) !== undefined;
  const isDeal = idWeight(head?.heading ?? '') >= ID_OF_A_DEAL || (moment && saysWon(of, moment));
  return isOwn && !isDeal && columns.has('status') && !columns.has('revenue') && !saysWhence({ columns });
}

const hasHeadingsOf = (one: Surveyed, other: Surveyed): boolean => {
  const headings = new Set(other.columns.map(({ heading }) => heading));
  return one.columns.length === headings.size && one.columns.every(({ heading }) => headings.has(heading));
};

/**
 * Deals that share a column with the leads which is the ID of neither, a client's number, an address: the first list that
 * does is linked by it, from the side of the leads.
 */
export function bySharedColumn(related: readonly Related[]): Related[] {
  const main = related.find(
    ({ table, entity, isSpare, columns }) =>
      table === 'crm' && entity === 'lead' && !isSpare && columns.get('lead_id') && !columns.has('deal_id'),
  );
  for (const one of main ? tellsOfSales(related) : []) {
    const shared = one.isSpare && main ? sharedBy(one.of, main) : undefined;
    if (!shared || !main) continue;
    const moment = one.columns.get('closed_at') ?? one.columns.get('created_at');
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

/** What was bought, or how it stands, before lists of whoever may have bought. */
const tellsOfSales = (related: readonly Related[]): Related[] => {
  const tells = ({ columns }: Related) => ['revenue', 'status', 'closed_at'].some((field) => columns.has(field));
  return [...related].sort((a, b) => Number(tells(b)) - Number(tells(a)));
};

/** A column of theirs and one of the leads with the same numbers or addresses, none twice in either. Two people may bear one name. */
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

const ADDRESS = any('e ?mail|mail|почта');

/** What is bought and paid is called so, by its day or by its number: who stands in such a list is won. */
const saysWon = ({ columns }: Surveyed, moment: ColumnProfile): boolean =>
  [moment, columns[0]].some((column) => column && SAYS_WON.test(wordsOf(column.heading)));

const leadsOf = ({ of, columns }: Proposal): Leads | undefined => {
  const id = columns.get('lead_id');
  return id ? { of, id, tellsHowTheyStand: columns.has('status') } : undefined;
};

/** The list that others refer to; else one that says where leads come from, the longest, which is where all begin. */
function mainOf(lists: readonly Proposal[]): Proposal | undefined {
  const referred = (one: Proposal) => {
    const own = leadsOf(one);
    return lists.filter((other) => {
      const link = other !== one && own ? linkTo(other.of, own) : undefined;
      // By a column beside its own ID it refers to it, however long it is; two lists of the same IDs: the shorter does.
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

/** Leads say where they come from; orders and cards of clients seldom do. */
export const saysWhence = ({ columns }: { columns: ReadonlyMap<string, unknown> }): boolean =>
  ['source', 'utm_source', 'campaign'].some((field) => columns.has(field));

/** The column of a table that holds the IDs of these leads. */
export function linkTo({ columns }: Pick<Surveyed, 'columns'>, { id }: Pick<Leads, 'id'>): ColumnProfile | undefined {
  return columns.find(({ heading, kind, values, distinct, isFlag }) => {
    if (kind === 'date' || kind === 'empty' || isFlag || !values || !id.values || distinct < 2) return false;
    // Numbers from one on are in every list of numbers.
    if (kind === 'number' && [...values].every((value) => value.length < 4) && id.distinct > distinct * 2) return false;
    if (kind === 'number' && areShort(values) && numbersOthers(heading, id.heading)) return false;
    let common = 0;
    for (const value of values) if (id.values.has(value)) common++;
    return common >= values.size * MOST;
  });
}

/** Whoever counts from one comes to numbers like these: that two lists share them says nothing. */
const areShort = (values: ReadonlySet<string>): boolean => [...values].every((value) => value.length < 7);

/** Whether a heading says that it numbers other things than that of the list: payment 15 is not lead 15. */
function numbersOthers(heading: string, ofList: string): boolean {
  const [what, listed] = [heading, ofList].map((one) => idOfWhat(wordsOf(one)));
  if (what === undefined) return false;
  return listed === undefined ? idWeight(heading) < 4 : what !== listed;
}

/** Deals of these leads, or entries of theirs into a stage. */
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
  // Several rows of one lead that nothing numbers are several deals.
  const dealId = ownIdOf(of, columns, link) ?? (link.isUnique ? link : undefined);
  const own: [Field, ColumnProfile][] = dealId ? [['deal_id', dealId]] : [];
  const deal = new Map<Field, ColumnProfile | null>([...own, ['lead_id', link], ...rest]);
  // A file of nothing but purchases is one of deals that were won; of closings it is not.
  if (!columns.has('status') && moment && saysWon(of, moment)) deal.set('deal_at', moment);
  return { ...one, entity: 'deal', columns: deal, stage: undefined, linked: to, isSpare: false };
}

/**
 * Payments for them, where that is what the rows are numbered as; or where nothing numbers them, their day is called that of
 * a payment, and the list itself tells how each deal stands.
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

/** `mql_date` → `mql`: what a file of entries is about, as far as the heading of its date tells. */
const stageIn = (moment: ColumnProfile): string =>
  wordsOf(moment.heading)
    .replace(/(?<![\p{L}\d])(?:date|time|at|on|of|day|дата|время|день|когда)(?![\p{L}\d])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim() || moment.heading;
