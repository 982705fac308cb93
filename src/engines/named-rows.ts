import type { Engine, Value } from './engine.js';
import { joined, name, type Sql, sql } from './sql.js';

/**
 * A query on one table: columns by the names under which their values are returned, and the rest of the statement after
 * the column list.
 */
export interface Part {
  columns: Readonly<Record<string, Sql>>;
  /** `from … group by …` */
  from: Sql;
}

/** A row by names of the program, never by words of a file. A column that its part does not have is null. */
export type NamedRow = Readonly<Record<string, Value>>;

/** Asks several tables in one statement. */
export async function namedRows(engine: Engine, parts: readonly Part[], order: Sql = sql``): Promise<NamedRow[]> {
  if (parts.length === 0) return [];
  const names = [...new Set(parts.flatMap(({ columns }) => Object.keys(columns)))];
  const select = ({ columns, from }: Part) =>
    sql`select ${joined(
      names.map((one) => sql`${columns[one] ?? sql`null`} as ${name(one)}`),
      ', ',
    )} ${from}`;
  const rows = await engine.query(sql`${joined(parts.map(select), ' union all ')}${order}`);
  return rows.map((row) => Object.fromEntries(names.map((one, at) => [one, row[at] ?? null])));
}
