import { joined, literal, name, raw, sql } from '../sql.js';
import { lockedTo } from './instances.js';
import { storedAs, writtenAs } from './parquet-types.js';
import { requireApart } from './query-refused.js';
import { type Answer, asRefused, type Bounds, type SealedDatabase, streamQuery } from './query-stream.js';

/**
 * Runs a query into a Parquet file. A second database writes the file, and may write nothing else: the one in which the
 * query runs may write no file. `said`: metadata of the file.
 */
export async function queryIntoParquet(
  database: SealedDatabase,
  query: string,
  bounds: Bounds,
  { path, said, settings }: { path: string; said: string; settings: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { duckdb } = database;
  const own = await duckdb.DuckDBInstance.create(':memory:', settings);
  const writer = await own.connect();
  try {
    await writer.run(lockedTo([path]));
    let finish = async () => {};
    const answer = await streamQuery(database, query, bounds, async (names, types) => {
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
}
