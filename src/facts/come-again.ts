import { name, type Sql, sql } from '../engines/sql.js';
import type { TypedLeads } from './left-out.js';

/**
 * Among which IDs of a table to look for those that stand on several rows: `none`, `any`, or the IDs of a sub-select. A
 * file that is the only one of its table tells it of the whole table.
 */
export function perhapsAgain(typed: readonly TypedLeads[], table: TypedLeads['table']): 'none' | 'any' | Sql {
  const [one, ...others] = typed.filter((file) => file.table === table);
  if (!one || others.length > 0) return 'any';
  return one.again === 'some' ? sql`(select lead_id from ${name(one.rows)} where comes_again)` : one.again;
}
