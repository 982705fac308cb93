import { joined, type Sql, sql } from '../../engines/sql.js';
import { text } from '../../error.js';
import type { Recognised } from '../recognise/recognised.js';
import { cellText } from './cells.js';
import { hasForm } from './conditions.js';
import type { Check } from './row-check.js';

type Rule = Recognised['rows'][number];

const is = (index: number, form: RegExp): Sql => hasForm(cellText(index), form);

/** Rows that an export's own rule leaves out: test leads, calls that are not the target. Never null. */
export function leftOut(rules: readonly Rule[]): Sql {
  const out = rules.map(({ column: { index }, keep, drop }) =>
    drop ? is(index, drop) : keep ? sql`(not ${is(index, keep)})` : sql`false`,
  );
  return out.length === 0 ? sql`false` : sql`(${joined(out, ' or ')})`;
}

/** A cell that says neither yes nor no: to count its row, or not to, would be a guess. */
export const unclearRows = (rules: readonly Rule[]): Check[] =>
  rules.flatMap(({ column, keep, drop }) =>
    keep && drop
      ? {
          column: { ...column, kind: 'text' },
          when: sql`(not ${is(column.index, keep)} and not ${is(column.index, drop)})`,
          reason: text('neither yes nor no', 'ни да, ни нет'),
        }
      : [],
  );
