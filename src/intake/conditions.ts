import { isIn, joined, raw, type Sql, sql } from '../engines/sql.js';
import { BLANKS } from '../model/fold.js';
import type { Condition, Rule } from '../model/settings.js';

/** A cell as conditions compare it: case and repeated blanks do not count. */
export const folded = (cell: Sql): Sql => sql`lower(regexp_replace(nfc_normalize(${cell}), '\\s+', ' ', 'g'))`;
export const foldedValue = (value: string): string =>
  value
    .normalize('NFC')
    .replace(new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'gu'), '')
    .replace(/\s+/gu, ' ')
    .toLowerCase();

/** SQL that is true where a rule holds; never null. `cell` gives the text of a column, `number` its number. */
export function holds(rule: Rule, cell: (column: string) => Sql, number: (column: string) => Sql): Sql {
  const lists = rule.map((conditions) => {
    const all = conditions.map(({ column, condition }) => test(condition, cell(column), () => number(column)));
    return all.length === 0 ? sql`false` : sql`(${joined(all, ' and ')})`;
  });
  return lists.length === 0 ? sql`false` : sql`(${joined(lists, ' or ')})`;
}

function test(condition: Condition, cell: Sql, number: () => Sql): Sql {
  switch (condition.op) {
    case 'in':
      return sql`coalesce(${isIn(folded(cell), condition.values.map(foldedValue))}, false)`;
    case 'not_in':
      return sql`not coalesce(${isIn(folded(cell), condition.values.map(foldedValue))}, false)`;
    case 'present':
      return sql`${cell} is not null`;
    case 'absent':
      return sql`${cell} is null`;
    case 'compare':
      return sql`coalesce(${number()} ${raw(condition.sign)} cast(${condition.value} as decimal(18,6)), false)`;
  }
}

/** The columns that a rule reads, and those of them that it compares as numbers. */
export function columnsOf(rule: Rule): { all: Set<string>; numeric: Set<string> } {
  const all = new Set<string>();
  const numeric = new Set<string>();
  for (const { column, condition } of rule.flat()) {
    all.add(column);
    if (condition.op === 'compare') numeric.add(column);
  }
  return { all, numeric };
}
