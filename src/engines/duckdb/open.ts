import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBDecimalValue, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { text, UserError } from '../../error.js';
import { exact } from '../../model/exact.js';
import type { Engine, Value } from '../engine.js';
import { literal, numbered, type Sql, sql } from '../sql.js';

export interface DuckDbOptions {
  /** The only files that SQL may read. */
  files: readonly string[];
  memory?: string | undefined;
  threads?: number | undefined;
}

/**
 * A DuckDB in memory, locked down: no network, no extension, no file but `files`, and no way to unlock it.
 * Settings each have a reason: `allowed_paths` takes single files (a folder could be written into);
 * freed memory goes back to the machine at once, which costs no time on small exports and saves a fifth of the peak;
 * each engine spills into a folder of its own, since two on one corrupt each other; `TimeZone` is fixed, since the
 * machine's must never reach a number.
 */
export async function openDuckDb({ files, memory, threads }: DuckDbOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memory ?? '2GB',
    allocator_flush_threshold: '1MB',
    allocator_bulk_deallocation_flush_threshold: '1MB',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  const run = async (statement: Sql) => {
    await guarded(() =>
      connection.run(
        numbered(statement, (n) => `$${n}`),
        [...statement.params],
      ),
    );
  };
  await run(sql`set TimeZone = 'UTC'`);
  await run(sql`set temp_directory = ${literal(join(tmpdir(), `funnel-spill-${randomUUID()}`))}`);
  const list = files.map((file) => literal(file).text).join(', ');
  await run({ text: `set allowed_paths = [${list}]`, params: [] });
  await run(sql`set enable_external_access = false`);
  await run(sql`set lock_configuration = true`);
  return {
    run,
    query: (statement) => guarded(() => rows(connection, statement)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function rows(connection: DuckDBConnection, statement: Sql): Promise<Value[][]> {
  const reader = await connection.runAndReadAll(
    numbered(statement, (n) => `$${n}`),
    [...statement.params],
  );
  return reader.getRows().map((row) => row.map(toValue));
}

function toValue(value: DuckDBValue): Value {
  if (value === null) return null;
  if (value instanceof DuckDBDecimalValue) return exact(value.value, 10n ** BigInt(value.scale));
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

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && /out of memory/i.test(error.message))
      throw new UserError(text('the memory limit was reached', 'не хватило отведённой памяти'), {
        hint: text('give more, for example --memory 4GB', 'дайте больше, например --memory 4GB'),
      });
    throw error;
  }
}
