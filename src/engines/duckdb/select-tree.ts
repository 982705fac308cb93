import { type Text, text } from '../../error.js';
import { meantOf } from '../../model/meant.js';
import { type KnownFunctions, requireCallable, requireNoFunction, requireRowsOf } from './query-functions.js';
import { refusedAt, VIEWS } from './query-refused.js';

/** What a query asks, as far as it must be known before it runs. */
export interface Asked {
  /** Tables of ours that it names. */
  readonly tables: ReadonlySet<string>;
  /** The last parts of column names, in small letters; and whether it takes all columns of a table (`*`). */
  readonly columns: ReadonlySet<string>;
  readonly takesAll: boolean;
}

interface SelectRules {
  readonly tables: readonly string[];
  readonly functions: KnownFunctions;
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
  const asked = { tables: new Set<string>(), columns: new Set<string>(), takesAll: false };
  walk(tree, new Set());
  return asked;

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
    if (node.sample) throw refusedAt(at, SAMPLE, FIRST);
    switch (node.type) {
      case 'BASE_TABLE': {
        const table = ownTable(node, inScope, rules.tables, at);
        if (table !== null) asked.tables.add(table);
        return;
      }
      case 'SHOW_REF':
        throw refusedAt(at, SHOW, VIEWS);
      case 'TABLE_FUNCTION':
        requireRowsOf(functionName(node.function as Node), rules.tables, at);
        return;
      case 'VALUE_PARAMETER':
        throw refusedAt(at, PARAMETER, WRITTEN);
      case 'STAR':
        asked.takesAll = true;
        return;
      case 'COLUMN_REF': {
        const names = (node.column_names as readonly string[]).map((one) => one.toLowerCase());
        if (names.length === 1) requireNoFunction(names[0] as string, at);
        for (const one of names) asked.columns.add(one);
        return;
      }
    }
    if (node.class === 'FUNCTION' || node.class === 'WINDOW')
      requireCallable(functionName(node), node.children as readonly unknown[], rules.functions, at);
  }
}

const functionName = (node: Node): string => String(node.function_name).toLowerCase();

/**
 * The table of ours that a query names; null: a name that the query itself defines.
 *
 * @throws {UserError}
 */
function ownTable(node: Node, inScope: ReadonlySet<string>, tables: readonly string[], at: Text | null): string | null {
  const named = String(node.table_name);
  const own = named.toLowerCase();
  const isQualified = node.schema_name !== '' || node.catalog_name !== '';
  if (!isQualified && inScope.has(own)) return null;
  if (!isQualified && tables.includes(own)) return own;
  const whole = [node.catalog_name, node.schema_name, named].filter((part) => part !== '').join('.');
  throw refusedAt(at, text(`there is no table ${whole}`, `нет таблицы ${whole}`), meantOf(own, tables));
}

/**
 * Whether the definition itself is recursive, and not just a part of it: in `with a as (with recursive r …)`, an `a`
 * inside is another table.
 */
const isRecursive = (named: unknown): boolean =>
  isNode(named) && isNode(named.query) && isNode(named.query.node) && named.query.node.type === 'RECURSIVE_CTE_NODE';

const SAMPLE = text('a sample is another one every time', 'выборка (SAMPLE) каждый раз другая');
const FIRST = text('the first of an order: order by … limit 20', 'первые по порядку: order by … limit 20');
const SHOW = text('only a SELECT is run', 'выполняется только SELECT');
const PARAMETER = text('a parameter has no value here', 'у параметра здесь нет значения');
const WRITTEN = text('write the value itself', 'напишите само значение');
