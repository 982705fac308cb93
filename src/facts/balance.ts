import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { Table } from '../model/tables.js';
import { ADDED_ROWS } from './apart.js';

interface Balanced {
  adLeads: Sql;
  comesAgain: boolean;
  hasCrm: boolean;
  hasAdLeads: boolean;
  hasAds: boolean;
  hasSums: boolean;
  hasTouches: boolean;
  hasPayments: boolean;
  hasCalls: boolean;
}

/**
 * Per file, how many rows were typed and how many are facts, and what the former cost more than the latter, as exported:
 * `file:typed:facts:cost`, parted by blanks.
 */
export function balanceOf({ adLeads, comesAgain, ...has }: Balanced) {
  const tables: [isThere: boolean, table: Table, facts: readonly Sql[]][] = [
    [has.hasCrm, 'crm', [sql`crm`, ...(comesAgain ? [ADDED_ROWS] : [])]],
    [has.hasAdLeads, 'ad_leads', [adLeads]],
    // A touch of two leads is two facts, and one row.
    [has.hasTouches, 'touches', [sql`(select distinct file, record from touches)`]],
    [has.hasPayments, 'payments', [sql`payments`]],
    [has.hasCalls, 'calls', [sql`calls`]],
    [has.hasAds, 'ad_stats', [sql`spend`]],
    [has.hasSums, 'agg', [sql`sums`]],
  ];
  const rows = tables.flatMap(([isThere, table, facts]) => {
    if (!isThere) return [];
    const costs = table === 'ad_stats' || table === 'agg';
    const [cost, spent] = costs
      ? [sql`coalesce(sum(cost), 0)`, sql`-coalesce(sum(cost_as_exported), 0)`]
      : [ZERO, ZERO];
    return [
      sql`select file, count(*), 0, ${cost} from ${name(rowsOf(table))} group by file`,
      ...facts.map((one) => sql`select file, 0, count(*), ${spent} from ${one} group by file`),
    ];
  });
  return {
    from: sql`(select file, sum(typed) as typed, sum(facts) as facts, sum(cost) as cost
      from (${joined([NOTHING, ...rows], ' union all ')}) r(file, typed, facts, cost) group by file)`,
    values: { balance: sql`string_agg(concat_ws(':', file, typed, facts, cost), ' ' order by file)` },
  };
}

const ZERO = sql`0`;
/** Of a history of stages, or of names of campaigns, alone no row is a fact. */
const NOTHING = sql`select 0, 0, 0, 0 where false`;
