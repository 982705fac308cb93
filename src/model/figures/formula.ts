import { add, divide, type Exact, multiply, subtract } from '../exact.js';
import type { Rows } from '../measures.js';

/** A number that a figure is made of: its name, its value, the rows behind it. null: the exports do not tell it. */
export interface Part<Of> {
  readonly op: 'part';
  readonly name: string;
  readonly of: (subject: Of) => Exact | null;
  readonly rows: (subject: Of) => Rows;
}

/** How a figure is computed, as data, so that its numerator and denominator can be shown too. */
export type Formula<Of> =
  | Part<Of>
  | { readonly op: 'over' | 'minus' | 'times'; readonly left: Formula<Of>; readonly right: Formula<Of> }
  /** As many terms as its subject has; null where it has none. */
  | { readonly op: 'sum'; readonly terms: (subject: Of) => readonly Formula<Of>[] };

export const part = <Of>(name: string, of: Part<Of>['of'], rows: Part<Of>['rows']): Part<Of> => ({
  op: 'part',
  name,
  of,
  rows,
});

const binary =
  (op: 'over' | 'minus' | 'times') =>
  <Of>(left: Formula<Of>, right: Formula<Of>): Formula<Of> => ({ op, left, right });
export const over = binary('over');
export const minus = binary('minus');
export const times = binary('times');

/** The same formula, always applied to this subject. `rows`: which rows of its parts are meant, if not simply theirs. */
export function appliedTo<Of>(
  formula: Formula<Of>,
  subject: Of,
  rows: (own: Rows) => Rows = (own) => own,
): Formula<unknown> {
  if (formula.op === 'part')
    return part(
      formula.name,
      () => formula.of(subject),
      () => rows(formula.rows(subject)),
    );
  const inside = (one: Formula<Of>) => appliedTo(one, subject, rows);
  if (formula.op === 'sum') return { op: 'sum', terms: () => formula.terms(subject).map(inside) };
  return { op: formula.op, left: inside(formula.left), right: inside(formula.right) };
}

/** The named numbers that it is made of, from left to right. */
export const partsOf = <Of>(formula: Formula<Of>, subject: Of): readonly Part<Of>[] => {
  if (formula.op === 'part') return [formula];
  const inside = formula.op === 'sum' ? formula.terms(subject) : [formula.left, formula.right];
  return inside.flatMap((one) => partsOf(one, subject));
};

/** null where a part is unknown, or where something is divided by zero. */
export function evaluate<Of>(formula: Formula<Of>, subject: Of): Exact | null {
  if (formula.op === 'part') return formula.of(subject);
  if (formula.op === 'sum') {
    const terms = formula.terms(subject).map((term) => evaluate(term, subject));
    return terms.length > 0 && terms.every((term) => term !== null) ? terms.reduce(add) : null;
  }
  const left = evaluate(formula.left, subject);
  const right = left && evaluate(formula.right, subject);
  return left && right && APPLY[formula.op](left, right);
}

const APPLY = { over: divide, minus: subtract, times: multiply };
