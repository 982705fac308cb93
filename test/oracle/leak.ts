// What is missing to the norm at each step: by reports.md, The agreement (leak and owner). Everything is counted again
// without one part.

import { asRate, compare, fixed, isBelow, minus, type Ratio, ratio, times, wilson } from './exact.js';
import { secondsAt } from './moments.js';
import {
  figureOf,
  figures,
  normOf,
  type OracleInput,
  type OracleReport,
  STAGE_COLUMNS,
  stageRows,
  stepOf,
  type Whole,
} from './oracle.js';
import { LATER, STAGES, type Stage } from './read.js';
import {
  type Ad,
  adsFor,
  blocksOf,
  byCodePoint,
  type Context,
  compareLists,
  makeContext,
  type Person,
  reachedBy,
  unknownDepth,
} from './scope.js';

const isLead = (stage: Stage) => stage !== 'visit' && stage !== 'action';

/** A step for some leads and ads: the stage before, and the two numbers whose ratio it is. */
interface Step {
  before: Stage | undefined;
  divided: [top: number, bottom: number] | null;
}

const stepIn = (context: Context, stage: Stage, { leads, ads, sources }: Whole): Step => {
  const reached = (one: Stage) => figureOf(context, one, leads, ads);
  const known = STAGES.filter((one) => reached(one) !== null);
  const before = reached(stage) === null ? undefined : known[known.indexOf(stage) - 1];
  if (before === undefined) return { before, divided: null };
  // If many leads may have come as far without anybody knowing, nothing is divided.
  const isLeast = (one: Stage): boolean => {
    const from = known[known.indexOf(one) - 1];
    const untold = isLead(one) ? (unknownDepth(context, leads, one) ?? 0) : 0;
    return from !== undefined && untold * 10 > (reached(from) ?? 0);
  };
  if (isLeast(stage) || isLeast(before)) return { before, divided: null };
  return { before, divided: stepOf(context, before, stage, { leads, ads, sources }) };
};

const wholeOf = (leads: Person[], ads: Ad[]): Whole => ({ leads, ads, sources: blocksOf(leads, ads, ['source']) });
const rateOf = ({ divided }: Step): Ratio => divided && ratio(...divided);

/** Whether the row of `stages` says that the step is below the norm, or would if no stage were implied. */
const isBelowNorm = (row: unknown[], whole: Whole, stage: Stage, norm: Ratio, context: Context): boolean => {
  const verdict = row[STAGE_COLUMNS.indexOf('verdict')];
  if (verdict !== 'unproven') return verdict === 'below';
  const { before } = stepIn(context, stage, whole);
  if (before === undefined || !isLead(before) || context.reach === 'observed') return false;
  const [here, from] = [stage, before].map((one) => reachedBy(context, whole.leads, one) ?? 0) as [number, number];
  return isBelow(wilson(here, from).high, norm);
};

const decimal = (value: Ratio) => asRate(value);

export const leakOf = (input: OracleInput): OracleReport => {
  const context = makeContext(input);
  const { by } = context;
  const hasPeriods = input.options?.period !== undefined;
  const size = (leads: Person[]) => reachedBy(context, leads, 'lead') ?? 0;
  const rows = context.scopes.flatMap((scope) => {
    const ads = adsFor(context, scope, by);
    const blocks = by.length === 0 ? [{ values: [], leads: scope.leads, ads }] : blocksOf(scope.leads, ads, by);
    return blocks
      .sort((a, b) => size(b.leads) - size(a.leads) || compareLists(a.values, b.values))
      .flatMap((block) =>
        leakRows(context, block.values, wholeOf(block.leads, block.ads)).map((row) => [
          ...(hasPeriods ? [scope.period] : []),
          ...block.values,
          ...row,
        ]),
      );
  });
  return {
    columns: [
      ...[...(hasPeriods ? ['period'] : []), ...by, 'stage', 'norm', 'actual', 'n', 'short_leads', 'short_deals'],
      ...['short_revenue', 'worst_source', 'rate_without', 'owner', 'verdict'],
    ],
    rows,
  };
};

const leakRows = (context: Context, values: string[], whole: Whole): unknown[][] => {
  const printed = stageRows(context, values, whole.leads, whole.ads);
  const of = figures(context, whole.leads, whole.ads);
  return STAGES.flatMap((stage, at): unknown[][] => {
    const row = printed[at] as unknown[];
    const step = stepIn(context, stage, whole);
    const norm = normOf(context, stage, values);
    if (step.before === undefined && norm === null) return [];
    const [top, bottom] = step.divided ?? [null, null];
    const wanted = times(norm, ratio(bottom, 1));
    const gap = minus(wanted, ratio(top, 1));
    const short = gap && gap.n <= 0n ? ratio(0, 1) : gap;
    const leads = stage === 'action' ? times(short, rateOf(stepIn(context, 'lead', whole))) : short;
    const isNone = short !== null && short.n === 0n;
    const later = ratio(of.deals, reachedBy(context, whole.leads, isLead(stage) ? stage : 'lead'));
    const deals = isNone || stage === 'deal' ? short : times(leads, later);
    const average = of.revenue === null ? null : ratio(of.revenue, BigInt(of.priced) * 1_000_000n);
    const worst = gap && gap.n > 0n ? worstOf(context, stage, whole, step) : null;
    const isLow = norm !== null && step.before !== undefined && isBelowNorm(row, whole, stage, norm, context);
    return [
      [
        ...[stage, decimal(norm), decimal(rateOf(step)), bottom, decimal(short), decimal(deals)],
        ...[fixed(isNone ? short : times(deals, average), 2), worst?.source ?? null, decimal(worst?.rate ?? null)],
        ...[
          isLow ? ownerOf(context, stage, whole, norm, worst?.rate ?? null) : null,
          row[STAGE_COLUMNS.indexOf('verdict')],
        ],
      ],
    ];
  });
};

/** Leaves out one source after the other. Gives the one without which the rate is highest, of thirty leads at least. */
const worstOf = (
  context: Context,
  stage: Stage,
  whole: Whole,
  step: Step,
): { source: string; rate: NonNullable<Ratio> } | null =>
  whole.sources
    .toSorted((a, b) => byCodePoint(a.values[0] as string, b.values[0] as string))
    .flatMap(({ values: [source = ''], leads, ads }) => {
      const [ownLeads, ownAds] = [new Set(leads), new Set(ads)];
      const rest = wholeOf(
        whole.leads.filter((lead) => !ownLeads.has(lead)),
        whole.ads.filter((ad) => !ownAds.has(ad)),
      );
      const left = stepIn(context, stage, rest);
      const [rate, before] = [rateOf(left), rateOf(step)];
      const isEnough = left.before === step.before && (left.divided?.[1] ?? 0) >= 30;
      return isEnough && rate && before && compare(rate, before) > 0 ? [{ source, rate }] : [];
    })
    .sort((a, b) => compare(b.rate, a.rate))[0] ?? null;

const ownerOf = (context: Context, stage: Stage, whole: Whole, norm: NonNullable<Ratio>, rest: Ratio): string => {
  const isOfSource = rest !== null && compare(rest, norm) >= 0;
  const isOfManager =
    LATER.includes(stage) && belowAt(context, stage, whole) >= 3 && isOfOneManager(context, stage, whole, norm);
  const isOfSales = isOfManager || (LATER.includes(stage) && isOfAnswers(context, stage, whole, norm));
  return isOfSource === isOfSales ? 'both' : isOfSource ? 'marketing' : 'sales';
};

/** Whether a lead was answered late, or not at all although an answer was due. */
const isMissed = ({ config: { sla }, data: { asOf } }: Context, { created, answered }: Person): boolean => {
  const due = Number.parseInt(sla?.response ?? '', 10) * 3600;
  return secondsAt(answered === '' || answered > asOf ? asOf : answered) - secondsAt(created) > due;
};

/**
 * Whether the step meets the norm without the leads that nobody answered in time, and these are more than half of those
 * lost at the stage before.
 */
const isOfAnswers = (context: Context, stage: Stage, whole: Whole, norm: NonNullable<Ratio>): boolean => {
  if (context.config.sla === undefined) return false;
  const { before } = stepIn(context, stage, whole);
  const lostThere = whole.leads.filter(({ lost, depth }) => lost && depth === before);
  const missed = lostThere.filter((lead) => isMissed(context, lead));
  const rest = whole.leads.filter((lead) => !isMissed(context, lead));
  const [here, from] = [stage, before as Stage].map((one) => reachedBy(context, rest, one) ?? 0) as [number, number];
  const rate = ratio(here, from);
  return from >= 30 && missed.length * 2 > lostThere.length && rate !== null && compare(rate, norm) >= 0;
};

/** The number of sources whose step is below the norm: the source's own norm if it has one. */
const belowAt = (context: Context, stage: Stage, whole: Whole): number =>
  whole.sources.filter(({ values, leads, ads }) => {
    const bySource = { ...context, by: ['source'] };
    const own = wholeOf(leads, ads);
    const row = stageRows(bySource, values, leads, ads)[STAGES.indexOf(stage)] as unknown[];
    return isBelowNorm(row, own, stage, normOf(bySource, stage, values), bySource);
  }).length;

const isOfOneManager = (context: Context, stage: Stage, whole: Whole, norm: NonNullable<Ratio>): boolean => {
  const { before } = stepIn(context, stage, whole);
  return blocksOf(whole.leads, [], ['manager']).some(({ leads }) => {
    const own = new Set(leads);
    const rest = whole.leads.filter((lead) => !own.has(lead));
    const [here, from] = [stage, before as Stage].map((one) => reachedBy(context, rest, one) ?? 0) as [number, number];
    const rate = ratio(here, from);
    return from >= 30 && rate !== null && compare(rate, norm) >= 0;
  });
};
