import { UserError } from '../error.js';
import { daysOfPeriod, interval, shiftDay } from '../model/dates.js';
import { round } from '../model/exact.js';
import { answer } from '../model/figures/figure.js';
import { STEP_FIGURES } from '../model/figures/step-figures.js';
import { type StepVerdict, verdictOf } from '../model/figures/step-verdict.js';
import { filterWords } from '../model/filter-words.js';
import type { Stage } from '../model/funnel-stages.js';
import { periodOfDay } from '../model/periods.js';
import type { Days, Filter, NormsAsked, Scope } from '../model/scope.js';
import type { Norms } from '../model/settings.js';
import { join, type Lang, type Text, text } from '../model/text.js';
import type { ReportContext } from '../reports/report-context.js';
import { totalOf } from '../reports/source-tables.js';
import { sourcesUnmatched } from '../reports/sources-unmatched.js';
import { stepsIn } from '../reports/stage-funnels.js';
import type { Cover } from '../session/cover.js';
import type { Session } from '../session/session.js';
import { requireWhole } from '../session/undated-spend.js';
import { isAnythingIn } from './outside.js';

/**
 * The leads whose rates serve as norms.
 *
 * @throws {UserError} Where the exports hold none of them, or the days cut what has no days.
 */
export async function scopeOfNorms(
  session: Session,
  asked: NormsAsked,
  { days, where, cover }: { days: Days; where: readonly Filter[]; cover: Cover },
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<Scope> {
  const own = typeof asked === 'string' ? lastBefore(days.from ?? session.asOf, asked) : (asked.days ?? days);
  if (own !== days) for (const one of cover.undated) requireWhole(one, own);
  if (!(await isAnythingIn(session, own))) throw nothingIn(own);
  const filters = typeof asked === 'string' ? [] : await resolve(asked.where);
  return { ...own, by: [], period: null, where: [...where, ...filters] };
}

/** The period before a moment: before March it is February, before April the first quarter. */
function lastBefore(moment: string | null, asked: 'last-quarter' | 'last-month'): Days {
  const period = asked === 'last-month' ? 'month' : 'quarter';
  const first = moment === null ? undefined : daysOfPeriod(periodOfDay(moment.slice(0, 10), period))?.from;
  const days = first === undefined ? null : daysOfPeriod(periodOfDay(shiftDay(first, -1), period));
  return days ?? { from: null, to: null };
}

/** The rates of each step of a scope, where enough leads for a verdict tell them and had the time. */
export async function normsOf(context: ReportContext): Promise<{ norms: Norms; said: Text }> {
  const rows = await context.cube(['source']);
  const own = { ...context, unmatched: await sourcesUnmatched(context) };
  const ratesOf = (some: typeof rows): ReadonlyMap<Stage, string> =>
    new Map(
      stepsIn(totalOf(some, context), some, own).flatMap((step): [Stage, string][] => {
        const rate = answer(STEP_FIGURES.step_rate, step);
        const verdict = rate && verdictOf({ ...step, norm: rate });
        return !rate || verdict === null || UNTOLD.has(verdict) ? [] : [[step.stage, round(rate, 6)]];
      }),
    );
  return {
    norms: {
      // What is agreed of figures that are no steps stands.
      figures: context.norms.figures,
      steps: ratesOf(rows),
      bySource: new Map(rows.map((row) => [row.keys.get('source') ?? '', ratesOf([row])])),
    },
    said: saidOf(context.scope),
  };
}

const UNTOLD: ReadonlySet<StepVerdict> = new Set<StepVerdict>(['too few', 'too early']);

function saidOf({ from, to, where }: Scope): Text {
  const days = (lang: Lang) => interval(from ?? '…', to ?? '…', lang);
  const whose = where.map(filterWords);
  const of = join([text(days('en'), days('ru')), ...whose], ', ');
  return text(`norms = what the steps were: ${of.en}`, `нормы = доли шагов за ${of.ru}`);
}

const nothingIn = ({ from, to }: Days): UserError => {
  const days = (lang: Lang) => (from && to ? interval(from, to, lang) : '…');
  return new UserError(
    text(`--norms: the exports hold nothing of ${days('en')}`, `--norms: за ${days('ru')} в выгрузках ничего нет`),
    {
      hint: text(
        'name a period that they hold: --norms 2026-01; funnel check says which days these are',
        'назовите период, который в них есть: --norms 2026-01; какие дни есть, показывает funnel check',
      ),
    },
  );
};
