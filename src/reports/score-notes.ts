import { watchedFor } from '../model/came-in-time.js';
import { day, interval, period } from '../model/dates.js';
import { exact } from '../model/exact.js';
import { PRICES } from '../model/figures/prices.js';
import { withBeside } from '../model/kpis.js';
import { number } from '../model/numbers.js';
import { type AskedPlan, PLANNED } from '../model/plans.js';
import { type Lang, type Text, text } from '../model/text.js';
import { notesOnOutcome } from './of-outcome.js';
import type { ReportContext } from './report-context.js';
import type { ScoreLine } from './score-line.js';
import { daysSoFar } from './score-of-sums.js';
import { daysBefore } from './score-windows.js';

/**
 * Notes: what the figures are of, what they are compared with, and over which days a change is told; the same for
 * totals.
 */
export async function notesOnScores(context: ReportContext, rows: readonly ScoreLine[]): Promise<readonly Text[]> {
  const names = new Set<ScoreLine['name']>([...withBeside(context.scores.kpis), ...rows].map(({ name }) => name));
  const has = (...some: readonly ScoreLine['name'][]) => some.some((name) => names.has(name));
  const planned = (await context.plans.asked()).filter(({ isTold, figure }) => isTold && names.has(figure));
  const hasNorms = planned.length > 0 || rows.some(({ norm }) => norm !== null) || context.scores.norms().size > 0;
  return [
    ...notesOnOutcome(context),
    ...(has('qualified_of_worked') ? [PRICES.qualified_of_worked.sentence] : []),
    ...(has('cpl', 'cpql', 'cost_per_deal', 'roas', 'romi') ? [OF_PAID] : []),
    ...(has(...PLANNED) ? [BY_DAY, planned.length > 0 ? ofPlan(planned) : NO_PLAN] : []),
    ...(has('within_rate') && !context.sla.hasCalendar ? [NO_CALENDAR] : []),
    ...(has('against_expected') ? [EXPECTED] : []),
    ...(hasNorms ? [] : [NO_NORMS]),
    ...before(context, rows),
    ...(isUnderWay(context, names, planned) ? [SO_FAR] : []),
  ];
}

const OF_PAID = text(
  'CPL, CPQL, per deal, ROAS and ROMI are of the sources with spend together',
  'CPL, CPQL, цена сделки, ROAS и ROMI — по всем источникам с расходом вместе',
);
function ofPlan(plans: readonly AskedPlan[]): Text {
  const periods = [...new Set(plans.map((one) => one.period))];
  const of = (lang: Lang) => periods.map((one) => period(one, lang)).join(', ');
  return text(
    `where there is a plan, they are of its whole periods (${of('en')}), and the norm is what is due of it by now (funnel plan)`,
    `где есть план, они за целые периоды плана (${of('ru')}), а норма — сколько по нему должно быть к этому дню (funnel plan)`,
  );
}
const BY_DAY = text(
  'revenue and deals are by the day of the deal, of all won deals, those without a lead too; leads by the day of their creation, spend by its own',
  'выручка и сделки — по дню сделки, все выигранные, и те, что без лида; лиды — по дню создания, расход — по своему дню',
);
const NO_PLAN = text(
  'no plan for these days: plan: {per: month, revenue: 5000000} in funnel.yaml',
  'плана на эти дни нет: plan: {per: month, revenue: 5000000} в funnel.yaml',
);
const NO_CALENDAR = text(
  'answered in time: blank without the hours in which people work (sla.calendar in funnel.yaml; funnel sla proposes it)',
  'ответ в срок: без рабочего календаря не считается (sla.calendar в funnel.yaml; предлагает funnel sla)',
);
const EXPECTED = text(
  "deals to expected: the manager's deals / those that as many leads of the same sources bring the whole company",
  'сделки к ожидаемым: сделки менеджера / столько, сколько такие же лиды тех же источников приносят всей компании',
);
const NO_NORMS = text(
  'no norms, so no verdicts: kpi: {marketing: {qualified_of_worked: 60%, cpql: 5000}, sales: {within_rate: 80%}} in funnel.yaml',
  'норм нет, поэтому и выводов нет: kpi: {marketing: {qualified_of_worked: 60%, cpql: 5000}, sales: {within_rate: 80%}} в funnel.yaml',
);

/** Whether a sum is of days that the exports do not cover to their end. */
const isUnderWay = (
  context: ReportContext,
  names: ReadonlySet<ScoreLine['name']>,
  planned: readonly AskedPlan[],
): boolean =>
  planned.some(({ last, to }) => last < to) ||
  PLANNED.some((name) => names.has(name) && daysSoFar(context, name, context.scope).to !== context.scope.to);
const SO_FAR = text(
  'before, of what is added up over days that are not over: as many days as have passed of them',
  'раньше, у сумм за дни, которые ещё идут: столько же дней, сколько из них прошло',
);

function before({ scope, asOf, covers }: ReportContext, rows: readonly ScoreLine[]): Text[] {
  if (rows.length === 0) return [];
  if (scope.period !== null)
    return rows.some((row) => row.before !== null)
      ? [
          text(
            'before: as many days just before each period; leads of both are followed equally long',
            'раньше: столько же дней перед каждым периодом; лиды обоих прослежены одинаковый срок',
          ),
        ]
      : [];
  const days = daysBefore(scope);
  if (days === null || scope.to === null || asOf === null) return [];
  const of = (lang: Lang) => interval(days.from, days.to, lang);
  const { from } = covers.leads;
  if (from === null || from > days.from)
    return [
      text(
        `before: as many days, ${of('en')}; the exports begin on ${from === null ? '—' : day(from, 'en')}: nothing to hold these beside`,
        `раньше: столько же дней, ${of('ru')}; выгрузки начинаются с ${from === null ? '—' : day(from, 'ru')}, сравнить не с чем`,
      ),
    ];
  const seconds = watchedFor(scope.to, asOf);
  if (seconds <= 0)
    return [
      text(
        `before: ${of('en')}; these days have only just ended, so what takes leads time cannot be followed equally long: take days that ended earlier (--month, --week last-whole)`,
        `раньше: ${of('ru')}; эти дни только что кончились, и показатели, для которых лиду нужно время, при равном сроке не сравнить: возьмите дни пораньше (--month, --week last-whole)`,
      ),
    ];
  const time = (lang: Lang) => number(exact(seconds), 'seconds', lang);
  return [
    text(
      `before, change: ${of('en')}, as many days; what each lead had come to within ${time('en')} of its creation, in both`,
      `раньше, изменение: ${of('ru')}, столько же дней; куда лид дошёл за ${time('ru')} от создания, в обоих периодах`,
    ),
  ];
}
