import type { Exact } from '../exact.js';
import { isLeadStage } from '../funnel-stages.js';
import { rowsBehind, ZERO } from '../measures.js';
import { text } from '../text.js';
import { fewLeads, tooEarly } from './enough.js';
import { type Figure, figure, judged } from './figure.js';
import { minus, over, part } from './formula.js';
import {
  atStage,
  before,
  flows,
  intervalOf,
  leadsBefore,
  leadsReached,
  lostHere,
  norm,
  ofStage,
  reached,
  stagePart,
  stepRate,
} from './step-parts.js';
import { verdictOf } from './step-verdict.js';
import type { Step } from './steps.js';

const bound = (end: 'low' | 'high', label: Figure<Step>['label'], note?: Figure<Step>['label']) =>
  judged({
    isOfCohorts: true,
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

const UNMARKED = text(
  'unmarked = the stage itself is not marked, a later one is',
  'не отмечен = этап не отмечен, но отмечен более поздний',
);
const FROM_PREVIOUS = text(
  'from prev. = reached / reached the stage before',
  'из предыдущего = дошли / дошли до предыдущего этапа',
);

const hasEnds = (step: Step): boolean => step.stage === 'deal' || stagePart('open_here').of(step) !== null;

const first = ofStage('reached the first stage', (step) => step.first);

const UNKNOWN_DEPTH = text(
  'depth unknown = lost leads of which no export tells whether they reached the stage',
  'глубина неизв. = отказы, о которых выгрузки не говорят, дошли ли они до этапа',
);

export const STEP_FIGURES = {
  reached: figure<Step, 'quantity'>({
    kind: 'quantity',
    label: text('Reached', 'Дошли'),
    sentence: text(
      'reached = what came to the stage: sums of ad statistics, from Lead on leads that hold evidence of it or of a later one',
      'дошли = сколько дошло до этапа: суммы из рекламы, а начиная с лида — лиды с отметкой этого этапа или более позднего',
    ),
    ofEvents: text(
      'reached = what came to the stage on these days: sums of ad statistics, from Lead on leads, each once, on its first date of the stage',
      'дошли = сколько дошло до этапа в эти дни: суммы из рекламы, а начиная с лида — лиды, каждый один раз, по первой дате этапа',
    ),
    formula: reached,
  }),
  implied: figure<Step, 'count'>({
    isOfCohorts: true,
    kind: 'count',
    label: text('Unmarked', 'Не отмечен'),
    sentence: UNMARKED,
    note: UNMARKED,
    formula: stagePart('implied'),
  }),
  step_rate: figure<Step, 'rate'>({
    isOfCohorts: true,
    kind: 'rate',
    label: text('From prev.', 'Из предыдущего'),
    sentence: FROM_PREVIOUS,
    note: FROM_PREVIOUS,
    formula: stepRate,
  }),
  overall_rate: figure<Step, 'rate'>({
    isOfCohorts: true,
    kind: 'rate',
    label: text('Of first', 'От начала'),
    sentence: text(
      'of first = reached, of the sources that have the first known figure / that figure',
      'от начала = дошли из источников, где известен первый этап / дошли до первого этапа',
    ),
    formula: over(
      part<Step>(
        'reached, of sources that have the first figure',
        (step) => step.aboveFirst,
        (step) => atStage('reached')(step, step.withFirst),
      ),
      part<Step>('reached the first stage', (step) => step.belowFirst, first.rows),
    ),
  }),
  lead_rate: figure<Step, 'rate'>({
    isOfCohorts: true,
    kind: 'rate',
    label: text('Of leads', 'От лидов'),
    sentence: text('of leads = reached / leads', 'от лидов = дошли / лиды'),
    formula: over(
      leadsReached,
      part<Step>(
        'leads',
        ({ total }) => total['reached.lead'],
        () => rowsBehind('reached.lead'),
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
    isOfCohorts: true,
    kind: 'count',
    label: text('Moved on', 'Перешли дальше'),
    sentence: text(
      'moved on = leads that reached a later stage',
      'перешли дальше = лиды, которые дошли до более позднего этапа',
    ),
    formula: part(
      'moved on',
      // Nobody has moved on from the last known stage, unless nothing tells how leads end: then many may have.
      (step) => (flows(step) ? (step.next?.reached ?? (hasEnds(step) ? ZERO : null)) : null),
      (step) => (step.next ? atStage('reached')(step.next) : { of: 'nobody' }),
    ),
  }),
  lost_here: figure<Step, 'count'>({
    kind: 'count',
    label: text('Lost here', 'Отказов'),
    sentence: text('lost here = leads lost that came no further', 'отказов = лиды, потерянные на этом этапе'),
    ofEvents: text(
      'lost here = leads lost on these days that came no further',
      'отказов = лиды, потерянные в эти дни на этом этапе',
    ),
    formula: lostHere,
  }),
  open_here: figure<Step, 'count'>({
    isOfCohorts: true,
    kind: 'count',
    label: text('Still open', 'В работе'),
    sentence: text(
      'still open = leads neither lost nor won that came no further',
      'в работе = лиды на этом этапе, не потерянные и не выигранные',
    ),
    formula: part(
      'still open',
      // What reached the deal is won, and not open.
      (step) => (step.stage === 'deal' ? (flows(step) ? ZERO : null) : stagePart('open_here').of(step)),
      (step) => (step.stage === 'deal' ? { of: 'nobody' } : atStage('open_here')(step)),
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
    isOfCohorts: true,
    kind: 'points',
    label: text('Gap', 'Разница'),
    sentence: text('gap = from prev. − norm', 'разница = из предыдущего − норма'),
    formula: minus(stepRate, norm),
  }),
  unknown_depth: figure<Step, 'count'>({
    kind: 'count',
    label: text('Depth unknown', 'Глубина неизв.'),
    sentence: UNKNOWN_DEPTH,
    note: UNKNOWN_DEPTH,
    formula: stagePart('unknown_depth'),
  }),
  undated: figure<Step, 'count'>({
    kind: 'count',
    label: text('Undated', 'Без даты'),
    sentence: text(
      'undated = leads that reached the stage, and nothing says on which day: by the day of events they are in no figure; they stand on the day of their creation',
      'без даты = лиды, которые дошли до этапа неизвестно в какой день: при счёте по дню события их нет в показателях; стоят по дню создания',
    ),
    formula: stagePart('undated'),
  }),
  too_early: figure<Step, 'count'>({
    isOfCohorts: true,
    kind: 'count',
    label: text('Too early', 'Рано судить'),
    sentence: text(
      'too early = open leads of the stage before that are younger than the maturity of this one',
      'рано судить = лиды предыдущего этапа, которые в работе и моложе срока созревания этого',
    ),
    formula: stagePart('too_early'),
  }),
  step_verdict: judged({
    isOfCohorts: true,
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = below or above where the whole interval of the step rate lies on that side of the norm',
      'вывод = ниже или выше, если весь интервал доли шага лежит по эту сторону нормы',
    ),
    from: [reached, before, norm],
    judge: verdictOf,
    told: (step: Step) => {
      const { stage, before: from, total } = step;
      if (!from || !isLeadStage(from.stage) || !isLeadStage(stage)) return null;
      const [verdict, young] = [verdictOf(step), total[`too_early.${stage}`]];
      if (verdict === 'too few') return fewLeads(from.reached);
      return verdict === 'too early' && young ? tooEarly(young, from.reached) : null;
    },
  }),
} as const;
