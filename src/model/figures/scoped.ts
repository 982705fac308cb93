import { compare, type Exact, exact, subtract } from '../exact.js';
import { isAtLeast, isMuch, isPositive, type MeasureName, type Measures, rowsBehind } from '../measures.js';
import { type Formula, type Part, part } from './formula.js';

/** The measures of some scope: of a source, a campaign, a month, or of everything. */
export interface Scoped {
  readonly own: Measures;
  /** The share of revenue that is gross profit; null: ROMI is of revenue. */
  readonly margin: Exact | null;
}

export const measure = (name: MeasureName): Part<Scoped> =>
  part(
    name,
    ({ own }) => own[name],
    () => rowsBehind(name),
  );

/** Whether its spend covers the days of all its leads: of others no good is said, since what they cost is known in part. */
export const isWhollyCosted = ({ own }: Pick<Scoped, 'own'>): boolean =>
  own.leads === null || own.costed_leads === null || compare(own.leads, own.costed_leads) === 0;

/** Whether the leads known to be qualified are only the least there can be. */
export const hasUnknownDepth = ({ own }: Scoped): boolean => isAtLeast(own, 'qualified', own['reached.lead']);

/** All of them: where more may be, nothing is divided by them or out of them. */
export const allQualified = (name: 'reached.qualified' | 'costed_qualified'): Part<Scoped> =>
  part(
    name,
    (scoped) => (hasUnknownDepth(scoped) ? null : scoped.own[name]),
    () => rowsBehind(name),
  );

/** Who was talked to, unless many may have been of whom no export tells. */
export const allContacted: Part<Scoped> = part(
  'contacted',
  ({ own }) => (isMuch(own.unknown_contacted, own['reached.lead']) ? null : own.contacted),
  () => rowsBehind('contacted'),
);

/** Sources without spend, or with a known zero, have no price of anything. */
export const paidSpend: Part<Scoped> = part(
  'spend above zero',
  ({ own: { spend } }) => (isPositive(spend) ? spend : null),
  () => rowsBehind('spend'),
);

/** The same, to be divided by or out of leads of the days whose cost is known: without what was spent on the others. */
export const costedSpend: Part<Scoped> = part(
  'spend above zero, of days whose cost is known',
  ({ own: { spend, open_spend } }) => {
    if (!isPositive(spend)) return null;
    const costed = open_spend === null ? spend : subtract(spend, open_spend);
    return isPositive(costed) ? costed : null;
  },
  () => rowsBehind('costed_spend'),
);

/** Spend above zero, to be divided by actions: a tenth of it at most may be spent where no export counts any. */
export const actedSpend: Part<Scoped> = part(
  'spend above zero, where actions are counted',
  (scoped) => (isMuch(scoped.own.unacted_spend, scoped.own.spend) ? null : paidSpend.of(scoped)),
  () => rowsBehind('spend'),
);

/** Whether deals tell their profit themselves. */
export const tellsProfit = ({ own }: Pick<Scoped, 'own'>): boolean => own.costed_unprofited !== null;

/** What returns are of: profit where deals tell it, else revenue, of which the margin is profit. */
export const costedEarnings: Part<Scoped> = part(
  'costed_revenue, or their profit where deals tell it',
  (scoped) => (tellsProfit(scoped) ? scoped.own.costed_profit : scoped.own.costed_revenue),
  (scoped) => rowsBehind(tellsProfit(scoped) ? 'costed_profit' : 'costed_revenue'),
);

/** What marketing costs besides advertising; unknown where it cannot be told apart so finely. */
const ownCosts: Part<Scoped> = part(
  'costs',
  ({ own }) => (isPositive(own.open_costs) ? null : own.costs),
  () => ({ of: 'costs' }),
);

/** What returns are held against: spend of the days whose cost is known, and what marketing costs besides. */
export const invested: Formula<Scoped> = {
  op: 'sum',
  terms: (scoped) => {
    const { spend, costs, open_costs } = scoped.own;
    if (!isPositive(costs) && !isPositive(open_costs)) return [costedSpend];
    return isPositive(spend) ? [costedSpend, ownCosts] : [ownCosts];
  },
};

/** Whether the configuration says what marketing costs besides. */
export const tellsCosts = ({ own }: Pick<Scoped, 'own'>): boolean => own.costs !== null;

export const margin: Part<Scoped> = part(
  'margin',
  (scoped) => (tellsProfit(scoped) ? null : scoped.margin) ?? exact(1),
  () => ({ of: 'configuration' }),
);
