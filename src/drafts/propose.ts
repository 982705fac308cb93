import { spanInYear, spanOf } from '../intake/shape/span-words.js';
import { idOfWhat, isPayment, isTalk, sayTasks } from '../model/activities.js';
import { areAdSettings } from '../model/ad-settings.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { saysWhatCameIn } from '../model/paid-words.js';
import { foldSource, isSourceName } from '../model/platforms.js';
import type { Field } from '../model/tables.js';
import { isEnded, tellOutcomes } from '../model/told-outcomes.js';
import { areOfVisits } from '../model/visit-actions.js';
import { AD_FIELDS, RESULT_FIELDS } from './ad-words.js';
import type { ColumnProfile } from './column-profile.js';
import { anyOfWords, type FieldWords, wordsOf } from './field-words.js';
import { ID_OF_A_DEAL, idWeight, NAMES_LEADS, PERSONAL } from './id-words.js';
import { LEAD_FIELDS, SAYS_STAGE, SAYS_WON } from './lead-words.js';
import type { Surveyed } from './survey.js';

/** What an unknown table may be: a guess by its headings and by the values under them. */
export interface Proposal {
  of: Surveyed;
  table: 'crm' | 'ad_stats' | 'agg' | 'payments';
  entity: 'lead' | 'deal';
  /** The column of each field. Null for `lead_id`: there is no ID, and each row is a lead. */
  columns: ReadonlyMap<Field, ColumnProfile | null>;
  /** What looked like the ID, and comes again in sheets of other days. */
  noId?: ColumnProfile;
  /** Further columns from which a field could be read. */
  others: ReadonlyMap<Field, readonly ColumnProfile[]>;
}

/** Why a table is neither leads nor spend: it has no columns of these fields, or it is something else. */
export interface Useless {
  of: Surveyed;
  lacks: readonly Field[];
  /**
   * `talk`: calls, tickets, events of leads; `wide`: days, months or sources side by side, where each should have a row;
   * `dues`: payments, some of which may not have been made; `setup`: how accounts, campaigns and ads are set up.
   */
  isOther?: 'talk' | 'wide' | 'dues' | 'setup';
}

export const isProposal = (one: Proposal | Useless): one is Proposal => 'table' in one;

export function propose(of: Surveyed): Proposal | Useless {
  if (isTalkOf(of)) return { of, lacks: [], isOther: 'talk' };
  if (isWide(of)) return { of, lacks: [], isOther: 'wide' };
  const ads = spendIn(of);
  const isCounted = ads.columns.has('clicks') || ads.columns.has('impressions');
  const isSpent = SPENT.test(wordsOf(ads.columns.get('cost')?.heading ?? ''));
  if (!isCounted && !isSpent && areAdSettings(of.columns.map(({ heading }) => heading)))
    return { of, lacks: [], isOther: 'setup' };
  const isOfPeople = of.columns.some(({ heading }) => PERSONAL.test(wordsOf(heading)));
  // A sheet of spend holds no addresses of people. One that does is rather a list of orders, whose items cost something
  // as well.
  const isSpend = ads.columns.has('clicks') || (ads.columns.has('cost') && (isCounted || !isOfPeople));
  const isShown = isSpend && ads.columns.has('impressions');
  const isOfSomething = (['day', 'period_from', 'campaign', 'source'] as const).some((field) => ads.columns.has(field));
  const isSheet = isSpend && (isOfSomething || (ads.columns.has('cost') && ads.columns.has('clicks')));
  const leads = fieldsIn(of, LEAD_FIELDS);
  const paid = paymentsIn(of, leads.columns);
  if (paid) return paid;
  const id = idOf(of, leads.columns);
  if (areTasks(of, leads.columns)) return { of, lacks: [], isOther: 'talk' };
  if (areInvoices(of, leads.columns, id)) return { of, lacks: [], isOther: 'dues' };
  const says = (['status', 'created_at', 'source', 'closed_at', 'manager', 'reason'] as const).filter((field) =>
    leads.columns.has(field),
  );
  const areCampaigns =
    isSpend && !isOfPeople && areEachACampaign(ads.columns) && says.every((field) => OF_A_CAMPAIGN.has(field));
  const areLeads = areCampaigns
    ? false
    : id
      ? says.length > 1 ||
        (says.includes('source') && NAMES_LEADS.test(wordsOf(id.heading))) ||
        says.includes('created_at') ||
        says.includes('closed_at') ||
        (says.includes('status') && !leads.columns.get('status')?.isUnique)
      : isYesOrNo(leads.columns.get('status')) || isListOfLeads(of, leads, ads.columns);
  const sums = sumsIn(of, ads);
  // A table with impressions is not about leads, nor is one that counts them.
  if (sums && (isShown || !areLeads)) return { of, table: 'agg', entity: 'lead', ...sums };
  if (isShown || (isSheet && !areLeads)) return { of, table: 'ad_stats', entity: 'lead', ...ads };
  if (!areLeads)
    return { of, lacks: isSheet || says.length === 0 ? ['cost', 'status'] : id ? ['status'] : ['lead_id'] };
  const columns = new Map<Field, ColumnProfile | null>([['lead_id', id ?? null], ...leads.columns]);
  // Without a date of creation the closing date is the only day that is known.
  const closed = leads.columns.get('closed_at');
  if (!columns.has('created_at') && closed) columns.set('created_at', closed);
  // The closing date is called that of a sale, and there is no status that could say otherwise.
  if (
    !columns.has('status') &&
    closed &&
    closed !== columns.get('created_at') &&
    SAYS_WON.test(wordsOf(closed.heading))
  )
    columns.set('deal_at', closed);
  return { of, table: 'crm', entity: 'lead', ...withOutcome(of, columns, leads.others) };
}

/** Fields that a list of campaigns has too: whether a campaign runs, and since when. */
const OF_A_CAMPAIGN = new Set<Field>(['status', 'created_at']);
const areEachACampaign = (ads: Proposal['columns']): boolean => ads.get('campaign')?.isUnique ?? false;

/** The stage of a deal and its outcome may stand in two columns: a lost deal keeps the last stage that it reached. */
function withOutcome(
  { columns: all }: Surveyed,
  columns: ReadonlyMap<Field, ColumnProfile | null>,
  others: Proposal['others'],
): Pick<Proposal, 'columns' | 'others'> {
  const statuses = [columns.get('status') ?? [], others.get('status') ?? []].flat();
  const stage = statuses.find((one) => SAYS_STAGE.test(wordsOf(one.heading)) && !tellsOutcomes(one));
  const free = all.filter((one) => statuses.includes(one) || ![...columns.values()].includes(one));
  const outcome = free.find(tellsOutcomes);
  if (!stage || !outcome) return { columns, others };
  const rest = statuses.filter((one) => one !== stage && one !== outcome);
  const left = [...others].filter(([field]) => field !== 'status');
  return {
    columns: new Map([...columns, ['status', stage], ['outcome', outcome]]),
    others: new Map(rest.length > 0 ? [...left, ['status', rest] as const] : left),
  };
}

const tellsOutcomes = ({ kind, words }: ColumnProfile): boolean => kind === 'text' && tellOutcomes(words?.keys() ?? []);

/**
 * Whether rows without an ID are a lead each. They are if they have a date and two of these: a source, a reason of
 * rejection, a status or contacts. They are deals if some are said to be won or lost, with a date, a source, a manager
 * or a reason. A table that counts clicks or leads, that has a cost, or whose first column is an ID is not.
 */
function isListOfLeads(
  { columns }: Surveyed,
  leads: ReturnType<typeof fieldsIn>,
  ads: ReadonlyMap<Field, ColumnProfile>,
): boolean {
  const has = (...fields: readonly Field[]) => fields.some((field) => leads.columns.has(field));
  const cost = ads.get('cost');
  const isSpend = ads.has('clicks') || ads.has('impressions') || (cost && !MAY_BE_SPENT.test(wordsOf(cost.heading)));
  const isOfSeveral = columns.some(({ heading, kind }) => kind === 'number' && HOW_MANY.test(wordsOf(heading)));
  const isOfSomebody = has('status') || columns.some(({ heading }) => PERSONAL.test(wordsOf(heading)));
  const says = [has('source', 'utm_source', 'utm_campaign', 'campaign'), has('reason'), isOfSomebody];
  return (
    !isSpend &&
    !isOfSeveral &&
    idOfWhat(columns[0]?.heading ?? '') === undefined &&
    ((has('created_at', 'closed_at') && says.filter(Boolean).length > 1) ||
      (has('created_at', 'closed_at', 'source', 'manager', 'reason') && tellsSales(leads)))
  );
}
const MAY_BE_SPENT = anyOfWords('budget|бюджет\\p{L}*');
/** Headings of the total spend of a campaign, in a sheet that otherwise says how campaigns are set up. */
const SPENT = /^(?:total |amount )?(?:spend|spent|cost)(?: [a-z]{3})?$/u;
const RATE = anyOfWords('e?cp[acmv]|ctr');
const HOW_MANY = anyOfWords(
  'кол во|количество|число|всего|шт|count|qty|quantity|total|leads|deals|orders|requests|лид(?:ов|ы)|заявок',
);

/**
 * Whether rows are calls, tickets or events. They are if their first column is the ID of one. Without an ID of a lead
 * it is enough that any column is, if another tells how long each took.
 */
function isTalkOf({ columns }: Surveyed): boolean {
  const [head = '', ...rest] = columns.map(({ heading }) => heading);
  if (isIdOfTalk(head)) return true;
  const isOfALead = columns.some(({ heading }) => idWeight(heading) >= ID_OF_A_DEAL);
  return !isOfALead && rest.some(isIdOfTalk) && columns.some(({ heading }) => TOOK.test(wordsOf(heading)));
}

function isIdOfTalk(heading: string): boolean {
  const what = idOfWhat(heading);
  return what !== undefined && isTalk(wordsOf(what).split(' ').at(-1) ?? '');
}
const TOOK = anyOfWords('duration|talk time|длительность|продолжительность|dauer|duración|duração|durée|durata');

/**
 * Reads a table as payments. It needs a day, a sum, the ID of a lead or deal, and an ID of the payment: in the first
 * column, or anywhere if the day and the sum are called those of a payment. Where the status does not say which
 * payments came in, only a person can tell: it is useless then (`dues`). Undefined: no payments.
 */
function paymentsIn(of: Surveyed, found: ReadonlyMap<Field, ColumnProfile>): Proposal | Useless | undefined {
  const [head] = of.columns;
  const isOfCards = of.columns.filter(({ heading }) => OF_CARDS.test(wordsOf(heading))).length > 1;
  const numbered = head && isOfCards && /^(?:№|#|id|номер|number)$/iu.test(head.heading.trim()) ? head : undefined;
  const own = of.columns.find(({ heading }) => isPayment(idOfWhat(heading) ?? '')) ?? numbered;
  const [at, amount] = [found.get('closed_at') ?? found.get('created_at'), found.get('revenue')];
  if (!own || !at || !amount) return undefined;
  const isCalledSo = [at, amount].every(isOfPayment);
  if (own === numbered && of.columns.some(hasReturns)) return { of, lacks: [], isOther: 'dues' };
  const link = of.columns.find(
    (one) =>
      one !== own && (isCalledSo || one !== head) && one.kind !== 'date' && idWeight(one.heading) >= ID_OF_A_DEAL,
  );
  if (!link || (own !== head && !isCalledSo)) return undefined;
  return asPayments(of, { own, link, at, amount, status: found.get('status') });
}

/** Whether rows are tasks, and nothing of a sale. */
const areTasks = ({ columns }: Surveyed, leads: ReadonlyMap<Field, ColumnProfile>): boolean =>
  sayTasks(columns.map(({ heading }) => heading)) &&
  !(['source', 'reason', 'revenue'] as const).some((field) => leads.has(field));

/**
 * Whether rows are invoices: they say when each was made out or has to be paid, and neither when somebody asked, where
 * a lead came from nor why it was lost. Several may be of one deal.
 */
const areInvoices = (
  { columns }: Surveyed,
  leads: ReadonlyMap<Field, ColumnProfile>,
  id: ColumnProfile | undefined,
): boolean =>
  columns.some(({ heading }) => INVOICED.test(wordsOf(heading))) &&
  !columns.some(({ heading }) => ASKED.test(wordsOf(heading))) &&
  idWeight(id?.heading ?? '') < ID_OF_A_DEAL &&
  !(['source', 'utm_source', 'utm_campaign', 'campaign', 'reason'] as const).some((field) => leads.has(field));
const INVOICED = anyOfWords(
  'дата выставления|дата сч[её]та|срок оплаты|оплатить до|invoice date|date of invoice|invoice due|payment due',
  'rechnungsdatum|date de facture|fecha de factura|data fattura|data da fatura|data faktury',
);
/** Words of a day on which somebody asked: these are leads, and the invoice is one of their days. */
const ASKED = anyOfWords(
  'обрати\\p{L}*|обращени\\p{L}*|заявк\\p{L}*|лид\\p{L}{0,2}|leads?|enquir\\p{L}*|inquir\\p{L}*|anfrage\\p{L}*',
);

/** Columns that only payment systems have: the card, the commission, what is left to pay out. */
const OF_CARDS = anyOfWords(
  'карт[аы]|номер карты|держатель|тип операции|сумма возврата|к (?:перечислению|зачислению)|комиссия|эквайр\\p{L}*',
  'card|card number|card last ?4|card brand|amount refunded|fees?|payout\\p{L}*|rrn',
);

/** Whether some values of a column say that the money went back. */
const hasReturns = ({ words }: ColumnProfile): boolean =>
  [...(words?.keys() ?? [])].some((word) => /возврат|refund|charge ?back/iu.test(word));

/** Whether the heading of a column names a payment. */
export const isOfPayment = ({ heading }: ColumnProfile): boolean => OF_A_PAYMENT.test(wordsOf(heading));

/** The columns that payments are read from. `own`, the ID of the payment, is missing in some sheets. */
interface Paid {
  own: ColumnProfile | undefined;
  link: ColumnProfile;
  at: ColumnProfile;
  amount: ColumnProfile;
  status: ColumnProfile | undefined;
}

/** Payments out of these columns; or `dues`, where the status does not tell which of them came in. */
export function asPayments(of: Surveyed, { own, link, at, amount, status }: Paid): Proposal | Useless {
  if ((status?.words?.size ?? 0) > 1 && !saysWhatCameIn(status?.heading ?? '', status?.words?.keys() ?? []))
    return { of, lacks: [], isOther: 'dues' };
  const columns = new Map<Field, ColumnProfile>([
    ...(own ? [['payment_id', own] as const] : []),
    [LEAD.test(wordsOf(link.heading)) ? 'lead_id' : 'deal_id', link],
    ['paid_at', at],
    ['amount', amount],
    ...of.columns.filter(({ heading }) => CURRENCY.test(wordsOf(heading))).map((one) => ['currency', one] as const),
  ]);
  return { of, table: 'payments', entity: 'lead', columns, others: new Map() };
}

const CURRENCY = /^(?:currency(?: code)?|(?:код )?валют[аы]|moneda|moeda|devise|währung|valuta)$/u;
const OF_A_PAYMENT = anyOfWords('paid|payment|charge|transaction|оплат\\p{L}*|плат[её]ж\\p{L}*|транзакци\\p{L}*');
const LEAD = anyOfWords('lead|лид\\p{L}*|заявк\\p{L}*|обращени\\p{L}*|request|enquiry|inquiry');

/**
 * Whether at least two headings, and at least half of them, are days or months, or are sources: `Channel, Jan 2026, Feb
 * 2026`, «Дата, Яндекс Директ, VK Реклама».
 */
function isWide({ columns }: Surveyed): boolean {
  const spans = columns.filter(({ heading }) => isSpan(heading.trim())).length;
  const sources = columns.filter(
    ({ heading, kind }) => kind === 'number' && isSourceName(foldSource(heading.trim())),
  ).length;
  return [spans, sources].some((count) => count > 1 && count * 2 >= columns.length);
}

const isSpan = (heading: string): boolean =>
  spanOf(heading, 'day', null) !== null || (/\p{L}/u.test(heading) && spanInYear(heading, '2000', 'month') !== null);

/**
 * The fields of spend. A row is for the days from one date column to another; if there is only one column of dates, it
 * is the day.
 */
function spendIn(of: Surveyed): ReturnType<typeof fieldsIn> {
  const headings = of.columns.map(({ heading }) => heading);
  const counted = of.columns.filter(({ heading }) => !areOfVisits(heading, headings));
  const { columns, others } = fieldsIn({ ...of, columns: counted }, AD_FIELDS);
  // A sheet with prices and rates (CPC, CTR) has a cost, in a column that we do not know: its budget is not that cost.
  const cost = columns.get('cost');
  if (cost && MAY_BE_SPENT.test(wordsOf(cost.heading)) && of.columns.some(({ heading }) => RATE.test(wordsOf(heading))))
    columns.delete('cost');
  const dates = of.columns.filter(({ kind }) => kind === 'date');
  const [only] = dates;
  if (!columns.has('day') && !columns.has('period_from') && only && dates.length === 1) columns.set('day', only);
  const ends = dates.find(({ heading }) => ENDS.test(wordsOf(heading)));
  // In a list of campaigns this date is when each was started, not the day of its spend.
  const began = columns.get('day');
  if (began && !ends && areEachACampaign(columns) && BEGINS.test(wordsOf(began.heading))) columns.delete('day');
  const day = columns.get('day');
  if (day && ends && !columns.has('period_from')) {
    columns.delete('day');
    columns.set('period_from', day);
    columns.set('period_to', ends);
  }
  return { columns, others };
}

const BEGINS = anyOfWords(
  'start|started|created|creation|added|launch\\p{L}*|созда\\p{L}*|запу[сщ]\\p{L}*|старт\\p{L}*|начал\\p{L}*',
);
const ENDS = anyOfWords('end|ends|ended|to|until|stop|конец|окончан\\p{L}*|по|bis|ende|fin|hasta|bitiş');

/** The fields of a sheet of sums: at least two results by source, campaign or day. Undefined: it is none. */
function sumsIn(of: Surveyed, { columns, others }: ReturnType<typeof fieldsIn>) {
  const results = fieldsIn(of, RESULT_FIELDS);
  const isOfSomething = (['source', 'campaign', 'day'] as const).some((field) => columns.has(field));
  if (results.columns.size < 2 || !isOfSomething) return undefined;
  const taken = new Set(results.columns.values());
  const rest = [...columns].filter(([, column]) => !taken.has(column));
  return { columns: new Map([...rest, ...results.columns]), others: new Map([...others, ...results.others]) };
}

/** Whether any column that may be the status says of some rows that they are won or lost. */
const tellsSales = ({ columns, others }: ReturnType<typeof fieldsIn>): boolean =>
  [columns.get('status') ?? [], others.get('status') ?? []]
    .flat()
    .some(({ words }) => [...(words?.keys() ?? [])].some(isEnded));

const isYesOrNo = (column: ColumnProfile | undefined): boolean => column?.isFlag ?? false;

/** Gives each field the column that fits it best; a column is used once. `others`: further columns that fit. */
function fieldsIn({ columns, rows }: Surveyed, wanted: readonly FieldWords[]) {
  const taken = new Set<ColumnProfile>();
  const found = new Map<Field, ColumnProfile>();
  const others = new Map<Field, ColumnProfile[]>();
  for (const words of wanted) {
    if (found.has(words.field)) continue;
    const fitting = columns
      .map((column) => ({ column, weight: weightOf(column, words, rows) }))
      .filter(({ column, weight }) => weight > 0 && !taken.has(column))
      .sort(
        (a, b) =>
          Number(isCode(words, a.column)) - Number(isCode(words, b.column)) ||
          b.weight - a.weight ||
          a.column.index - b.column.index,
      );
    const [first, ...rest] = fitting;
    if (!first) continue;
    taken.add(first.column);
    found.set(words.field, first.column);
    if (rest.length > 0)
      others.set(
        words.field,
        rest.map(({ column }) => column),
      );
  }
  return { columns: found, others };
}

/**
 * Whether a column is the code of a status or a source (`Status ID`): its name, if there is one, is the better column.
 */
const isCode = ({ kind, field }: FieldWords, { heading }: ColumnProfile): boolean =>
  kind === 'text' && !field.endsWith('_id') && /(?:^| )(?:id|код|code)$/u.test(wordsOf(heading));

/** The field that a column looks like by its heading and values: the first, most telling one that it fits. */
export const likeliestField = (column: ColumnProfile, table: Proposal['table']): Field | undefined =>
  (table === 'crm' || table === 'payments' ? LEAD_FIELDS : AD_FIELDS).find((words) => weightOf(column, words, 0) > 0)
    ?.field;

/** The stage that a column of dates is of, by its heading; null: of none. */
export const stageDated = (column: ColumnProfile): LeadStage | null =>
  STAGE_DATES.find(([, words]) => words !== undefined && weightOf(column, words, 0) > 0)?.[0] ?? null;

const STAGE_DATES = LEAD_STAGES.map(
  (stage) => [stage, LEAD_FIELDS.find(({ field }) => field === `${stage}_at`)] as const,
);

const UTM_CAMPAIGN = anyOfWords('utm campaign');

/** The share of the rows that must have a value for every row to have one: there is always a slip somewhere. */
const NEARLY_ALL = 0.95;

/** Of so many leads some came at another moment. */
const MANY = 10;

/** How well a column fits a field; 0: not at all. */
function weightOf(
  column: ColumnProfile,
  { field, kind, isFew, isOfEvery, words, not, values }: FieldWords,
  rows: number,
): number {
  const heading = wordsOf(column.heading);
  if (column.filled === 0 || not?.test(heading)) return 0;
  // A column of 0 and 1 is a status if the heading says so.
  const isKind =
    column.kind === kind ||
    (field === 'status' && column.isFlag) ||
    (field === 'campaign_id' && column.kind === 'text') ||
    // UTM tags often hold the number of the campaign in place of its name.
    (column.kind === 'number' && UTM_CAMPAIGN.test(heading) && /campaign$/u.test(field));
  if (!isKind || (isFew && !column.words)) return 0;
  const telling = values && column.words ? [...column.words.keys()].filter((word) => values.test(word)).length : 0;
  const share = column.words && telling > 1 ? telling / column.words.size : 0;
  // A heading made of nothing but such words weighs most. Otherwise the weight falls with the share of these words in
  // it: «Data de criação do negócio».
  const asked = words.in(heading);
  const said = [...heading.matchAll(new RegExp(asked, `g${asked.flags}`))].reduce(
    (sum, [match]) => sum + match.length,
    0,
  );
  // What is the same in every row is when the sheet was filled, and not when each lead came.
  const isSame = column.distinct === 1 && rows >= MANY;
  const isLate = isOfEvery && (isSame || column.filled < rows * NEARLY_ALL);
  // A field that nobody fills in: what was paid stands in another column.
  const isNought =
    column.kind === 'number' && [...(column.words?.keys() ?? ['1'])].every((word) => !/[1-9]/.test(word));
  const byHeading = said === 0 ? 0 : 2 + (2 * said) / heading.length;
  return (
    (isLate || isNought ? 0.1 : 1) *
    (byHeading + (share >= 0.3 ? 2 + share : 0) + (byHeading > 0 ? column.filled / 1e9 : 0))
  );
}

/**
 * The column of the IDs of the rows: unique, and called an ID. A person's contacts serve only if nothing else does, and
 * so does a column that is called an ID but repeats in a few rows.
 */
function idOf({ columns }: Surveyed, taken: ReadonlyMap<Field, ColumnProfile>): ColumnProfile | undefined {
  const used = new Set(taken.values());
  return (
    columns
      .filter((column) => !used.has(column) && column.kind !== 'date' && (column.isUnique || isCalledId(column)))
      // Numbers under «Лиды» (10, 8, 12) count leads: they are no IDs, even if no two are the same.
      .filter(({ heading, kind }) => kind !== 'number' || !COUNTED.test(wordsOf(heading)))
      .map((column) => ({
        column,
        weight:
          idWeight(column.heading) +
          (column.index === 0 ? 1 : 0) +
          // The first column of a list of leads may be the visitor's ID. Only the lead's own ID is called one of a
          // lead.
          (NAMES_LEADS.test(wordsOf(column.heading)) ? 0.5 : 0) -
          (PERSONAL.test(wordsOf(column.heading)) ? 2 : 0) -
          (column.isUnique ? 0 : 2),
      }))
      .filter(({ weight, column }) => weight > 1 || PERSONAL.test(wordsOf(column.heading)))
      .sort((a, b) => b.weight - a.weight || a.column.index - b.column.index)[0]?.column
  );
}

const COUNTED =
  /^(?:лиды|заявки|обращения|сделки|заказы|продажи|leads|deals|orders|requests|enquiries|inquiries|opportunities)$/u;

const isCalledId = (column: ColumnProfile): boolean => {
  const weight = idWeight(column.heading);
  return (
    !PERSONAL.test(wordsOf(column.heading)) &&
    ((column.isNearlyUnique && weight > 3) || (hasSlips(column) && weight >= ID_OF_A_DEAL))
  );
};

/**
 * Whether a short column has only one or two IDs that stand twice; asked of columns that are called IDs of leads or
 * deals.
 */
const hasSlips = ({ filled, distinct }: ColumnProfile): boolean =>
  filled <= SHORT && filled - distinct <= SLIPS && distinct * 2 > filled;
const SHORT = 40;
const SLIPS = 2;
