import { day, interval, period } from '../model/dates.js';
import { divide, isExact } from '../model/exact.js';
import { answer } from '../model/figures/figure.js';
import { bonusNow, isFinal, PLANS, type Planned, unpricedDeals } from '../model/figures/plan-figures.js';
import { formatWhole, number } from '../model/numbers.js';
import type { Warning } from '../model/report.js';
import { type Lang, NO_WORDS, type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/**
 * Notes of a plan: which days everything counts by, what is left out, and which rates the missing amount is based on.
 */
export async function planNotes(
  { plans, scope, ripening }: ReportContext,
  rows: readonly Planned[],
): Promise<readonly Text[]> {
  if (rows.length === 0) return [scope.where.length > 0 ? OF_ALL : NONE];
  const [row] = rows as [Planned];
  return [
    BY_DAY,
    ...(rows.some(({ plan }) => !plan.isWhole) ? [plans.workingDays] : []),
    ...once(rows.flatMap(standing)),
    ...once(rows.flatMap(undated)),
    ...once(rows.flatMap(provisional)),
    ...(rows.some(isMissing) ? [ripening.maturity.has('deal') ? ratesOf(row) : NO_RATES] : []),
  ];
}

const once = (all: readonly Text[]): Text[] => [...new Map(all.map((one) => [one.en, one])).values()];

const OF_ALL = text(
  'a plan is of all leads, or of one source that has one: of a part of them nothing is planned',
  'план задан на всё или на отдельный источник: для выбранной части плана нет',
);
const NONE = text(
  'no plan for these days: plan: {per: month, revenue: 5000000} in funnel.yaml',
  'на эти дни плана нет: plan: {per: month, revenue: 5000000} в funnel.yaml',
);
const BY_DAY = text(
  'so far: by the day of the deal, all won deals of the period, those without a lead too; so it is the number of the CRM',
  'факт: по дню сделки, все выигранные сделки периода, и те, что без лида; то же число, что в CRM',
);
const NO_RATES = text(
  'nothing tells how long leads take to a deal, so what is missing is not told in leads and spend: maturity: {deal: 60d} in funnel.yaml',
  'неизвестно, сколько лиды идут до сделки, поэтому в лидах и расходе не посчитать: maturity: {deal: 60d} в funnel.yaml',
);

const isMissing = (row: Planned): boolean => {
  const found = answer(PLANS.plan_missing, row);
  return isExact(found) && found.num > 0n;
};

/** How much of an unfinished period is over, and whether the exports hold only a part of that. */
function standing({ plan }: Planned): Text[] {
  const { isTold, isWhole, begins, until, passed, working, figure } = plan;
  const of = (lang: Lang) => period(plan.period, lang);
  const what = figure === 'spend' ? text('spend', 'расход') : text('leads and deals', 'лиды и сделки');
  if (!isTold) return [];
  return [
    ...(isWhole || until === plan.to
      ? []
      : [
          text(
            `${of('en')}, ${what.en}: ${until === null ? 'no day is over' : `until ${day(until, 'en')}`}, ${formatWhole(passed, 'en')} of ${formatWhole(working, 'en')} working days`,
            `${of('ru')}, ${what.ru}: ${until === null ? 'ни один день ещё не прошёл' : `по ${day(until, 'ru')}`}, рабочих дней прошло ${formatWhole(passed, 'ru')} из ${formatWhole(working, 'ru')}`,
          ),
        ]),
    ...(begins === null
      ? []
      : [
          text(
            `${of('en')}: the exports tell of ${what.en} from ${day(begins, 'en')} on, what was before is missing in so far`,
            `${of('ru')}: ${what.ru} есть в выгрузках с ${day(begins, 'ru')}, того, что было раньше, в факте нет`,
          ),
        ]),
  ];
}

/** Won deals without a date stand in no period: says how many there are. */
function undated({ plan, now }: Planned): Text[] {
  const count = now.own.undated_wins;
  if ((plan.figure !== 'revenue' && plan.figure !== 'deals') || count === null || count.num === 0n) return [];
  const of = (lang: Lang) => period(plan.period, lang);
  return [
    text(
      `${of('en')}: won deals of its leads without a date, in no period: ${number(count, 'count', 'en')}`,
      `${of('ru')}: выигранных сделок по его лидам без даты, они не входят ни в один период: ${number(count, 'count', 'ru')}`,
    ),
  ];
}

/** A bonus is for whole periods. Until one is over, this says what it would be now. */
function provisional(row: Planned): Text[] {
  const paid = isFinal(row) ? null : bonusNow(row);
  if (paid === null) return [];
  const value = answer(PLANS.plan_value, row);
  const share = isExact(value) ? divide(value, row.plan.amount) : null;
  const say = (lang: Lang) => [
    period(row.plan.period, lang),
    number(paid, 'rate', lang),
    share && number(share, 'rate', lang),
  ];
  const [en, ru] = [say('en'), say('ru')];
  const lacking = unpricedDeals(row);
  const without =
    lacking.num === 0n
      ? NO_WORDS
      : text(
          `; won deals without an amount: ${number(lacking, 'count', 'en')}`,
          `; выигранных сделок без суммы: ${number(lacking, 'count', 'ru')}`,
        );
  return [
    text(
      `${en[0]}, bonus provisionally: ${en[1]} for ${en[2]} of the plan so far${without.en}`,
      `${ru[0]}, бонус предварительно: ${ru[1]}, пока выполнено ${ru[2]} плана${without.ru}`,
    ),
  ];
}

/** The days from which today's rates are taken. */
function ratesOf({ lately, mature }: Planned): Text {
  const days = ({ from, to }: { from: string | null; to: string | null }, lang: Lang) =>
    interval(from ?? '', to ?? '', lang);
  const of = (lang: Lang) => [days(lately.scope, lang), mature && days(mature.scope, lang)];
  const [en, ru] = [of('en'), of('ru')];
  return text(
    `missing, at today's rates: the average deal of ${en[0]}; what becomes of leads, and what one costs, of ${en[1]}, who had their time (30 leads at least)`,
    `не хватает — по нынешним долям: средний чек за ${ru[0]}; доля сделок и цена лида за ${ru[1]}: у этих лидов срок прошёл (не меньше 30 лидов)`,
  );
}

/** Warns of planned sources that no export has: nothing can come of them. */
export const planWarnings = (rows: readonly Planned[]): readonly Warning[] =>
  once(rows.flatMap(({ plan: { unmatched } }) => unmatched ?? [])).map((why) => ({
    code: 'plan-unmatched',
    count: 1,
    message: text(`plan.by.source in funnel.yaml: ${why.en}`, `plan.by.source в funnel.yaml: ${why.ru}`),
  }));
