import { interval } from '../model/dates.js';
import type { WeekSpan } from '../model/review.js';
import type { Scope } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** A scope, with a name, for some weeks of a review and the filters of the run. */
export const scopeOfWeeks = ({ from, to }: WeekSpan, { scope }: ReportContext): Scope & { readonly called: Text } => ({
  ...{ from, to, where: scope.where, by: [], period: null },
  called: text(interval(from, to, 'en'), interval(from, to, 'ru')),
});

/** The scope of the week that is reviewed; null: there is none. */
export const weekOf = (context: ReportContext) =>
  context.review.weeks && scopeOfWeeks(context.review.weeks.now, context);

/**
 * The context of the events of the reviewed week, by their own day; null: there is no week, or no export dates such
 * events.
 */
export function happenedIn(context: ReportContext, event: 'win' | 'loss'): ReportContext | null {
  const week = weekOf(context);
  const happened = week && context.plans.within({ ...week, basis: 'event' });
  return happened?.events?.has(event) ? happened : null;
}
