import { day, interval, period as periodWords, shiftDay } from '../model/dates.js';
import { type Brought, kindOfPlanned, type Planned } from '../model/figures/plan-figures.js';
import { type AskedPlan, RATES_OF_DAYS } from '../model/plans.js';
import type { Filter } from '../model/scope.js';
import { type Text, text } from '../model/text.js';
import { type Block, defineReport, type Keyed } from './define-report.js';
import { planNotes, planWarnings } from './plan-notes.js';
import { figure, words } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { nothingTold, resultsOfScope } from './results-of-scope.js';

interface PlanLine extends Planned, Keyed {}

const ofFigure = (isWhole: boolean) => ({
  kindOf: ({ plan: { figure: planned } }: Planned) => kindOfPlanned(planned, isWhole),
});

export const plan = defineReport({
  name: 'plan',
  title: text('Plan', 'План'),
  question: text('Do we reach the plan, and what is missing?', 'Выполняем ли план и чего не хватает?'),
  keys: ['figure', 'period'],
  columns: {
    figure: words({
      ...{ kind: 'figure', label: text('Figure', 'Показатель') },
      sentence: text(
        'figure = what is planned; deals are won deals',
        'показатель = что запланировано; сделки — выигранные',
      ),
      value: ({ plan: { figure: planned } }: PlanLine): string => planned,
    }),
    period: words({
      ...{ kind: 'period', label: text('Period', 'Период') },
      sentence: text('period = that of the plan, all of it', 'период = период плана целиком'),
      value: ({ plan: { period } }: PlanLine): string => period,
    }),
    plan: { ...figure('plan'), ...ofFigure(true) },
    value: { ...figure('plan_value'), ...ofFigure(true) },
    due: { ...figure('plan_due', { yields: 1 }), ...ofFigure(false) },
    run_rate: { ...figure('run_rate'), ...ofFigure(false) },
    missing: { ...figure('plan_missing'), ...ofFigure(true) },
    missing_deals: figure('missing_deals', { yields: 2 }),
    missing_leads: figure('missing_leads', { yields: 3 }),
    missing_spend: figure('missing_spend', { yields: 4 }),
    bonus: figure('bonus', { yields: 5 }),
  },
  order: [],
  blocks: lines,
  // Each number knows its own days and filters.
  behind: () => ({ keys: new Map() }),
  notes: async (context, rows) => planNotes(context, rows),
  warnings: (rows) => planWarnings(rows),
});

/**
 * A row for each period and figure, in their order: the plan for everything, and by source for sources that have a plan
 * of their own.
 */
async function lines(context: ReportContext, by: readonly string[]): Promise<Block<PlanLine>[]> {
  const { where } = context.scope;
  const all = await context.plans.asked();
  const asked =
    where.length > 0
      ? all.filter(({ source, filters }) => source !== null && isSameSource(filters, where))
      : all.filter(({ source }) => source === null || by.includes('source'));
  const rows: PlanLine[] = [];
  for (const own of asked) rows.push(await planLine(own, context));
  return [{ rows }];
}

/**
 * Whether filters ask for the one source of a plan. Plans are for everything or for one source, not for any other part.
 */
export function isSameSource(own: readonly Filter[], asked: readonly Filter[]): boolean {
  const [only, ...others] = asked;
  return (
    only !== undefined &&
    others.length === 0 &&
    only.dimension === 'source' &&
    !only.not &&
    only.values.length === 1 &&
    own[0]?.values.length === 1 &&
    own[0].values[0] === only.values[0]
  );
}

/** A plan with what came of it. */
export async function planLine(own: AskedPlan, context: ReportContext): Promise<PlanLine> {
  const { from, until, filters: where, isTold, unmatched } = own;
  const none = !isTold || unmatched !== null;
  const called = (called: Text) => ({ called, by: [], period: null, where });
  const whole = wholePeriod(own);
  const upTo = (to: string) => text(`${whole.en}, until ${day(to, 'en')}`, `${whole.ru}, до ${day(to, 'ru')}`);
  const ofEvents = (to: string, words: Text): Promise<Brought> =>
    resultsOfScope(context, { ...called(words), from, to, basis: 'event' }, none || to < from);
  const { today, recent, ripe } = rateDays(context);
  return {
    plan: own,
    bonus: context.plans.bonus,
    now: await soFar(own, context),
    over: await ofEvents(until ?? shiftDay(from, -1), until === null ? whole : upTo(until)),
    lately: await resultsOfScope(
      context,
      { ...called(daysCalled(recent, today)), from: recent, to: today, basis: 'event' },
      none,
    ),
    mature: ripe && (await resultsOfScope(context, { ...called(daysCalled(ripe.from, ripe.to)), ...ripe }, none)),
    keys: new Map([
      ['figure', own.figure],
      ['period', own.period],
      ['source', own.source ?? '(total)'],
    ]),
  };
}

const wholePeriod = ({ period }: AskedPlan): Text => text(periodWords(period, 'en'), periodWords(period, 'ru'));

const untilNow = (own: AskedPlan): Brought['scope'] => ({
  ...{ called: wholePeriod(own), by: [], period: null, where: own.filters },
  ...{ from: own.from, to: own.last, basis: 'event' },
});

/** What a period has brought so far. */
export const soFar = (own: AskedPlan, context: ReportContext): Promise<Brought> =>
  resultsOfScope(context, untilNow(own), !own.isTold || own.unmatched !== null || own.last < own.from);

/** The same, if nobody needs the amount: all is unknown. */
export const unknownOf = (own: AskedPlan): Brought => nothingTold(untilNow(own));

const daysCalled = (from: string, to: string): Text => text(interval(from, to, 'en'), interval(from, to, 'ru'));

/**
 * The recent weeks up to the as-of moment, and a range of the same length that ends so early that its leads have had
 * their time (`ripe`; null: that time is unknown).
 */
function rateDays({ asOf, ripening, leadDays }: ReportContext) {
  const today = asOf?.slice(0, 10) ?? leadDays.to ?? '1970-01-01';
  const seconds = ripening.maturity.get('deal');
  const back = (day: string) => shiftDay(day, 1 - RATES_OF_DAYS);
  const to = seconds === undefined || asOf === null ? null : shiftDay(today, -Math.ceil(seconds / 86_400));
  return { today, recent: back(today), ripe: to === null ? null : { from: back(to), to } };
}
