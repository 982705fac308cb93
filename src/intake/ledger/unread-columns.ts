import type { Warning } from '../../model/report.js';
import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { generic, guess } from '../../sources/generic.js';
import { written } from '../../sources/generic-fields.js';
import {
  looksLikeActions,
  looksLikeAmount,
  looksLikeAmountOfDeal,
  looksLikeDays,
  looksLikePaid,
  looksLikeResults,
  looksLikeStageDate,
  looksLikeValue,
} from '../../sources/heading-looks.js';
import { SOURCES } from '../../sources/known-sources.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';
import { notRead, quoted } from './not-read.js';
import { furtherSpend, leadCostUnread, spendUnread } from './unread-spend.js';

/**
 * Warns of columns that a person may have meant but that are not read: which of them is meant, or in what unit, is not to
 * be guessed.
 */
export const unreadColumns = ({ file, recognised, shape }: Loaded): Warning[] =>
  [
    ...[actionsOpen, resultsUnread, valueUnread, spendUnread, datesUnread, comingUnread, furtherSpend],
    ...[leadCostUnread, paidUnread, amountsUnread, archivedAsLost],
  ].flatMap((warn) => warn(file.name, recognised, shape.headings));

/** Several columns may be the target action. */
function actionsOpen(
  file: string,
  { columns, table, source, openActions }: Recognised,
  headings: readonly string[],
): Warning[] {
  const isOfNobody = table === 'ad_stats' && source === generic.name && !columns.has('actions');
  const open = isOfNobody ? notRead(columns, headings, looksLikeActions) : openActions;
  const [first] = open;
  if (first === undefined) return [];
  const entry = entryOf(file, { actions: first });
  const list = quoted(open);
  const message = text(
    `${file}: ${list} could be the target action, and none is read; name the one that counts in funnel.yaml: ${entry}`,
    `${file}: целевым действием может быть ${list}, поэтому не взято ни одно; укажите нужное в funnel.yaml: ${entry}`,
  );
  return [{ code: 'actions-open', count: open.length, message }];
}

/**
 * Platforms count results in columns that are known. In somebody's own sheet such columns are what the sheet is for, unless
 * funnel.yaml confirms that it is one of spend.
 */
function isSheetOfSums({ table, source, settings, drafted }: Recognised): boolean {
  const saysSpend = drafted.size === 0 && (settings?.table.includes('ad_stats') ?? false);
  return areSums(table) && source === generic.name && !saysSpend;
}

function resultsUnread(file: string, recognised: Recognised, headings: readonly string[]): Warning[] {
  const results = isSheetOfSums(recognised) ? notRead(recognised.columns, headings, looksLikeResults) : [];
  if (results.length === 0) return [];
  const list = quoted(results);
  const next = recognised.table === 'agg' ? WHICH : entryAs(file);
  const message = text(
    `${file}: ${list} not read; if they are sums of leads, deals or revenue, ${next.en}`,
    `${file}: ${list}: не прочитано; если это суммы лидов, сделок или выручки, ${next.ru}`,
  );
  return [{ code: 'results-not-read', count: results.length, message }];
}

/** The value of what the sheet counts, which may be revenue. */
function valueUnread(file: string, recognised: Recognised, headings: readonly string[]): Warning[] {
  const { columns } = recognised;
  const isUnknown = isSheetOfSums(recognised) && !columns.has('revenue');
  const values = isUnknown ? notRead(columns, headings, looksLikeValue) : [];
  const [value] = values;
  if (value === undefined) return [];
  // A sheet of sums that somebody describes is described whole.
  const read = Object.fromEntries([...columns].map(([field, { heading }]) => [field, heading]));
  const asSums = written(guess(headings, ['agg'])?.fields ?? {});
  const entry = entryOf(file, { ...asSums, ...read, revenue: value }, { table: 'agg' });
  const list = quoted(values);
  const message = text(
    `${file}: revenue is unknown: ${list} not read; if it is the revenue, say so in funnel.yaml: ${entry}`,
    `${file}: выручка неизвестна: ${list}: не прочитано; если это выручка, укажите в funnel.yaml: ${entry}`,
  );
  return [{ code: 'results-not-read', count: values.length, message }];
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

/** Where no day is read on which leads came: cells of a date may lack the year, and then they are none. */
function comingUnread(file: string, { columns, table, drafted }: Recognised, headings: readonly string[]): Warning[] {
  const isWanted = table === 'crm' && drafted.size > 0 && !columns.has('created_at');
  const dates = isWanted ? notRead(columns, headings, looksLikeDays) : [];
  const [first] = dates;
  if (first === undefined) return [];
  const list = quoted(dates);
  const entry = entryOf(file, { created_at: first });
  const message = text(
    `${file}: when leads came is not known: ${list} not read; write the year in the cells if it is missing, and name the column in funnel.yaml: ${entry}`,
    `${file}: когда пришли лиды, неизвестно: ${list}: не прочитано; допишите в ячейках год, если его нет, и укажите столбец в funnel.yaml: ${entry}`,
  );
  return [{ code: 'dates-not-read', count: dates.length, message }];
}

const IS_SPAN = /week|month|quarter|недел|месяц|квартал|woche|monat|seman|mes|mês|mois|settimana/iu;

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

/** Whether a known CRM writes amounts into such exports. This one may have a column of the company's own instead. */
const lacksItsAmount = ({ source, entity }: Recognised): boolean =>
  SOURCES.some(
    ({ name, exports }) =>
      name === source &&
      exports.some((one) => one.table === 'crm' && (one.entity ?? 'lead') === entity && one.fields.revenue),
  );

/** Where nothing is read as the amount of a deal, though a column may hold one: monthly, listed or expected. */
function amountsUnread(file: string, recognised: Recognised, headings: readonly string[]): Warning[] {
  const { columns, table, source, drafted } = recognised;
  const mayHold = source === generic.name || drafted.size > 0 || lacksItsAmount(recognised);
  if (table !== 'crm' || columns.has('revenue') || columns.has('amount')) return [];
  // A known list of leads without amounts may be a sheet of somebody's own with the same headings: «Deal value».
  const amounts = notRead(columns, headings, mayHold ? looksLikeAmount : looksLikeAmountOfDeal);
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
