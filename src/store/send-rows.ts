import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { orRefused, text, UserError } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { inTurn } from './in-turn.js';
import { orderOf } from './make-tables.js';
import type { Prepared } from './prepare-table.js';
import { AT_ONCE, type Shards } from './shards.js';
import { storedName, type Version, versionName } from './versions.js';

/** What is needed to send rows. */
export interface Sending {
  /** The engine that holds the facts. */
  readonly engine: Engine;
  /** Gives the rows of a statement as a Parquet file. */
  handOn(rows: Sql): Promise<Uint8Array>;
  /** The number of rows in one piece. */
  readonly chunk?: number;
  /** Called with the number of rows that have arrived, and of all rows. */
  reach?(rows: number, of: number): void;
}

/** Rows in a piece: this is some ten megabytes. */
const CHUNK = 200_000;

/** Sends the rows piece by piece. Gives how many pieces were there already. */
export async function sendRows(
  store: ClickHouse,
  shards: Shards,
  version: Version,
  tables: readonly Prepared[],
  { engine, handOn, reach, rows, chunk: size = CHUNK }: Sending & { rows: number },
): Promise<number> {
  let [reached, resumed] = [0, 0];
  const sent = await orRefused(async () => {
    const done = await chunksDone(store, shards, version);
    // One table after the other: two would need the room of two.
    for (const table of tables) {
      const sorted = await sortedOf(engine, table, size);
      for (let at = 0, part = 0; at < table.count; at += size, part++) {
        const token = `${versionName(version)}:${table.name}:${part}`;
        if (done.has(token)) resumed += 1;
        else {
          await insert(store, shards, version, table, await handOn(sorted.rows(at, at + size)), token);
          // A table of one piece is sent as fast as one could ask whether it is there.
          if (table.count > size) await markDone(store, version, token);
        }
        reached += Math.min(size, table.count - at);
        reach?.(reached, rows);
      }
      await sorted.drop();
    }
  });
  if (sent === undefined) return resumed;
  const [there, all] = [reached, rows].map((count) => [formatWhole(count, 'en'), formatWhole(count, 'ru')]);
  throw new UserError(
    text(
      `${sent.what.en}; of ${all?.[0]} rows ${there?.[0]} are there, and the version before stands`,
      `${sent.what.ru}; из строк (${all?.[1]}) там уже ${there?.[1]}, действует прежняя версия`,
    ),
    { exit: sent.exit, hint: GOES_ON },
  );
}

const GOES_ON = text('the same command goes on where it stopped', 'та же команда продолжит с этого места');

/** The table of the pieces that have arrived. It lies beside the facts and is removed with them. */
const CHUNKS = 'chunks';

interface Sorted {
  rows(from: number, to: number): Sql;
  drop(): Promise<void>;
}

/** Rows in an order that depends on nothing but themselves, so that every run makes the same pieces. */
async function sortedOf(engine: Engine, table: Prepared, size: number): Promise<Sorted> {
  const order = joined([...orderOf(table).map(name), sql`hash(t)`], ', ');
  const all = sql`select t.* from ${table.relation} t order by ${order}`;
  if (table.count <= size) return { rows: () => all, drop: async () => {} };
  const sorted = name(`${table.name}_in_order`);
  await engine.run(sql`create or replace table ${sorted} as ${all}`);
  return {
    rows: (from, to) =>
      sql`select * from ${sorted} where rowid >= ${raw(String(from))} and rowid < ${raw(String(to))} order by rowid`,
    drop: async () => void (await engine.run(sql`drop table ${sorted}`)),
  };
}

async function insert(
  store: ClickHouse,
  { hosts }: Shards,
  version: Version,
  { name: table, spread }: Prepared,
  file: Uint8Array,
  token: string,
): Promise<void> {
  const into = name(storedName(version, table));
  // Rows of a table that is spread over shards go through any one node.
  const to = spread === 'whole' ? hosts : hosts.slice(0, 1);
  await inTurn(to, AT_ONCE, (host) => store.insertOn(host, into, file, token));
}

/**
 * Pieces that an earlier run has sent already. All nodes are asked, since that run may have named them in another
 * order.
 */
async function chunksDone(store: ClickHouse, { hosts }: Shards, version: Version): Promise<ReadonlySet<string>> {
  const table = name(storedName(version, CHUNKS));
  const found = await inTurn(hosts, AT_ONCE, async (host) => {
    await store.runOn(host, sql`create table if not exists ${table} (token String) engine = MergeTree order by token`);
    return store.queryOn(host, sql`select token from ${table}`);
  });
  return new Set(found.flat().map(([token]) => String(token)));
}

const markDone = (store: ClickHouse, version: Version, token: string): Promise<void> =>
  store.write(sql`insert into ${name(storedName(version, CHUNKS))} (token) select ${token}`);
