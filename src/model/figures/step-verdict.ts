import { compare } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { isMuch } from '../measures.js';
import { FEWEST_LEADS } from './enough.js';
import { evaluate } from './formula.js';
import { intervalOf, stepRate } from './step-parts.js';
import type { Step } from './steps.js';

export type StepVerdict = 'above' | 'ok' | 'below' | 'too few' | 'too early' | 'unproven';

/** The verdict of a step against its norm: by its whole interval, where leads are counted one by one. */
export function verdictOf(step: Step): StepVerdict | null {
  const [expected, of] = [step.norm, step.before];
  // What cannot be told has no verdict, however many it is of.
  if (!expected || !of || of.isAtLeast || step.isAtLeast || step.isAstray || step.isOfOutcome) return null;
  // From ad statistics, only some sources may have both stages: the rate is based on these.
  if (compare(step.below ?? of.reached, FEWEST_LEADS) < 0) return 'too few';
  const rate = evaluate(stepRate, step);
  if (rate === null) return null;
  if (isTooEarly(step)) return 'too early';
  if (isUnproven(step)) return 'unproven';
  const bounds = isLeadStage(of.stage) ? intervalOf(step) : { low: rate, high: rate };
  if (!bounds) return null;
  return compare(bounds.high, expected) < 0 ? 'below' : compare(bounds.low, expected) > 0 ? 'above' : 'ok';
}

/** Below the norm by that verdict; or unproven, with the whole interval below the norm. */
export function isBelow(step: Step): boolean {
  const verdict = verdictOf(step);
  const bounds = verdict === 'unproven' ? intervalOf(step) : null;
  return verdict === 'below' || (bounds !== null && step.norm !== null && compare(bounds.high, step.norm) < 0);
}

/** More than a tenth of those who came to the stage before are open and younger than the stage takes. */
const isTooEarly = ({ stage, total, before }: Step): boolean =>
  isLeadStage(stage) && before !== undefined && isMuch(total[`too_early.${stage}`], before.reached);

/** More than a tenth of the figure is inferred: this stage is not marked, but a later one is. */
const isUnproven = ({ stage, total, reached }: Step): boolean =>
  isLeadStage(stage) && stage !== 'lead' && isMuch(total[`implied.${stage}`], reached);
