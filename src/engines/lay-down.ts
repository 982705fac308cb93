import type { Engine } from './engine.js';
import { joined, literal, name, type Param, raw, type Sql, sql } from './sql.js';

/** The type of each column, by its name. */
type Columns = Readonly<Record<string, string>>;
type Rows = readonly (readonly Param[])[];

/** So many rows in a statement. */
const MOST = 500;

/** Makes a table of what was worked out here. */
export async function layDown(engine: Engine, table: string, columns: Columns, rows: Rows): Promise<void> {
  await engine.run(sql`create table ${name(table)} as ${selected(columns, rows.slice(0, MOST))}`);
  for (let at = MOST; at < rows.length; at += MOST)
    await engine.run(sql`insert into ${name(table)} ${selected(columns, rows.slice(at, at + MOST))}`);
}

/** The same for a single statement to read: as a part of that statement, unless it is too large. */
export async function asRelation(engine: Engine, table: string, columns: Columns, rows: Rows): Promise<Sql> {
  if (rows.length <= MOST) return sql`(${selected(columns, rows)})`;
  await layDown(engine, table, columns, rows);
  return name(table);
}

/** With the type of each column: a column of only nulls has none of its own. */
function selected(columns: Columns, rows: Rows): Sql {
  const names = Object.keys(columns).map(name);
  const typed = Object.entries(columns).map(
    ([column, type]) => sql`cast(${name(column)} as ${raw(type)}) as ${name(column)}`,
  );
  const list = (values: readonly Sql[]) => sql`(${joined(values, ', ')})`;
  const lines = rows.map((row) => list(row.map(spelt)));
  const none = list(names.map(() => sql`null`));
  return sql`select ${joined(typed, ', ')} from (values ${joined(lines.length > 0 ? lines : [none], ', ')}) v${list(names)}
    where ${raw(String(rows.length > 0))}`;
}

/** Whole numbers are written as text, their type beside them: a statement with parameters is planned twice. */
const spelt = (value: Param): Sql =>
  typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? raw(`(${value})`) : sql`${value}`;

/** The value of a row's file, by its column `file`; a single value where all files share it. */
export function byFile(values: readonly (string | null)[], type = 'varchar', file = sql`file`): Sql {
  const typed = (value: string | null) => sql`cast(${value === null ? sql`null` : literal(value)} as ${raw(type)})`;
  const [first = null] = values;
  if (values.every((value) => value === first)) return typed(first);
  const branches = values.flatMap((value, at) =>
    value === null ? [] : [sql`when ${raw(String(at))} then ${typed(value)}`],
  );
  return sql`(case ${file} ${joined(branches, ' ')} end)`;
}
