import { compare, multiply } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { type Rows, rowsBehind, ZERO } from '../measures.js';
import { type Text, text } from '../text.js';
import { type Figure, figure, judged } from './figure.js';
import { type Formula, minus, over, part, times } from './formula.js';
import { aboveStep, atStage, belowStep, norm } from './step-parts.js';
import type { Step } from './steps.js';

/** Who takes it up; never who is guilty. */
export type Owner = 'both' | 'marketing' | 'sales';

/** A step beside its norm. */
export interface Leak extends Step {
  /** The step into the lead: what actions come to. */
  readonly intoLead: Step | undefined;
  /**
   * The source without which most of the loss disappears, and the same step for all others; null: there is none, or
   * nothing is lost.
   */
  readonly without: { readonly source: string; readonly others: readonly string[]; readonly step: Step } | null;
  /** null: it is not below its norm. */
  readonly owner: Owner | null;
  /** By what it is proven, in words. */
  readonly proof: Text | null;
}

/** Whether it is known that nothing is missing. */
const isEnough = ({ norm: expected, above, below }: Leak): boolean =>
  expected !== null && above !== null && below !== null && compare(above, multiply(expected, below)) >= 0;

const nothing = part<Leak>(
  'nothing is missing',
  () => ZERO,
  () => ({ of: 'nobody' }),
);

/** Applies a formula where something is lost, or where that is unknown; else zero. */
const unlessEnough = (terms: (leak: Leak) => Formula<Leak>): Formula<Leak> => ({
  op: 'sum',
  terms: (leak) => [isEnough(leak) ? nothing : terms(leak)],
});

const missing = minus<Leak>(times<Leak>(norm, belowStep), aboveStep);

const reachedDeal = part<Leak>(
  'reached.deal',
  ({ total }) => total['reached.deal'],
  () => rowsBehind('reached.deal'),
);
/** Of whom there are deals: of leads at the stage. A stage before the lead leads to the lead first. */
const reachedIt = part<Leak>(
  'leads reached',
  ({ stage, total }) => total[`reached.${isLeadStage(stage) ? stage : 'lead'}`],
  ({ stage }) => rowsBehind(`reached.${isLeadStage(stage) ? stage : 'lead'}`),
);
const ofLeadStep = (end: typeof aboveStep) =>
  part<Leak>(
    end.name,
    ({ intoLead }) => (intoLead ? end.of(intoLead) : null),
    ({ intoLead }): Rows => (intoLead ? end.rows(intoLead) : rowsBehind('leads')),
  );
const leadRate = over<Leak>(ofLeadStep(aboveStep), ofLeadStep(belowStep));

function inDeals({ stage }: Leak): Formula<Leak> {
  if (stage === 'deal') return missing;
  const leads = stage === 'action' ? times<Leak>(missing, leadRate) : missing;
  return times<Leak>(leads, over<Leak>(reachedDeal, reachedIt));
}

const averageDeal = over<Leak>(
  part<Leak>(
    'revenue',
    ({ total }) => total.revenue,
    () => rowsBehind('revenue'),
  ),
  part<Leak>(
    'priced_deals',
    ({ total }) => total.priced_deals,
    () => rowsBehind('priced_deals'),
  ),
);

const ofOthers = (end: typeof aboveStep, measured: 'stage' | 'before') =>
  part<Leak>(
    end.name,
    ({ without }) => (without ? end.of(without.step) : null),
    ({ without, ...step }): Rows => {
      if (!without) return end.rows(step);
      const of = measured === 'stage' ? without.step : (without.step.before ?? without.step);
      return without.step.both ? end.rows(without.step) : atStage('reached')(of, without.others);
    },
  );

const UPPER = text(
  'an upper bound: if all that follows goes on as now; losses of several steps are never added up',
  'это верхняя граница: если дальше всё как сейчас; потери разных этапов не складываются',
);
const withUpper = ({ en, ru }: Text): Text => text(`${en}; ${UPPER.en}`, `${ru}; ${UPPER.ru}`);

const SHORT_LEADS = text(
  'short = norm × those at the stage before − those who reached it; 0 where nothing is missing',
  'не хватает = норма × дошедшие до предыдущего этапа − дошедшие до этого; 0, если хватает',
);

export const LEAKS = {
  step_n: figure<Step, 'quantity'>({
    kind: 'quantity',
    label: text('Of', 'Из'),
    sentence: text(
      'of = how many the rate is of: those who reached the stage before, of the sources that have both',
      'из = от скольких доля: дошедшие до предыдущего этапа, из источников, где известны оба',
    ),
    formula: belowStep,
  }),
  short_leads: figure<Leak, 'quantity'>({
    kind: 'quantity',
    label: text('Short', 'Не хватает'),
    sentence: SHORT_LEADS,
    note: SHORT_LEADS,
    formula: unlessEnough(() => missing),
  }),
  short_deals: figure<Leak, 'quantity'>({
    kind: 'quantity',
    label: text('Deals, up to', 'Сделок, до'),
    sentence: withUpper(
      text('deals, up to = short × the rates of the steps after it', 'сделок, до = не хватает × доли следующих шагов'),
    ),
    formula: unlessEnough(inDeals),
  }),
  short_revenue: figure<Leak, 'money'>({
    kind: 'money',
    label: text('Revenue, up to', 'Выручка, до'),
    sentence: withUpper(text('revenue, up to = deals, up to × average deal', 'выручка, до = сделок, до × средний чек')),
    note: text(`deals and revenue, up to: ${UPPER.en}`, `сделок и выручка, до: ${UPPER.ru}`),
    formula: unlessEnough((leak) => times<Leak>(inDeals(leak), averageDeal)),
  }),
  rate_without: figure<Leak, 'rate'>({
    kind: 'rate',
    label: text('Rate without it', 'Доля без него'),
    sentence: text(
      'rate without it = the same step of all other sources together',
      'доля без него = тот же шаг у всех остальных источников вместе',
    ),
    formula: over<Leak>(ofOthers(aboveStep, 'stage'), ofOthers(belowStep, 'before')),
  }),
  owner: judged({
    kind: 'verdict',
    label: text('Who starts', 'Кто начинает'),
    sentence: text(
      'who starts = marketing where the step of all other sources is within the norm without one, sales where it is below at three sources at least and within without one manager, or within without those whose answer missed the SLA, and these are more than half of those lost at the stage before; both where both hold, and else; nobody where it is not below',
      'кто начинает = маркетинг, если без одного источника шаг в норме; продажи, если он ниже нормы хотя бы у трёх источников, а без одного менеджера в норме, или если он в норме без лидов, кому не ответили в срок, а их больше половины потерянных на предыдущем этапе; вместе, если верно и то и другое, и во всех прочих случаях; никто, если он не ниже нормы',
    ),
    from: [aboveStep, belowStep, norm],
    judge: ({ owner }: Leak): Owner | null => owner,
  }),
} as const satisfies Record<string, Figure<Leak> | Figure<Step>>;
