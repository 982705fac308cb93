import type { Engine } from '../engines/engine.js';
import { joined, literal, name, type Param, raw, type Sql, sql } from '../engines/sql.js';

/** So many rows in a statement. */
const ROWS = 500;

/** Makes a table of what was worked out here, typed column by column: a column of nothing but null has no type of its own. */
export async function layDown(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Param[])[],
): Promise<void> {
  const names = Object.keys(columns).map(name);
  const typed = Object.entries(columns).map(
    ([column, type]) => sql`cast(${name(column)} as ${raw(type)}) as ${name(column)}`,
  );
  const from = (values: Sql) => sql`select ${joined(typed, ', ')} from (values ${values}) v(${joined(names, ', ')})`;
  const part = (at: number) =>
    joined(
      rows.slice(at, at + ROWS).map(
        (row) =>
          sql`(${joined(
            row.map((value) => sql`${value}`),
            ', ',
          )})`,
      ),
      ', ',
    );
  const nothing = sql`(${joined(
    names.map(() => sql`null`),
    ', ',
  )})`;
  await engine.run(
    rows.length === 0
      ? sql`create table ${name(table)} as ${from(nothing)} where false`
      : sql`create table ${name(table)} as ${from(part(0))}`,
  );
  for (let at = ROWS; at < rows.length; at += ROWS) await engine.run(sql`insert into ${name(table)} ${from(part(at))}`);
}

/** What a file is, of a row's `file`: one value where all files share it. */
export function byFile(values: readonly (string | null)[], type = 'varchar'): Sql {
  const typed = (value: string | null) => sql`cast(${value === null ? sql`null` : literal(value)} as ${raw(type)})`;
  const [first = null] = values;
  if (values.every((value) => value === first)) return typed(first);
  const branches = values.flatMap((value, file) =>
    value === null ? [] : [sql`when ${raw(String(file))} then ${typed(value)}`],
  );
  return sql`(case file ${joined(branches, ' ')} end)`;
}
