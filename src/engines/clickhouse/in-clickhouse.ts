import { inDialect } from '../spell.js';
import { numbered, type Param, type Sql } from '../sql.js';
import { CLICKHOUSE, withTypes } from './clickhouse-dialect.js';

const NO_TABLES: ReadonlyMap<string, string> = new Map();

/**
 * A statement as ClickHouse reads it. Backslashes in literals are escaped. Tables get the names by which they are stored
 * (`from leads` reads `amocrm__3_9f2c51ab__leads`, with the alias leads). A value that could end a literal is written in
 * hexadecimal digits: parameters are limited to a hundred or so, and a list of names is longer.
 */
export function inClickHouse(statement: Sql, tables: ReadonlyMap<string, string> = NO_TABLES): string {
  const { params } = statement;
  const text = renamed(
    withTypes(
      inDialect(
        numbered(statement, (at) => `\0${at}\0`),
        CLICKHOUSE,
      ),
    ),
    tables,
  );
  return text.replace(/\0(\d+)\0/g, (_, at: string) => written(params[Number(at) - 1] ?? null));
}

function written(value: Param): string {
  switch (typeof value) {
    case 'string':
      return PLAIN.test(value) ? `'${value}'` : `unhex('${Buffer.from(value).toString('hex')}')`;
    case 'bigint':
      return `toInt${BigInt.asIntN(64, value) === value ? 64 : 256}('${value}')`;
    case 'number':
      return Number.isSafeInteger(value) ? `(${value})` : `toFloat64('${value}')`;
    case 'boolean':
      return String(value);
    default:
      return 'cast(null as Nullable(String))';
  }
}
const PLAIN = /^[\p{L}\p{N} _.,:;/()<>[\]@#%&=!|+-]{0,100}$/u;

const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_]*|\s+|[\s\S]/gu;
const WITH = /(?:\bwith|,)\s*(?:recursive\s+)?"?(\w+)"?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(/giu;

function renamed(text: string, tables: ReadonlyMap<string, string>): string {
  const own = new Set([...text.matchAll(WITH)].map(([, name]) => name as string));
  const tokens = text.match(TOKEN) ?? [];
  const meant = tokens.filter((token) => token.trim() !== '');
  let at = -1;
  return tokens
    .map((token) => {
      if (token.trim() === '') return token;
      at += 1;
      if (token.startsWith("'")) return token.replaceAll('\\', '\\\\');
      const name = token.startsWith('"') ? token.slice(1, -1) : token;
      const stored = own.has(name) || !/^(?:from|join)$/i.test(meant[at - 1] ?? '') ? undefined : tables.get(name);
      if (stored === undefined) return token;
      return isAlias(meant[at + 1]) ? `"${stored}"` : `"${stored}" as "${name}"`;
    })
    .join('');
}

const isAlias = (token: string | undefined): boolean =>
  token !== undefined && /^["\p{L}_]/u.test(token) && !CLAUSES.has(token.toLowerCase());

/** What may follow a table besides its other name. */
const CLAUSES = new Set(
  `where prewhere join left right inner full cross semi anti asof any all global natural using on group order limit offset
  having qualify window union except intersect settings format sample final array`.split(/\s+/),
);
