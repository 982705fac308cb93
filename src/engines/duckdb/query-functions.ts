import { type Text, text, type UserError } from '../../error.js';
import { meant, thereAre } from '../../model/meant.js';
import { nearest } from '../../model/nearest.js';
import { refusedAt, VIEWS } from './query-refused.js';

/** What the engine says of a function: whether its result depends only on its arguments, and whether it gives rows. */
export interface KnownFunction {
  readonly isSteady: boolean;
  readonly givesRows: boolean;
  readonly givesValues: boolean;
}

/** The functions of the engine, by their names in small letters. */
export type KnownFunctions = ReadonlyMap<string, KnownFunction>;

/** Whether a query may call it. */
export function mayBeCalled(name: string, functions: KnownFunctions): boolean {
  const known = functions.get(name);
  return ROWS.has(name) || (known?.givesValues === true && known.isSteady && !CLOCK.test(name) && !MACHINE.test(name));
}

/**
 * Lets a query call `name` in the place of a value only if its result depends on its arguments alone, and they are seen
 * not to make much out of little.
 *
 * @param values What it is called with, as nodes of the syntax tree.
 * @throws {UserError}
 */
export function requireCallable(
  name: string,
  values: readonly unknown[],
  functions: KnownFunctions,
  at: Text | null,
): void {
  if (name === '' || name === 'unnest') return;
  const refused = (what: Text, hint: Text): UserError => refusedAt(at, what, hint);
  if (ROWS.has(name)) throw refused(inFrom(name), IN_FROM);
  if (WIDE.has(name) && !isFew(values[1])) throw refused(tooWide(name), FEW_TIMES);
  if (RANDOM.test(name)) throw refused(ofDice(name), VIEWS);
  if (CLOCK.test(name) || (name === 'age' && values.length === 1)) throw refused(ofClock(`${name}()`), AS_OF);
  const known = functions.get(name);
  if (known && !known.isSteady) throw refused(ofMachine(name), VIEWS);
  if (MACHINE.test(name) || (known?.givesRows && !known.givesValues))
    throw refused(ofMachine(name), BY_NAME.test(name) ? CALLED : VIEWS);
  if (known) return;
  const near = nearest(
    name,
    [...functions.keys()].filter((one) => mayBeCalled(one, functions)),
  );
  throw refused(
    text(`there is no function ${name}()`, `нет функции ${name}()`),
    near === undefined ? FUNCTIONS : meant(near),
  );
}

/**
 * Lets a query read from `name` in the place of a table only if its rows are made of its arguments.
 *
 * @throws {UserError}
 */
export function requireRowsOf(name: string, tables: readonly string[], at: Text | null): void {
  if (ROWS.has(name)) return;
  throw refusedAt(
    at,
    text(
      `${name}() is not read from: a query sees the exports through the tables here, and nothing else`,
      `${name}() здесь недоступна: запрос видит только таблицы из выгрузок`,
    ),
    thereAre(tables),
  );
}

/**
 * Some names that no table has are functions without brackets.
 *
 * @throws {UserError}
 */
export function requireNoFunction(column: string, at: Text | null): void {
  if (CLOCK.test(column)) throw refusedAt(at, ofClock(column), AS_OF);
  if (/^current_(?:catalog|role|schema|user)$/.test(column)) throw refusedAt(at, ofMachine(column), VIEWS);
}

/** Those that make rows of what they are given. */
const ROWS: ReadonlySet<string> = new Set(['generate_series', 'range', 'unnest']);
/**
 * They make much out of little, and neither the memory limit nor an interruption stops them before a list is complete:
 * `list_sum(range(1000000000))` took half a minute and eight gigabytes.
 */
const WIDE: ReadonlySet<string> = new Set(['repeat', 'lpad', 'rpad', 'list_resize', 'array_resize', 'bitstring']);
const MOST_TIMES = 10_000;
const isFew = (times: unknown): boolean => {
  const { class: kind, value } = (times ?? {}) as { class?: string; value?: { value?: unknown } };
  return kind === 'CONSTANT' && Number(value?.value) <= MOST_TIMES;
};
/** Their result is different each time; `age` with one date counts to today. */
const CLOCK =
  /^(?:now|today|ago|current_(?:date|time|timestamp|localtime|localtimestamp)|get_current_time(?:stamp)?|localtime|localtimestamp|transaction_timestamp|pg_conf_load_time|pg_postmaster_start_time)$/;
const RANDOM = /^(?:random|setseed|uuid.*|gen_random_uuid|reservoir_quantile)$/;
/**
 * They tell about the machine or the engine, execute their argument as SQL or by name, or wait. Nothing of that is in the
 * exports, though the engine calls some of them steady.
 */
const MACHINE =
  /^(?:current_.*|get(?:env|variable)|version|user|session_user|pg_.*|inet_.*|has_\w+_privilege|duckdb_.*|in_search_path|format_type|format_pg_type|map_to_pg_oid|(?:col|obj|shobj)_description|get_block_size|txid_current|nextval|currval|write_log|parse_duckdb_log_message|json_(?:de)?serialize_\w+|json_execute_\w+|query|query_table|(?:list|array)_aggr(?:egate)?|aggregate|stats|vector_type|sleep_ms|error|__internal.*|(?:read|write|sniff)_.*|glob|create_sort_key|icu_.*|st_.*)$/;

/** They take the name of another function. */
const BY_NAME = /^(?:(?:list|array)_aggr(?:egate)?|aggregate)$/;

const FUNCTIONS = text('functions are those of DuckDB', 'функции — как в DuckDB');
const CALLED = text('call it by its own name: list_sum(…), list_avg(…)', 'вызовите её саму: list_sum(…), list_avg(…)');
const AS_OF = text("write the day: date '2026-10-31'", "напишите день: date '2026-10-31'");
const inFrom = (name: string): Text =>
  text(`${name}() stands behind FROM alone`, `${name}() пишется только после FROM`);
const IN_FROM = text(
  "from generate_series(date '2026-10-01', date '2026-10-31', interval 1 day) t(day)",
  "from generate_series(date '2026-10-01', date '2026-10-31', interval 1 day) t(day)",
);
const tooWide = (name: string): Text =>
  text(
    `${name}(): how often or how long is no small number`,
    `${name}(): сколько раз или символов — не небольшое число`,
  );
const FEW_TIMES = text(`write it as a number, ${MOST_TIMES} at most`, `напишите его числом, не больше ${MOST_TIMES}`);
const ofClock = (name: string): Text =>
  text(
    `${name} reads the clock: the same query would give other numbers tomorrow`,
    `${name} смотрит на часы: завтра тот же запрос даст другие цифры`,
  );
const ofDice = (name: string): Text =>
  text(`${name}() gives another answer every time`, `${name}() каждый раз даёт другой ответ`);
const ofMachine = (name: string): Text =>
  text(
    `${name}() may not be called: it tells of the machine or the engine, and not of the exports`,
    `${name}() недоступна: она рассказывает о машине или базе, а не о выгрузках`,
  );
