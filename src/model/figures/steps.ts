import { type Exact, parseExact } from '../exact.js';
import { isLeadStage, STAGES, type Stage } from '../funnel-stages.js';
import { isAtLeast, type Measures, plus } from '../measures.js';
import type { Reach } from '../report.js';

/** A stage that the exports tell, and how many reached it. */
export interface ReachedStage {
  readonly stage: Stage;
  readonly reached: Exact;
  /** Lost leads of which no export tells it may have reached it as well: more than a tenth of those before it. */
  readonly isAtLeast: boolean;
}

/** A stage beside the known ones around it. */
export interface Step {
  readonly stage: Stage;
  /** null: the exports hold no evidence of it. Then nothing else is known of it but its norm. */
  readonly reached: Exact | null;
  readonly isAtLeast: boolean;
  readonly total: Measures;
  readonly reach: Reach;
  readonly norm: Exact | null;
  /** The first known stage, the last one before this, and the next. */
  readonly first: ReachedStage | undefined;
  readonly before: ReachedStage | undefined;
  readonly next: ReachedStage | undefined;
  /** What the rate divides: it covers only sources that have both figures. */
  readonly above: Exact | null;
  readonly below: Exact | null;
}

/** Every stage of a funnel, in order. `sources` are the measures of each source, `total` theirs together. */
export function stepsOf(
  total: Measures,
  sources: readonly Measures[],
  reach: Reach,
  normOf: (stage: Stage) => string | undefined,
): Step[] {
  const known: ReachedStage[] = [];
  for (const stage of STAGES) {
    const reached = reachedOf(total, stage);
    if (reached !== null)
      known.push({ stage, reached, isAtLeast: isAtLeast(total, stage, known.at(-1)?.reached ?? null) });
  }
  return STAGES.map((stage) => {
    const at = known.findIndex((one) => one.stage === stage);
    const before = at < 0 ? undefined : known[at - 1];
    const norm = normOf(stage);
    return {
      stage,
      reached: known[at]?.reached ?? null,
      isAtLeast: known[at]?.isAtLeast ?? false,
      total,
      reach,
      norm: norm === undefined ? null : parseExact(norm),
      first: at < 0 ? undefined : known[0],
      before,
      next: at < 0 ? undefined : known[at + 1],
      ...(before && !before.isAtLeast && !known[at]?.isAtLeast ? divided(stage, before, total, sources) : OPEN),
    };
  });
}

/** What divides nothing. */
const OPEN = { above: null, below: null };

/** The sums of ad statistics, or the leads of a stage. */
const reachedOf = (measures: Measures, stage: Stage): Exact | null =>
  stage === 'visit' ? measures.visits : stage === 'action' ? measures.actions : measures[`reached.${stage}`];

/** Steps out of ad statistics, and into the CRM, cover only the sources that have both figures. */
function divided(stage: Stage, before: ReachedStage, total: Measures, sources: readonly Measures[]) {
  if (isLeadStage(before.stage)) return { above: reachedOf(total, stage), below: before.reached };
  const both = sources.filter((one) => told(one, stage) !== null && told(one, before.stage) !== null);
  const added = (of: Stage) => both.reduce<Exact | null>((all, one) => plus(all, told(one, of)), null);
  const [above, below] = [added(stage), added(before.stage)];
  return above && below ? { above, below } : OPEN;
}

/** Out of ad statistics one comes into the CRM at whatever stage it tells first: there the leads are what is divided. */
const told = (measures: Measures, stage: Stage): Exact | null =>
  isLeadStage(stage) ? measures.leads : reachedOf(measures, stage);
