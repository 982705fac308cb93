import type { Warning } from '../../model/report.js';
import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { generic, guess } from '../../sources/generic.js';
import { written } from '../../sources/generic-fields.js';
import {
  isSameMoney,
  looksLikeActions,
  looksLikeAmount,
  looksLikeDays,
  looksLikePaid,
  looksLikeResults,
  looksLikeSpend,
  looksLikeStageDate,
  looksLikeValue,
} from '../../sources/heading-looks.js';
import { MICROS, OTHER_UNIT, RUNNING_TOTAL } from '../recognise/amounts.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';

/**
 * Warns of columns that a person may have meant but that are not read: which of them is meant, or in what unit, is not to
 * be guessed.
 */
export function unreadColumns({ file: { name }, recognised, shape }: Loaded): Warning[] {
  const { columns, table } = recognised;
  const isOfNobody = table === 'ad_stats' && recognised.source === generic.name && !columns.has('actions');
  const openActions = isOfNobody ? notRead(columns, shape.headings, looksLikeActions) : recognised.openActions;
  const warnings: Warning[] = [];
  if (openActions.length > 0) {
    const entry = entryOf(name, { actions: openActions[0] as string });
    const list = quoted(openActions);
    warnings.push({
      code: 'actions-open',
      count: openActions.length,
      message: text(
        `${name}: ${list} could be the target action, and none is read; name the one that counts in funnel.yaml: ${entry}`,
        `${name}: целевым действием может быть ${list}, поэтому не взято ни одно; укажите нужное в funnel.yaml: ${entry}`,
      ),
    });
  }
  const spend = areSums(table) && !columns.has('cost') && !columns.has('sessions');
  // Platforms count results in columns that are known. In somebody's own sheet such columns are what the sheet is for,
  // unless funnel.yaml confirms that it is one of spend.
  const isConfirmed = recognised.drafted.size === 0;
  const saysSpend = isConfirmed && (recognised.settings?.table.includes('ad_stats') ?? false);
  const isSheet = areSums(table) && recognised.source === generic.name && !saysSpend;
  const results = isSheet ? notRead(columns, shape.headings, looksLikeResults) : [];
  if (results.length > 0) {
    const list = quoted(results);
    const next = table === 'agg' ? WHICH : entryAs(name);
    warnings.push({
      code: 'results-not-read',
      count: results.length,
      message: text(
        `${name}: ${list} not read; if they are sums of leads, deals or revenue, ${next.en}`,
        `${name}: ${list}: не прочитано; если это суммы лидов, сделок или выручки, ${next.ru}`,
      ),
    });
  }
  const values = isSheet && !columns.has('revenue') ? notRead(columns, shape.headings, looksLikeValue) : [];
  const [value] = values;
  if (value !== undefined) {
    // A sheet of sums that somebody describes is described whole.
    const read = Object.fromEntries([...columns].map(([field, { heading }]) => [field, heading]));
    const asSums = written(guess(shape.headings, ['agg'])?.fields ?? {});
    const entry = entryOf(name, { ...asSums, ...read, revenue: value }, { table: 'agg' });
    const list = quoted(values);
    warnings.push({
      code: 'results-not-read',
      count: values.length,
      message: text(
        `${name}: revenue is unknown: ${list} not read; if it is the revenue, say so in funnel.yaml: ${entry}`,
        `${name}: выручка неизвестна: ${list}: не прочитано; если это выручка, укажите в funnel.yaml: ${entry}`,
      ),
    });
  }
  const money = spend ? notRead(columns, shape.headings, maySaySpend) : [];
  // Net of VAT before everything else: so spend is meant.
  money.sort(
    (a, b) =>
      Number(RUNNING_TOTAL.test(a)) - Number(RUNNING_TOTAL.test(b)) || Number(NET.test(b)) - Number(NET.test(a)),
  );
  if (money.length > 0) {
    const list = quoted(money);
    const next = howToRead(name, money[0] as string);
    warnings.push({
      code: 'spend-not-read',
      count: money.length,
      message: text(
        `${name}: spend is unknown: ${list} is not read; ${next.en}`,
        `${name}: расход неизвестен: ${list} не читается; ${next.ru}`,
      ),
    });
  }
  return [
    ...warnings,
    ...datesUnread(name, recognised, shape.headings),
    ...furtherSpend(name, recognised, shape.headings),
    ...paidUnread(name, recognised, shape.headings),
    ...amountsUnread(name, recognised, shape.headings),
    ...archivedAsLost(name, recognised),
  ];
}

/** What is archived without a reason may be lost as well as tidied away. */
function archivedAsLost(file: string, { flags, columns }: Recognised): Warning[] {
  const [archived, reason] = [columns.get('outcome')?.heading, flags?.with?.heading];
  if (reason === undefined || archived === undefined) return [];
  const message = text(
    `${file}: not «${archived}» is lost where «${reason}» is filled; without one it is not known to be lost, and counts by its status; if it is, fill in the reason`,
    `${file}: не «${archived}» — отказ, если заполнено «${reason}»; без причины неизвестно, отказ ли это, и считается статус; если отказ, укажите причину`,
  );
  return [{ code: 'archived-as-lost', count: 1, message }];
}

/** Headings that look like something, of columns that no field is read from. */
function notRead(
  columns: Recognised['columns'],
  headings: readonly string[],
  looksLikeIt: (heading: string) => boolean,
): string[] {
  const taken = new Set([...columns.values()].map(({ index }) => index));
  return headings.filter((heading, index) => !taken.has(index) && looksLikeIt(heading));
}

const quoted = (headings: readonly string[]): string => headings.map((heading) => `«${heading}»`).join(', ');

/** Days that are not read: of sums, the day of a row; of leads, the days on which they came to a stage. */
function datesUnread(
  file: string,
  { columns, table, source, settings }: Recognised,
  headings: readonly string[],
): Warning[] {
  if (source !== generic.name) return [];
  const isDated = (['day', 'period_from', 'period_to'] as const).some((field) => columns.has(field));
  const isWanted = areSums(table)
    ? !isDated && settings?.period === undefined && looksLikeDays
    : table === 'crm' && looksLikeStageDate;
  const dates = isWanted ? notRead(columns, headings, isWanted) : [];
  const [first] = dates;
  if (first === undefined) return [];
  const list = quoted(dates);
  const entry = entryOf(file, { [IS_SPAN.test(first) ? 'period_from' : 'day']: first });
  const message = areSums(table)
    ? text(
        `${file}: of which days its rows are is not known: ${list} not read; if a row is of that day, week or month, say so in funnel.yaml: ${entry}`,
        `${file}: за какие дни строки, неизвестно: ${list}: не прочитано; если это день, неделя или месяц строки, укажите в funnel.yaml: ${entry}`,
      )
    : text(
        `${file}: ${list} not read; if leads came to a stage then, name them in funnel.yaml under columns: qualified_at, contact_at, proposal_at or decision_at (funnel init drafts them)`,
        `${file}: ${list}: не прочитано; если это дни, когда лиды дошли до этапа, впишите их в columns в funnel.yaml: qualified_at, contact_at, proposal_at или decision_at (их запишет funnel init)`,
      );
  return [{ code: 'dates-not-read', count: dates.length, message }];
}

const IS_SPAN = /week|month|quarter|недел|месяц|квартал|woche|monat|seman|mes|mês|mois|settimana/iu;

/** A second column of spent money, beside one that nobody has confirmed: `Offline_Spend`, `Online_Spend`. */
function furtherSpend(
  file: string,
  { columns, table, source, settings }: Recognised,
  headings: readonly string[],
): Warning[] {
  const cost = columns.get('cost');
  const said = settings?.columns.get('cost');
  const isConfirmed = said ? !said.some(({ drafted }) => drafted) : source !== generic.name;
  if (!cost || isConfirmed || !areSums(table)) return [];
  const more = notRead(
    columns,
    headings,
    (one) => looksLikeSpend(one) && !isSameMoney(one, cost.heading) && !RUNNING_TOTAL.test(one),
  );
  if (more.length === 0) return [];
  const list = quoted(more);
  return [
    {
      code: 'spend-not-read',
      count: more.length,
      message: text(
        `${file}: spend is «${cost.heading}» alone: ${list} not read; if it is spent besides, give each a row of its own, or name the one that holds all in funnel.yaml: ${entryOf(file, { cost: more[0] as string })}`,
        `${file}: расход — только «${cost.heading}»: ${list}: не прочитано; если это тоже расход, разложите по строкам или укажите столбец со всем расходом в funnel.yaml: ${entryOf(file, { cost: more[0] as string })}`,
      ),
    },
  ];
}

/** Where revenue is read from an expected amount, and a column of paid amounts would say more. */
function paidUnread(file: string, { columns, table, source }: Recognised, headings: readonly string[]): Warning[] {
  const [revenue, amount] = [columns.get('revenue'), columns.get('amount')];
  const isShared =
    table === 'crm' && source === generic.name && revenue !== undefined && revenue.index === amount?.index;
  const paid = isShared ? notRead(columns, headings, looksLikePaid) : [];
  const [first] = paid;
  if (first === undefined || revenue === undefined) return [];
  const list = quoted(paid);
  const entry = entryOf(file, { revenue: first });
  return [
    {
      code: 'revenue-not-read',
      count: paid.length,
      message: text(
        `${file}: revenue is «${revenue.heading}» of won deals, and ${list} is not read; if it is what was paid, say so in funnel.yaml: ${entry}`,
        `${file}: выручка — «${revenue.heading}» выигранных сделок, а ${list}: не прочитано; если это полученные деньги, укажите в funnel.yaml: ${entry}`,
      ),
    },
  ];
}

/** Where nothing is read as the amount of a deal, though a column may hold one: monthly, listed or expected. */
function amountsUnread(
  file: string,
  { columns, table, source, drafted }: Recognised,
  headings: readonly string[],
): Warning[] {
  const isGuess = source === generic.name || drafted.size > 0;
  if (table !== 'crm' || !isGuess || columns.has('revenue') || columns.has('amount')) return [];
  const amounts = notRead(columns, headings, looksLikeAmount);
  const [first] = amounts;
  if (first === undefined) return [];
  const list = quoted(amounts);
  const entry = entryOf(file, { revenue: first });
  return [
    {
      code: 'revenue-not-read',
      count: amounts.length,
      message: text(
        `${file}: what deals earned is not known: ${list} not read; if it is what a won deal brings, say so in funnel.yaml: ${entry}`,
        `${file}: сколько принесли сделки, неизвестно: ${list}: не прочитано; если это доход от выигранной сделки, укажите в funnel.yaml: ${entry}`,
      ),
    },
  ];
}

function entryAs(file: string) {
  const entry = entryOf(file, {}, { table: 'agg' });
  return text(`say so in funnel.yaml: ${entry}`, `укажите это в funnel.yaml: ${entry}`);
}
const WHICH = text(
  'name each under leads, qualified, deals or revenue in funnel.yaml, beside the other columns (funnel init writes them)',
  'впишите каждый в funnel.yaml как leads, qualified, deals или revenue, рядом с остальными (их запишет funnel init)',
);

/** Spent, planned, or an amount of unknown meaning: only a person knows. */
const maySaySpend = (heading: string): boolean =>
  looksLikeSpend(heading) || BUDGET.test(heading.trim()) || AMOUNT.test(heading.trim());
const AMOUNT = /^(?:amount|сумма|importe|betrag|montant)(?:[ _,(]{1,3}(?:\p{L}{2,4}|[$€£₽₴₸₹])\)?)?$/iu;
const BUDGET = /^(?:(?:рекламный )?бюджет|(?:ad )?budget|presupuesto|orçamento)(?![\p{L}_-]| *[\p{L}])/iu;

const VAT = /ндс|пдв|\bvat\b|mwst|brutto|брутто|gross|(?<!\p{L})(?:ttc|iva|tva|btw|moms|gst)(?!\p{L})/iu;
const NET =
  /без ндс|до ндс|нетто|(?<!\p{L})(?:net|netto|ht)(?!\p{L})|(?<!\p{L})(?:ex|excl|exkl|ohne|sin|sem|sans|senza|hors|without)[\p{L}.]{0,10}[ _-](?:vat|mwst|ust|iva|tva|taxes)/iu;

function howToRead(file: string, heading: string) {
  if (OTHER_UNIT.test(heading))
    return text(
      'its unit is not a whole of the currency: convert it first',
      'это не целые единицы валюты: пересчитайте',
    );
  if (RUNNING_TOTAL.test(heading))
    return text(
      'it is a running total: export what was spent on each day',
      'это нарастающий итог: выгрузите расход за каждый день',
    );
  const entry = entryOf(
    file,
    { cost: heading },
    {
      ...(MICROS.test(heading) ? { micros: 'true' } : {}),
      ...(VAT.test(heading) && !NET.test(heading) ? { vat: '?' } : {}),
    },
  );
  return text(
    `if it is the spend, say so in funnel.yaml: ${entry}`,
    `если это расход, укажите в funnel.yaml: ${entry}`,
  );
}
