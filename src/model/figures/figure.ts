import type { Exact } from '../exact.js';
import type { Cell, Kind } from '../sheet.js';
import type { Text } from '../text.js';
import { evaluate, type Formula, type Part, partsOf } from './formula.js';

/** A value that is not arithmetic: a rank, a verdict, the most frequent of several. It is null if one of its parts is. */
export interface Judgement<Of, V extends Cell> {
  readonly op: 'judged';
  readonly from: readonly Part<Of>[];
  /** The numbers that it was chosen among, some of which may be null: for the least of some weeks, those of each week. */
  readonly among?: (subject: Of) => readonly Part<Of>[];
  readonly judge: (subject: Of) => V;
}

/**
 * A number or judgement that a report may show. It is computed here and nowhere else, for rows, totals, periods and
 * breakdowns alike. `Of` is what it is a figure of, `V` its value.
 */
export interface Figure<Of, K extends Kind = Kind, V extends Cell = Cell> {
  readonly kind: K;
  /** The heading of a table. */
  readonly label: Text;
  /** Its definition, in one sentence. */
  readonly sentence: Text;
  /**
   * A note under a table that shows it, where its heading is not clear enough; a function where the note depends on the
   * table.
   */
  readonly note?: Text;
  readonly noteOf?: (subject: Of) => Text;
  /** Its definition by the day of events, where that differs. */
  readonly ofEvents?: Text;
  /** It follows leads from their creation. By the day of events it would compare different leads, and is blank. */
  readonly isOfCohorts?: true;
  /** For a verdict: what a table says of one row where the verdict's own words are not enough. */
  readonly told?: (subject: Of) => Text | null;
  readonly formula: Formula<Of> | Judgement<Of, V>;
}

type Defined<Of, K extends Kind> = Omit<Figure<Of, K>, 'formula'> & { readonly formula: Formula<Of> };

export const figure = <Of, K extends Kind>(defined: Defined<Of, K>): Figure<Of, K, Exact | null> => defined;

/** One that every row has: there is no row without it. */
export const constant = <Of, K extends Kind>(defined: Defined<Of, K>): Figure<Of, K, Exact> => defined;

export const judged = <Of, K extends Kind, V extends Cell>({
  from,
  among,
  judge,
  ...defined
}: Omit<Figure<Of, K>, 'formula'> & Omit<Judgement<Of, V>, 'op'>): Figure<Of, K, V | null> => ({
  ...defined,
  formula: { op: 'judged', from, ...(among && { among }), judge },
});

/** The numbers that it is made of, from left to right. */
export const partsBehind = <Of>(
  formula: Formula<Of> | Omit<Judgement<Of, Cell>, 'judge'>,
  subject: Of,
): readonly Part<Of>[] =>
  formula.op === 'judged' ? [...formula.from, ...(formula.among?.(subject) ?? [])] : partsOf(formula, subject);

/** The value of a figure: null where a part of it is unknown, or its denominator is zero. */
export function answer<Of, K extends Kind, V extends Cell>({ formula }: Figure<Of, K, V>, subject: Of): V {
  if (formula.op !== 'judged') return evaluate(formula, subject) as V;
  const isKnown = formula.from.every((part) => part.of(subject) !== null);
  return isKnown ? formula.judge(subject) : (null as V);
}
