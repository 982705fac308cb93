import type { Engine, Value } from '../engines/engine.js';
import { joined, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { exact, isExact, round } from '../model/exact.js';
import type { StoredColumn } from './columns-of.js';

/** The sums of a table: the number of rows, and for each column the number of values and their sum. */
export type Sums = readonly string[];

/** The statement that computes these sums: `here` in the engine that the rows come from, `there` in the store. */
export const sumsOf = (from: Sql, columns: readonly StoredColumn[], side: 'here' | 'there'): Sql =>
  sql`select ${joined(
    [sql`count(*)`, ...columns.flatMap(({ name, sum }) => [counted(name), sum[side]])],
    ', ',
  )} from ${from}`;

/** The name of each sum, to say which one differs. */
export const sumNames = (columns: readonly StoredColumn[]): string[] => [
  'rows',
  ...columns.flatMap(({ name }) => [`count of ${name}`, `sum of ${name}`]),
];

const counted = (name: string): Sql => ({ text: `count("${name.replaceAll('"', '""')}")`, params: [] });

export async function askSums(query: Engine['query'], statement: Sql): Promise<Sums> {
  const [row = []] = await query(statement);
  return row.map(asText);
}

/** A sum as text, the same from both engines: one of them gives whole numbers decimals, the other does not. */
function asText(value: Value): string {
  if (value === null) return '';
  if (isExact(value)) return round(value, 12);
  if (typeof value === 'bigint') return round(exact(value), 12);
  throw new Bug(`a sum came as ${typeof value}: it would be the same as any other`);
}
