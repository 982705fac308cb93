import { setMaxListeners } from 'node:events';
import type { StoreAddress } from '../../model/store-address.js';
import type { Engine, Value } from '../engine.js';
import { type Sql, sql } from '../sql.js';
import { type Tell, tracer } from '../trace.js';
import { rowsIn, scanned } from './answer-rows.js';
import { CLICKHOUSE } from './clickhouse-dialect.js';
import { type Connecting, nodeAt } from './connect.js';
import { inClickHouse } from './in-clickhouse.js';
import { READING, WRITING } from './store-settings.js';

interface ClickHouseOptions extends Pick<Connecting, 'patience' | 'waits'> {
  readonly address: StoreAddress;
  /** What tables are called there, by what statements call them. */
  readonly tables?: ReadonlyMap<string, string>;
  /** Who is told each statement with its time and rows. */
  readonly tell?: Tell | undefined;
}

/** A store: queries go to its first node, changes to all. It has to be closed. */
export interface ClickHouse extends Engine {
  readonly address: StoreAddress;
  /** What is stored on every node for itself: tables, databases. */
  runOn(host: string, statement: Sql): Promise<void>;
  queryOn(host: string, statement: Sql): Promise<Value[][]>;
  /** Writes at once to all shards concerned, and only once however often it is sent. */
  write(statement: Sql): Promise<void>;
  /** Inserts a Parquet file into a table, once per `token` however often it is called. */
  insert(table: Sql, file: Uint8Array, token: string): Promise<void>;
  insertOn(host: string, table: Sql, file: Uint8Array, token: string): Promise<void>;
}

export function openClickHouse({ address, tables, tell, patience, waits }: ClickHouseOptions): ClickHouse {
  const ending = new AbortController();
  // Whatever is on its way listens to it.
  setMaxListeners(0, ending.signal);
  const nodes = new Map<string, ReturnType<typeof nodeAt>>();
  const nodeOf = (host: string) => {
    const node = nodes.get(host) ?? nodeAt(host, address, { patience, waits, signal: ending.signal });
    nodes.set(host, node);
    return node;
  };
  const first = address.hosts[0] ?? '';
  const told = tell ? tracer(tell, CLICKHOUSE) : <T>(_: Sql, work: () => Promise<T>) => work();
  const queryOn = (host: string, statement: Sql) =>
    told(
      statement,
      () => nodeOf(host).ask(inClickHouse(statement, tables), READING, rowsIn),
      (rows) => rows.length,
    );
  const runOn = (host: string, statement: Sql) =>
    told(
      statement,
      () => nodeOf(host).tell(inClickHouse(statement, tables), READING),
      () => 0,
    );
  const insertOn = (host: string, table: Sql, file: Uint8Array, token: string) => {
    const statement = sql`insert into ${table} format Parquet`;
    return told(
      statement,
      () => nodeOf(host).tell(inClickHouse(statement), { ...WRITING, insert_deduplication_token: token }, file),
      () => 0,
    );
  };
  return {
    address,
    runOn,
    queryOn,
    insertOn,
    write: (statement) =>
      told(
        statement,
        () => nodeOf(first).tell(inClickHouse(statement, tables), WRITING),
        () => 0,
      ),
    insert: (table, file, token) => insertOn(first, table, file, token),
    run: async (statement) => {
      await runOn(first, statement);
      return 0;
    },
    query: (statement) => queryOn(first, statement),
    scan: async (statement, take) => {
      let isTaken = false;
      const taking: typeof take = (columns, rows) => {
        isTaken = true;
        take(columns, rows);
      };
      await told(
        statement,
        () =>
          nodeOf(first).ask(
            inClickHouse(statement, tables),
            READING,
            (bytes) => scanned(bytes, taking),
            () => isTaken,
          ),
        (count) => count,
      );
    },
    interrupt: () => ending.abort(),
    close: () => {
      ending.abort();
      for (const node of nodes.values()) void node.close();
    },
  };
}
