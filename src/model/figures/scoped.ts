import { compare, type Exact, exact } from '../exact.js';
import { isPositive, type MeasureName, type Measures, rowsBehind } from '../measures.js';
import { type Part, part } from './formula.js';

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

/** Sources without spend, or with a known zero, have no price of anything. */
export const paidSpend: Part<Scoped> = part(
  'spend above zero',
  ({ own: { spend } }) => (isPositive(spend) ? spend : null),
  () => rowsBehind('spend'),
);

export const margin: Part<Scoped> = part(
  'margin',
  (scoped) => scoped.margin ?? exact(1),
  () => ({ of: 'configuration' }),
);
