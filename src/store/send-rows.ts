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

/** How rows go from where they are. */
export interface Sending {
  /** Where the facts are. */
  readonly engine: Engine;
  /** The rows that a statement gives, as a Parquet file. */
  handOn(rows: Sql): Promise<Uint8Array>;
  /** So many rows in one piece. */
  readonly chunk?: number;
  /** Is told how many rows of how many are there. */
  reach?(rows: number, of: number): void;
}

/** Rows in a piece: some ten megabytes. */
const CHUNK = 200_000;

/** Brings the rows there, chunk by chunk; gives how many chunks were there already. */
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
    // One after the other: two would want the room of two.
    for (const table of tables) {
      const sorted = await sortedOf(engine, table, size);
      for (let at = 0, part = 0; at < table.count; at += size, part++) {
        const token = `${versionName(version)}:${table.name}:${part}`;
        if (done.has(token)) resumed += 1;
        else {
          await insert(store, shards, version, table, await handOn(sorted.rows(at, at + size)), token);
          // A table of one chunk is sent as fast as it is asked for.
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

/** What each chunk is told apart by lies beside the facts, and goes with them. */
const CHUNKS = 'chunks';

interface Sorted {
  rows(from: number, to: number): Sql;
  drop(): Promise<void>;
}

/** Rows in an order that hangs on nothing but themselves: the same chunks in every run. */
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
  // What lies on shards goes to them by way of any node.
  const to = spread === 'whole' ? hosts : hosts.slice(0, 1);
  await inTurn(to, AT_ONCE, (host) => store.insertOn(host, into, file, token));
}

/** Pieces that are there already, of a run that was broken off: it may have named the nodes in another order. */
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
