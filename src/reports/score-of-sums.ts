import { compareWords } from '../model/compare-words.js';
import { daysBetween, earliest } from '../model/dates.js';
import { appliedTo, type Formula } from '../model/figures/formula.js';
import { broughtOf, DUE, kindOfPlanned } from '../model/figures/plan-figures.js';
import type { AskedPlan, PlannedFigure } from '../model/plans.js';
import type { Days, Filter } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import { isSameSource, soFar } from './plan.js';
import type { ReportContext } from './report-context.js';
import { resultsOfScope } from './results-of-scope.js';
import type { Measured, ScoredGroup } from './score-line.js';
import { daysBefore, type Windows } from './score-windows.js';

/**
 * A figure that is added up by the day of the deal: over whole periods that have a plan, compared with what is due by
 * now; else over the days of the report. Plans are for everything or for a source, so groups have none.
 */
export async function scoreOfSums(
  context: ReportContext,
  name: PlannedFigure,
  { now: { scope }, period }: Windows,
  { keys }: ScoredGroup,
): Promise<Measured> {
  const none: Measured = {
    ...{ kind: kindOfPlanned(name, true), table: 'leads' },
    ...{ value: null, n: null, bounds: null, before: null, doubt: null },
  };
  if (keys.size > 0) return none;
  const sumOf = (days: Days, where: readonly Filter[], called: Text) =>
    resultsOfScope(context, { ...days, where, called, by: [], period: null, basis: 'event' }, false);
  const plans = await plansOf(context, name, period);
  const first = plans.at(0);
  const last = plans.at(-1);
  const days = first && last ? { from: first.from, to: last.last } : daysSoFar(context, name, scope);
  const values: Formula<unknown>[] = [];
  const dues: Formula<unknown>[] = [];
  for (const plan of plans) {
    const now = await soFar(plan, context);
    values.push(broughtOf(name, now));
    dues.push(appliedTo(DUE, { plan, bonus: null, now, over: now, lately: now, mature: null }));
  }
  if (plans.length === 0) values.push(broughtOf(name, await sumOf(scope, scope.where, NOW)));
  const value: Formula<unknown> = { op: 'sum', terms: () => values };
  // The sum is compared with the sum of as many days just before.
  const earlier = daysBefore(days);
  const where = first?.filters ?? scope.where;
  const previous = earlier && isTold(context, name, earlier) ? await sumOf(earlier, where, BEFORE) : null;
  return {
    ...{ ...none, value, due: dues.length > 0 ? { op: 'sum', terms: () => dues } : null },
    before: previous && { previous: broughtOf(name, previous), now: value },
  };
}

const [NOW, BEFORE] = [text('these days', 'эти дни'), text('before', 'раньше')];

/**
 * Plans of the figure, one after the other. `only`: those of this period. If several plans are for the same days, the
 * shortest is taken.
 */
async function plansOf(context: ReportContext, name: PlannedFigure, only: string | null): Promise<AskedPlan[]> {
  const { where } = context.scope;
  const own = (await context.plans.asked()).filter(
    (plan) =>
      plan.figure === name &&
      plan.isTold &&
      (only === null || plan.period === only) &&
      (where.length === 0 ? plan.source === null : plan.source !== null && isSameSource(plan.filters, where)),
  );
  const taken: AskedPlan[] = [];
  const inOrder = own.toSorted((a, b) => lengthOf(a) - lengthOf(b) || compareWords(a.from, b.from));
  for (const one of inOrder) if (taken.every(({ from, to }) => one.to < from || one.from > to)) taken.push(one);
  return taken.toSorted((a, b) => compareWords(a.from, b.from));
}

const lengthOf = ({ from, to }: AskedPlan): number => daysBetween(from, to);

/** Of the days asked for, those that the exports tell by now; `to` is null if there are none. */
export function daysSoFar({ covers, asOf }: ReportContext, name: PlannedFigure, { from, to }: Days): Days {
  const last =
    to && earliest(to, earliest(covers[name === 'spend' ? 'spend' : 'leads'].to, asOf?.slice(0, 10) ?? null));
  return { from, to: from !== null && last !== null && from <= last ? last : null };
}

/** Whether the exports tell these days: days before they begin are not days on which nothing happened. */
function isTold({ covers, scores }: ReportContext, name: PlannedFigure, days: { from: string; to: string }): boolean {
  const { from } = name === 'spend' ? covers.spend : covers.leads;
  return from !== null && from <= days.from && !(name === 'spend' && scores.isSpendCut(days));
}
