import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBPreparedStatement,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import type { SqlColumn, SqlValue } from '../../model/sql-value.js';
import type { Column, Engine } from '../engine.js';
import { joined, literal, name, raw, type Sql, sql, writtenOut } from '../sql.js';
import { storedAs, writtenAs } from './parquet-types.js';
import {
  noQuery,
  noSelect,
  placeOfByte,
  queryRefused,
  requireApart,
  several,
  tooLarge,
  tooLong,
  tooMany,
} from './query-refused.js';
import { type Asked, type KnownFunction, requireOwnTables } from './select-tree.js';
import { valueReader } from './sql-values.js';

/** A column of a table that is copied: what of a row of the statement stands in it. */
export interface CopiedColumn {
  readonly name: string;
  /** As SQL calls it. */
  readonly type: string;
  /** Undefined: the column of the statement that stands in its place, as it is. */
  readonly value?: ((columns: readonly Column[], row: number) => unknown) | undefined;
}

export interface Bounds {
  /** An error where there are more rows. */
  readonly mostRows: number;
  /** So many are enough. */
  readonly enough?: number | undefined;
  readonly seconds: number;
}

export interface Answer {
  readonly columns: readonly SqlColumn[];
  /** There are more rows than were enough. */
  readonly isCut: boolean;
}

/**
 * A database of its own for what a person asks: it holds copies of tables and nothing else, reads and writes no file, loads no
 * extension, and cannot be unlocked. It has one thread, so that the same query gives the same rows in the same order anywhere.
 */
export interface Sealed {
  /**
   * Looks a query through, before there are any rows.
   *
   * @throws {UserError} Where it is no single SELECT of these tables.
   */
  lookThrough(query: string, tables: readonly string[]): Promise<Asked>;
  /** Copies the rows of a statement of another engine, in their order; gives the columns that hold anything, and how many rows there are. */
  copy(
    table: string,
    columns: readonly CopiedColumn[],
    from: Engine,
    statement: Sql,
  ): Promise<{ held: ReadonlySet<string>; rows: number }>;
  /** Runs a query that was looked through, and hands on its rows some thousand at a time. */
  ask(query: string, bounds: Bounds, take: (rows: readonly (readonly SqlValue[])[]) => void): Promise<Answer>;
  /** The same into a Parquet file, by a statement of ours. `said`: what the file says of itself. */
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
  // What is constant would be worked out while the query is planned, where neither the limit of memory nor an interruption holds:
  // `select range(1000000000)` took minutes and ten gigabytes.
  await connection.run(`set global TimeZone = 'UTC';
    set disabled_optimizers = 'expression_rewriter,statistics_propagation'; set lock_configuration = true`);
  const read = valueReader(duckdb);
  // Before anything is refused: a database that is closed while it still answers ends the process (SIGSEGV).
  const known = await functionsOf(connection);
  /** Columns of the tables that were copied. */
  const asked = new Set<string>();

  async function lookThrough(query: string, tables: readonly string[]): Promise<Asked> {
    if (query.includes('\0')) throw queryRefused('a NUL in it', query);
    const [[tree] = []] = await rowsOf(connection, sql`select json_serialize_sql(${query}::varchar)`);
    const parsed = JSON.parse(String(tree)) as {
      error: boolean;
      error_type?: string;
      error_message?: string;
      position?: string;
      statements?: readonly { node: unknown }[];
    };
    if (parsed.error) {
      if (parsed.error_type !== 'parser') throw noSelect();
      throw queryRefused(String(parsed.error_message), query, { at: Number(parsed.position ?? Number.NaN) });
    }
    const [statement, ...others] = parsed.statements ?? [];
    if (!statement) throw noQuery();
    if (others.length > 0) throw several(others.length + 1);
    return requireOwnTables(statement, {
      tables,
      functions: known,
      placeOf: (byte) => placeOfByte(query, byte),
    });
  }

  async function copy(
    table: string,
    columns: readonly CopiedColumn[],
    from: Engine,
    statement: Sql,
  ): Promise<{ held: ReadonlySet<string>; rows: number }> {
    const definitions = columns.map(({ name: own, type }) => sql`${name(own)} ${raw(type)}`);
    await connection.run(sql`create table ${name(table)} (${joined(definitions, ', ')})`.text);
    for (const { name: own } of columns) asked.add(own);
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

  /** One statement, and a SELECT by what the engine itself takes it for. */
  async function prepared(query: string): Promise<DuckDBPreparedStatement> {
    const statements = await connection.extractStatements(query);
    if (statements.count !== 1) throw several(statements.count);
    const statement = await statements.prepare(0);
    if (statement.statementType !== duckdb.StatementType.SELECT) throw noSelect();
    return statement;
  }

  /** Chunk by chunk, up to the bounds. `begin` is told the columns and gives who takes the chunks. */
  async function stream(
    query: string,
    { mostRows, enough = Number.POSITIVE_INFINITY, seconds }: Bounds,
    begin: (
      names: readonly string[],
      types: readonly DuckDBType[],
    ) => Promise<(chunk: DuckDBDataChunk, rows: number) => void>,
  ): Promise<Answer> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      connection.interrupt();
    }, seconds * 1000);
    try {
      const result = await (await prepared(query)).stream();
      const [names, types] = [result.columnNames(), result.columnTypes()];
      const take = await begin(names, types);
      const columns = types.map((type, at) => ({
        ...{ name: names[at] as string, type: type.toString() },
        isNumber: NUMBERS.test(type.toString()),
        isMoment: /^(?:DATE|TIMESTAMP.*)$/.test(type.toString()),
      }));
      let count = 0;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (isLate) throw new Error('INTERRUPT');
        if (!chunk || chunk.rowCount === 0) return { columns, isCut: false };
        const rows = Math.min(chunk.rowCount, enough - count);
        if (rows > 0) take(chunk, rows);
        count += rows;
        if (rows < chunk.rowCount) return { columns, isCut: true };
        if (count > mostRows) throw tooMany(mostRows);
      }
    } catch (error) {
      if (isLate) throw tooLong(seconds);
      if ((error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG') throw tooLarge();
      throw asRefused(error, query, [...asked]);
    } finally {
      clearTimeout(timer);
    }
  }

  const ask: Sealed['ask'] = (query, bounds, take) =>
    stream(
      query,
      bounds,
      async () => (chunk, rows) =>
        take(
          chunk
            .getRows()
            .slice(0, rows)
            .map((row) => row.map(read)),
        ),
    );

  const askIntoParquet: Sealed['askIntoParquet'] = async (query, bounds, path, said) => {
    const own = await duckdb.DuckDBInstance.create(':memory:', settings);
    const writer = await own.connect();
    try {
      await writer.run(
        writtenOut(sql`set global TimeZone = 'UTC'; set allowed_paths = [${literal(path)}]; set enable_external_access = false;
          set lock_configuration = true`).text,
      );
      let finish = async () => {};
      const answer = await stream(query, bounds, async (names, types) => {
        requireApart(names);
        const definitions = types.map((type, at) => sql`${name(`c${at}`)} ${raw(storedAs(type))}`);
        await writer.run(sql`create table result (${joined(definitions, ', ')})`.text);
        const appender = await writer.createAppender('result');
        const selected = types.map((type, at) => {
          const written = writtenAs(type);
          const column = name(`c${at}`);
          return sql`${written ? sql`cast(${column} as ${raw(written)})` : column} as ${name(names[at] as string)}`;
        });
        finish = async () => {
          appender.closeSync();
          await writer.run(
            sql`copy (select ${joined(selected, ', ')} from result) to ${literal(path)} (format parquet, kv_metadata {funnel: ${literal(said)}})`
              .text,
          );
        };
        return (chunk, rows) => {
          if (rows === chunk.rowCount) return appender.appendDataChunk(chunk);
          const part = duckdb.DuckDBDataChunk.create(types, rows);
          part.setRows(chunk.getRows().slice(0, rows));
          appender.appendDataChunk(part);
        };
      });
      await finish().catch((error: unknown) => {
        throw asRefused(error, query);
      });
      return answer;
    } finally {
      writer.closeSync();
      own.closeSync();
    }
  };

  return {
    ...{ lookThrough, copy, ask, askIntoParquet },
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** What the engine itself says of a query; all else is a fault of ours, or said already. */
const asRefused = (error: unknown, query: string, columns: readonly string[] = []): unknown =>
  error instanceof Error && / Error: |^INTERRUPT/.test(error.message)
    ? queryRefused(error.message, query, { columns })
    : error;

const NUMBERS = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|U?INTEGER|DECIMAL.*|FLOAT|DOUBLE|BIGNUM)$/;

async function rowsOf(connection: DuckDBConnection, statement: Sql): Promise<DuckDBValue[][]> {
  const result = await connection.runAndReadAll(
    statement.text.replaceAll('\0', '?'),
    statement.params.length > 0 ? [...statement.params] : undefined,
  );
  return result.getRows();
}

/** By their names in small letters. */
async function functionsOf(connection: DuckDBConnection): Promise<ReadonlyMap<string, KnownFunction>> {
  const rows = await rowsOf(
    connection,
    sql`select lower(function_name), bool_and(stability is null or stability = 'CONSISTENT'),
        bool_or(function_type in ('table', 'table_macro')), bool_or(function_type in ('scalar', 'aggregate', 'macro'))
      from duckdb_functions() group by 1 order by 1`,
  );
  return new Map(
    rows.map(([own, isSteady, givesRows, givesValues]) => [
      String(own),
      { isSteady: isSteady === true, givesRows: givesRows === true, givesValues: givesValues === true },
    ]),
  );
}
