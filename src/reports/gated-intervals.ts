import { daysBetween, shiftDay } from '../model/dates.js';
import { PERIOD } from '../model/dimensions.js';
import { type Exact, fromNumber, toNumber } from '../model/exact.js';
import { evaluate, type Formula, partsOf } from '../model/figures/formula.js';
import { priceInterval } from '../model/figures/price-interval.js';
import type { Scoped } from '../model/figures/scoped.js';
import { wilson } from '../model/figures/wilson.js';
import type { GatedValue } from '../model/gate.js';
import { LEAD_MEASURES, type Measures, noMeasures, type Rows, ZERO } from '../model/measures.js';
import type { ReportContext } from './report-context.js';

export type AnyFormula<Of> = Formula<Of> | { readonly op: 'judged' };

export const isOfLeads = <Of>(formula: AnyFormula<Of>, subject: Of): boolean =>
  formula.op === 'judged' || partsOf(formula, subject).some((part) => part.rows(subject).of === 'leads');

/** The number that a figure is divided by, if it counts leads, deals, actions or visits; null: it does not. */
export function numberIn<Of>(formula: AnyFormula<Of>, subject: Of): Exact | null {
  if (formula.op !== 'over') return null;
  const below = partsOf(formula.right, subject);
  return below.every((part) => isCount(part.rows(subject))) ? evaluate(formula.right, subject) : null;
}

function isCount(rows: Rows): boolean {
  if (rows.of === 'spend') return ['actions', 'costed_actions', 'visits'].includes(rows.measure);
  if (rows.of !== 'leads' || rows.as !== undefined) return false;
  const { sum } = LEAD_MEASURES[rows.measure];
  return sum === undefined || sum === 'priced_deals' || sum === 'won_deals';
}

/** The Wilson interval of a share of leads; null: it is no such share. */
export function ofRate<Of>(kind: string, formula: AnyFormula<Of>, subject: Of): GatedValue['interval'] {
  if (kind !== 'rate' || formula.op !== 'over') return null;
  if (!partsOf(formula, subject).every((part) => isLeads(part.rows(subject)))) return null;
  const [hits, n] = [evaluate(formula.left, subject), evaluate(formula.right, subject)];
  const found = hits && n && wilson(toNumber(hits, 6), toNumber(n, 6));
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

const isLeads = (rows: Rows): boolean =>
  rows.of === 'leads' && rows.as === undefined && LEAD_MEASURES[rows.measure].sum === undefined;

/** The interval of a cost per something. It comes from how the count varies from day to day. */
export function ofPrice(formula: Formula<Scoped>, scoped: Scoped, days: readonly Scoped[]): GatedValue['interval'] {
  if (formula.op !== 'over' || days.length === 0) return null;
  const spend = evaluate(formula.left, scoped);
  const counts = days.map((one) => toNumber(evaluate(formula.right, one) ?? ZERO, 6));
  const found = spend && priceInterval(toNumber(spend, 6), counts);
  return found && { low: fromNumber(found.low), high: fromNumber(found.high) };
}

/** One entry for each day of the scope, also for days without rows. */
export function byDay(
  { from, to }: ReportContext['scope'],
  rows: readonly { keys: ReadonlyMap<string, string>; measures: Measures }[],
  scopedOf: (own: Measures) => Scoped,
): Scoped[] {
  if (from === null || to === null) return [];
  const found = new Map(rows.map(({ keys, measures }) => [keys.get(PERIOD), measures]));
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => found.get(shiftDay(from, at))).map((own) =>
    scopedOf(own ?? noMeasures()),
  );
}
