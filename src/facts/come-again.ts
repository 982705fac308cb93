import { name, type Sql, sql } from '../engines/sql.js';
import type { TypedLeads } from './left-out.js';

/**
 * Among which IDs of a table all are that stand on several of its rows: `none`, `any`, or those of a sub-select. What is told of
 * a file is told of the table where it is its only one.
 */
export function perhapsAgain(typed: readonly TypedLeads[], table: TypedLeads['table']): 'none' | 'any' | Sql {
  const [one, ...others] = typed.filter((file) => file.table === table);
  if (!one || others.length > 0) return 'any';
  return one.again === 'some' ? sql`(select lead_id from ${name(one.rows)} where comes_again)` : one.again;
}
