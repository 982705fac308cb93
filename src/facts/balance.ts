import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { ADDED_ROWS } from './apart.js';

/** Per file, how many rows were typed and how many are facts: `file:typed:facts`, parted by blanks. */
export function balanceOf(adLeads: Sql): { from: Sql; values: Record<string, Sql> } {
  const counted = (from: Sql, as: 'typed' | 'facts') =>
    sql`select file, ${as === 'typed' ? sql`count(*)` : sql`0`} as typed, ${as === 'facts' ? sql`count(*)` : sql`0`} as facts
      from ${from} group by file`;
  const parts = [
    ...(['crm', 'ad_leads', 'ad_stats'] as const).map((table) => counted(name(rowsOf(table)), 'typed')),
    ...[sql`crm`, ADDED_ROWS, adLeads, sql`spend`].map((table) => counted(table, 'facts')),
  ];
  return {
    from: sql`(select file, sum(typed) as typed, sum(facts) as facts from (${joined(parts, ' union all ')}) group by file)`,
    values: { balance: sql`string_agg(concat_ws(':', file, typed, facts), ' ' order by file)` },
  };
}
