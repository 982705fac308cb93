import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { raw, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import type { Shards } from './shards.js';
import type { StoredTable } from './stored-tables.js';
import { namesIn, requireLoadName, storedName, type Version } from './versions.js';

/** The states of a version, in their order: of the rows of one version the furthest state counts. */
const STATES = ['loading', 'ready', 'dropped'] as const;
type State = (typeof STATES)[number];

/** What was typed to name the exports. Reports repeat it in commands to type next. */
export interface TypedPaths {
  readonly paths: readonly string[];
  readonly config: string | false | undefined;
}

/** A version of a load, as the store has it. */
export interface Load extends Version {
  readonly state: State;
  /** When it reached this state, by the clock of the store, in UTC. */
  readonly since: string;
  /** For a version that is ready: its tables, with their numbers of rows. */
  readonly tables: readonly TableOfLoad[];
  readonly typed: TypedPaths;
  readonly program: string;
}

interface TableOfLoad extends Pick<StoredTable, 'name' | 'spread'> {
  readonly rows: number;
}

/** The table with the states of all loads: a row for each step of each version. Rows are never changed. */
const LOADS = 'funnel_loads';

/**
 * Makes that table if it is missing.
 *
 * @throws {UserError} Where the database is another cluster's.
 */
export async function prepareLoads(store: ClickHouse, { hosts, cluster }: Shards): Promise<void> {
  const columns = `load String, number UInt32, hash String, state String, tables String, program String,
    since DateTime default now()`;
  const local = cluster === null ? LOADS : `${LOADS}_local`;
  const { database, shown } = store.address;
  for (const host of hosts) {
    await store.runOn(
      host,
      raw(`create table if not exists "${local}" (${columns}) engine = MergeTree order by (load, number)
        settings non_replicated_deduplication_window = 10000`),
    );
    if (cluster !== null)
      await store.runOn(
        host,
        sql`${raw(`create table if not exists "${LOADS}" (${columns}) engine = Distributed(`)}${cluster}, ${database}, ${local}, ${raw('cityHash64(load))')}`,
      );
    const [[engine = null, sharding = null] = []] = await store.queryOn(
      host,
      sql`select engine, engine_full from system.tables where database = ${database} and name = ${LOADS}`,
    );
    const isOfIt = cluster === null ? engine !== 'Distributed' : String(sharding).includes(`'${cluster}'`);
    if (isOfIt) continue;
    throw new UserError(
      text(
        `${shown}: this database holds loads of ${engine === 'Distributed' ? 'a cluster' : 'one node'}`,
        `${shown}: в этой базе загрузки ${engine === 'Distributed' ? 'кластера' : 'одного узла'}`,
      ),
      {
        hint: text(
          `name the nodes as they were named then (${sharding}), or another database`,
          `назовите узлы так же, как тогда (${sharding}), или другую базу`,
        ),
      },
    );
  }
}

/** All versions that the store has ever recorded, the latest first. Empty if nothing was ever loaded. */
export async function loadsIn(store: ClickHouse): Promise<Load[]> {
  const { database } = store.address;
  const [[exists] = []] = await store.query(
    sql`select count(*) from system.tables where database = ${database} and name = ${LOADS}`,
  );
  if (exists === 0n) return [];
  const rows =
    await store.query(sql`select load, number, hash, argMax(state, at), argMax(tables, at), argMax(program, at),
      toString(argMax(since, at), 'UTC') from (select *, indexOf([${STATES[0]}, ${STATES[1]}, ${STATES[2]}], state) as at from ${raw(LOADS)})
    group by load, number, hash order by load, number desc, hash desc`);
  return rows.map(([load, number, hash, state, tables, program, since]) => ({
    ...{ load: String(load), number: Number(number), hash: String(hash), state: state as State },
    ...{ since: String(since), program: String(program) },
    ...(tables === '' ? NOT_READY : (JSON.parse(String(tables)) as Pick<Load, 'tables' | 'typed'>)),
  }));
}

const NOT_READY: Pick<Load, 'tables' | 'typed'> = { tables: [], typed: { paths: [], config: undefined } };

/** Records that a version has reached a state. It is one row, so that all readers see the step done or not done. */
export async function writeState(
  store: ClickHouse,
  version: Version,
  state: State,
  { program = '', ...ready }: Partial<Pick<Load, 'tables' | 'typed' | 'program'>> = {},
): Promise<void> {
  const { load, number, hash } = version;
  await store.write(
    sql`insert into ${raw(LOADS)} (load, number, hash, state, tables, program)
      select ${load}, ${number}, ${hash}, ${state}, ${state === 'ready' ? JSON.stringify({ ...NOT_READY, ...ready }) : ''}, ${program}`,
  );
}

/** Name of a load → the version that reports read: the latest that is ready. */
export const inForce = (loads: readonly Load[]): ReadonlyMap<string, Load> => {
  const found = new Map<string, Load>();
  for (const one of loads) if (one.state === 'ready' && !found.has(one.load)) found.set(one.load, one);
  return found;
};

/** The facts that a report from a store is made of. */
interface StoredFacts {
  readonly load: Load;
  /** Name of a table as statements use it → its name in the store, for `openClickHouse`. */
  readonly tables: ReadonlyMap<string, string>;
  readonly description: string;
}

/**
 * The facts in force of the named load, or of the only one.
 *
 * @throws {UserError} Where there is no such load, or several and none is named.
 */
export async function factsInForce(store: ClickHouse, named: string | undefined): Promise<StoredFacts> {
  if (named !== undefined) requireLoadName(named);
  const ready = inForce(await loadsIn(store));
  const load = requireLoad(ready, named, store);
  const [[sharded] = []] = await store.query(
    sql`select count(*) from system.tables where database = ${store.address.database} and name = ${LOADS} and engine = 'Distributed'`,
  );
  const parts = await store.query(sql`select words from ${raw(`"${storedName(load, DESCRIPTION)}"`)} order by part`);
  return {
    load,
    tables: namesIn(load, load.tables, sharded === 1n),
    description: parts.map(([words]) => String(words)).join(''),
  };
}

/** The table with the description of a version, in parts. */
export const DESCRIPTION = 'description';

export function requireLoad(ready: ReadonlyMap<string, Load>, named: string | undefined, store: ClickHouse): Load {
  const { shown } = store.address;
  const list = [...ready.keys()].join(', ');
  if (ready.size === 0)
    throw new UserError(text(`${shown}: nothing is loaded there`, `${shown}: туда ничего не загружено`), {
      hint: text(`funnel load exports/ --into ${shown}`, `funnel load выгрузки/ --into ${shown}`),
    });
  const found = named === undefined ? (ready.size === 1 ? [...ready.values()][0] : undefined) : ready.get(named);
  if (found) return found;
  if (named === undefined)
    throw new UserError(
      text(
        `${shown}: several CRMs are loaded there (${list}), and a report is of one; they are not added up`,
        `${shown}: там загружено несколько CRM (${list}), а отчёт — по одной; вместе они не складываются`,
      ),
      { hint: text(`--crm ${[...ready.keys()][0]} names one`, `--crm ${[...ready.keys()][0]} — одна из них`) },
    );
  throw new UserError(text(`${shown}: nothing is loaded there as ${named}`, `${shown}: там нет загрузки ${named}`), {
    hint: text(`loaded: ${list}`, `загружено: ${list}`),
  });
}
