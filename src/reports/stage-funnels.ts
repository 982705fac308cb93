import { Bug } from '../error.js';
import type { CubeRow } from '../facts/cube.js';
import { compareKeys, idOf, type Keys } from '../facts/cube-memo.js';
import { isOfOutcome, PERIOD } from '../model/dimensions.js';
import { compare } from '../model/exact.js';
import type { Paced } from '../model/figures/paces.js';
import { type Step, stepsOf } from '../model/figures/steps.js';
import { LEAD_STAGES, type Stage, stepsBetween } from '../model/funnel-stages.js';
import { type Known, type Measures, ZERO } from '../model/measures.js';
import type { Block, Keyed } from './define-report.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';
import { sourcesUnmatched } from './sources-unmatched.js';

/** A stage in the funnel of one group. */
export interface StageRow extends Step, Paced, Keyed {}

/** The sources of a group, and their sum. */
interface FunnelGroup extends Keyed {
  readonly sources: readonly CubeRow[];
  readonly total: Measures;
}

/** The groups that get a funnel: periods in their order, and within one the group with the most leads first. */
export async function funnelGroups(context: ReportContext, by: readonly string[]): Promise<FunnelGroup[]> {
  const groups = new Map<string, { keys: Keys; sources: CubeRow[] }>();
  if (by.length === 0) groups.set(idOf(new Map(), by), { keys: new Map(), sources: [] });
  for (const row of await context.cube([...new Set([...by, 'source'])])) {
    const id = idOf(row.keys, by);
    const group = groups.get(id);
    if (group) group.sources.push(row);
    else groups.set(id, { keys: row.keys, sources: [row] });
  }
  // A period that has only deals without a lead is part of the report, too: no lead came in it.
  if (by.length === 1 && by[0] === PERIOD)
    for (const { period } of await context.dealsAlone()) {
      const keys: Keys = new Map([[PERIOD, period ?? '']]);
      const id = idOf(keys, by);
      if (!groups.has(id)) groups.set(id, { keys, sources: [] });
    }
  const period = context.scope.period ? [PERIOD] : [];
  return [...groups.values()]
    .map(({ keys, sources }) => ({ keys, sources, total: totalOf(sources, context) }))
    .sort(
      (a, b) =>
        compareKeys(a.keys, b.keys, period) ||
        compare(b.total.leads ?? ZERO, a.total.leads ?? ZERO) ||
        compareKeys(a.keys, b.keys, by),
    );
}

/** A funnel for each group. */
export async function funnels(context: ReportContext, by: readonly string[]): Promise<Block<StageRow>[]> {
  const groups = await funnelGroups(context, by);
  const unmatched = await sourcesUnmatched(context);
  const paceOf = context.isWide ? await pacesOf(context, by) : () => UNASKED;
  return groups.map(({ keys, sources, total }) => {
    assertEachStageAddsUp(total, context);
    assertNoRateAboveOne(total, context);
    const source = by.includes('source') ? keys.get('source') : undefined;
    return {
      rows: stepsIn(total, sources, { ...context, unmatched }, source).map((step) => ({
        ...step,
        keys,
        ...paceOf(keys, step),
      })),
    };
  });
}

/** How long the leads of each group took to a stage, from the last known stage before it. */
async function pacesOf(context: ReportContext, by: readonly string[]) {
  const pairs = context.has.leads ? stepsBetween(context.known) : [];
  const found = new Map((await context.paces(by, pairs)).map(({ keys, paces }) => [idOf(keys, by), paces]));
  return (keys: Keys, { stage }: Pick<Step, 'stage'>): Pick<Paced, 'pace' | 'pair'> => {
    const at = pairs.findIndex(([, to]) => to === stage);
    const pair = pairs[at];
    return pair ? { pair, pace: found.get(idOf(keys, by))?.[at] ?? NOBODY } : UNASKED;
  };
}

const UNASKED = { pace: null, pair: null };
/** Where there are no leads, none took any time. */
export const NOBODY = { median: null, p90: null, timed: ZERO };

/** All stages of one group of sources, in their order. `source`: the source of the group, if it has only one. */
export const stepsIn = (
  total: Measures,
  sources: readonly CubeRow[],
  context: ReportContext & { unmatched: ReadonlySet<string> },
  source?: string,
): Step[] =>
  stepsOf(
    total,
    sources.map(({ keys, measures }) => ({ source: keys.get('source') ?? '', measures })),
    context.reach,
    normsOf(source, context),
    context.unmatched,
    isOfOutcome(context.scope),
  );

function normsOf(source: string | undefined, { norms, sameSource }: ReportContext) {
  const own = source === undefined ? undefined : [...norms.bySource].find(([name]) => sameSource(name, source))?.[1];
  return (stage: Stage): string | undefined => own?.get(stage) ?? norms.steps.get(stage);
}

/**
 * Fails if more leads reached a stage than the one before it.
 *
 * @throws {Bug}
 */
export function assertNoRateAboveOne(
  total: Measures,
  { known, reach, has, events }: Pick<Known, 'known' | 'reach' | 'has' | 'events'>,
): void {
  // By the day of events the leads at a stage are others than those at the stage before.
  if (!has.leads || reach === 'observed' || events) return;
  const there = LEAD_STAGES.filter((stage) => known.has(stage));
  for (const [at, stage] of there.entries()) {
    const next = there[at + 1];
    const [before, after] = [total[`reached.${stage}`]?.num, next && total[`reached.${next}`]?.num];
    if (before !== undefined && after !== undefined && after > before)
      throw new Bug(`${next}: ${after} reached it, of ${before} who reached ${stage}`);
  }
}

/**
 * Fails unless reached = moved on + lost here + still open here, for each stage from lead to decision: otherwise a lead
 * got lost in the count.
 */
function assertEachStageAddsUp(total: Measures, { known, reach, has, events }: ReportContext): void {
  if (!has.leads || !has.ends || reach === 'observed' || events) return;
  const there = LEAD_STAGES.filter((stage) => known.has(stage));
  for (const [at, stage] of there.entries()) {
    if (stage === 'deal') continue;
    // Between two known stages there is no third in which a lead could be: what is not here has moved on.
    const next = there[at + 1];
    const parts = [total[`lost_here.${stage}`], total[`open_here.${stage}`], next ? total[`reached.${next}`] : ZERO];
    const added = parts.reduce((all, part) => all + (part?.num ?? 0n), 0n);
    const reached = total[`reached.${stage}`]?.num;
    if (added !== reached) throw new Bug(`${stage}: ${reached} reached, but ${added} moved on, lost or open`);
  }
}
