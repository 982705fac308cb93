import { literal, name, raw, type Sql, sql } from '../../engines/sql.js';
import type { Recognised } from '../recognise/recognised.js';

/** A key that no other row can have: the place of the row. */
const place = (file: number): Sql => sql`concat(${raw(String(file))}, ':', record)`;

/**
 * What identifies a row, as columns over the typed rows of a file. Leads and deals do not share IDs: lead 15 is not deal
 * 15. An ID that Excel destroyed (`isLost`) becomes one that no other row has, and so does that of a row that stands for
 * a lead.
 */
export function identityOf(recognised: Recognised, file: number, isLost: Sql | undefined): Map<string, Sql> {
  const { columns, table, rowIsLead, entity } = recognised;
  const own = entity === 'deal' && table === 'crm' ? 'deal_id' : 'lead_id';
  const hasId = !rowIsLead && columns.has(own);
  const lostOr = (key: Sql) =>
    isLost ? sql`case when ${isLost} then concat(${name(own)}, ' ', ${place(file)}) else ${key} end` : key;
  // A deal without an ID is a deal each.
  const orRow = (key: Sql) => (entity === 'deal' ? sql`case when deal_id is null then ${row} else ${key} end` : key);
  const row = sql`concat('row ', ${place(file)})`;
  if (table === 'ad_leads') return new Map([['lead_id', hasId ? lostOr(name(own)) : row]]);
  if (table !== 'crm') return new Map();
  const key = own === 'deal_id' ? sql`concat('deal ', deal_id)` : sql`lead_id`;
  return new Map([
    ['entity', literal(entity)],
    ['lead_key', hasId ? orRow(lostOr(key)) : row],
    ['destroyed', hasId && isLost ? isLost : sql`false`],
  ]);
}
