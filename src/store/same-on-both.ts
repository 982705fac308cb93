import type { Engine, Value } from '../engines/engine.js';
import { joined, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { exact, isExact, round } from '../model/exact.js';
import type { StoredColumn } from './columns-of.js';

/** What a table comes to: how many rows, of each column how many values, and what they add up to. */
export type Sums = readonly string[];

/** The statement that asks it: here of where the rows come from, there of where they went. */
export const sumsOf = (from: Sql, columns: readonly StoredColumn[], side: 'here' | 'there'): Sql =>
  sql`select ${joined(
    [sql`count(*)`, ...columns.flatMap(({ name, sum }) => [counted(name), sum[side]])],
    ', ',
  )} from ${from}`;

/** What each of them is, for whoever looks for what differs. */
export const sumNames = (columns: readonly StoredColumn[]): string[] => [
  'rows',
  ...columns.flatMap(({ name }) => [`count of ${name}`, `sum of ${name}`]),
];

const counted = (name: string): Sql => ({ text: `count("${name.replaceAll('"', '""')}")`, params: [] });

export async function askSums(query: Engine['query'], statement: Sql): Promise<Sums> {
  const [row = []] = await query(statement);
  return row.map(asText);
}

/** One value is one text, whichever engine gave it: whole numbers have places there where they have none here. */
function asText(value: Value): string {
  if (value === null) return '';
  if (isExact(value)) return round(value, 12);
  if (typeof value === 'bigint') return round(exact(value), 12);
  throw new Bug(`a sum came as ${typeof value}: it would be the same as any other`);
}
