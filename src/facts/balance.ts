import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { ADDED_ROWS } from './apart.js';

interface Balanced {
  adLeads: Sql;
  comesAgain: boolean;
  hasSums: boolean;
  hasTouches: boolean;
  hasPayments: boolean;
}

/**
 * Per file, how many rows were typed and how many are facts, and what the former cost more than the latter, as exported:
 * `file:typed:facts:cost`, parted by blanks.
 */
export function balanceOf({ adLeads, comesAgain, hasSums, hasTouches, hasPayments }: Balanced) {
  const typed = [
    rowsOf('crm'),
    rowsOf('ad_leads'),
    ...(hasTouches ? [rowsOf('touches')] : []),
    ...(hasPayments ? [rowsOf('payments')] : []),
  ].map(name);
  const costs = [rowsOf('ad_stats'), ...(hasSums ? [rowsOf('agg')] : [])].map(name);
  const spent = [sql`spend`, ...(hasSums ? [sql`sums`] : [])];
  // A touch of two leads is two facts, and one row.
  const touches = hasTouches ? [sql`(select distinct file, record from touches)`] : [];
  const paid = hasPayments ? [sql`payments`] : [];
  const facts = [sql`crm`, ...(comesAgain ? [ADDED_ROWS] : []), adLeads, ...touches, ...paid];
  const counted = (tables: readonly Sql[], is: Sql) =>
    tables.map((table) => sql`select file, ${is} from ${table} group by file`);
  const rows = joined(
    [
      ...counted(typed, sql`count(*), 0, 0`),
      ...counted(costs, sql`count(*), 0, coalesce(sum(cost), 0)`),
      ...counted(facts, sql`0, count(*), 0`),
      ...counted(spent, sql`0, count(*), -coalesce(sum(cost_as_exported), 0)`),
    ],
    ' union all ',
  );
  return {
    from: sql`(select file, sum(typed) as typed, sum(facts) as facts, sum(cost) as cost from (${rows}) r(file, typed, facts, cost) group by file)`,
    values: { balance: sql`string_agg(concat_ws(':', file, typed, facts, cost), ' ' order by file)` },
  };
}
