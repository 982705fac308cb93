import { add, compare, type Exact, fromNumber, toNumber } from '../model/exact.js';
import { ANSWERS, type AnswerLine } from '../model/figures/answer-figures.js';
import { FEWEST_LEADS, fewLeads, tooEarly } from '../model/figures/enough.js';
import { appliedTo, evaluate, type Formula, type Part } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import { STANDARDS, type StandardLine } from '../model/figures/standard-figures.js';
import { wilson } from '../model/figures/wilson.js';
import { isMuch, type Rows } from '../model/measures.js';
import type { Measured, ScoredGroup } from './score-line.js';
import type { Window, Windows } from './score-windows.js';

/**
 * The share of leads that were answered in time, or of which somebody said what came of them (`feedback_rate`), among
 * those where it was due.
 */
export function scoreOfAnswers(name: 'within_rate' | 'feedback_rate', windows: Windows, { id }: ScoredGroup): Measured {
  const lineIn = ({ answers }: Window): AnswerLine | null => {
    const found = answers.get(id);
    return found ? { ...found, norm: null } : null;
  };
  const line = lineIn(windows.now);
  const { due = null, pending = null } = line?.answers.counts ?? {};
  const isEarly = name === 'within_rate' && due && pending && isMuch(pending, add(due, pending));
  const early = isEarly ? { word: 'too early' as const, told: tooEarly(pending, add(due, pending)) } : null;
  return { ...shareOf(ANSWERS[name].formula, windows, lineIn, early), table: 'answers' };
}

/** The share of leads that meet the whole standard. */
export function scoreOfStandard(windows: Windows, { id }: ScoredGroup): Measured {
  const lineIn = ({ standards }: Window): StandardLine | null => {
    const stands = standards.get(id)?.whole;
    return stands ? { criterion: null, stands } : null;
  };
  return { ...shareOf(STANDARDS.standard_rate.formula, windows, lineIn, null), table: 'standards' };
}

/** A share that does not grow as leads grow older: it is the same for whatever time they are followed. */
function shareOf<Of>(
  formula: Formula<Of> | { readonly op: 'judged' },
  { now, before }: Windows,
  lineIn: (window: Window) => Of | null,
  early: Scored['doubt'],
): Omit<Measured, 'table'> {
  const none = { kind: 'rate', value: null, n: null, bounds: null, before: null, doubt: null } as const;
  const line = lineIn(now);
  if (line === null || formula.op !== 'over') return none;
  const value = appliedTo(formula, line, inScope(now));
  const n = appliedTo(formula.right, line, inScope(now)) as Part<unknown>;
  const [hits, all] = [evaluate(formula.left, line), evaluate(formula.right, line)];
  const was = before && lineIn(before.previous);
  return {
    ...{ ...none, value, n },
    bounds: hits && all && boundsOf(hits, all),
    before: before && was && { previous: appliedTo(formula, was, inScope(before.previous)), now: value },
    doubt: all && compare(all, FEWEST_LEADS) < 0 ? { word: 'too few', told: fewLeads(all) } : early,
  };
}

function boundsOf(hits: Exact, all: Exact): Scored['bounds'] {
  const found = wilson(toNumber(hits, 0), toNumber(all, 0));
  return found && { low: fromNumber(found.low), high: fromNumber(found.high) };
}

/** Sets the scope of rows to the days that they are of, in place of those of the report. */
const inScope =
  ({ scope }: Window) =>
  (rows: Rows): Rows =>
    rows.of === 'leads' ? { ...rows, within: { ...rows.within, scope } } : rows;
