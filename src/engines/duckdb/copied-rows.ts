import type { DuckDBValue } from '@duckdb/node-api';
import type { Column, Engine } from '../engine.js';
import { joined, name, raw, type Sql, sql } from '../sql.js';
import type { SealedDatabase } from './query-stream.js';

/** A column of the copy, and what stands in it for a row of the statement. */
export interface CopiedColumn {
  readonly name: string;
  /** As SQL calls it. */
  readonly type: string;
  /** Undefined: the column of the statement at the same place, unchanged. */
  readonly value?: ((columns: readonly Column[], row: number) => unknown) | undefined;
}

export interface Copied {
  /** The columns that hold anything. */
  readonly held: ReadonlySet<string>;
  readonly rows: number;
}

/** Copies the rows of a statement of another engine into a table of its own. */
export async function copyRows(
  { duckdb, connection, columns: copied }: SealedDatabase,
  table: string,
  columns: readonly CopiedColumn[],
  from: Engine,
  statement: Sql,
): Promise<Copied> {
  const definitions = columns.map(({ name: own, type }) => sql`${name(own)} ${raw(type)}`);
  await connection.run(sql`create table ${name(table)} (${joined(definitions, ', ')})`.text);
  for (const { name: own } of columns) copied.add(own);
  const appender = await connection.createAppender(table);
  const types = columns.map((_, at) => appender.columnType(at));
  const held = new Set<string>();
  let count = 0;
  await from.scan(statement, (given, rows) => {
    const chunk = duckdb.DuckDBDataChunk.create(types, rows);
    for (const [at, { name: own, value }] of columns.entries()) {
      const values = Array.from({ length: rows }, (_, row) =>
        value ? value(given, row) : (given[at] as Column).getItem(row),
      );
      if (!held.has(own) && values.some((one) => one !== null)) held.add(own);
      chunk.setColumnValues(at, values as DuckDBValue[]);
    }
    appender.appendDataChunk(chunk);
    count += rows;
  });
  appender.closeSync();
  return { held, rows: count };
}
