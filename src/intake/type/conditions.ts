import { isOneOf, joined, literal, raw, type Sql, sql } from '../../engines/sql.js';
import { fold, INVISIBLE } from '../../model/fold.js';
import type { Condition, Rule } from '../../model/settings.js';
import { DASHES } from './cells.js';

/** All kinds of blanks, in the syntax of the engine's patterns, whose `\\s` knows only ASCII. */
const ANY_BLANK = '[\\s\\v\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+';

/** What `fold` makes of a cell with clean ends: case, repeated blanks and invisible characters do not count. */
export const foldedCell = (cell: Sql): Sql => sql`lower(case when strlen(${cell}) = length(${cell})
  then regexp_replace(${cell}, '[\\s\\v]+', ' ', 'g')
  else regexp_replace(translate(nfc_normalize(${cell}), ${literal(INVISIBLE)}, ''), ${literal(ANY_BLANK)}, ' ', 'g') end)`;

/** Whether a pattern matches the whole cell; a blank cell is the empty text. Never null. */
export const hasForm = (cell: Sql, form: RegExp): Sql =>
  sql`regexp_full_match(coalesce(${cell}, ''), ${literal(`(?i)${form.source}`)})`;

/** How a condition sees a column: its text, null where that is a dash; its folded text; its number. */
export interface Cells {
  text: (column: string) => Sql;
  folded: (column: string) => Sql;
  number: (column: string) => Sql;
}

/** SQL that is true where a rule holds; never null. */
export function ruleHolds(rule: Rule, cells: Cells): Sql {
  const lists = rule.map((conditions) => {
    const all = conditions.map(({ column, condition }) => test(column, condition, cells));
    return all.length === 0 ? sql`false` : sql`(${joined(all, ' and ')})`;
  });
  return lists.length === 0 ? sql`false` : sql`(${joined(lists, ' or ')})`;
}

/**
 * The same with three values: null where a blank cell, or a column that the file lacks, leaves the answer open. "Is
 * blank" is always known; "is filled" only of a filled cell.
 */
export function ruleVerdict(rule: Rule, has: (column: string) => boolean, cells: Cells): Sql {
  const one = (column: string, condition: Condition): Sql => {
    if (!has(column)) return sql`cast(null as boolean)`;
    const isBlank = sql`${cells.text(column)} is null`;
    if (condition.op === 'absent') return isBlank;
    // What is no number can be compared with none.
    const isOpen =
      condition.op === 'compare'
        ? sql`${cells.number(column)} is null`
        : namesDash(condition)
          ? sql`${cells.folded(column)} is null`
          : isBlank;
    return sql`case when not (${isOpen}) then ${test(column, condition, cells)} end`;
  };
  const lists = rule.map(
    (conditions) =>
      sql`(${joined(
        conditions.map(({ column, condition }) => one(column, condition)),
        ' and ',
      )})`,
  );
  return sql`(${joined(lists, ' or ')})`;
}

/** Who names a dash among the values says what it means. */
const namesDash = (condition: Condition): boolean =>
  'values' in condition && condition.values.some((value) => DASHES.includes(value));

function test(column: string, condition: Condition, { text, folded: words, number }: Cells): Sql {
  switch (condition.op) {
    case 'in':
      return sql`coalesce(${isOneOf(words(column), condition.values.map(fold))}, false)`;
    case 'not_in':
      return sql`not coalesce(${isOneOf(words(column), condition.values.map(fold))}, false)`;
    case 'present':
      return sql`${text(column)} is not null`;
    case 'absent':
      return sql`${text(column)} is null`;
    case 'compare':
      return sql`coalesce(${number(column)} ${raw(condition.sign)} cast(${condition.value} as decimal(18,6)), false)`;
  }
}

/** The columns that a rule reads: all of them, those compared as numbers, and those compared as words. */
export function columnsOf(rule: Rule): { all: Set<string>; numeric: Set<string>; words: Set<string> } {
  const found = { all: new Set<string>(), numeric: new Set<string>(), words: new Set<string>() };
  for (const { column, condition } of rule.flat()) {
    found.all.add(column);
    if (condition.op === 'compare') found.numeric.add(column);
    if (condition.op === 'in' || condition.op === 'not_in') found.words.add(column);
  }
  return found;
}
