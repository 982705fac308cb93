import type { Keys } from '../facts/cube-memo.js';
import type { FollowedCount } from '../facts/followed-counts.js';
import { watchedFor } from '../model/came-in-time.js';
import { PERIOD } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import { AGED, type WeeklyLine, type WeekReading } from '../model/figures/weekly-figures.js';
import {
  LEAD_MEASURE_NAMES,
  type Measures,
  noMeasures,
  plus,
  STANDS_WITH_ANSWER,
  sum,
  ZERO,
  zeroMeasures,
} from '../model/measures.js';
import { periodsIn } from '../model/periods.js';
import { AT_AGE, liesIn, type ReviewedWeeks, type WeekSpan } from '../model/review.js';
import type { Scope } from '../model/scope.js';
import type { ReportContext } from './report-context.js';
import { tellsSpendOf } from './results-of-scope.js';
import { scopeOfWeeks } from './reviewed-week.js';

/**
 * What the weeks of a review brought: the week in question, the one before it, and the usual ones. The first shows what
 * the exports hold of it; the others are unknown unless the exports hold them whole.
 */
export async function readingsOf(
  context: ReportContext,
  { now: seen, previous, usual, held }: ReviewedWeeks,
): Promise<Pick<WeeklyLine, 'now' | 'previous' | 'usual' | 'wins'>> {
  const { where } = context.scope;
  const spans = [seen, previous, ...usual];
  const from = spans.map((span) => span.from).sort()[0] ?? seen.from;
  const whole: Scope = { from, to: seen.to, where, by: [], period: 'week' };
  const [made, happened] = [
    context.plans.within(whole),
    context.plans.within({ ...whole, from: null, basis: 'event' }),
  ];
  const [rows, aged, answers, events] = [
    byWeek(await made.cube([PERIOD])),
    byWeek(await made.cameWithin([PERIOD], AT_AGE)),
    byWeek(await made.answers([PERIOD])),
    byWeek(await happened.cube([PERIOD])),
  ];
  const alone = new Map((await happened.dealsAlone()).map((one) => [one.period ?? '', one]));
  const nobody = made.cameOfNobody();
  // If no export dates wins, no deal can be given to a week: their number is unknown, not zero.
  const isDated = happened.events?.has('win') ?? false;
  const isSpendTold = await tellsSpendOf(where, context);

  const readingOf = (span: WeekSpan): WeekReading => {
    const weeks = periodsIn(span, 'week');
    const of = <Row>(all: ReadonlyMap<string, Row>): Row[] => weeks.flatMap((week) => all.get(week) ?? []);
    const isHeld = span === seen || liesIn(span, held);
    const scope = scopeOfWeeks(span, context);
    const came: FollowedCount[] = [...(nobody ? [nobody] : []), ...of(aged)];
    const isOld = context.asOf !== null && watchedFor(span.to, context.asOf) >= AT_AGE;
    const [own, brought] = [of(rows), of(events)].map((some) =>
      spentIn(
        sum([zeroMeasures(made), ...some.map(({ measures }) => measures)]),
        isSpendTold && context.review.tellsSpend(span),
      ),
    ) as [Measures, Measures];
    const deals = of(alone);
    const total = (pick: (one: (typeof deals)[number]) => Exact | null) =>
      deals.reduce<Exact | null>((all, one) => plus(all, pick(one)), null);
    return {
      scope,
      own: isHeld ? own : spendAlone(own),
      aged: isHeld && isOld ? sum(came.map((one) => one.own)) : null,
      undated: { qualified: undatedIn(came, 'qualified'), contacted: undatedIn(came, 'contacted') },
      answers: Object.fromEntries(
        STANDS_WITH_ANSWER.map((stands) => [
          stands,
          isHeld ? of(answers).reduce<Exact | null>((all, one) => plus(all, one.answers.counts[stands]), null) : null,
        ]),
      ),
      brought: {
        scope: { ...scope, basis: 'event' },
        own: isHeld && isDated ? brought : noMeasures(),
        alone: {
          won_deals: isHeld && isDated ? total(({ wonDeals }) => wonDeals) : null,
          priced_deals: isHeld && isDated ? total(({ pricedDeals }) => pricedDeals) : null,
          revenue: isHeld && isDated ? total(({ revenue }) => revenue) : null,
        },
      },
    };
  };
  const wins = sum([...events.values()].map(({ measures }) => measures));
  return { now: readingOf(seen), previous: readingOf(previous), usual: usual.map(readingOf), wins };
}

const byWeek = <Row extends { readonly keys: Keys }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.keys.get(PERIOD) ?? '', row]));

/**
 * The spend of weeks: unknown where ad statistics do not cover them, or where spend without days lies partly in them;
 * else zero without a row.
 */
const spentIn = (own: Measures, isTold: boolean): Measures => ({ ...own, spend: isTold ? (own.spend ?? ZERO) : null });

function spendAlone(own: Measures): Measures {
  const rest = { ...own };
  for (const of of LEAD_MEASURE_NAMES) rest[of] = null;
  return rest;
}

function undatedIn(came: readonly FollowedCount[], name: keyof typeof AGED): Exact | null {
  return came.reduce<Exact | null>((all, { undated }) => plus(all, undated.get(AGED[name]) ?? null), null);
}
