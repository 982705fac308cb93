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

/**
 * Whether spend covers the days of all its leads. If not, no good is said of them, since only a part of their cost is
 * known.
 */
export const isWhollyCosted = ({ own }: Pick<Scoped, 'own'>): boolean =>
  own.leads === null || own.costed_leads === null || compare(own.leads, own.costed_leads) === 0;

/** Whether the known qualified leads are only a minimum. */
export const hasUnknownDepth = ({ own }: Scoped): boolean => isAtLeast(own, 'qualified', own['reached.lead']);

/** All qualified leads; unknown where there may be more, since then nothing can be divided by them. */
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

/** Spend of paid sources. Sources without spend, or with a known zero, have no prices. */
export const paidSpend: Part<Scoped> = part(
  'spend above zero',
  ({ own: { spend } }) => (isPositive(spend) ? spend : null),
  () => rowsBehind('spend'),
);

/** What spend of days whose cost is known follows from. */
export interface Spending {
  readonly own: Pick<Measures, 'spend' | 'open_spend'>;
}

/** Spend to be divided by leads: without spend on days whose cost is not fully known. */
export const costedSpend: Part<Spending> = part(
  'spend above zero, of days whose cost is known',
  ({ own: { spend, open_spend } }) => {
    if (!isPositive(spend)) return null;
    const costed = open_spend === null ? spend : subtract(spend, open_spend);
    return isPositive(costed) ? costed : null;
  },
  () => rowsBehind('costed_spend'),
);

/** Spend above zero, to be divided by actions. At most a tenth of it may be spent where no export counts actions. */
export const actedSpend: Part<Scoped> = part(
  'spend above zero, where actions are counted',
  (scoped) => (isMuch(scoped.own.unacted_spend, scoped.own.spend) ? null : paidSpend.of(scoped)),
  () => rowsBehind('spend'),
);

/** Whether deals tell their profit themselves. */
export const tellsProfit = ({ own }: Pick<Scoped, 'own'>): boolean => own.costed_unprofited !== null;

/** What returns are made of: profit where deals tell it, else revenue times the margin. */
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

/** What returns are divided by: spend of the days whose cost is known, plus what marketing costs besides. */
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

const ALL_OF_IT = exact(1);

export const margin: Part<Scoped> = part(
  'margin',
  (scoped) => (tellsProfit(scoped) ? null : scoped.margin) ?? ALL_OF_IT,
  () => ({ of: 'configuration' }),
);
