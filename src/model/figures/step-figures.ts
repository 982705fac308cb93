import { compare, type Exact, fromNumber } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { rowsBehind, ZERO } from '../measures.js';
import { text } from '../text.js';
import { answer, type Figure, figure, judged } from './figure.js';
import { minus, over, part } from './formula.js';
import { FEWEST_LEADS } from './standing.js';
import type { Step } from './steps.js';
import { wilson } from './wilson.js';

const spendRows = () => rowsBehind('spend');
const atStage = (name: 'reached' | 'implied' | 'lost_here' | 'open_here') => (step: Step) =>
  isLeadStage(step.stage) ? rowsBehind(`${name}.${step.stage}`, step.reach) : spendRows();
const ofStage = (name: string, of: (step: Step) => Step['before']) =>
  part<Step>(
    name,
    (step) => of(step)?.reached ?? null,
    (step) => atStage('reached')({ ...step, stage: of(step)?.stage ?? step.stage }),
  );

/** Flows from lead to lead: not where stages are only seen, since there none need follow from another. */
const flows = ({ stage, reached, reach }: Step): boolean =>
  reached !== null && isLeadStage(stage) && reach !== 'observed';
const here = (name: 'implied' | 'lost_here' | 'open_here') =>
  part<Step>(
    name,
    (step) => (isLeadStage(step.stage) && step.reached !== null ? step.total[`${name}.${step.stage}`] : null),
    atStage(name),
  );

const reached = part<Step>('reached', (step) => step.reached, atStage('reached'));
const leadsReached = part<Step>(
  'leads reached',
  (step) => (isLeadStage(step.stage) ? step.reached : null),
  atStage('reached'),
);
const before = ofStage('reached the stage before', (step) => step.before);
const leadsBefore = ofStage('leads that reached the stage before', (step) =>
  step.before && isLeadStage(step.before.stage) && step.reach !== 'observed' ? step.before : undefined,
);
const norm = part<Step>(
  'norm',
  (step) => step.norm,
  () => ({ of: 'configuration' }),
);
const stepRate = over(
  part<Step>('reached, of sources that have both', (step) => step.above, atStage('reached')),
  part<Step>('reached the stage before, of sources that have both', (step) => step.below, before.rows),
);

const bound = (end: 'low' | 'high', label: Figure<Step>['label'], note?: Figure<Step>['label']) =>
  judged({
    kind: 'rate',
    label,
    sentence: text(
      `the ${end === 'low' ? 'lower' : 'upper'} end of the 95% interval of the step rate (Wilson)`,
      `${end === 'low' ? 'нижняя' : 'верхняя'} граница 95 % интервала доли шага (Уилсон)`,
    ),
    ...(note ? { note } : {}),
    from: [leadsReached, leadsBefore],
    judge: (step: Step): Exact | null => intervalOf(step)?.[end] ?? null,
  });

/** The interval that holds the true rate of a step; into the CRM two systems are compared, and there is none. */
export function intervalOf(step: Step): { low: Exact; high: Exact } | null {
  const [hits, n] = [leadsReached.of(step), leadsBefore.of(step)];
  const found = hits && n && wilson(Number(hits.num), Number(n.num));
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

export const STEP_VERDICTS = ['above', 'ok', 'below', 'too few', 'too early', 'unproven'] as const;
export type StepVerdict = (typeof STEP_VERDICTS)[number];

const UNMARKED = text(
  'unmarked = the stage itself is not marked, a later one is',
  'без отм. = этап не отмечен, но отмечен более поздний',
);
const FROM_PREVIOUS = text(
  'from prev. = reached / reached the stage before',
  'из прошл. = дошли / дошли до прошлого этапа',
);

const STEP_RATE = figure<Step, 'rate'>({
  kind: 'rate',
  label: text('From prev.', 'Из прошл.'),
  sentence: FROM_PREVIOUS,
  note: FROM_PREVIOUS,
  formula: stepRate,
});

export const STEP_FIGURES = {
  reached: figure<Step, 'quantity'>({
    kind: 'quantity',
    label: text('Reached', 'Дошли'),
    sentence: text(
      'reached = what came to the stage: sums of ad statistics, from Lead on leads that hold evidence of it or of a later one',
      'дошли = сколько дошло до этапа: суммы из рекламы, а начиная с лида — лиды с отметкой этого этапа или более позднего',
    ),
    formula: reached,
  }),
  implied: figure<Step, 'count'>({
    kind: 'count',
    label: text('Unmarked', 'Без отм.'),
    sentence: UNMARKED,
    note: UNMARKED,
    formula: here('implied'),
  }),
  step_rate: STEP_RATE,
  overall_rate: figure<Step, 'rate'>({
    kind: 'rate',
    label: text('Of first', 'От начала'),
    sentence: text('of first = reached / reached the first known stage', 'от начала = дошли / дошли до первого этапа'),
    formula: over(
      reached,
      ofStage('reached the first stage', (step) => step.first),
    ),
  }),
  lead_rate: figure<Step, 'rate'>({
    kind: 'rate',
    label: text('Of leads', 'От лидов'),
    sentence: text('of leads = reached / leads', 'от лидов = дошли / лиды'),
    formula: over(
      leadsReached,
      part<Step>(
        'leads',
        ({ total }) => total['reached.lead'],
        ({ reach }) => rowsBehind('reached.lead', reach),
      ),
    ),
  }),
  step_low: bound(
    'low',
    text('95% from', '95 % от'),
    text(
      '95% from, to = the interval that holds the true rate (Wilson)',
      '95 % от, до = границы, в которых лежит истинная доля (Уилсон)',
    ),
  ),
  step_high: bound('high', text('to', 'до')),
  moved: figure<Step, 'count'>({
    kind: 'count',
    label: text('Moved on', 'Дальше'),
    sentence: text(
      'moved on = leads that reached a later stage',
      'дальше = лиды, которые дошли до более позднего этапа',
    ),
    formula: part(
      'moved on',
      (step) => (flows(step) ? (step.next?.reached ?? ZERO) : null),
      (step) => atStage('reached')({ ...step, stage: step.next?.stage ?? step.stage }),
    ),
  }),
  lost_here: figure<Step, 'count'>({
    kind: 'count',
    label: text('Lost here', 'Отказов'),
    sentence: text('lost here = leads lost that came no further', 'отказов = лиды, потерянные на этом этапе'),
    formula: here('lost_here'),
  }),
  open_here: figure<Step, 'count'>({
    kind: 'count',
    label: text('Still open', 'В работе'),
    sentence: text(
      'still open = leads neither lost nor won that came no further',
      'в работе = лиды на этом этапе, не потерянные и не выигранные',
    ),
    formula: part(
      'still open',
      // What reached the deal is won, and not open.
      (step) => (step.stage === 'deal' ? (flows(step) ? ZERO : null) : here('open_here').of(step)),
      atStage('open_here'),
    ),
  }),
  norm: figure<Step, 'rate'>({
    kind: 'rate',
    label: text('Norm', 'Норма'),
    sentence: text(
      'norm = the step rate that the configuration expects, that of the source where it has one',
      'норма = доля шага, которой ждут в настройках, у источника — его собственная',
    ),
    formula: norm,
  }),
  gap: figure<Step, 'points'>({
    kind: 'points',
    label: text('Gap', 'Разница'),
    sentence: text('gap = from prev. − norm', 'разница = из прошл. − норма'),
    formula: minus(stepRate, norm),
  }),
  step_verdict: judged({
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = below or above where the whole interval of the step rate lies on that side of the norm',
      'вывод = ниже или выше, если весь интервал доли шага лежит по эту сторону нормы',
    ),
    from: [reached, before, norm],
    judge: verdict,
  }),
} as const;

function verdict(step: Step): StepVerdict | null {
  const [expected, of] = [step.norm, step.before];
  if (!expected || !of) return null;
  if (compare(of.reached, FEWEST_LEADS) < 0) return 'too few';
  const rate = answer(STEP_RATE, step);
  if (rate === null) return null;
  if (isUnproven(step)) return 'unproven';
  const bounds = isLeadStage(of.stage) ? intervalOf(step) : { low: rate, high: rate };
  if (!bounds) return null;
  return compare(bounds.high, expected) < 0 ? 'below' : compare(bounds.low, expected) > 0 ? 'above' : 'ok';
}

/**
 * More than a tenth of the figure is inferred: implied by later stages, or, in the first step of the CRM, lost leads
 * of which nobody noted how far they came.
 */
function isUnproven({ stage, total, reached: all, isFirstOfCrm }: Step): boolean {
  if (!isLeadStage(stage) || stage === 'lead') return false;
  const isMuch = (some: Exact | null, whole: Exact | null) =>
    some && whole ? compare({ num: some.num * 10n, den: some.den }, whole) > 0 : false;
  return isMuch(total[`implied.${stage}`], all) || (isFirstOfCrm && isMuch(total.unknown_depth, total['reached.lead']));
}
