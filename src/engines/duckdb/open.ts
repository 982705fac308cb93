import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBListVector,
  DuckDBValue,
  DuckDBVector,
} from '@duckdb/node-api';
import { EXIT, text, UserError } from '../../error.js';
import { exact } from '../../model/exact.js';
import { temporaryVariable } from '../../scratch.js';
import type { Column, Engine, Value } from '../engine.js';
import { inDialect } from '../spell.js';
import { numbered, raw, type Sql, sql, writtenOut } from '../sql.js';
import { type Tell, tracer } from '../trace.js';
import { DUCKDB } from './duckdb-dialect.js';
import { giveBack, RUN, takeInstance } from './instances.js';

export interface DuckDbOptions {
  /** The only files that SQL may read. */
  files: readonly string[];
  /**
   * A folder of its own for temporary files: two engines in one folder corrupt each other's. Undefined: nothing is
   * spilled to disk.
   */
  spill?: string | undefined;
  memory?: string | undefined;
  threads?: number | undefined;
  /** Little is read: the DuckDB is kept for whoever comes next. */
  isSmall?: boolean;
  /** Is told each statement with its time and rows; undefined unless somebody wants to see where time goes. */
  tell?: Tell | undefined;
}

/** An engine on a DuckDB instance (`takeInstance`), which no other run uses meanwhile. */
export async function openDuckDb({ files, spill, memory, threads, isSmall, tell }: DuckDbOptions): Promise<Engine> {
  const isKept = isSmall === true;
  const instance = await takeInstance({
    files,
    config: {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: memory ?? '2GB',
      temp_directory: spill ?? '',
      // A file may have the name of one that an earlier run had.
      ...(isKept ? { enable_external_file_cache: 'false' } : {}),
      ...(threads === undefined ? {} : { threads: String(threads) }),
    },
  });
  const connection = await instance.duckdb.connect();
  let running = 0;
  let hasFailed = false;
  const within = guardedBy(spill);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    running++;
    try {
      return await within(work);
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      running--;
    }
  };
  const told = tell ? tracer(tell, DUCKDB) : <T>(_: Sql, work: () => Promise<T>) => work();
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
  // A reused instance has a database per run, and dropping that leaves nothing behind.
  if (isKept) await run(sql`attach ':memory:' as ${raw(RUN)}; use ${raw(RUN)}`);
  return {
    run,
    query,
    scan,
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      if (isKept && !hasFailed && running === 0) giveBack(instance);
      else instance.duckdb.closeSync();
    },
  };
}

async function rows(connection: DuckDBConnection, statement: Sql): Promise<Value[][]> {
  const found: Value[][] = [];
  for await (const chunk of chunks(connection, statement)) {
    // The chunk's own rows ask each cell's column anew what it is, which takes as long as to read the cell.
    const columns = vectorsOf(chunk);
    const count = chunk.rowCount;
    for (let row = 0; row < count; row++) found.push(columns.map((column) => toValue(column.getItem(row))));
  }
  return found;
}

const vectorsOf = (chunk: DuckDBDataChunk): DuckDBVector[] =>
  Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnVector(at));

async function scanned(
  connection: DuckDBConnection,
  statement: Sql,
  take: Parameters<Engine['scan']>[1],
): Promise<number> {
  let count = 0;
  for await (const chunk of chunks(connection, statement)) {
    take(vectorsOf(chunk).map(columnOf), chunk.rowCount);
    count += chunk.rowCount;
  }
  return count;
}

const columnOf = (vector: DuckDBVector): Column =>
  isList(vector) ? { getItem: (row) => numbersIn(vector, row) } : vector;
const isList = (vector: DuckDBVector): vector is DuckDBListVector => 'getEntryOffset' in vector;

/** Read directly from the vector of all lists: a value for each number would take longer than the query. */
function numbersIn(lists: DuckDBListVector, row: number): Float64Array {
  const [all, from] = [lists.childVector, lists.getEntryOffset(row)];
  const numbers = new Float64Array(lists.getEntryLength(row));
  for (let at = 0; at < numbers.length; at++) numbers[at] = all.getItem(from + at) as number;
  return numbers;
}

/** Chunk by chunk: however many rows there are, a signal gets its turn in between. */
async function* chunks(connection: DuckDBConnection, statement: Sql): AsyncGenerator<DuckDBDataChunk> {
  const { text, params } = writtenOut(statement);
  const spelt = inDialect(
    numbered({ text, params }, (n) => `$${n}`),
    DUCKDB,
  );
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

/** Turns the engine's errors that a person can fix (too little memory, a full disk) into a UserError. */
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
              `free some space there, set ${temporaryVariable()} to another folder, or give more memory: --memory 4GB`,
              `освободите там место, укажите другую папку в ${temporaryVariable()} или дайте больше памяти: --memory 4GB`,
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
