import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { type Sql, sql } from '../sql.js';
import type { KnownFunctions } from './query-functions.js';
import { noQuery, noSelect, placeOfByte, queryRefused, several } from './query-refused.js';
import { type Asked, requireOwnTables } from './select-tree.js';

/** Checks a query with the engine's own parser. `functions`: those of the engine. */
export async function lookThrough(
  connection: DuckDBConnection,
  query: string,
  { tables, functions }: { tables: readonly string[]; functions: KnownFunctions },
): Promise<Asked> {
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
  return requireOwnTables(statement, { tables, functions, placeOf: (byte) => placeOfByte(query, byte) });
}

/** The functions that the engine knows, by their names in small letters. */
export async function functionsOf(connection: DuckDBConnection): Promise<KnownFunctions> {
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

async function rowsOf(connection: DuckDBConnection, statement: Sql): Promise<DuckDBValue[][]> {
  const result = await connection.runAndReadAll(
    statement.text.replaceAll('\0', '?'),
    statement.params.length > 0 ? [...statement.params] : undefined,
  );
  return result.getRows();
}
