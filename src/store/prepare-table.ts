import { createHash } from 'node:crypto';
import type { Engine } from '../engines/engine.js';
import { joined, sql } from '../engines/sql.js';
import { columnsOf, type StoredColumn } from './columns-of.js';
import { askSums, type Sums, sumsOf } from './same-on-both.js';
import type { StoredTable } from './stored-tables.js';

/** A table with its columns and with the sums that its rows must have in the store. */
export interface Prepared extends StoredTable {
  readonly columns: readonly StoredColumn[];
  readonly sums: Sums;
  readonly count: number;
  /** A hash of all rows, whatever their order. */
  readonly content: string;
}

export async function prepare(engine: Engine, table: StoredTable): Promise<Prepared> {
  const columns = await columnsOf(engine, table.relation);
  const own = sql`(select ${joined(
    columns.map(({ written }) => written),
    ', ',
  )} from ${table.relation})`;
  const sums = await askSums(engine.query, sumsOf(own, columns, 'here'));
  const [[content = null] = []] = await engine.query(
    sql`select cast(sum(cast(hash(t) as hugeint)) as varchar) from ${own} t`,
  );
  return {
    ...table,
    relation: own,
    columns,
    sums,
    count: Number.parseInt(sums[0] ?? '0', 10),
    content: String(content),
  };
}

/** A hash of the facts: the same exports, settings and program give the same one. */
export function hashOf(program: string, tables: readonly Prepared[]): string {
  const all = tables.map(({ name, columns, sums, content }) => [
    name,
    columns.map((column) => [column.name, column.type]),
    sums,
    content,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([program, all]))
    .digest('hex');
}
