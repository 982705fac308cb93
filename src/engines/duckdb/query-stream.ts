import type { DuckDBConnection, DuckDBDataChunk, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api';
import type { SqlColumn } from '../../model/sql-value.js';
import { noSelect, queryRefused, several, tooLarge, tooLong, tooMany } from './query-refused.js';
import type { Duckdb } from './sql-values.js';

/** The database in which a person's queries run. `duckdb` is loaded only when there is one. */
export interface SealedDatabase {
  readonly duckdb: Duckdb;
  readonly connection: DuckDBConnection;
  /** Columns of the copied tables, which an error may propose. */
  readonly columns: Set<string>;
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
 * Runs a query chunk by chunk, within the bounds. `begin` gets the columns and gives the function that takes the chunks.
 */
export async function streamQuery(
  database: SealedDatabase,
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
    database.connection.interrupt();
  }, seconds * 1000);
  try {
    const result = await (await prepared(database, query)).stream();
    const [names, types] = [result.columnNames(), result.columnTypes()];
    const take = await begin(names, types);
    const columns = types.map((type, at) => columnOf(names[at] as string, type.toString()));
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
    throw asRefused(error, query, [...database.columns]);
  } finally {
    clearTimeout(timer);
  }
}

const columnOf = (name: string, type: string): SqlColumn => ({
  ...{ name, type },
  isNumber: NUMBERS.test(type),
  isMoment: /^(?:DATE|TIMESTAMP.*)$/.test(type),
});

const NUMBERS = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|U?INTEGER|DECIMAL.*|FLOAT|DOUBLE|BIGNUM)$/;

/** One statement, and a SELECT by what the engine itself takes it for. */
async function prepared({ duckdb, connection }: SealedDatabase, query: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(query);
  if (statements.count !== 1) throw several(statements.count);
  const statement = await statements.prepare(0);
  if (statement.statementType !== duckdb.StatementType.SELECT) throw noSelect();
  return statement;
}

/** Whether an error is the engine's, about the query; any other is a bug of the program or was told already. */
export const asRefused = (error: unknown, query: string, columns: readonly string[] = []): unknown =>
  error instanceof Error && / Error: |^INTERRUPT/.test(error.message)
    ? queryRefused(error.message, query, { columns })
    : error;
