import { literal, raw, type Sql, sql } from '../../engines/sql.js';
import type { Recognised } from '../recognise/recognised.js';
import { cellId } from './cells.js';
import { isDestroyed } from './clean-id.js';

const rowPlace = (index: number): Sql => sql`concat(${raw(String(index))}, ':', record)`;
/** What Excel destroyed is an ID all the same, which no other row has. */
const lostKey = (id: Sql, file: number): Sql => sql`concat(${id}, ' ', ${rowPlace(file)})`;
export const keyOf = (id: Sql, file: number): Sql =>
  sql`(case when ${isDestroyed(id)} then ${lostKey(id, file)} else ${id} end)`;
export const rowKey = (index: number): Sql => sql`concat('row ', ${rowPlace(index)})`;

/**
 * The key by which rows of one lead, or of one deal, are told. Leads and deals never meet by their own IDs: lead 15 is
 * not deal 15. IDs that Excel destroyed, and rows that stand for a lead, get a key that no other row can have.
 */
export function identityColumns({ columns, rowIsLead, entity }: Recognised, index: number): Sql[] {
  const id = rowIsLead ? undefined : columns.get(entity === 'deal' ? 'deal_id' : 'lead_id');
  const kind = sql`${literal(entity)} as entity`;
  if (!id) return [kind, sql`${rowKey(index)} as lead_key`, sql`false as destroyed`];
  const value = cellId(id.index);
  const key = entity === 'deal' ? sql`concat('deal ', ${value})` : value;
  return [
    kind,
    sql`case when ${isDestroyed(value)} then ${lostKey(value, index)} else ${key} end as lead_key`,
    sql`${isDestroyed(value)} as destroyed`,
  ];
}
