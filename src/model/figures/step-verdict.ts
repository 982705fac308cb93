import { compare, type Exact } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { evaluate } from './formula.js';
import { FEWEST_LEADS } from './standing.js';
import { intervalOf, stepRate } from './step-parts.js';
import type { Step } from './steps.js';

export const STEP_VERDICTS = ['above', 'ok', 'below', 'too few', 'too early', 'unproven'] as const;
export type StepVerdict = (typeof STEP_VERDICTS)[number];

/** Where a step stands to its norm: by the whole of its interval, where it is counted lead by lead. */
export function verdictOf(step: Step): StepVerdict | null {
  const [expected, of] = [step.norm, step.before];
  if (!expected || !of) return null;
  if (compare(of.reached, FEWEST_LEADS) < 0) return 'too few';
  const rate = evaluate(stepRate, step);
  if (rate === null) return null;
  if (isUnproven(step)) return 'unproven';
  const bounds = isLeadStage(of.stage) ? intervalOf(step) : { low: rate, high: rate };
  if (!bounds) return null;
  return compare(bounds.high, expected) < 0 ? 'below' : compare(bounds.low, expected) > 0 ? 'above' : 'ok';
}

/**
 * More than a tenth of the figure is inferred: implied by later stages, or, in the first step of the CRM, lost leads
 * of which nobody noted how far they came.
 */
function isUnproven({ stage, total, reached: all, isFirstOfCrm }: Step): boolean {
  if (!isLeadStage(stage) || stage === 'lead') return false;
  const isMuch = (some: Exact | null, whole: Exact | null) =>
    some && whole ? compare({ num: some.num * 10n, den: some.den }, whole) > 0 : false;
  return isMuch(total[`implied.${stage}`], all) || (isFirstOfCrm && isMuch(total.unknown_depth, total['reached.lead']));
}
