import { joined, literal, type Sql, sql } from '../../engines/sql.js';
import type { Table } from '../../model/tables.js';
import type { Column, Recognised } from '../recognise/recognised.js';
import { cellValue } from './cells.js';
import { spanValue } from './span-value.js';

/** The moment at which the thing of a row happened, by table: it decides whether a row came after the as-of moment. */
const HAPPENED: Partial<Record<Table, readonly string[]>> = {
  crm: ['created_at'],
  ad_leads: ['created_at'],
  ad_stats: ['day', 'period_from'],
  agg: ['day', 'period_from'],
  touches: ['touched_at'],
  stage_events: ['entered_at'],
  payments: ['paid_at'],
  calls: ['called_at'],
};

/** The columns that say when a row happened. */
export const happenedIn = ({ table, columns }: Pick<Recognised, 'table' | 'columns'>): Column[] =>
  (HAPPENED[table] ?? []).flatMap((field) => columns.get(field) ?? []);

/**
 * True for rows after the as-of moment: they did not exist then. They are left out and counted, but nothing is wrong with
 * them. False where no such moment was asked for.
 */
export function isLater(recognised: Recognised, asOf: string | undefined): Sql {
  const after = happenedIn(recognised).map(
    (column) =>
      sql`coalesce(${column.spans ? spanValue(column, 'from') : cellValue(column.index)} > cast(${literal(asOf ?? '')} as timestamp), false)`,
  );
  return asOf === undefined || after.length === 0 ? sql`false` : sql`(${joined(after, ' or ')})`;
}
