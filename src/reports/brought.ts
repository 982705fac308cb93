import type { Brought } from '../model/figures/plan-figures.js';
import { noMeasures, ZERO } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/** What some days brought; of what nothing tells nothing is known. */
export async function brought(context: ReportContext, named: Brought['scope'], isUnknown: boolean): Promise<Brought> {
  const { called, ...scope } = named;
  if (isUnknown) return nothingTold(named);
  const within = context.plans.within(scope);
  const own = totalOf(await within.cube([]), within);
  const [alone] = await within.dealsAlone();
  return {
    scope: named,
    own: { ...own, spend: own.spend ?? (isSpendCovered(scope, context) ? ZERO : null) },
    alone: {
      ...{ won_deals: alone?.wonDeals ?? null, priced_deals: alone?.pricedDeals ?? null },
      revenue: alone?.revenue ?? null,
    },
  };
}

/** Days of which ad statistics tell nothing spent are days without spend. */
const isSpendCovered = ({ from, to }: Scope, { covers: { spend } }: ReportContext): boolean =>
  from !== null && to !== null && spend.from !== null && spend.to !== null && spend.from <= from && to <= spend.to;

/** Of days of which nothing tells anything. */
export const nothingTold = (scope: Brought['scope']): Brought => ({
  ...{ scope, own: noMeasures() },
  alone: { won_deals: null, priced_deals: null, revenue: null },
});
