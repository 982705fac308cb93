import type { Engine, Value } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { Scope } from '../model/scope.js';
import type { Built } from './built.js';
import { type Dimensions, inScope, wordIn } from './cube-scope.js';

interface Listing {
  /** Columns of `leads`, `status`, and dimensions of the configuration. */
  readonly columns: readonly string[];
  /** By which of them; null: by none, before `created_at`. */
  readonly sort: { readonly column: string; readonly falls: boolean } | null;
  /** How many leads to list; those equal to the last one in the order are listed too. Null: all leads. */
  readonly limit: number | null;
  /** Whether some export of the CRM has a status, and whether any tells how leads end. */
  readonly has: { readonly status: boolean; readonly ends: boolean };
}

/** A lead in a list: which places are the same, its ID alone can tell. */
export interface ListedLead {
  readonly key: string;
  readonly place: number;
  /** In the order of the columns. */
  readonly cells: readonly Value[];
}

/**
 * The leads of a scope, in the order asked for and then by creation, unknown values last; and how many there are in all.
 */
export async function listLeads(
  engine: Engine,
  built: Pick<Built, 'leads'>,
  scope: Scope,
  dimensions: Dimensions,
  { columns, sort, limit, has }: Listing,
): Promise<{ leads: ListedLead[]; all: number }> {
  const at = (column: string) => name(`c${columns.indexOf(column)}`);
  const values = columns.map((column) => sql`${cellIn(column, dimensions, has)} as ${at(column)}`);
  const orders = [
    // Stages have an order of their own.
    ...(sort
      ? [sql`${sort.column === 'stage' ? sql`depth` : at(sort.column)} ${raw(sort.falls ? 'desc' : 'asc')} nulls last`]
      : []),
    sql`${at('created_at')} nulls last`,
  ];
  const rows = await engine.query(sql`select key, rank() over (order by ${joined(orders, ', ')}) as place,
      count(*) over () as leads, ${joined(columns.map(at), ', ')}
    from (select key, depth, ${joined(values, ', ')} from leads${has.status ? sql` left join ${statusesOf(built)} using (key)` : sql``}
      where ${inScope(scope, sql`created_day`, dimensions)})
    qualify ${limit === null ? sql`true` : sql`place <= ${raw(String(limit))}`} order by place, key`);
  return {
    leads: rows.map(([key, place, , ...cells]) => ({ key: key as string, place: Number(place), cells })),
    all: Number(rows[0]?.[2] ?? 0),
  };
}

/** The status that the row of a lead bears in the CRM, in its own words. */
export const statusesOf = ({ leads }: Pick<Built, 'leads'>): Sql =>
  spelt.beside(
    sql`statuses`,
    sql`(select l.key, r.status from ${leads} l join ${name(rowsOf('crm'))} r on r.file = l.file and r.record = l.record)`,
  );

/** Where nothing tells how leads end, a lead that is not won may be lost: its ending is unknown. */
function cellIn(column: string, dimensions: Dimensions, { status, ends }: Listing['has']): Sql {
  if (column === 'created_at') return spelt.listedMoment(sql`created_at`);
  if (column === 'status' && !status) return sql`cast(null as varchar)`;
  if (column === 'ending' && !ends) return sql`case when ending = 'won' then ending end`;
  if (column === 'pipeline' && !ends) return sql`cast(null as decimal(18,6))`;
  return wordIn(column, dimensions);
}
