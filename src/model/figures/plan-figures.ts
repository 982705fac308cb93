import { add, compare, divide, type Exact, exact, parseExact, subtract } from '../exact.js';
import { type MeasureName, type Measures, type Rows, rowsBehind, ZERO } from '../measures.js';
import type { AskedPlan, Bonus, PlannedFigure } from '../plans.js';
import type { Scope } from '../scope.js';
import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';
import { FEWEST_LEADS } from './enough.js';
import { figure, judged } from './figure.js';
import { evaluate, type Formula, minus, over, type Part, part, times } from './formula.js';
import { costedSpend } from './scoped.js';

/** What some days brought; `alone`: the won deals of no lead. */
export interface Brought {
  readonly scope: Scope & { readonly called: Text };
  readonly own: Measures;
  readonly alone: Readonly<Record<'won_deals' | 'priced_deals' | 'revenue', Exact | null>>;
}

/** One figure of a plan with what came of it. */
export interface Planned {
  readonly plan: AskedPlan;
  readonly bonus: Bonus | null;
  /** Up to now, and up to the last day that is over. */
  readonly now: Brought;
  readonly over: Brought;
  /** Of the last weeks by the day of the deal: what a deal brings. */
  readonly lately: Brought;
  /**
   * Leads of as many earlier weeks that had their time: what becomes of one, and what it costs; null: nobody knows how
   * long leads take.
   */
  readonly mature: Brought | null;
}

const MEASURED: Record<PlannedFigure, MeasureName> = {
  ...{ revenue: 'revenue', deals: 'won_deals', leads: 'leads', spend: 'spend' },
};
export const kindOfPlanned = (planned: PlannedFigure, isWhole = false): Kind =>
  planned === 'revenue' || planned === 'spend' ? 'money' : isWhole ? 'count' : 'quantity';

const PLAN: Part<Planned> = part(
  'plan',
  ({ plan }) => plan.amount,
  () => ({ of: 'configuration' }),
);
const WORKING: Part<Planned> = part(
  'working days',
  ({ plan }) => exact(plan.working),
  () => ({ of: 'configuration' }),
);
const PASSED: Part<Planned> = part(
  'working days passed',
  ({ plan }) => (plan.isTold ? exact(plan.passed) : null),
  () => ({ of: 'configuration' }),
);

/** Of the plan, as of the working days that are over. */
export const DUE: Formula<Planned> = over(times(PLAN, PASSED), WORKING);

const behind = (name: MeasureName | 'costed_spend', of: Brought | null): Rows =>
  rowsBehind(name, of ? { scope: of.scope } : undefined);
const measured = (of: (row: Planned) => Brought | null, name: MeasureName): Part<Planned> =>
  part(
    name,
    (row) => of(row)?.own[name] ?? null,
    (row) => behind(name, of(row)),
  );

/** Results of leads plus results without a lead. If one of the two is unknown, the other counts. */
export const broughtBy = <Of>(nameOf: (row: Of) => MeasureName, of: (row: Of) => Brought): Formula<Of> => ({
  op: 'sum',
  terms(row) {
    const name = nameOf(row);
    const { scope, own, alone } = of(row);
    const ofLeads = part<Of>(
      name,
      () => own[name],
      () => rowsBehind(name, { scope }),
    );
    if (name !== 'revenue' && name !== 'won_deals') return [ofLeads];
    const ofNobody = part<Of>(
      name,
      () => alone[name],
      () => rowsBehind(name, { scope, alone: true }),
    );
    const known = [ofLeads, ofNobody].filter((one) => one.of(row) !== null);
    return known.length > 0 ? known : [ofLeads];
  },
});
/** The same of some days. */
export const broughtOf = (planned: PlannedFigure, brought: Brought): Formula<unknown> =>
  broughtBy(
    () => MEASURED[planned],
    () => brought,
  );
const broughtIn = (of: (row: Planned) => Brought) => broughtBy<Planned>(({ plan }) => MEASURED[plan.figure], of);
const value = broughtIn(({ now }) => now);
const valueOver = broughtIn((row) => row.over);

const nothing: Part<Planned> = part(
  'nothing is missing',
  () => ZERO,
  () => ({ of: 'nobody' }),
);
/** There is no path from one to the other: nobody can say how many deals planned leads lack. */
const none: Part<Planned> = part(
  'nothing comparable',
  () => null,
  () => ({ of: 'nobody' }),
);

const left: Formula<Planned> = minus(PLAN, value);
const missing = (what: (row: Planned) => Formula<Planned>): Formula<Planned> => ({
  op: 'sum',
  terms(row) {
    const found = evaluate(left, row);
    return [found !== null && compare(found, ZERO) <= 0 ? nothing : what(row)];
  },
});

/** Fewer leads tell no rate. */
const told = ({ mature }: Planned): Brought | null => {
  const leads = mature?.own.leads ?? null;
  return leads !== null && compare(leads, FEWEST_LEADS) >= 0 ? mature : null;
};
const matured = (name: MeasureName): Part<Planned> => measured(told, name);
/** Without what was spent on days whose cost is not known in full. */
const maturedSpend: Part<Planned> = part(
  costedSpend.name,
  (row) => {
    const brought = told(row);
    return brought && costedSpend.of(brought);
  },
  (row) => behind('costed_spend', told(row)),
);
const lately = (name: MeasureName): Part<Planned> => measured((row) => row.lately, name);

const inDeals = ({ plan }: Planned): Formula<Planned> =>
  plan.figure === 'deals'
    ? left
    : plan.figure === 'revenue'
      ? over(left, over(lately('revenue'), lately('priced_deals')))
      : none;
const inLeads = (row: Planned): Formula<Planned> =>
  row.plan.figure === 'leads'
    ? left
    : row.plan.figure === 'spend'
      ? none
      : over(inDeals(row), over(matured('won_deals'), matured('leads')));
const inSpend = (row: Planned): Formula<Planned> =>
  row.plan.figure === 'spend' ? left : times(inLeads(row), over(maturedSpend, matured('costed_leads')));

/** The part of the bonus for the highest step that a share of the plan reaches; below all of them nothing is paid. */
export const paidFor = ({ steps }: Bonus, share: Exact): Exact =>
  steps.reduce<Exact>(
    (paid, { from, pays }) => (compare(share, parseExact(from)) >= 0 ? parseExact(pays) : paid),
    ZERO,
  );

/**
 * Won deals of the period without an amount: its revenue is known only in part, and nobody knows how large that part is.
 */
export const unpricedDeals = ({ plan, now: { own, alone } }: Planned): Exact =>
  plan.figure === 'revenue'
    ? subtract(
        add(own.won_deals ?? ZERO, alone.won_deals ?? ZERO),
        add(own.priced_deals ?? ZERO, alone.priced_deals ?? ZERO),
      )
    : ZERO;

/** The part of the bonus for what there is now; null: none is promised for this figure, or the figure is unknown. */
export function bonusNow(row: Planned): Exact | null {
  const { plan, bonus } = row;
  if (bonus === null || bonus.of !== plan.figure || plan.source !== null) return null;
  const found = evaluate(value, row);
  const share = found && divide(found, plan.amount);
  return share && paidFor(bonus, share);
}

/** Whether nothing can change any more: later results, or amounts that are still missing, could reach a higher step. */
export const isFinal = (row: Planned): boolean => row.plan.isWhole && compare(unpricedDeals(row), ZERO) === 0;

const shown = (label: Text, sentence: Text, formula: Formula<Planned>) =>
  figure<Planned, 'by_figure'>({ kind: 'by_figure', label, sentence, formula });
const needed = <K extends Kind>(kind: K, label: Text, sentence: Text, what: (row: Planned) => Formula<Planned>) =>
  figure<Planned, K>({ kind, label, sentence, formula: missing(what) });

export const PLANS = {
  plan: shown(
    text('Plan', 'План'),
    text('plan = what funnel.yaml says of the period', 'план = что задано на период в funnel.yaml'),
    PLAN,
  ),
  plan_value: shown(
    text('So far', 'Факт'),
    text(
      'so far = by the day of the deal: all won deals of the period, those without a lead too; leads by the day of their creation, spend by its own',
      'факт = по дню сделки: все выигранные сделки периода, и те, что без лида; лиды по дню создания, расход по своему дню',
    ),
    value,
  ),
  plan_due: shown(
    text('Due', 'Должно быть'),
    text(
      'due = plan × working days that are over / working days of the period',
      'должно быть = план × прошедшие рабочие дни / рабочие дни периода',
    ),
    DUE,
  ),
  run_rate: shown(
    text('Run rate', 'По темпу'),
    text(
      'run rate = what the days that are over brought × working days of the period / those that are over: what the period comes to if it goes on so',
      'по темпу = принесли прошедшие дни × рабочие дни периода / прошедшие рабочие дни: столько выйдет, если так пойдёт и дальше',
    ),
    over(times(valueOver, WORKING), PASSED),
  ),
  plan_missing: shown(
    text('Missing', 'Не хватает'),
    text('missing = plan − so far; 0 where it is reached', 'не хватает = план − факт; 0, если план выполнен'),
    missing(() => left),
  ),
  missing_deals: needed(
    'quantity',
    text('In deals', 'В сделках'),
    text(
      'in deals = missing revenue / the average deal of the last 13 weeks',
      'в сделках = недостающая выручка / средний чек за последние 13 недель',
    ),
    inDeals,
  ),
  missing_leads: needed(
    'quantity',
    text('In leads', 'В лидах'),
    text(
      'in leads = missing deals / (won deals / leads) of 13 weeks of leads that had their time',
      'в лидах = недостающие сделки / (выигранные сделки / лиды) за 13 недель лидов, у которых срок созревания прошёл',
    ),
    inLeads,
  ),
  missing_spend: needed(
    'money',
    text('In spend', 'В расходе'),
    text(
      'in spend = missing leads × what a lead cost in the same 13 weeks, of all sources together',
      'в расходе = недостающие лиды × цена лида за те же 13 недель по всем источникам вместе',
    ),
    inSpend,
  ),
  bonus: judged({
    kind: 'rate',
    label: text('Bonus', 'Бонус'),
    sentence: text(
      'bonus = the part that the highest step reached pays; of whole periods only, of revenue where each won deal has an amount',
      'бонус = сколько платят за самую высокую достигнутую ступень; только за полные периоды, за выручку — когда у всех выигранных сделок есть сумма',
    ),
    from: [PLAN],
    judge: (row: Planned): Exact | null => (isFinal(row) ? bonusNow(row) : null),
  }),
} as const;
