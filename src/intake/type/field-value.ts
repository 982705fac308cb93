import { literal, type Sql, sql } from '../../engines/sql.js';
import { CLICK_FIELDS } from '../../model/tables.js';
import { YES } from '../../sources/define-source.js';
import type { Column, Recognised } from '../recognise/recognised.js';
import { cellId, cellText, cellValue, dashesAreNothing } from './cells.js';
import { isOfExports } from './checks.js';
import { cleanClick, cleanLink } from './clean-id.js';
import { hasForm } from './conditions.js';
import { currencyCode } from './currency-codes.js';
import type { LaidColumn } from './group-parts.js';
import { isRead, type LaidOut, plainIn } from './lay-out.js';
import { spanValue } from './span-value.js';
import { FROM_ADDRESSES, unescaped } from './unescaped.js';

/** What a column says of its field, as the canonical table holds it. */
export function fieldValue(
  field: string,
  { index, kind, spans, beside }: Column,
  { micros, actionsWhen, flags, table, entity }: Recognised,
  { columns }: Pick<LaidOut, 'columns'>,
): Sql {
  if (spans)
    return spanValue(
      { index, spans, ...(beside === undefined ? {} : { beside }) },
      field === 'period_to' ? 'to' : 'from',
    );
  const value = cellValue(index);
  if (field === 'currency') return currencyCode(dashesAreNothing(cellText(index)));
  if (field === 'actions' && actionsWhen)
    return sql`case when regexp_matches(${cellText(actionsWhen.index)}, ${literal(`(?i)${actionsWhen.value.source}`)}) then ${value} end`;
  if (field === 'outcome' && flags) return outcomeOf(cellText(index), flags);
  if (kind === 'money' && micros) return sql`${value} * cast(0.000001 as decimal(7,6))`;
  if (CLICK_FIELDS.includes(field)) return cleanClick(cellText(index), plainIn(columns, index));
  if (kind === 'text') return textValue(field, cellText(index), columns.get(index));
  const own = table === 'ad_leads' || (table === 'crm' && entity === 'lead') ? 'lead_id' : 'deal_id';
  if (kind === 'id') return field === own || table === 'stage_events' ? cellId(index) : cleanLink(cellId(index));
  // A row that was created before all exports is rejected.
  if (kind === 'moment')
    return field === 'created_at' || isRead(columns, index)
      ? value
      : sql`(case when ${isOfExports(value)} then ${value} end)`;
  return kind === 'day' ? sql`cast(${value} as date)` : value;
}

/** One outcome from Salesforce's IsWon and IsClosed: closed but not won is lost. For orders: called off is lost. */
function outcomeOf(flag: Sql, { says, closed, where = YES, with: beside }: NonNullable<Recognised['flags']>): Sql {
  const lost = closed === undefined ? sql`` : sql` when ${hasForm(cellText(closed), YES)} then 'lost'`;
  const isFilled = beside ? sql` and ${dashesAreNothing(cellText(beside.index))} is not null` : sql``;
  return sql`(case when ${hasForm(flag, where)}${isFilled} then ${literal(says)}${lost} end)`;
}

/** Most columns have neither escaped texts nor dashes, and then their cells need not be searched for them. */
function textValue(field: string, cell: Sql, column: LaidColumn | undefined): Sql {
  const isEscaped = FROM_ADDRESSES.has(field) && (column?.hasEscapes ?? true);
  // A dash with blanks round it is one once these are gone; so may a text be once it is unescaped.
  const mayBeDash = isEscaped || column === undefined || column.hasDashes || column.hasBlanks;
  const text = isEscaped ? unescaped(cell) : cell;
  return mayBeDash ? dashesAreNothing(text) : text;
}
