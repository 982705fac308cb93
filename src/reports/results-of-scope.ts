import type { Brought } from '../model/figures/plan-figures.js';
import { noMeasures, ZERO } from '../model/measures.js';
import { liesIn } from '../model/review.js';
import type { Scope } from '../model/scope.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/**
 * What the days of a scope brought: the measures of its leads, and those of won deals without a lead. What no export
 * tells stays null. `isUnknown`: nothing is known of these days.
 */
export async function resultsOfScope(
  context: ReportContext,
  named: Brought['scope'],
  isUnknown: boolean,
): Promise<Brought> {
  const { called, ...scope } = named;
  if (isUnknown) return nothingTold(named);
  const within = context.plans.within(scope);
  const own = totalOf(await within.cube([]), within);
  const [alone] = await within.dealsAlone();
  return {
    scope: named,
    own: { ...own, spend: own.spend ?? ((await isSpendTold(context, scope)) ? ZERO : null) },
    alone: {
      ...{ won_deals: alone?.wonDeals ?? null, priced_deals: alone?.pricedDeals ?? null },
      revenue: alone?.revenue ?? null,
    },
  };
}

/**
 * Whether no row of spend means that nothing was spent: ad statistics must cover all the days and tell spend for these
 * filters.
 */
const isSpendTold = async (context: ReportContext, { from, to, where }: Scope): Promise<boolean> =>
  from !== null && to !== null && liesIn({ from, to }, context.covers.spend) && (await tellsSpendOf(where, context));

/**
 * Whether ad statistics tell spend for these filters. They tell none for a manager, or for a source that they do not
 * have.
 */
export async function tellsSpendOf(where: Scope['where'], context: ReportContext): Promise<boolean> {
  if (where.length === 0) return true;
  const everything = context.plans.within({ from: null, to: null, where, by: [], period: null });
  return totalOf(await everything.cube([]), everything).spend !== null;
}

/** The result for days of which no export tells anything: all is null. */
export const nothingTold = (scope: Brought['scope']): Brought => ({
  ...{ scope, own: noMeasures() },
  alone: { won_deals: null, priced_deals: null, revenue: null },
});
