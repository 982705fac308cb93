import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { Table } from '../model/tables.js';
import { ADDED_ROWS } from './apart.js';

/** Which tables the exports fill. */
export interface TablesThere {
  hasCrm: boolean;
  hasAdLeads: boolean;
  hasAds: boolean;
  hasSums: boolean;
  hasTouches: boolean;
  hasPayments: boolean;
  hasCalls: boolean;
}

interface Balanced extends TablesThere {
  adLeads: Sql;
  /** Tables whose rows are counted already: `file`, `n` and, where they cost something, `cost`. */
  counted?: ReadonlyMap<Table, Counted>;
  /** Whether the key of some row of the CRM comes again. */
  comesAgain: boolean;
}

/** The rows of a table as they were typed, and those of them that became facts: a row per file. */
export type Counted = Partial<Record<'typed' | 'facts', Sql>>;

/**
 * Per file: how many rows were typed, how many are facts, and by how much the first cost more than the second, as
 * exported. Written `file:typed:facts:cost`, separated by blanks.
 */
export function balanceOf({ adLeads, counted = new Map(), comesAgain, ...has }: Balanced) {
  const tables: [isThere: boolean, table: Table, facts: Sql, ...more: Sql[]][] = [
    [has.hasCrm, 'crm', sql`crm`, ...(comesAgain ? [ADDED_ROWS] : [])],
    [has.hasAdLeads, 'ad_leads', adLeads],
    // A touch of two leads is two facts, and one row.
    [has.hasTouches, 'touches', sql`(select distinct file, record from touches)`],
    [has.hasPayments, 'payments', sql`payments`],
    [has.hasCalls, 'calls', sql`calls`],
    [has.hasAds, 'ad_stats', sql`spend`],
    [has.hasSums, 'agg', sql`sums`],
  ];
  const rows = tables.flatMap(([isThere, table, facts, ...more]) => {
    if (!isThere) return [];
    const { typed, facts: used } = counted.get(table) ?? {};
    const [cost, costed, spent] = hasCost(table)
      ? [sql`coalesce(sum(cost), 0)`, sql`cost`, sql`-coalesce(sum(cost_as_exported), 0)`]
      : [ZERO, ZERO, ZERO];
    const countedIn = (one: Sql) => sql`select file, 0, count(*), ${spent} from ${one} group by file`;
    return [
      typed
        ? sql`select file, n, 0, ${costed} from ${typed}`
        : sql`select file, count(*), 0, ${cost} from ${name(rowsOf(table))} group by file`,
      used ? sql`select file, 0, n, 0 from ${used}` : countedIn(facts),
      ...more.map(countedIn),
    ];
  });
  return {
    from: sql`(select file, sum(typed) as typed, sum(facts) as facts, sum(cost) as cost
      from (${joined([NOTHING, ...rows], ' union all ')}) r(file, typed, facts, cost) group by file)`,
    values: { balance: sql`string_agg(concat_ws(':', file, typed, facts, cost), ' ' order by file)` },
  };
}

/** Whether its rows say what something cost. */
export const hasCost = (table: Table): boolean => table === 'ad_stats' || table === 'agg';

const ZERO = sql`0`;
/** No row of a history of stages, or of a list of campaign names, is a fact by itself. */
const NOTHING = sql`select 0, 0, 0, 0 where false`;
