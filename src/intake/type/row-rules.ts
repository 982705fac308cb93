import { joined, type Sql, sql } from '../../engines/sql.js';
import { text } from '../../error.js';
import type { Recognised } from '../recognise/recognised.js';
import { cellText } from './cells.js';
import { hasForm } from './conditions.js';
import type { Mark } from './marks.js';
import type { Check } from './row-check.js';

type Rule = Recognised['rows'][number];

const is = (index: number, form: RegExp): Sql => hasForm(cellText(index), form);

/**
 * Rows that a rule of the export itself leaves out: test leads, calls that are not targeted, newsletter subscribers. The
 * last is an opinion, and a rule of the configuration that calls the row a lead overrules it. Never null.
 */
export function leftOut(rules: readonly Rule[], isLead: Sql): Sql {
  const out = rules.map((rule) => (rule.why ? sql`(${dropped(rule)} and not ${isLead})` : dropped(rule)));
  return out.length === 0 ? sql`false` : sql`(${joined(out, ' or ')})`;
}

const dropped = ({ column: { index }, keep, drop }: Rule): Sql =>
  drop ? is(index, drop) : keep ? sql`(not ${is(index, keep)})` : sql`false`;

/** What is told of rows that are left out: how many, and how many of them somebody works on. */
export const leftOutMarks = (rules: readonly Rule[], isLead: Sql): Mark[] =>
  rules.flatMap((rule): Mark[] => {
    if (!rule.why) return [];
    const when = leftOut([rule], isLead);
    const worked: Mark[] = rule.unless
      ? [{ of: 'worked-on', ...rule.unless, when: sql`(${when} and ${cellText(rule.unless.index)} is not null)` }]
      : [];
    return [{ of: 'no-lead', ...rule.column, when }, ...worked];
  });

/**
 * Rows with a cell that says neither yes nor no: counting them, or not, would be a guess. `settled`: columns by which the
 * configuration leaves rows out, which decide.
 */
export const unclearRows = (rules: readonly Rule[], settled: ReadonlySet<number | undefined>): Check[] =>
  rules.flatMap(({ column, keep, drop, unclear }) =>
    keep && drop && !(unclear && settled.has(column.index))
      ? {
          column: { ...column, kind: 'text' },
          when: sql`(not ${is(column.index, keep)} and not ${is(column.index, drop)})`,
          reason: unclear ?? text('neither yes nor no', 'ни да, ни нет'),
        }
      : [],
  );
