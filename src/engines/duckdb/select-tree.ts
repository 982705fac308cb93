import { type Text, text, UserError } from '../../error.js';
import { meant, meantOf, thereAre } from '../../model/meant.js';
import { nearest } from '../../model/nearest.js';
import { VIEWS } from './query-refused.js';

/** What a query asks, as far as it must be known before it runs. */
export interface Asked {
  /** Tables of ours that it names. */
  readonly tables: ReadonlySet<string>;
  /** The last parts of column names, in small letters; and whether it takes all columns of a table (`*`). */
  readonly columns: ReadonlySet<string>;
  readonly takesAll: boolean;
}

/** What the engine says of a function: whether its result depends only on its arguments, and whether it gives rows. */
export interface KnownFunction {
  readonly isSteady: boolean;
  readonly givesRows: boolean;
  readonly givesValues: boolean;
}

interface SelectRules {
  readonly tables: readonly string[];
  readonly functions: ReadonlyMap<string, KnownFunction>;
  /** Where a byte of the query stands, in words. */
  placeOf(byte: number): Text | null;
}

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Walks the syntax tree of a SELECT (from the engine's own parser), and lets it pass only if it reads nothing but the
 * given tables: no other table, no function that gives rows of something else, none that depends on the machine, the
 * clock or chance.
 *
 * @throws {UserError}
 */
export function requireOwnTables(tree: unknown, rules: SelectRules): Asked {
  const tables = new Set<string>();
  const columns = new Set<string>();
  let takesAll = false;

  function walk(value: unknown, inScope: ReadonlySet<string>): void {
    if (Array.isArray(value)) for (const one of value) walk(one, inScope);
    if (!isNode(value)) return;
    const within = withTables(value, inScope);
    look(value, within);
    for (const [key, child] of Object.entries(value)) {
      // `order by all` names no column.
      if (key === 'cte_map' || (key === 'expression' && isNode(child) && child.type === 'STAR')) continue;
      // The function in the place of a table was checked: only its arguments may hold more.
      walk(key === 'function' && value.type === 'TABLE_FUNCTION' ? (child as Node).children : child, within);
    }
  }

  /** Names that a query defines with WITH: each sees those before it, and itself if it is recursive. */
  function withTables({ cte_map: named }: Node, inScope: ReadonlySet<string>): ReadonlySet<string> {
    const map = isNode(named) && Array.isArray(named.map) ? (named.map as readonly Node[]) : [];
    const known = new Set(inScope);
    for (const { key, value } of map) {
      const own = String(key).toLowerCase();
      walk(value, isRecursive(value) ? new Set([...known, own]) : known);
      known.add(own);
    }
    return known;
  }

  function look(node: Node, inScope: ReadonlySet<string>): void {
    const at = rules.placeOf(Number(node.query_location ?? Number.NaN));
    if (node.sample) throw refused(SAMPLE, at, FIRST);
    switch (node.type) {
      case 'BASE_TABLE':
        table(node, inScope, at);
        return;
      case 'SHOW_REF':
        throw refused(SHOW, at, VIEWS);
      case 'TABLE_FUNCTION':
        rowsOf(node.function as Node, at);
        return;
      case 'VALUE_PARAMETER':
        throw refused(PARAMETER, at, WRITTEN);
      case 'STAR':
        takesAll = true;
        return;
      case 'COLUMN_REF':
        column(node.column_names as readonly string[], at);
        return;
    }
    if (node.class === 'FUNCTION' || node.class === 'WINDOW') value(String(node.function_name).toLowerCase(), node, at);
  }

  function table(node: Node, inScope: ReadonlySet<string>, at: Text | null): void {
    const named = String(node.table_name);
    const own = named.toLowerCase();
    const isQualified = node.schema_name !== '' || node.catalog_name !== '';
    if (!isQualified && inScope.has(own)) return;
    if (!isQualified && rules.tables.includes(own)) {
      tables.add(own);
      return;
    }
    const whole = [node.catalog_name, node.schema_name, named].filter((part) => part !== '').join('.');
    throw refused(text(`there is no table ${whole}`, `нет таблицы ${whole}`), at, meantOf(own, rules.tables));
  }

  /** It stands in place of a table. */
  function rowsOf(node: Node, at: Text | null): void {
    const own = String(node.function_name).toLowerCase();
    if (ROWS.has(own)) return;
    throw refused(
      text(
        `${own}() is not read from: a query sees the exports through the tables here, and nothing else`,
        `${own}() здесь недоступна: запрос видит только таблицы из выгрузок`,
      ),
      at,
      thereAre(rules.tables),
    );
  }

  function value(own: string, node: Node, at: Text | null): void {
    const known = rules.functions.get(own);
    if (own === '' || own === 'unnest') return;
    if (ROWS.has(own)) throw refused(inFrom(own), at, IN_FROM);
    if (WIDE.has(own) && !isFew((node.children as readonly unknown[])[1])) throw refused(tooWide(own), at, FEW_TIMES);
    if (RANDOM.test(own)) throw refused(ofDice(own), at, VIEWS);
    const isOfClock = CLOCK.test(own) || (own === 'age' && (node.children as readonly unknown[]).length === 1);
    if (isOfClock) throw refused(ofClock(`${own}()`), at, AS_OF);
    if (known && !known.isSteady) throw refused(ofMachine(own), at, VIEWS);
    if (MACHINE.test(own) || (known?.givesRows && !known.givesValues))
      throw refused(ofMachine(own), at, BY_NAME.test(own) ? CALLED : VIEWS);
    if (known) return;
    const near = nearest(
      own,
      [...rules.functions.keys()].filter((one) => mayBeCalled(one, rules.functions)),
    );
    throw refused(
      text(`there is no function ${own}()`, `нет функции ${own}()`),
      at,
      near === undefined ? FUNCTIONS : meant(near),
    );
  }

  /** Some names that no table has are functions without brackets. */
  function column(names: readonly string[], at: Text | null): void {
    const own = (names.at(-1) as string).toLowerCase();
    if (names.length === 1 && CLOCK.test(own)) throw refused(ofClock(own), at, AS_OF);
    if (names.length === 1 && /^current_(?:catalog|role|schema|user)$/.test(own))
      throw refused(ofMachine(own), at, VIEWS);
    for (const one of names) columns.add(one.toLowerCase());
  }

  walk(tree, new Set());
  return { tables, columns, takesAll };
}

/**
 * Whether the definition itself is recursive, and not just a part of it: in `with a as (with recursive r …)`, an `a`
 * inside is another table.
 */
const isRecursive = (named: unknown): boolean =>
  isNode(named) && isNode(named.query) && isNode(named.query.node) && named.query.node.type === 'RECURSIVE_CTE_NODE';

/** Whether a query may call it. */
export function mayBeCalled(name: string, functions: SelectRules['functions']): boolean {
  const known = functions.get(name);
  return ROWS.has(name) || (known?.givesValues === true && known.isSteady && !CLOCK.test(name) && !MACHINE.test(name));
}

/** Those that make rows of what they are given. */
const ROWS: ReadonlySet<string> = new Set(['generate_series', 'range', 'unnest']);
/**
 * They make much out of little, and neither the memory limit nor an interruption stops them before a list is complete:
 * `list_sum(range(1000000000))` took half a minute and eight gigabytes.
 */
const WIDE: ReadonlySet<string> = new Set(['repeat', 'lpad', 'rpad', 'list_resize', 'array_resize', 'bitstring']);
const MOST_TIMES = 10_000;
const isFew = (times: unknown): boolean =>
  isNode(times) && times.class === 'CONSTANT' && isNode(times.value) && Number(times.value.value) <= MOST_TIMES;
/** Their result is different each time; `age` with one date counts to today. */
const CLOCK =
  /^(?:now|today|ago|current_(?:date|time|timestamp|localtime|localtimestamp)|get_current_time(?:stamp)?|localtime|localtimestamp|transaction_timestamp|pg_conf_load_time|pg_postmaster_start_time)$/;
const RANDOM = /^(?:random|setseed|uuid.*|gen_random_uuid|reservoir_quantile)$/;
/**
 * They tell about the machine or the engine, execute their argument as SQL or by name, or wait. Nothing of that is in the
 * exports, though the engine calls some of them steady.
 */
const MACHINE =
  /^(?:current_.*|get(?:env|variable)|version|user|session_user|pg_.*|inet_.*|has_\w+_privilege|duckdb_.*|in_search_path|format_type|format_pg_type|map_to_pg_oid|(?:col|obj|shobj)_description|get_block_size|txid_current|nextval|currval|write_log|parse_duckdb_log_message|json_(?:de)?serialize_\w+|json_execute_\w+|query|query_table|(?:list|array)_aggr(?:egate)?|aggregate|stats|vector_type|sleep_ms|error|__internal.*|(?:read|write|sniff)_.*|glob|create_sort_key|icu_.*|st_.*|getenv)$/;

const refused = (what: Text, at: Text | null, hint: Text): UserError =>
  new UserError(at ? text(`${at.en}: ${what.en}`, `${at.ru}: ${what.ru}`) : what, { hint });

const SAMPLE = text('a sample is another one every time', 'выборка (SAMPLE) каждый раз другая');
const FIRST = text('the first of an order: order by … limit 20', 'первые по порядку: order by … limit 20');
const SHOW = text('only a SELECT is run', 'выполняется только SELECT');
const WRITTEN = text('write the value itself', 'напишите само значение');
const FUNCTIONS = text('functions are those of DuckDB', 'функции — как в DuckDB');
/** They take the name of another function. */
const BY_NAME = /^(?:(?:list|array)_aggr(?:egate)?|aggregate)$/;
const CALLED = text('call it by its own name: list_sum(…), list_avg(…)', 'вызовите её саму: list_sum(…), list_avg(…)');
const PARAMETER = text('a parameter has no value here', 'у параметра здесь нет значения');
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
