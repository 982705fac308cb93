import type { DuckDBConnection, DuckDBDataChunk, DuckDBDecimalValue, DuckDBValue } from '@duckdb/node-api';
import { EXIT, text, UserError } from '../../error.js';
import { exact } from '../../model/exact.js';
import type { Engine, Value } from '../engine.js';
import { joined, literal, numbered, type Sql, sql, writtenOut } from '../sql.js';
import { type Tell, teller } from '../trace.js';

export interface DuckDbOptions {
  /** The only files that SQL may read. */
  files: readonly string[];
  /** A folder of its own to spill into: two engines in one corrupt each other. Without it nothing is spilled. */
  spill?: string | undefined;
  memory?: string | undefined;
  threads?: number | undefined;
  /**
   * Freed memory goes back to the machine at once: a fifth less at the peak where the data is small, a tenth more work where
   * not. Of the engines of a process the first alone: the next has use for that memory, and would ask for it page by page.
   */
  isThrifty?: boolean;
  /** Who is told each statement with its time and rows; nobody, unless somebody asks where the time goes. */
  tell?: Tell | undefined;
}

/**
 * A DuckDB in memory, locked down: no network, no extension, no file but `files`, and no way to unlock it.
 * Settings each have a reason: `allowed_paths` takes single files (a folder could be written into);
 * `TimeZone` is fixed, since the machine's must never reach a number.
 */
export async function openDuckDb({ files, spill, memory, threads, isThrifty, tell }: DuckDbOptions): Promise<Engine> {
  // Whatever is wrong with the files is said without loading it.
  const { default: duckdb } = await import('@duckdb/node-api');
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memory ?? '2GB',
    temp_directory: spill ?? '',
    ...(isThrifty && isFirst
      ? { allocator_flush_threshold: '1MB', allocator_bulk_deallocation_flush_threshold: '1MB' }
      : {}),
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  isFirst = false;
  const connection = await instance.connect();
  const guarded = guardedBy(spill);
  const told = tell ? teller(tell) : <T>(_: Sql, work: () => Promise<T>) => work();
  const query = (statement: Sql) =>
    told(
      statement,
      () => guarded(() => rows(connection, statement)),
      (result) => result.length,
    );
  const scan: Engine['scan'] = async (statement, take) => {
    await told(
      statement,
      () => guarded(() => scanned(connection, statement, take)),
      (count) => count,
    );
  };
  // What lays a table down says how many rows it has.
  const run = async (statement: Sql) =>
    told(
      statement,
      async () => Number((await guarded(() => rows(connection, statement)))[0]?.[0] ?? 0),
      (count) => count,
    );
  // Neither can be said at creation: the first needs an extension that is loaded then, the second is a list; and without
  // access from the start the database would allow itself files of its own in the working folder.
  await run(sql`set TimeZone = 'UTC'; set allowed_paths = [${joined(files.map(literal), ', ')}];
    set enable_external_access = false; set lock_configuration = true`);
  return {
    run,
    query,
    scan,
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

let isFirst = true;

async function rows(connection: DuckDBConnection, statement: Sql): Promise<Value[][]> {
  const found: Value[][] = [];
  for await (const chunk of chunks(connection, statement))
    for (const row of chunk.getRows()) found.push(row.map(toValue));
  return found;
}

async function scanned(
  connection: DuckDBConnection,
  statement: Sql,
  take: Parameters<Engine['scan']>[1],
): Promise<number> {
  let count = 0;
  for await (const chunk of chunks(connection, statement)) {
    take(
      Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnVector(at)),
      chunk.rowCount,
    );
    count += chunk.rowCount;
  }
  return count;
}

/** A chunk at a time: however many rows there are, a signal has its turn between. */
async function* chunks(connection: DuckDBConnection, statement: Sql): AsyncGenerator<DuckDBDataChunk> {
  const { text, params } = writtenOut(statement);
  const spelt = numbered({ text, params }, (n) => `$${n}`);
  // Nothing to bind is undefined: the statement is planned at once then.
  const result = await connection.run(spelt, params.length > 0 ? [...params] : undefined);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield chunk;
}

function toValue(value: DuckDBValue): Value {
  if (value === null) return null;
  if (isDecimal(value)) return exact(value.value, 10n ** BigInt(value.scale));
  switch (typeof value) {
    case 'string':
    case 'bigint':
    case 'boolean':
      return value;
    case 'number':
      return Number.isInteger(value) ? BigInt(value) : value;
    default:
      throw new TypeError(`cast this column in SQL: ${value.constructor.name}`);
  }
}

const isDecimal = (value: DuckDBValue & {}): value is DuckDBDecimalValue =>
  typeof value === 'object' && 'scale' in value && 'width' in value;

/** What a person can put right of what an engine complains of: too little memory, a full disk. */
const guardedBy =
  (spill: string | undefined) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && FULL.test(error.message))
        throw new UserError(
          text(
            `no room left to spill to${sizeIn(error.message)}`,
            `не осталось места для временных данных${sizeIn(error.message)}`,
          ),
          {
            file: spill ?? '',
            exit: EXIT.output,
            hint: text(
              'free some space there, set TMPDIR to another folder, or give more memory: --memory 4GB',
              'освободите там место, укажите другую папку в TMPDIR или дайте больше памяти: --memory 4GB',
            ),
          },
        );
      if (error instanceof Error && /out of memory/i.test(error.message))
        throw new UserError(text('the memory limit was reached', 'не хватило отведённой памяти'), {
          hint: text('give more, for example --memory 4GB', 'дайте больше, например --memory 4GB'),
        });
      throw error;
    }
  };

const FULL = /No space left|ENOSPC|Could not write|failed to offload|max_temp_directory_size/i;
const sizeIn = (message: string): string => {
  const [, size] = /(\d[\d.]* ?(?:[KMGT]i?B|bytes))/.exec(message) ?? [];
  return size ? ` (${size})` : '';
};
