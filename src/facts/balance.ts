import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { ADDED_ROWS } from './apart.js';

interface Balanced {
  adLeads: Sql;
  comesAgain: boolean;
  hasSums: boolean;
  hasTouches: boolean;
}

/** Per file, how many rows were typed and how many are facts: `file:typed:facts`, parted by blanks. */
export function balanceOf({ adLeads, comesAgain, hasSums, hasTouches }: Balanced) {
  const typed = [
    rowsOf('crm'),
    rowsOf('ad_leads'),
    rowsOf('ad_stats'),
    ...(hasSums ? [rowsOf('agg')] : []),
    ...(hasTouches ? [rowsOf('touches')] : []),
  ].map(name);
  const sums = hasSums ? [sql`sums`] : [];
  // A touch of two leads is two facts, and one row.
  const touches = hasTouches ? [sql`(select distinct file, record from touches)`] : [];
  const facts = [sql`crm`, ...(comesAgain ? [ADDED_ROWS] : []), adLeads, sql`spend`, ...sums, ...touches];
  const counted = (tables: readonly Sql[], is: Sql) =>
    tables.map((table) => sql`select file, ${is} from ${table} group by file`);
  const rows = joined([...counted(typed, sql`count(*), 0`), ...counted(facts, sql`0, count(*)`)], ' union all ');
  return {
    from: sql`(select file, sum(typed) as typed, sum(facts) as facts from (${rows}) r(file, typed, facts) group by file)`,
    values: { balance: sql`string_agg(concat_ws(':', file, typed, facts), ' ' order by file)` },
  };
}
