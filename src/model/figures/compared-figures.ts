import type { LeadStage } from '../funnel-stages.js';
import { LEAD_STAGES, STAGE_LABELS, type StagePair, stepsBetween } from '../funnel-stages.js';
import { isAtLeast, type MeasureName, rowsBehind } from '../measures.js';
import { type Text, text } from '../text.js';
import { COUNTS } from './counts.js';
import { type Figure, figure } from './figure.js';
import { type Formula, over, type Part, part } from './formula.js';
import { PRICES } from './prices.js';
import { allQualified, measure, type Scoped } from './scoped.js';

/**
 * What is compared between two sides: sums (also per day), rates of all leads, rates of those who came to the stage
 * before, unit costs, earnings.
 */
type Way = 'total' | 'per day' | 'rate' | 'step' | 'cost' | 'earned';

export interface ComparedFigure {
  readonly name: string;
  readonly way: Way;
  readonly figure: Pick<Figure<Scoped>, 'kind' | 'label' | 'sentence'> & { readonly formula: Formula<Scoped> };
  /** What is paid for is of the sources with spend alone. */
  readonly among: 'all' | 'paid';
  /** What its leads must have come to; null: nothing that takes time. */
  readonly stage: LeadStage | null;
  /** What it is divided by: how much it is of. Null: a sum is of nothing. */
  readonly of: Part<Scoped> | null;
}

type Named = ComparedFigure['figure'];
type More = Partial<Pick<ComparedFigure, 'among' | 'stage' | 'of'>>;

const compared = (name: string, way: Way, shown: Named, more: More = {}): ComparedFigure => ({
  ...{ name, way, figure: shown, among: 'all', stage: null, of: null },
  ...more,
});

const paid = (name: 'cpl' | 'cpql' | 'cost_per_deal', stage: LeadStage | null, of: Part<Scoped>) =>
  compared(name, 'cost', PRICES[name] as Named, { among: 'paid', stage, of });

const earned = (name: 'average_deal' | 'revenue_per_lead' | 'roas' | 'romi', of: MeasureName, among: 'all' | 'paid') =>
  compared(name, 'earned', PRICES[name] as Named, { among, stage: 'deal', of: measure(of) });

const TOTALS = [
  compared('spend', 'total', COUNTS.spend as Named),
  compared('leads', 'total', COUNTS.leads as Named),
  compared('qualified', 'total', COUNTS.qualified as Named, { stage: 'qualified' }),
  compared('deals', 'total', COUNTS.deals as Named, { stage: 'deal' }),
  compared('revenue', 'total', COUNTS.revenue as Named, { stage: 'deal' }),
] as const;

/** Rates from lead and unit costs: what a change is meant to improve. */
export const JUDGED: readonly ComparedFigure[] = [
  compared('qualified_rate', 'rate', PRICES.qualified_rate as Named, { stage: 'qualified', of: measure('leads') }),
  compared('deal_rate', 'rate', PRICES.deal_rate as Named, { stage: 'deal', of: measure('leads') }),
  paid('cpl', null, measure('costed_leads')),
  paid('cpql', 'qualified', allQualified('costed_qualified')),
  paid('cost_per_deal', 'deal', measure('costed_deals')),
];

/** Shares that scorecards compare with a norm; among the qualified, who reaches it differs between sides. */
const OF_AGREEMENT: readonly ComparedFigure[] = [
  compared('qualified_of_worked', 'rate', PRICES.qualified_of_worked as Named, {
    ...{ stage: 'qualified', of: measure('worked') },
  }),
  compared('qualified_to_deal', 'step', PRICES.qualified_to_deal as Named, {
    ...{ stage: 'deal', of: allQualified('reached.qualified') },
  }),
  compared('contacted_rate', 'rate', PRICES.contacted_rate as Named, { stage: 'contact', of: measure('leads') }),
  compared('lost_without_reason', 'rate', PRICES.lost_without_reason as Named, { of: measure('lost') }),
];

const EARNED = [
  earned('average_deal', 'priced_deals', 'all'),
  earned('revenue_per_lead', 'leads', 'all'),
  earned('roas', 'costed_priced_deals', 'paid'),
  earned('romi', 'costed_priced_deals', 'paid'),
];

/**
 * Figures by which a hypothesis may be judged. Rates from a later stage are not among them: a change may alter who comes
 * to that stage.
 */
export const HYPOTHESIZED: readonly ComparedFigure[] = [...JUDGED, ...OF_AGREEMENT.filter(({ way }) => way === 'rate')];

/** What scorecards tell of leads. */
export const SCORED: readonly ComparedFigure[] = [...JUDGED, ...OF_AGREEMENT, ...EARNED];

/** All figures by which two sides can be compared; per day if one side is longer. */
export const comparedFigures = (known: ReadonlySet<LeadStage>, isPerDay: boolean): ComparedFigure[] => [
  ...TOTALS,
  ...(isPerDay ? TOTALS.map(perDay) : []),
  ...JUDGED,
  ...stepsBetween(known)
    .filter(([from]) => from !== 'lead')
    .map(stepInto),
  ...EARNED,
];

/** `leads_per_day`. */
function perDay({ name, figure: own, ...rest }: ComparedFigure): ComparedFigure {
  const { label, sentence } = own;
  const shown = {
    kind: own.kind === 'count' ? ('quantity' as const) : own.kind,
    label: text(`${label.en} per day`, `${label.ru} в день`),
    sentence: text(`${sentence.en}; per day`, `${sentence.ru}; в день`),
  };
  return { ...rest, name: `${name}_per_day`, way: 'per day', figure: { ...own, ...shown } };
}

/** Of those who came to the stage before. */
function stepInto([from, stage]: StagePair): ComparedFigure {
  const [to, of] = [STAGE_LABELS[stage], STAGE_LABELS[from]];
  const reached = (one: LeadStage, before: LeadStage) =>
    part<Scoped>(
      `reached.${one}`,
      ({ own }) => (isAtLeast(own, one, own[`reached.${before}`]) ? null : own[`reached.${one}`]),
      () => rowsBehind(`reached.${one}`),
    );
  const [above, below] = [reached(stage, from), reached(from, 'lead')];
  return compared(
    `step_rate.${stage}`,
    'step',
    figure<Scoped, 'rate'>({
      kind: 'rate',
      // Whatever is known before it: a name alone tells what a row is called.
      label: text(`${to.en}, from prev.`, `${to.ru}, из предыдущего`),
      sentence: text(
        `reached “${to.en}” / reached “${of.en}”`,
        `дошли до этапа «${to.ru}» / дошли до этапа «${of.ru}»`,
      ),
      formula: over(above, below),
    }) as Named,
    { stage, of: below },
  );
}

/** Figures by which a decision may be reviewed: those that need no stage beyond what every funnel has. */
export const DECIDED_BY: readonly ComparedFigure[] = comparedFigures(new Set(), false);

/** The label of a figure that names a row of a table; null: there is no such figure. */
export const labelOfFigure = (name: string): Text | null => LABELS.get(name) ?? null;
const LABELS = new Map(
  comparedFigures(new Set(LEAD_STAGES), true).map(({ name, figure: { label } }): [string, Text] => [name, label]),
);
