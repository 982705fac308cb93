import { interval } from '../model/dates.js';
import type { WeekSpan } from '../model/review.js';
import type { Scope } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** Some weeks of a review, with the filters asked for, as a scope that has a name. */
export const scopeOfWeeks = ({ from, to }: WeekSpan, { scope }: ReportContext): Scope & { readonly called: Text } => ({
  ...{ from, to, where: scope.where, by: [], period: null },
  called: text(interval(from, to, 'en'), interval(from, to, 'ru')),
});

/** The week that is reviewed; null: there is none. */
export const weekOf = (context: ReportContext) =>
  context.review.weeks && scopeOfWeeks(context.review.weeks.now, context);

/** What happened in it, by the day of events; null where there is no such week, or no export dates events of the kind. */
export function happenedIn(context: ReportContext, event: 'win' | 'loss'): ReportContext | null {
  const week = weekOf(context);
  const happened = week && context.plans.within({ ...week, basis: 'event' });
  return happened?.events?.has(event) ? happened : null;
}
