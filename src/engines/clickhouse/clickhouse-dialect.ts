import type { Dialect } from '../spell.js';

/** How ClickHouse writes what engines write differently. Types of casts are replaced separately (`CLICKHOUSE_TYPES`). */
export const CLICKHOUSE: Dialect = {
  stored: (table) => table,
  // Where each machine reads the rows of its own alone.
  beside: (table) => `${table.replaceAll('"', '')}__beside`,
  day: (day) => `cast(${day} as varchar)`,
  week: (day) => `formatDateTime(${day}, '%G-W%V')`,
  month: (day) => `formatDateTime(${day}, '%Y-%m')`,
  quarter: (day) => `concat(toString(toYear(${day})), '-Q', toString(toQuarter(${day})))`,
  // Of a fraction no zeros behind it, as anywhere else.
  moment: (moment) => `replaceRegexpOne(cast(${moment} as varchar), '[.]?0*$', '')`,
  listedMoment: (moment) => `replaceOne(formatDateTime(${moment}, '%Y-%m-%dT%H:%i:%S'), 'T00:00:00', '')`,
  isDay: (moment) => `${moment} = cast(cast(${moment} as date) as timestamp)`,
  whole: (value, by) => `intDiv(${value}, ${by})`,
  hasBit: (value, bit) => `bitAnd(${value}, ${bit}) <> 0`,
  any: (what) => `max(${what})`,
  every: (what) => `min(${what})`,
  quantile: (value, share, condition) => `quantileExactInclusive(${share})(${value}) filter (where ${condition})`,
  gathered: (value, condition) => `groupArray(${value}) filter (where ${condition})`,
  // A list comes as the text of one cell, which must fit into a string: a million numbers take some ten megabytes.
  part: () => 'intDiv(rowNumberInAllBlocks(), 1000000)',
  listed: (words) => `arrayStringConcat(arraySort(groupUniqArray(${words})), ',')`,
  isOneOf: (value, ...words) => (words.length === 0 ? 'false' : `${value} in (${words.join(', ')})`),
  fits: (value, pattern) => `match(${value}, ${pattern})`,
  parts: (value, between) => `arrayJoin(splitByString(${between}, ${value}))`,
  hasPart: (value, between, ...words) => `hasAny(splitByString(${between}, ${value}), [${words.join(', ')}])`,
};

/**
 * ClickHouse's types for the types that statements cast to. All are nullable, so that a join that finds nothing gives
 * null whatever the settings of the server are. Days and moments have no time zone, and reach beyond 1970 to 2106.
 */
const typeOf = (type: string): string => `Nullable(${NAMES[type.toLowerCase()] ?? type})`;

const NAMES: Readonly<Record<string, string>> = {
  varchar: 'String',
  boolean: 'Bool',
  tinyint: 'Int8',
  integer: 'Int32',
  bigint: 'Int64',
  hugeint: 'Int128',
  double: 'Float64',
  date: 'Date32',
  timestamp: "DateTime64(6, 'UTC')",
};

const CAST =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\bas (varchar|boolean|integer|bigint|double|date|timestamp|decimal\(\d+, ?\d+\))\)/gu;

/** A statement with the types of its casts in ClickHouse's names; quoted words stay as they are. */
export const withTypes = (statement: string): string =>
  statement.replace(CAST, (all, type: string | undefined) => (type === undefined ? all : `as ${typeOf(type)})`));
