import { isOneOf, joined, type Sql, sql } from '../../engines/sql.js';
import { type Text, text } from '../../error.js';
import { RESULTS, type Table } from '../../model/tables.js';
import type { Column, Recognised } from '../recognise/recognised.js';
import { cellId, cellValue, type IsRead, isUnreadable } from './cells.js';
import { eventChecks } from './events.js';
import type { Check } from './row-check.js';
import { spanValue } from './span-value.js';

const NO_DAY = text('no day', 'нет дня');
/** Of an amount or a count; what is said of days then is no advice. */
export const NO_NUMBER = text('not a number that can be read', 'число не читается');
const NO_DATE = text('not a date that can be read', 'дата не читается');

/** 0001-01-01, 1899-12-30, 1970-01-01 are how programs write "no date". No export is that old. */
export const isOfExports = (moment: Sql): Sql => sql`${moment} >= timestamp '1990-01-01'`;
const isTooOld = (index: number, isRead: IsRead): Sql =>
  isRead(index) ? sql`false` : sql`not ${isOfExports(cellValue(index))}`;

/** A row is rejected if one of these cells cannot be read; any other unreadable cell is unknown. */
export const REQUIRED: Record<Table, readonly string[]> = {
  crm: ['created_at'],
  ad_stats: ['cost', 'clicks', 'sessions', 'day'],
  agg: ['cost', 'clicks', 'sessions', ...RESULTS, 'day'],
  ad_leads: ['created_at'],
  stage_events: ['entered_at'],
  ad_names: [],
  touches: ['touched_at'],
  payments: ['paid_at', 'amount'],
  calls: ['called_at'],
  deal_links: [],
  none: [],
};

/** Why a row of a table may be rejected. */
export function checksOf(recognised: Recognised, placeholders: readonly string[], isRead: IsRead): Check[] {
  switch (recognised.table) {
    case 'crm':
    case 'ad_leads':
      return leadChecks(recognised, placeholders, isRead);
    case 'ad_stats':
    case 'agg':
      return sumChecks(recognised, isRead);
    case 'ad_names':
      return nameChecks(recognised.columns);
    case 'touches':
      return momentChecks(
        recognised.columns.get('touched_at'),
        text('no moment of the touch', 'нет даты касания'),
        isRead,
      );
    case 'calls':
      return momentChecks(
        recognised.columns.get('called_at'),
        text('no moment of the call', 'нет даты звонка'),
        isRead,
      );
    case 'payments':
      return [
        ...momentChecks(recognised.columns.get('paid_at'), text('no date of the payment', 'нет даты оплаты'), isRead),
        ...amountChecks(recognised.columns.get('amount'), isRead),
      ];
    case 'stage_events':
      return eventChecks(recognised, isRead);
    case 'deal_links':
      return ['deal_id', 'lead_id'].map((field) =>
        idCheck(recognised.columns.get(field) as Column, field === 'deal_id'),
      );
    case 'none':
      return [];
  }
}

/** A row about something that happened must say when; it may leave open to whom. */
function momentChecks(moment: Column | undefined, none: Text, isRead: IsRead): Check[] {
  if (!moment) return [];
  return [
    { column: moment, when: isUnreadable(moment.index, 'moment', isRead), reason: NO_DATE },
    { column: moment, when: isTooOld(moment.index, isRead), reason: NO_DATE },
    { column: moment, when: sql`${cellValue(moment.index)} is null`, reason: none },
  ];
}

/** A payment of nobody knows how much is none. */
function amountChecks(amount: Column | undefined, isRead: IsRead): Check[] {
  if (!amount) return [];
  return [
    { column: amount, when: isUnreadable(amount.index, 'money', isRead), reason: NO_NUMBER },
    { column: amount, when: sql`${cellValue(amount.index)} is null`, reason: text('no amount', 'нет суммы') },
  ];
}

const idCheck = (id: Column, isDeal: boolean): Check => ({
  column: id,
  when: sql`${cellId(id.index)} is null`,
  reason: isDeal ? text('no deal ID', 'нет ID сделки') : text('no lead ID', 'нет ID лида'),
});

/** What stands on so many rows is nobody's ID. */
function placeholderCheck(id: Column, placeholders: readonly string[]): Check {
  const { reason } = idCheck(id, false);
  return {
    column: id,
    when: isOneOf(cellId(id.index), placeholders),
    reason: text(
      `${reason.en}: the same stands on many rows, for want of one`,
      `${reason.ru}: одно и то же стоит во многих строках вместо него`,
    ),
  };
}

/**
 * A lead needs an ID; without IDs, each row is a deal of its own where rows are deals. A blank date of creation is only
 * unknown.
 */
function leadChecks(
  { columns, entity, rowIsLead }: Recognised,
  placeholders: readonly string[],
  isRead: IsRead,
): Check[] {
  const created = columns.get('created_at');
  const id = rowIsLead ? undefined : columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  return [
    ...(id && entity === 'lead' ? [idCheck(id, false)] : []),
    ...(id && entity === 'lead' && placeholders.length > 0 ? [placeholderCheck(id, placeholders)] : []),
    ...(created
      ? [
          { column: created, when: isUnreadable(created.index, 'moment', isRead), reason: NO_DATE },
          { column: created, when: isTooOld(created.index, isRead), reason: NO_DATE },
        ]
      : []),
  ];
}

/** A row of names needs a campaign; one without is useless but harmless, and is not rejected. */
function nameChecks(columns: ReadonlyMap<string, Column>): Check[] {
  const id = columns.get('campaign_id');
  const reason = text('no campaign ID', 'нет ID кампании');
  return id ? [{ column: id, when: sql`${cellId(id.index)} is null`, reason }] : [];
}

/** An ad row needs cost or clicks; a row of sums needs its day if the export has days. */
function sumChecks({ columns, table }: Recognised, isRead: IsRead): Check[] {
  const figures = REQUIRED[table].flatMap((field) => (field === 'day' ? [] : (columns.get(field) ?? [])));
  const day = columns.get('day');
  const begins = columns.get('period_from');
  return [
    ...figures.map((column) => ({
      column,
      when: isUnreadable(column.index, 'money', isRead),
      reason: NO_NUMBER,
    })),
    ...(figures.length === 0 || table === 'agg'
      ? []
      : [
          {
            column: figures[0] ?? null,
            when: joined(
              figures.map(({ index }) => sql`${cellValue(index)} is null`),
              ' and ',
            ),
            reason: text('neither cost nor clicks', 'нет ни расхода, ни кликов'),
          },
        ]),
    ...(day
      ? [
          { column: day, when: isUnreadable(day.index, 'day', isRead), reason: NO_DATE },
          { column: day, when: isTooOld(day.index, isRead), reason: NO_DATE },
          { column: day, when: sql`${cellValue(day.index)} is null`, reason: NO_DAY },
        ]
      : []),
    ...(begins?.spans ? [{ column: begins, when: sql`${spanValue(begins, 'from')} is null`, reason: NO_DAY }] : []),
  ];
}
