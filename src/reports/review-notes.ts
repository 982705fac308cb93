import { interval, period } from '../model/dates.js';
import { divide, isExact } from '../model/exact.js';
import { answer } from '../model/figures/figure.js';
import { kindOfPlanned, PLANS, type Planned } from '../model/figures/plan-figures.js';
import type { WeeklyLine } from '../model/figures/weekly-figures.js';
import { formatWhole, number } from '../model/numbers.js';
import { type Lang, NO_WORDS, plural, type Text, text } from '../model/text.js';
import { planLine } from './plan.js';
import type { ReportContext } from './report-context.js';

/** Notes: which week it is, how the month compares with its plan, and what a reader must know of the figures. */
export async function notesOnFigures(context: ReportContext, rows: readonly WeeklyLine[]): Promise<Text[]> {
  const { weeks } = context.review;
  if (weeks === null) return [NO_WEEK];
  const { from, to } = weeks.now;
  const days = (lang: Lang) => interval(from, to, lang);
  const words = new Map(rows.map((row) => [row.name, row]));
  const { now, usual = [] } = words.get('qualified') ?? {};
  const isYoung = now?.aged === null && now.own['reached.qualified'] !== null;
  return [
    ...(await planned(context, to)),
    ...(weeks.isWhole
      ? []
      : [
          text(
            `${days('en')}: not over, or not whole in the exports`,
            `${days('ru')}: не кончилась или есть в выгрузках не вся`,
          ),
        ]),
    usual.length > 0 ? usualWords(usual.length, context.review.asked.every) : NO_USUAL,
    ...(isYoung ? [YOUNG] : []),
  ];
}

/** From how many weeks the usual values are taken, in spans as long as the one that is looked at. */
function usualWords(spans: number, every: number): Text {
  const weeks = spans * every;
  const each = every === 1 ? NO_WORDS : text(`, ${every} at a time`, `, по ${every}`);
  return text(
    `usual: the least, the middle and the most of the ${formatWhole(weeks, 'en')} whole weeks before it${each.en}`,
    `обычно: наименьшее, середина и наибольшее за ${formatWhole(weeks, 'ru')} целых ${plural(weeks, 'неделю', 'недели', 'недель')} до неё${each.ru}`,
  );
}

const NO_WEEK = text('no whole week in the exports', 'в выгрузках нет ни одной целой недели');
const NO_USUAL = text(
  'what is usual is told by 6 whole weeks before it at least: the exports hold fewer',
  'что обычно, говорят хотя бы 6 целых недель до неё: в выгрузках их меньше',
);
const YOUNG = text(
  'qualified, talked to: as of 7 days after creation in every week, and leads of this one are younger yet',
  'квалы и разговоры: через 7 дней от создания в каждой неделе, а лидам этой ещё нет 7 дней',
);

/** Won deals and revenue of the period in which the week ends, beside its plan. */
async function planned(context: ReportContext, last: string): Promise<Text[]> {
  if (context.scope.where.length > 0) return [];
  const asked = (await context.plans.asked()).filter(
    ({ figure, source, from, to }) =>
      source === null && (figure === 'deals' || figure === 'revenue') && from <= last && last <= to,
  );
  const said: Text[] = [];
  for (const plan of asked) said.push(planWords(await planLine(plan, context)));
  return said;
}

function planWords(row: Planned): Text {
  const { plan } = row;
  const kind = kindOfPlanned(plan.figure, true);
  const [value, due] = [answer(PLANS.plan_value, row), answer(PLANS.plan_due, row)];
  const shown = (of: typeof value, lang: Lang) => (isExact(of) ? number(of, kind, lang) : '—');
  const part = isExact(value) ? divide(value, plan.amount) : null;
  const share = (lang: Lang) => (part ? ` (${number(part, 'rate', lang)})` : '');
  const [en, ru] = plan.figure === 'deals' ? ['deals', 'сделки'] : ['revenue', 'выручка'];
  return text(
    `${period(plan.period, 'en')}, ${en}: ${shown(value, 'en')} of ${shown(plan.amount, 'en')}${share('en')}, due by now ${shown(due, 'en')}`,
    `${period(plan.period, 'ru')}, ${ru}: ${shown(value, 'ru')} из ${shown(plan.amount, 'ru')}${share('ru')}, к этому дню по плану ${shown(due, 'ru')}`,
  );
}
