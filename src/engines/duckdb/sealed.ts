import type { SqlValue } from '../../model/sql-value.js';
import type { Engine } from '../engine.js';
import type { Sql } from '../sql.js';
import { type Copied, type CopiedColumn, copyRows } from './copied-rows.js';
import { functionsOf, lookThrough } from './parsed-query.js';
import { queryIntoParquet } from './query-into-parquet.js';
import { type Answer, type Bounds, type SealedDatabase, streamQuery } from './query-stream.js';
import type { Asked } from './select-tree.js';
import { valueReader } from './sql-values.js';

/**
 * A database of its own for a person's queries. It holds copies of tables and nothing else, reads and writes no file,
 * loads no extension, and cannot be unlocked. It has one thread, so that a query gives the same rows in the same order
 * everywhere.
 */
export interface Sealed {
  /**
   * Checks a query, before there are any rows.
   *
   * @throws {UserError} Where it is not a single SELECT over these tables.
   */
  lookThrough(query: string, tables: readonly string[]): Promise<Asked>;
  /** Copies the rows of a statement of another engine, in their order. */
  copy(table: string, columns: readonly CopiedColumn[], from: Engine, statement: Sql): Promise<Copied>;
  /** Runs a query that was checked, and hands on its rows some thousand at a time. */
  ask(query: string, bounds: Bounds, take: (rows: readonly (readonly SqlValue[])[]) => void): Promise<Answer>;
  /** The same into a Parquet file. `said`: metadata of the file. */
  askIntoParquet(query: string, bounds: Bounds, path: string, said: string): Promise<Answer>;
  interrupt(): void;
  close(): void;
}

export async function openSealed({ memory }: { memory?: string | undefined }): Promise<Sealed> {
  const { default: duckdb } = await import('@duckdb/node-api');
  const settings = {
    threads: '1',
    memory_limit: memory ?? '2GB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  };
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    ...settings,
    enable_external_access: 'false',
    // As in reports: what is divided by nothing is unknown.
    ieee_floating_point_ops: 'false',
  });
  const connection = await instance.connect();
  // Without this, constants would be computed while the query is planned, where neither the memory limit nor an
  // interruption works: `select range(1000000000)` took minutes and ten gigabytes.
  await connection.run(`set global TimeZone = 'UTC';
    set disabled_optimizers = 'expression_rewriter,statistics_propagation'; set lock_configuration = true`);
  const read = valueReader(duckdb);
  // Read before anything can be refused: closing a database that is still answering crashes the process (SIGSEGV).
  const functions = await functionsOf(connection);
  const database: SealedDatabase = { duckdb, connection, columns: new Set() };
  return {
    lookThrough: (query, tables) => lookThrough(connection, query, { tables, functions }),
    copy: (table, columns, from, statement) => copyRows(database, table, columns, from, statement),
    ask: (query, bounds, take) =>
      streamQuery(database, query, bounds, async () => (chunk, rows) => {
        const answered = chunk.getRows().slice(0, rows);
        take(answered.map((row) => row.map(read)));
      }),
    askIntoParquet: (query, bounds, path, said) => queryIntoParquet(database, query, bounds, { path, said, settings }),
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
