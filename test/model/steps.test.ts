import { describe, expect, it } from 'vitest';
import type { Exact } from '../../src/model/exact.js';
import { answer, partsBehind } from '../../src/model/figures/figure.js';
import { LEAKS, type Leak } from '../../src/model/figures/leaks.js';
import { STEP_FIGURES } from '../../src/model/figures/step-figures.js';
import { isBelow, verdictOf } from '../../src/model/figures/step-verdict.js';
import { type SourceMeasures, type Step, stepsOf } from '../../src/model/figures/steps.js';
import { wilson } from '../../src/model/figures/wilson.js';
import { STAGES, type Stage } from '../../src/model/funnel-stages.js';
import { type Measures, sum } from '../../src/model/measures.js';
import type { Reach } from '../../src/model/report.js';
import { known, written } from './subjects.js';

type Some = Partial<Record<keyof Measures, number | null>>;
const ENDS = { 'open_here.qualified': 10, 'lost_here.qualified': 20, 'open_here.lead': 5, 'lost_here.lead': 45 };
/** 1000 visits, 200 actions, 100 leads, 50 qualified, 20 deals. */
const VK: Some = {
  ...{ visits: 1000, actions: 200, leads: 100, 'reached.lead': 100, 'reached.qualified': 50, 'reached.deal': 20 },
  ...{ revenue: 4000, priced_deals: 16, ...ENDS },
};

interface Asked {
  sources?: Record<string, Some>;
  reach?: Reach;
  norms?: Partial<Record<Stage, string>>;
  unmatched?: string[];
  isOfOutcome?: boolean;
  total?: Some;
}
function stepsIn({
  sources = { VK },
  reach = 'implied',
  norms = {},
  unmatched = [],
  isOfOutcome,
  total,
}: Asked): Map<Stage, Step> {
  const parts: SourceMeasures[] = Object.entries(sources).map(([source, own]) => ({ source, measures: known(own) }));
  const whole = total ? known(total) : sum(parts.map(({ measures }) => measures));
  const steps = stepsOf(whole, parts, reach, (stage) => norms[stage], new Set(unmatched), isOfOutcome);
  return new Map(steps.map((step) => [step.stage, step]));
}
const step = (stage: Stage, asked: Asked = {}) => stepsIn(asked).get(stage) as Step;
type Named = keyof typeof STEP_FIGURES;
const told = (stage: Stage, asked: Asked, ...names: Named[]) =>
  names.map((name) => {
    const found = answer(STEP_FIGURES[name] as typeof STEP_FIGURES.norm, step(stage, asked)) as Exact | string | null;
    return typeof found === 'string' ? found : written(found);
  });

describe('the stages of a funnel', () => {
  it('are all there, in order, known or not, each beside the known ones around it', () => {
    const steps = [...stepsIn({}).values()];
    expect(steps.map(({ stage }) => stage)).toEqual(STAGES);
    const beside = steps.map(({ reached, before, next, first }) => [
      reached && Number(reached.num),
      before?.stage,
      next?.stage,
      first?.stage,
    ]);
    expect(beside).toEqual([
      [1000, undefined, 'action', 'visit'],
      [200, 'visit', 'lead', 'visit'],
      [100, 'action', 'qualified', 'visit'],
      [50, 'lead', 'deal', 'visit'],
      ...Array(3).fill([null, undefined, undefined, undefined]),
      [20, 'qualified', undefined, 'visit'],
    ]);
  });

  it('have rates of the stage before, of the first, and of leads', () => {
    const rates = (stage: Stage) => told(stage, {}, 'reached', 'step_rate', 'overall_rate', 'lead_rate');
    expect(rates('visit')).toEqual(['1000.0000', null, '1.0000', null]);
    expect(rates('action')).toEqual(['200.0000', '0.2000', '0.2000', null]);
    expect(rates('lead')).toEqual(['100.0000', '0.5000', '0.1000', '1.0000']);
    expect(rates('qualified')).toEqual(['50.0000', '0.5000', '0.0500', '0.5000']);
    expect(rates('contact')).toEqual([null, null, null, null]);
    expect(rates('deal')).toEqual(['20.0000', '0.4000', '0.0200', '0.2000']);
  });

  it('divide what comes of ad statistics over the sources that have both, lead by lead over all', () => {
    const sources = {
      VK,
      Mail: { leads: 40, 'reached.lead': 40, 'reached.qualified': 10 },
      Meta: { visits: 500, actions: 40 },
    };
    expect(told('action', { sources }, 'reached', 'step_rate')).toEqual(['240.0000', '0.1600']);
    expect(told('lead', { sources }, 'reached', 'step_rate', 'overall_rate')).toEqual(['140.0000', '0.5000', '0.0667']);
    expect([step('lead', { sources }).both, step('lead', { sources }).withFirst]).toEqual([['VK'], ['VK', 'Meta']]);
    expect(told('qualified', { sources }, 'step_rate', 'overall_rate')).toEqual(['0.4286', '0.0333']);
    expect(step('qualified', { sources }).both).toBeNull();
    expect(step('visit', { sources }).withFirst).toBeNull();
  });

  it('divide the leads where a source tells no first stage of them', () => {
    const sources = { VK: { ...VK, 'reached.lead': null } };
    expect(told('qualified', { sources }, 'step_rate')).toEqual(['0.5000']);
    expect(step('qualified', { sources })).toMatchObject({ above: { num: 100n }, below: { num: 200n } });
  });

  it('divide nothing where no source has both', () => {
    const sources = { Mail: { leads: 40, 'reached.lead': 40 }, Meta: { visits: 500, actions: 40 } };
    expect(step('lead', { sources })).toMatchObject({ above: null, below: null, both: null, isAstray: false });
    expect(told('lead', { sources }, 'step_rate')).toEqual([null]);
  });

  it('divide no leads by what sources have whose leads bear another name', () => {
    const asked = { sources: { VK: { ...VK, leads: 0, 'reached.lead': 0 } }, unmatched: ['VK'] };
    expect(step('lead', asked)).toMatchObject({ isAstray: true, above: null, aboveFirst: null });
    expect(step('action', asked)).toMatchObject({ isAstray: false, aboveFirst: { num: 200n } });
    expect(step('lead', { unmatched: ['Mail'] })).toMatchObject({ isAstray: false, aboveFirst: { num: 100n } });
  });

  it('begin with the lead where nothing is known before it', () => {
    const sources = { VK: { ...VK, visits: null, actions: null } };
    expect(told('deal', { sources }, 'step_rate', 'overall_rate')).toEqual(['0.4000', '0.2000']);
    expect(step('deal', { sources })).toMatchObject({ first: { stage: 'lead' }, withFirst: null });
  });
});

describe('a stage of which lost leads may have come to it', () => {
  const open = (unknown: number) => ({ sources: { VK: { ...VK, 'unknown_depth.qualified': unknown } } });

  it('is the least there can be where these are more than a tenth of those before it', () => {
    expect(step('qualified', open(10))).toMatchObject({ isAtLeast: false, isLossOpen: false });
    expect(step('qualified', open(11))).toMatchObject({ isAtLeast: true, isLossOpen: true });
  });

  it('has no rates then, nor has what follows; reached is what is known', () => {
    expect(
      told('qualified', open(11), 'reached', 'unknown_depth', 'step_rate', 'overall_rate', 'lead_rate', 'step_low'),
    ).toEqual([...['50.0000', '11.0000', null, null, null, null]]);
    expect(told('deal', open(11), 'step_rate', 'overall_rate', 'lead_rate', 'step_high')).toEqual([
      null,
      '0.0200',
      '0.2000',
      null,
    ]);
  });

  it('nobody is said to be lost at, nor at the one before it', () => {
    expect(told('lead', open(11), 'lost_here', 'open_here')).toEqual([null, '5.0000']);
    expect(told('qualified', open(11), 'lost_here')).toEqual([null]);
    expect(told('lead', open(10), 'lost_here')).toEqual(['45.0000']);
    const none = { sources: { VK: { ...VK, 'unknown_depth.qualified': 11, 'lost_here.visit': 1 } } };
    expect(step('action', none).isLossOpen).toBe(false);
    expect(step('contact', open(11)).isLossOpen).toBe(false);
    expect(step('deal', open(11)).isLossOpen).toBe(false);
  });

  it('also where nobody has a day at it', () => {
    const undated = { ...VK, 'reached.qualified': null, 'undated.qualified': 50, 'unknown_depth.qualified': 11 };
    expect(step('qualified', { sources: { VK: undated } })).toMatchObject({
      reached: null,
      isLossOpen: true,
      isAtLeast: false,
    });
    expect(told('qualified', { sources: { VK: undated } }, 'undated', 'lost_here', 'open_here')).toEqual([
      '50.0000',
      null,
      '10.0000',
    ]);
    expect(told('lead', { sources: { VK: undated } }, 'lost_here')).toEqual([null]);
  });
});

it('each stage stands on its own rows, a share of the first on those of the sources that have it', () => {
  const rows = (name: keyof typeof STEP_FIGURES, one: Step) =>
    partsBehind(STEP_FIGURES[name].formula, one).map((part) => part.rows(one));
  const [visits, actions] = [
    { of: 'spend', measure: 'visits' },
    { of: 'spend', measure: 'actions' },
  ];
  const sources = { sources: ['VK'] };
  expect([rows('reached', step('visit')), rows('reached', step('action'))]).toEqual([[visits], [actions]]);
  expect(rows('overall_rate', step('action'))).toEqual([{ ...actions, within: sources }, visits]);
  expect(rows('lead_rate', step('deal'))).toEqual([
    { of: 'leads', measure: 'reached.deal' },
    { of: 'leads', measure: 'reached.lead' },
  ]);
  expect(rows('step_verdict', step('deal'))).toEqual([
    { of: 'leads', measure: 'reached.deal' },
    { of: 'leads', measure: 'reached.qualified' },
    { of: 'configuration' },
  ]);
  expect(rows('step_low', step('deal'))).toEqual([
    { of: 'leads', measure: 'reached.deal' },
    { of: 'leads', measure: 'reached.qualified' },
  ]);
  expect(rows('moved', step('deal'))).toEqual([{ of: 'nobody' }]);
  expect(rows('moved', step('lead'))).toEqual([{ of: 'leads', measure: 'reached.qualified' }]);
  expect([rows('open_here', step('deal')), rows('open_here', step('lead'))]).toEqual([
    [{ of: 'nobody' }],
    [{ of: 'leads', measure: 'open_here.lead' }],
  ]);
});

describe('those who came to a stage', () => {
  it('moved on, were lost or are open', () => {
    expect(told('lead', {}, 'moved', 'lost_here', 'open_here')).toEqual(['50.0000', '45.0000', '5.0000']);
    expect(told('qualified', {}, 'moved', 'lost_here', 'open_here')).toEqual(['20.0000', '20.0000', '10.0000']);
    expect(told('deal', {}, 'moved', 'lost_here', 'open_here')).toEqual(['0.0000', null, '0.0000']);
    expect(told('visit', {}, 'moved', 'lost_here', 'open_here', 'implied')).toEqual([null, null, null, null]);
  });

  it('did not move on from the last known stage, unless nothing tells how leads end', () => {
    const last = { ...VK, 'reached.deal': null };
    expect(told('qualified', { sources: { VK: last } }, 'moved')).toEqual(['0.0000']);
    expect(told('qualified', { sources: { VK: { ...last, 'open_here.qualified': null } } }, 'moved')).toEqual([null]);
  });

  it('flow from none to another where stages are only seen', () => {
    expect(told('lead', { reach: 'observed' }, 'moved', 'step_rate', 'step_low')).toEqual([null, '0.5000', null]);
    expect(told('qualified', { reach: 'observed' }, 'step_low')).toEqual([null]);
    expect(told('deal', { reach: 'observed' }, 'open_here')).toEqual([null]);
    expect(told('contact', {}, 'moved', 'open_here')).toEqual([null, null]);
    const stray = { sources: { VK: { ...VK, 'open_here.contact': 3, 'lost_here.contact': 4 } } };
    expect(told('contact', stray, 'moved', 'open_here', 'lost_here')).toEqual([null, null, null]);
  });
});

describe('a step beside its norm', () => {
  const qualified = (norm: string, more: Some = {}, asked: Asked = {}) =>
    step('qualified', { sources: { VK: { ...VK, ...more } }, norms: { qualified: norm }, ...asked });

  it('is below or above it with its whole interval: 50 of 100 are 40.4 % to 59.6 %', () => {
    expect(told('qualified', {}, 'step_low', 'step_high')).toEqual(['0.4038', '0.5962']);
    const { step_low, step_high } = STEP_FIGURES;
    expect(
      [step_low, step_high].map(({ sentence, note, isOfCohorts }) => [
        sentence.en.slice(0, 9),
        sentence.ru.slice(0, 7),
        note?.en.slice(0, 8),
        isOfCohorts,
      ]),
    ).toEqual([
      ['the lower', 'нижняя ', '95% from', true],
      ['the upper', 'верхняя', undefined, true],
    ]);
    expect(told('qualified', { sources: { VK: { ...VK, 'reached.lead': 0 } } }, 'step_low')).toEqual([null]);
    const end = wilson(50, 100)?.high.toFixed(9) as string;
    expect([
      verdictOf(qualified(end)),
      isBelow(qualified(end)),
      isBelow(qualified(end, { 'implied.qualified': 6 })),
    ]).toEqual(['ok', false, false]);
    expect(['0.596', '0.597', '0.403', '0.404'].map((norm) => verdictOf(qualified(norm)))).toEqual([
      'ok',
      'below',
      'above',
      'ok',
    ]);
    expect(['0.596', '0.597', '0.403'].map((norm) => isBelow(qualified(norm)))).toEqual([false, true, false]);
    expect(told('qualified', { norms: { qualified: '0.6' } }, 'norm', 'gap')).toEqual(['0.6000', '-0.1000']);
  });

  it('into the CRM by the rate itself, since two systems have no interval', () => {
    const into = (norm: string) => verdictOf(step('lead', { norms: { lead: norm } }));
    expect(['0.49', '0.5', '0.51'].map(into)).toEqual(['above', 'ok', 'below']);
  });

  it('is told of 30 at least who came to the stage before', () => {
    const of = (leads: number) => ({ leads, 'reached.lead': leads, 'reached.qualified': 10 });
    expect(verdictOf(qualified('0.9', of(29)))).toBe('too few');
    expect(verdictOf(qualified('0.9', of(30)))).toBe('below');
    const few = { VK: { ...VK, actions: 29 }, Meta: { visits: 500, actions: 400 } };
    expect(verdictOf(step('lead', { sources: few, norms: { lead: '0.1' } }))).toBe('too few');
  });

  it('is too early where more than a tenth of them are younger than it takes, then unproven where as many are inferred', () => {
    const early = { 'too_early.qualified': 11, 'implied.qualified': 6 };
    expect(verdictOf(qualified('0.9', early))).toBe('too early');
    expect(verdictOf(qualified('0.9', { ...early, 'too_early.qualified': 10 }))).toBe('unproven');
    expect(verdictOf(qualified('0.9', { 'implied.qualified': 5 }))).toBe('below');
    expect([isBelow(qualified('0.9', early)), isBelow(qualified('0.9', { 'implied.qualified': 6 }))]).toEqual([
      false,
      true,
    ]);
    expect(isBelow(qualified('0.5', { 'implied.qualified': 6 }))).toBe(false);
    // The lead is told by being one; and into the CRM nobody is young.
    expect(verdictOf(step('lead', { sources: { VK: { ...VK, 'implied.lead': 99 } }, norms: { lead: '0.9' } }))).toBe(
      'below',
    );
  });

  it('has none without a norm, a stage before, a rate, or where leads are chosen by what became of them', () => {
    expect(verdictOf(step('qualified'))).toBeNull();
    expect(verdictOf(step('visit', { norms: { visit: '0.5' } }))).toBeNull();
    expect(verdictOf(qualified('0.9', {}, { isOfOutcome: true }))).toBeNull();
    expect(verdictOf(qualified('0.9', { 'unknown_depth.qualified': 11 }))).toBeNull();
    const deal = (more: Some) => step('deal', { sources: { VK: { ...VK, ...more } }, norms: { deal: '0.9' } });
    expect([verdictOf(deal({})), verdictOf(deal({ 'unknown_depth.qualified': 11 }))]).toEqual(['below', null]);
    expect(verdictOf(step('lead', { unmatched: ['VK'], norms: { lead: '0.9' } }))).toBeNull();
    const apart = { Mail: { leads: 40, 'reached.lead': 40 }, Meta: { visits: 500, actions: 40 } };
    expect(verdictOf(step('lead', { sources: apart, norms: { lead: '0.9' } }))).toBeNull();
    expect(verdictOf(qualified('0.9', {}, { reach: 'observed' }))).toBeNull();
    expect([isBelow(step('qualified')), isBelow(qualified('0.9', {}, { isOfOutcome: true }))]).toEqual([false, false]);
  });

  it('says in words how few or how young they are, lead by lead', () => {
    const words = (one: Step) => STEP_FIGURES.step_verdict.told?.(one)?.en ?? null;
    expect(words(qualified('0.9', { leads: 29, 'reached.lead': 29, 'reached.qualified': 10 }))).toBe(
      'few leads: 29 of 30',
    );
    expect(words(qualified('0.9', { 'too_early.qualified': 11 }))).toBe('too early: 11 of 100 may yet come');
    expect(words(qualified('0.9'))).toBeNull();
    expect(words(step('lead', { sources: { VK: { ...VK, actions: 29 } }, norms: { lead: '0.9' } }))).toBeNull();
    expect(words(step('visit', { norms: { visit: '0.9' } }))).toBeNull();
  });
});

describe('what is missing at a step', () => {
  const leak = (stage: Stage, norm: string | null, asked: Asked = {}, others: Asked | null = null): Leak => ({
    ...step(stage, { ...asked, norms: norm === null ? {} : { [stage]: norm } }),
    intoLead: step('lead', asked),
    without: others && { source: 'Mail', others: ['VK'], step: step(stage, others) },
    ...{ owner: null, proof: null },
  });
  const short = (own: Leak) =>
    (['short_leads', 'short_deals', 'short_revenue'] as const).map((name) => written(answer(LEAKS[name], own)));

  it('is norm × those before − those who came: in leads, in deals and in revenue at the rates of now', () => {
    // 0.6 × 100 − 50, of whom 20 of 50 buy for 4000 / 16.
    expect(short(leak('qualified', '0.6'))).toEqual(['10.0000', '4.0000', '1000.0000']);
    expect(short(leak('deal', '0.6'))).toEqual(['10.0000', '10.0000', '2500.0000']);
    expect(short(leak('lead', '0.6'))).toEqual(['20.0000', '4.0000', '1000.0000']);
    // 100 actions come to 50 leads, of whom a fifth buys.
    expect(short(leak('action', '0.3'))).toEqual(['100.0000', '10.0000', '2500.0000']);
  });

  it('is nothing where enough came, and unknown where that is not known', () => {
    expect(short(leak('qualified', '0.5'))).toEqual(['0.0000', '0.0000', '0.0000']);
    expect(short(leak('qualified', '0.4'))).toEqual(['0.0000', '0.0000', '0.0000']);
    expect(short(leak('qualified', '0.501'))).toEqual(['0.1000', '0.0400', '10.0000']);
    const enough = leak('qualified', '0.4');
    expect(partsBehind(LEAKS.short_leads.formula, enough).map((part) => [part.name, part.rows(enough)])).toEqual([
      ['nothing is missing', { of: 'nobody' }],
    ]);
    const even = leak('qualified', '0.5');
    expect(partsBehind(LEAKS.short_leads.formula, even).map(({ name }) => name)).toEqual(['nothing is missing']);
    const none = leak('deal', '0.6', { sources: { VK: { ...VK, 'reached.deal': 0 } } });
    expect(short(none).slice(0, 2)).toEqual(['30.0000', '30.0000']);
    const unknown = leak('deal', '0.6', { sources: { VK: { ...VK, 'unknown_depth.qualified': 11 } } });
    expect(short(unknown).slice(0, 2)).toEqual([null, null]);
    const lone = { ...leak('action', '0.3'), intoLead: undefined };
    expect(short(lone)).toEqual(['100.0000', null, null]);
    expect(partsBehind(LEAKS.short_deals.formula, lone).map((part) => part.rows(lone).of)).toEqual([
      'configuration',
      'spend',
      'spend',
      'leads',
      'leads',
      'leads',
      'leads',
    ]);
    const into = leak('action', '0.3');
    const [, , , above, below] = partsBehind(LEAKS.short_deals.formula, into).map((part) => part.rows(into));
    expect([above, below]).toEqual([
      { of: 'leads', measure: 'leads', within: { sources: ['VK'] } },
      { of: 'spend', measure: 'actions', within: { sources: ['VK'] } },
    ]);
    expect(short(leak('qualified', null))).toEqual([null, null, null]);
    expect(short(leak('visit', '0.9'))).toEqual([null, null, null]);
  });

  it('is of how many, and beside it stands the same step of all others', () => {
    const others = { sources: { VK, Meta: { leads: 100, 'reached.lead': 100, 'reached.qualified': 90 } } };
    expect(written(answer(LEAKS.step_n, leak('qualified', '0.6')))).toBe('100.0000');
    expect(written(answer(LEAKS.rate_without, leak('qualified', '0.6', {}, others)))).toBe('0.7000');
    expect(answer(LEAKS.rate_without, leak('qualified', '0.6'))).toBeNull();
    expect(answer(LEAKS.owner, { ...leak('qualified', '0.6'), owner: 'sales' })).toBe('sales');
    expect(answer(LEAKS.owner, { ...leak('qualified', null), owner: 'sales' })).toBeNull();
  });

  it('stands on the rows of the others: those before them under the stage before', () => {
    const { formula } = LEAKS.rate_without;
    if (formula.op !== 'over' || formula.left.op !== 'part' || formula.right.op !== 'part') throw new Error('a rate');
    const [above, below] = [formula.left, formula.right];
    const own = leak('qualified', '0.6', {}, {});
    const of = (measure: string) => ({ of: 'leads', measure, within: { sources: ['VK'] } });
    expect([above.rows(own), below.rows(own)]).toEqual([of('reached.qualified'), of('reached.lead')]);
    const into = leak('lead', '0.6', {}, {});
    expect([above.rows(into), below.rows(into)]).toEqual([
      of('leads'),
      { of: 'spend', measure: 'actions', within: { sources: ['VK'] } },
    ]);
    expect(above.rows(leak('qualified', '0.6'))).toEqual({ of: 'leads', measure: 'reached.qualified' });
  });
});
