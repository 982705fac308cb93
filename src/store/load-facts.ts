import { createHash } from 'node:crypto';
import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { EXIT, orRefused, type Text, text, UserError } from '../error.js';
import { whole } from '../model/numbers.js';
import { columnsOf, type StoredColumn } from './columns-of.js';
import { inTurn } from './in-turn.js';
import { type Load, loadsIn, prepareLoads, settle, type TypedPaths } from './loads.js';
import { askSums, type Sums, sumNames, sumsOf } from './same-on-both.js';
import { type Shards, shardsOf } from './shards.js';
import type { StoredTable } from './stored-tables.js';
import { sweep } from './sweep.js';
import { partName, requireLoadName, storedName, type Version, versionName } from './versions.js';

export interface Loading {
  /** Where the facts are. */
  readonly engine: Engine;
  readonly tables: readonly StoredTable[];
  /** What load they are of. */
  readonly load: string;
  /** What else they hang on: another program, another version. */
  readonly program: string;
  readonly typed?: TypedPaths;
  /** The rows that a statement gives, as a Parquet file. */
  handOn(rows: Sql): Promise<Uint8Array>;
  /** So many rows in one piece. */
  readonly chunk?: number;
  /** Is told how many rows of how many are there. */
  reach?(rows: number, of: number): void;
  begin?(rows: number): void;
}

export interface LoadedFacts {
  readonly version: Version;
  /** It was in force already, made of the same facts. */
  readonly isSame: boolean;
  readonly rows: number;
  /** How many of them are leads, and how many the version had that it took the place of. */
  readonly leads: number;
  readonly leadsBefore: number;
  /** The version that it took the place of. */
  readonly before: Version | undefined;
  /** A later version is in force: somebody else was faster. */
  readonly isOvertaken: boolean;
  /** Pieces that an earlier run had brought there. */
  readonly resumed: number;
  /** Why older versions still lie there; null: they do not. */
  readonly left: Text | null;
}

/** Rows in a piece: some ten megabytes. */
const CHUNK = 200_000;
/** So many things are asked of a store at a time. */
const AT_ONCE = 8;

/**
 * Brings the facts into a store as a new version of their load, and puts it in force by the last row that it writes: until
 * then reports read the version before. Run again it goes on where it stopped, and of the same facts it changes nothing.
 *
 * @throws {UserError} Where the store refuses, does not answer, or holds something else than it was sent.
 */
export async function loadFacts(store: ClickHouse, loading: Loading): Promise<LoadedFacts> {
  requireLoadName(loading.load);
  const shards = await shardsOf(store);
  await prepareLoads(store, shards);
  const prepared = await inTurn(loading.tables, 1, (table) => prepare(loading.engine, table));
  const hash = hashOf(loading, prepared);
  const known = (await loadsIn(store)).filter(({ load }) => load === loading.load);
  const before = known.find(({ state }) => state === 'ready');
  const rows = prepared.reduce((sum, { count }) => sum + count, 0);
  const leads = prepared.find((table) => table.name === LEADS)?.count ?? 0;
  const leadsBefore = before?.tables.find((table) => table.name === LEADS)?.rows ?? 0;
  const counts = { rows, leads, leadsBefore };
  if (before?.hash === hash)
    return { version: before, isSame: true, ...counts, before, isOvertaken: false, resumed: 0, left: null };
  requireLeads(before, counts);
  const version = versionFor(loading.load, hash, known, before);
  await settle(store, version, 'loading', { program: loading.program });
  loading.begin?.(rows);
  await inTurn(prepared, AT_ONCE, (table) => create(store, shards, version, table));
  const resumed = await send(store, shards, version, prepared, { ...loading, rows });
  await requireSame(store, shards, version, prepared);
  const tables = prepared.map(({ name, spread, count }) => ({ name, spread, rows: count }));
  const { program, typed } = loading;
  await settle(store, version, 'ready', { tables, program, ...(typed && { typed }) });
  const isOvertaken = await requireThere(store, version);
  // What is in force is in force, whether or not older versions can be thrown away.
  const swept = await orRefused(() => sweep(store, shards, loading.load));
  return {
    version,
    isSame: false,
    ...counts,
    before,
    isOvertaken,
    resumed,
    left: swept instanceof Error ? swept.what : null,
  };
}

/** Brings the rows there, chunk by chunk; gives how many chunks were there already. */
async function send(
  store: ClickHouse,
  shards: Shards,
  version: Version,
  tables: readonly Prepared[],
  { engine, handOn, reach, rows, chunk: size = CHUNK }: Loading & { rows: number },
): Promise<number> {
  let [reached, resumed] = [0, 0];
  const sent = await orRefused(async () => {
    const done = await chunksDone(store, version);
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
  const [there, all] = [reached, rows].map((count) => [whole(count, 'en'), whole(count, 'ru')]);
  throw new UserError(
    text(
      `${sent.what.en}; of ${all?.[0]} rows ${there?.[0]} are there, and the version before stands`,
      `${sent.what.ru}; из строк (${all?.[1]}) там уже ${there?.[1]}, действует прежняя версия`,
    ),
    { exit: sent.exit, hint: GOES_ON },
  );
}

const GOES_ON = text('the same command goes on where it stopped', 'та же команда продолжит с этого места');

/** A table, with what it is made of and what it comes to. */
interface Prepared extends StoredTable {
  readonly columns: readonly StoredColumn[];
  readonly sums: Sums;
  readonly count: number;
  /** What its rows are, whatever their order. */
  readonly content: string;
}

async function prepare(engine: Engine, table: StoredTable): Promise<Prepared> {
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

/** What the facts are: of the same exports, settings and program it is the same. */
function hashOf({ program }: Loading, tables: readonly Prepared[]): string {
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

/**
 * A load is replaced as a whole: calls or spend alone, sent by its name, would leave no lead of it.
 *
 * @throws {UserError} Where the version in force has leads, and what is to take its place has none.
 */
function requireLeads(
  before: Load | undefined,
  { leads, leadsBefore }: Pick<LoadedFacts, 'leads' | 'leadsBefore'>,
): void {
  if (before === undefined || leadsBefore === 0 || leads > 0) return;
  const { load, number } = before;
  throw new UserError(
    text(
      `${load}: version ${number} has leads (${whole(leadsBefore, 'en')}), and these exports have none: it stays in force`,
      `${load}: в версии ${number} лидов ${whole(leadsBefore, 'ru')}, а в этих выгрузках лидов нет: действует прежняя`,
    ),
    {
      hint: text(
        `load the exports of the CRM as well; or another --crm NAME; or first funnel load --drop ${load} --into …`,
        `добавьте выгрузки CRM, или назовите иначе: --crm ИМЯ, или сначала funnel load --drop ${load} --into …`,
      ),
    },
  );
}

const LEADS = 'leads';

/** One that was begun of the same facts goes on, unless a later one has been put in force. */
function versionFor(load: string, hash: string, known: readonly Load[], before: Load | undefined): Version {
  const begun = known.find((one) => one.state === 'loading' && one.hash === hash && one.number > (before?.number ?? 0));
  const latest = Math.max(0, ...known.map(({ number }) => number));
  return { load, hash, number: begun?.number ?? latest + 1 };
}

/** What each chunk is told apart by lies beside the facts, and goes with them. */
const CHUNKS = 'chunks';

async function create(store: ClickHouse, { hosts, cluster }: Shards, version: Version, table: Prepared): Promise<void> {
  const isSpread = cluster !== null && table.spread !== 'whole';
  const columns = raw(table.columns.map(({ name: own, type }) => `"${own.replaceAll('"', '""')}" ${type}`).join(', '));
  const stored = name(storedName(version, table.name));
  const order = orderOf(table);
  const local = isSpread ? name(partName(version, table.name)) : stored;
  await inTurn(hosts, AT_ONCE, async (host) => {
    await store.runOn(
      host,
      sql`create table if not exists ${local} (${columns}) engine = MergeTree order by (${joined(order.map(name), ', ')})
        settings allow_nullable_key = 1, non_replicated_deduplication_window = 100000`,
    );
    if (isSpread)
      await store.runOn(
        host,
        sql`create table if not exists ${stored} (${columns}) engine = Distributed(${cluster}, ${store.address.database}, ${partName(version, table.name)}, ${shardOf(table)})`,
      );
  });
}

/** By which rows lie beside each other, where they are read by days. */
const orderOf = ({ columns }: Prepared): string[] =>
  ['created_day', 'day', 'touched_at', 'called_at', 'paid_at', 'key'].filter((own) =>
    columns.some((column) => column.name === own),
  );

/** What is joined by a lead lies on one shard; what is joined to nothing anywhere. */
const shardOf = ({ spread, columns }: Prepared): Sql =>
  // The same row lies on the same shard however often it is sent: a shard that has its part of a chunk takes it no second time.
  spread === 'lead'
    ? sql`cityHash64(ifNull("key", ''))`
    : sql`cityHash64(tuple(${joined(
        columns.map((column) => name(column.name)),
        ', ',
      )}))`;

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

/** Pieces that are there already, of a run that was broken off. */
async function chunksDone(store: ClickHouse, version: Version): Promise<ReadonlySet<string>> {
  const table = name(storedName(version, CHUNKS));
  await store.run(sql`create table if not exists ${table} (token String) engine = MergeTree order by token`);
  const rows = await store.query(sql`select token from ${table}`);
  return new Set(rows.map(([token]) => String(token)));
}

const markDone = (store: ClickHouse, version: Version, token: string): Promise<void> =>
  store.write(sql`insert into ${name(storedName(version, CHUNKS))} (token) select ${token}`);

/**
 * Whether another version is in force, though this one is ready: somebody else was faster.
 *
 * @throws {UserError} Where it was taken out before it was ready, and no later one stands in its place.
 */
async function requireThere(store: ClickHouse, version: Version): Promise<boolean> {
  const { load, number, hash } = version;
  const known = (await loadsIn(store)).filter((one) => one.load === load);
  const latest = known.find(({ state }) => state === 'ready');
  const own = known.find((one) => one.number === number && one.hash === hash);
  if (own?.state === 'ready' || (latest?.number ?? 0) >= number) return own !== latest;
  throw new UserError(
    text(
      `${load}: version ${number} has been taken away meanwhile, by --drop or another load`,
      `${load}: версию ${number} тем временем убрали: --drop или другая загрузка`,
    ),
    { hint: text('run the same command again', 'повторите ту же команду') },
  );
}

/** What lies there comes to what was sent; else it is thrown away, and nothing reads it. */
async function requireSame(
  store: ClickHouse,
  shards: Shards,
  version: Version,
  tables: readonly Prepared[],
): Promise<void> {
  const odd = await inTurn(tables, AT_ONCE, async ({ name: table, spread, columns, sums }) => {
    const hosts = spread === 'whole' ? shards.hosts : shards.hosts.slice(0, 1);
    const asked = sumsOf(name(storedName(version, table)), columns, 'there');
    const found = await inTurn(hosts, AT_ONCE, (host) => askSums((one) => store.queryOn(host, one), asked));
    const names = sumNames(columns);
    const what = found.flatMap((own) => names.filter((_, at) => own[at] !== sums[at]));
    return what.length > 0 ? [{ table, what: [...new Set(what)].slice(0, 3).join(', ') }] : [];
  });
  const [first] = odd.flat();
  if (first === undefined) return;
  await settle(store, version, 'dropped');
  await sweep(store, shards, version.load);
  throw new UserError(
    text(
      `${store.address.shown}: ${first.table} is not there as it was sent (${first.what})`,
      `${store.address.shown}: ${first.table} там не такая, как отправлена (${first.what})`,
    ),
    {
      exit: EXIT.output,
      hint: text(
        'nothing was put in force: the version before stands; run it again',
        'новая версия не введена, действует прежняя; повторите команду',
      ),
    },
  );
}
