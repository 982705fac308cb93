import { type Exact, fromNumber } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { type Rows, rowsBehind } from '../measures.js';
import { over, part } from './formula.js';
import type { Step } from './steps.js';
import { wilson } from './wilson.js';

type OfStage = 'reached' | 'undated' | 'implied' | 'lost_here' | 'open_here' | 'unknown_depth' | 'too_early';

export const atStage =
  (name: OfStage) =>
  ({ stage }: Pick<Step, 'stage'>, sources: readonly string[] | null = null): Rows => {
    const measure = isLeadStage(stage) ? (`${name}.${stage}` as const) : stage === 'visit' ? 'visits' : 'actions';
    return rowsBehind(measure, sources ? { sources } : undefined);
  };
/** From ad statistics a step leads to the first stage that the CRM tells, and is divided there. */
const intoStage = (step: Step): Rows =>
  step.both && isLeadStage(step.stage)
    ? rowsBehind('leads', { sources: step.both })
    : atStage('reached')(step, step.both);
export const ofStage = (name: string, of: (step: Step) => Step['before']) =>
  part<Step>(
    name,
    (step) => of(step)?.reached ?? null,
    (step) => atStage('reached')(of(step) ?? step),
  );

/**
 * Whether each lead of a stage came from the one before. Not so where stages are only seen, since one may be seen without
 * another.
 */
export const flows = ({ stage, reached, reach }: Step): boolean =>
  reached !== null && isLeadStage(stage) && reach !== 'observed';
/** A part for a stage that exports have evidence of; by the day of events it may have no known day at all. */
export const stagePart = (name: Exclude<OfStage, 'reached'>) =>
  part<Step>(
    name,
    ({ stage, reached, total }) =>
      isLeadStage(stage) && (reached !== null || total[`undated.${stage}`] !== null) ? total[`${name}.${stage}`] : null,
    (step) => atStage(name)(step),
  );
/** Who was lost here, or later without a word of it, nobody knows. */
export const lostHere = part<Step>(
  'lost_here',
  (step) => (step.isLossOpen ? null : stagePart('lost_here').of(step)),
  (step) => atStage('lost_here')(step),
);

export const reached = part<Step>(
  'reached',
  (step) => step.reached,
  (step) => atStage('reached')(step),
);
/** All of them, not the least there can be. */
const exactlyReached = part<Step>(
  'reached, all of them',
  (step) => (step.isAtLeast ? null : step.reached),
  (step) => atStage('reached')(step),
);
export const leadsReached = part<Step>(
  'leads reached',
  (step) => (isLeadStage(step.stage) ? exactlyReached.of(step) : null),
  (step) => atStage('reached')(step),
);
export const before = ofStage('reached the stage before', (step) => step.before);
export const leadsBefore = ofStage('leads that reached the stage before', (step) =>
  step.before && isLeadStage(step.before.stage) && !step.before.isAtLeast && step.reach !== 'observed'
    ? step.before
    : undefined,
);
export const norm = part<Step>(
  'norm',
  (step) => step.norm,
  () => ({ of: 'configuration' }),
);
/** What the rate divides, and by what. */
export const aboveStep = part<Step>('reached, of sources that have both', (step) => step.above, intoStage);
export const belowStep = part<Step>(
  'reached the stage before, of sources that have both',
  (step) => step.below,
  (step) => atStage('reached')(step.before ?? step, step.both),
);
export const stepRate = over(aboveStep, belowStep);

/** The interval of the true rate of a step. From ad statistics into the CRM two systems are compared, and there is none. */
export function intervalOf(step: Step): { low: Exact; high: Exact } | null {
  const [hits, n] = [leadsReached.of(step), leadsBefore.of(step)];
  const found = hits && n && wilson(Number(hits.num), Number(n.num));
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}
