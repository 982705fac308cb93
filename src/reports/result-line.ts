import { interval, period as periodWords } from '../model/dates.js';
import { divide, type Exact, exact, isExact, subtract } from '../model/exact.js';
import { answer } from '../model/figures/figure.js';
import { PLANS, type Planned } from '../model/figures/plan-figures.js';
import { hasUnknownDepth } from '../model/figures/scoped.js';
import { ZERO } from '../model/measures.js';
import { PLANNED_WORDS, type PlanSoFar } from '../model/plans.js';
import { plural, type Text, text } from '../model/text.js';
import { form, sentence, type Writer } from './findings/finding-words.js';
import { soFar, unknownOf } from './plan.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/**
 * The sentences that a report begins with: what came of the money by the leads of its days, by the day of the deal, and
 * compared with the plan. What is unknown is left out, never shown as zero.
 */
export async function resultOf(asked: ReportContext): Promise<Text[]> {
  const context = asked.within({ ...asked.scope, by: [], period: null });
  return [...(await ofLeads(context)), ...(await ofDealDays(context)), ...(await ofPlan(context))];
}

async function ofLeads(context: ReportContext): Promise<Text[]> {
  const { scope, currency } = context;
  const own = totalOf(await context.cube([]), context);
  const { spend, leads, 'reached.qualified': qualified, 'reached.deal': deals, revenue, won_deals, priced_deals } = own;
  const unpriced = won_deals && priced_deals ? subtract(won_deals, priced_deals) : ZERO;
  if (!spend && !leads) return [];
  const isOfEvents = scope.basis === 'event';
  const least = !isOfEvents && hasUnknownDepth({ own, margin: null }) ? '≥ ' : '';
  // By the day of events the leads that reached a stage are not the ones that reached the stage before.
  const sign = isOfEvents ? ' · ' : ' → ';
  const [en, ru] = [daysOf(context, 'en'), daysOf(context, 'ru')];
  const chain = (write: Writer, words: Words) =>
    [
      spend && `${words.spent} ${write.money(spend)}`,
      leads && words.leads(write.count(leads), leads),
      qualified && words.qualified(least + write.count(qualified), qualified),
      deals && words.deals(write.count(deals), deals),
      revenue && `${write.money(revenue)} ${words.revenue}${words.lacking(unpriced, write)}`,
    ]
      .filter((part) => part)
      .join(sign);
  const whose = !leads
    ? text(en, ru)
    : isOfEvents
      ? text(`by the day of events, ${en}`, `по дню события, ${ru}`)
      : text(`leads of ${en}`, `по лидам ${ru}`);
  return [
    sentence(currency, {
      en: (write) => `${chain(write, ENGLISH)} (${whose.en})`,
      ru: (write) => `${chain(write, RUSSIAN)} (${whose.ru})`,
    }),
  ];
}

interface Words {
  spent: string;
  revenue: string;
  leads(written: string, count: Exact): string;
  qualified(written: string, count: Exact): string;
  deals(written: string, count: Exact): string;
  /** Says how many deals have an unknown amount. */
  lacking(count: Exact, write: Writer): string;
}
const counting =
  (one: string, few: string, many = few) =>
  (written: string, count: Exact): string =>
    `${written} ${form(count, (whole) => plural(whole, one, few, many))}`;
const english =
  (one: string, many = `${one}s`) =>
  (written: string, count: Exact): string =>
    `${written} ${count.num === count.den ? one : many}`;

const ENGLISH: Words = {
  ...{ spent: 'Spent', revenue: 'of revenue' },
  ...{ leads: english('lead'), qualified: english('qualified', 'qualified'), deals: english('deal') },
  lacking: (count, write) => (count.num > 0n ? ` (${write.count(count)} without an amount)` : ''),
};
const RUSSIAN: Words = {
  ...{ spent: 'Потрачено', revenue: 'выручки' },
  leads: counting('лид', 'лида', 'лидов'),
  qualified: counting('квал', 'квала', 'квалов'),
  deals: counting('сделка', 'сделки', 'сделок'),
  lacking: (count, write) => (count.num > 0n ? ` (без суммы: ${write.count(count)})` : ''),
};

function daysOf({ scope: { from, to } }: ReportContext, lang: 'en' | 'ru'): string {
  if (from && to) return interval(from, to, lang);
  if (from) return `${SINCE[lang]} ${interval(from, from, lang)}`;
  return to ? `${UNTIL[lang]} ${interval(to, to, lang)}` : ALL_DAYS[lang];
}
const SINCE = text('from', 'с');
const UNTIL = text('up to', 'по');
const ALL_DAYS = text('all days', 'за все дни');

/**
 * The number that the CRM shows: deals won in these days, whenever their leads came; and deals of these leads without a
 * date.
 */
async function ofDealDays(context: ReportContext): Promise<Text[]> {
  const { has, scope } = context;
  if (scope.basis === 'event') return [];
  const bridge = await context.bridge();
  if (!bridge) return [];
  const { closed, priced, revenue, undated } = bridge;
  const lacking = exact(closed - priced);
  return [
    sentence(context.currency, {
      en(write) {
        const earned = revenue && closed > 0 ? ` for ${write.money(revenue)}` : '';
        const unknown = has.revenue && ENGLISH.lacking(lacking, write);
        const more = undated > 0 ? `, and ${write.count(exact(undated))} without a date` : '';
        return `By the day of the deal: ${ENGLISH.deals(write.count(exact(closed)), exact(closed))}${earned}${unknown || ''}${more}`;
      },
      ru(write) {
        const earned = revenue && closed > 0 ? ` на ${write.money(revenue)}` : '';
        const unknown = has.revenue && RUSSIAN.lacking(lacking, write);
        const more = undated > 0 ? `, и ещё ${write.count(exact(undated))} без даты` : '';
        return `По дню сделки: ${RUSSIAN.deals(write.count(exact(closed)), exact(closed))}${earned}${unknown || ''}${more}`;
      },
    }),
  ];
}

/**
 * The plan for everything in the last period that the days of the report meet; else in the last that has begun. Money
 * if that is planned, else the first planned figure. Null: there is no plan, or nothing can be said of it.
 */
export async function planSoFar(asked: ReportContext): Promise<PlanSoFar | null> {
  if (asked.scope.basis === 'event' || asked.scope.where.length > 0) return null;
  const context = asked.within({ ...asked.scope, by: [], period: null });
  const { to } = context.scope;
  const told = (await context.plans.ofAll()).filter(({ isTold }) => isTold);
  const last = (told.findLast(({ from }) => to === null || from <= to) ?? told.at(-1))?.period;
  const plan = told.find(({ period }) => period === last);
  if (!plan) return null;
  const unknown = unknownOf(plan);
  const row: Planned = { plan, bonus: null, now: unknown, over: unknown, lately: unknown, mature: null };
  const due = answer(PLANS.plan_due, row);
  const value = await broughtBy(row, context);
  const { figure, period, amount, isWhole } = plan;
  return value && { figure, period, value, amount, due: isWhole || !isExact(due) ? null : due };
}

async function ofPlan(context: ReportContext): Promise<Text[]> {
  const plan = await planSoFar(context);
  if (!plan) return [];
  const share = divide(plan.value, plan.amount);
  return [
    sentence(context.currency, {
      en(write) {
        const [is, all] = [amountOf(plan, plan.value, write), amountOf(plan, plan.amount, write)];
        const soFar = plan.due && `, due by now ${amountOf(plan, plan.due, write)}`;
        return `Plan of ${periodWords(plan.period, 'en')}, ${PLANNED_WORDS[plan.figure].en}: ${is} of ${all}${share ? ` (${write.rate(share)})` : ''}${soFar ?? ''}`;
      },
      ru(write) {
        const [is, all] = [amountOf(plan, plan.value, write), amountOf(plan, plan.amount, write)];
        const soFar = plan.due && `, к этому дню должно быть ${amountOf(plan, plan.due, write)}`;
        return `План на ${periodWords(plan.period, 'ru')}, ${PLANNED_WORDS[plan.figure].ru}: ${is} из ${all}${share ? ` (${write.rate(share)})` : ''}${soFar ?? ''}`;
      },
    }),
  ];
}

/**
 * What a plan has brought so far. For deals and revenue this is the same count as in the sentence on the day of the
 * deal; for the others the value of the report of plans.
 */
async function broughtBy(row: Planned, context: ReportContext): Promise<Exact | null> {
  const { figure, from, last: to } = row.plan;
  if (figure === 'leads' || figure === 'spend') {
    const value = answer(PLANS.plan_value, { ...row, now: await soFar(row.plan, context) });
    return isExact(value) ? value : null;
  }
  const bridge = await context.plans.within({ from, to, by: [], period: null, where: [] }).bridge();
  if (!bridge || figure === 'deals') return bridge && exact(bridge.closed);
  return bridge.revenue ?? (context.has.revenue && bridge.closed === 0 ? ZERO : null);
}

const amountOf = ({ figure }: PlanSoFar, value: Exact, write: Writer): string =>
  figure === 'revenue' || figure === 'spend' ? write.money(value) : write.quantity(value);
