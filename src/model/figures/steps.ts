import { type Exact, parseExact } from '../exact.js';
import { isLeadStage, STAGES, type Stage } from '../funnel-stages.js';
import { isAtLeast, type Measures, plus } from '../measures.js';
import type { Reach } from '../report.js';

/** A stage that the exports tell, and how many reached it. */
export interface ReachedStage {
  readonly stage: Stage;
  readonly reached: Exact;
  /** More than a tenth of those before it are lost leads of which no export tells whether they reached it. */
  readonly isAtLeast: boolean;
}

/** The measures of one source. */
export interface SourceMeasures {
  readonly source: string;
  readonly measures: Measures;
}

/** A stage beside the known ones around it. */
export interface Step {
  readonly stage: Stage;
  /** null: the exports have no evidence of it. Then nothing is known but its norm. */
  readonly reached: Exact | null;
  readonly isAtLeast: boolean;
  /** So many lost leads may have come to it, or to the next known stage, that nobody can be said to be lost here. */
  readonly isLossOpen: boolean;
  readonly total: Measures;
  readonly reach: Reach;
  readonly norm: Exact | null;
  /** The first known stage, the last one before this, and the next. */
  readonly first: ReachedStage | undefined;
  readonly before: ReachedStage | undefined;
  readonly next: ReachedStage | undefined;
  /** The denominator of the rate: from ad statistics it covers only the sources that have both figures. */
  readonly above: Exact | null;
  readonly below: Exact | null;
  /** Those sources; null: all there are. */
  readonly both: readonly string[] | null;
  /** The leads of its sources have other names than the statistics, so that nothing can be divided. */
  readonly isAstray: boolean;
  /** Its leads are chosen by what became of them: their rates say nothing of how they are handled. */
  readonly isOfOutcome: boolean;
  /** The denominator of `overall`: the first known figure, and the stage's count in the sources that have it. */
  readonly aboveFirst: Exact | null;
  readonly belowFirst: Exact | null;
  readonly withFirst: readonly string[] | null;
}

/**
 * Every stage of a funnel, in order. `sources` are the measures of each source, `total` those of all together.
 * `unmatched`: those without leads because names do not match, where a share would be a mistake and not zero.
 * `isOfOutcome`: see `Step`.
 */
export function stepsOf(
  total: Measures,
  sources: readonly SourceMeasures[],
  reach: Reach,
  normOf: (stage: Stage) => string | undefined,
  unmatched: ReadonlySet<string> = new Set(),
  isOfOutcome = false,
): Step[] {
  const parts: Parts = { total, sources, unmatched };
  const known: ReachedStage[] = [];
  // By the day of events there may be evidence of a stage without anybody's day.
  const held: Pick<ReachedStage, 'stage' | 'isAtLeast'>[] = [];
  for (const stage of STAGES) {
    const reached = reachedOf(total, stage);
    const isUndated = isLeadStage(stage) && total[`undated.${stage}`] !== null;
    if (reached === null && !isUndated) continue;
    const one = { stage, isAtLeast: isAtLeast(total, stage, known.at(-1)?.reached ?? null) };
    held.push(one);
    if (reached !== null) known.push({ ...one, reached });
  }
  return STAGES.map((stage) => {
    const at = known.findIndex((one) => one.stage === stage);
    const before = at < 0 ? undefined : known[at - 1];
    const norm = normOf(stage);
    const own = held.findIndex((one) => one.stage === stage);
    return {
      stage,
      reached: known[at]?.reached ?? null,
      isAtLeast: known[at]?.isAtLeast ?? false,
      isLossOpen: own >= 0 && held.slice(own, own + 2).some((one) => one.isAtLeast),
      total,
      reach,
      norm: norm === undefined ? null : parseExact(norm),
      first: at < 0 ? undefined : known[0],
      before,
      next: at < 0 ? undefined : known[at + 1],
      ...{ isAstray: false, isOfOutcome },
      ...(before && !before.isAtLeast && !known[at]?.isAtLeast ? stepInto(stage, before, parts) : OPEN),
      ...(at >= 0 && !known[at]?.isAtLeast ? ofFirst(stage, known[0], parts) : NO_SHARE),
    };
  });
}

interface Parts {
  readonly total: Measures;
  readonly sources: readonly SourceMeasures[];
  readonly unmatched: ReadonlySet<string>;
}

/** What divides nothing. */
const OPEN = { above: null, below: null, both: null };
const NO_SHARE = { aboveFirst: null, belowFirst: null, withFirst: null };

/** The sums of ad statistics, or the leads of a stage. */
const reachedOf = (measures: Measures, stage: Stage): Exact | null =>
  stage === 'visit' ? measures.visits : stage === 'action' ? measures.actions : measures[`reached.${stage}`];

/** From ad statistics a step leads to the first stage that the CRM tells, and is divided there. */
const told = (measures: Measures, stage: Stage): Exact | null =>
  isLeadStage(stage) ? measures.leads : reachedOf(measures, stage);

function stepInto(stage: Stage, before: ReachedStage, parts: Parts) {
  if (isLeadStage(before.stage)) return { above: reachedOf(parts.total, stage), below: before.reached, both: null };
  const both = parts.sources.filter(
    ({ measures }) => told(measures, stage) !== null && told(measures, before.stage) !== null,
  );
  const [above, below] = [added(both, (one) => told(one, stage)), added(both, (one) => told(one, before.stage))];
  if (isAstray(stage, both, parts)) return { ...OPEN, isAstray: true };
  return above && below ? { above, below, both: namesOf(both) } : OPEN;
}

/** Those who came to a stage from sources that have the first figure: others were never in it. */
function ofFirst(stage: Stage, first: ReachedStage | undefined, parts: Parts) {
  if (!first) return NO_SHARE;
  if (isLeadStage(first.stage) || stage === first.stage)
    return { aboveFirst: reachedOf(parts.total, stage), belowFirst: first.reached, withFirst: null };
  const own = parts.sources.filter(({ measures }) => reachedOf(measures, first.stage) !== null);
  if (isAstray(stage, own, parts)) return NO_SHARE;
  return {
    aboveFirst: added(own, (one) => reachedOf(one, stage)),
    belowFirst: first.reached,
    withFirst: namesOf(own),
  };
}

const namesOf = (sources: readonly SourceMeasures[]): string[] => sources.map(({ source }) => source);

const added = (all: readonly SourceMeasures[], of: (one: Measures) => Exact | null): Exact | null =>
  all.reduce<Exact | null>((sum, { measures }) => plus(sum, of(measures)), null);

/** Whether leads would be divided by figures of sources whose leads have another name. */
const isAstray = (stage: Stage, sources: readonly SourceMeasures[], { unmatched }: Parts): boolean =>
  isLeadStage(stage) && sources.some(({ source }) => unmatched.has(source));
