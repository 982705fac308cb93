import { describe, expect, it } from 'vitest';
import { exact, parseExact } from '../../src/model/exact.js';
import { ANSWERS, type AnswerLine } from '../../src/model/figures/answer-figures.js';
import { ARRIVALS, type Arrival } from '../../src/model/figures/arrivals.js';
import { answer, partsBehind } from '../../src/model/figures/figure.js';
import { evaluate, type Formula, part } from '../../src/model/figures/formula.js';
import { outcomeOf } from '../../src/model/figures/gate-outcome.js';
import { LOSSES } from '../../src/model/figures/losses.js';
import { PACES, type Paced } from '../../src/model/figures/paces.js';
import {
  type Brought,
  bonusNow,
  broughtOf,
  isFinal,
  kindOfPlanned,
  PLANS,
  type Planned,
  paidFor,
  unpricedDeals,
} from '../../src/model/figures/plan-figures.js';
import { RECONCILED } from '../../src/model/figures/reconciled.js';
import { REVIEWED, sumOf } from '../../src/model/figures/reviewed-leads.js';
import { SCORES, type Scored } from '../../src/model/figures/scored-figures.js';
import { isLeastOf, type Moving, TREND_FIGURES } from '../../src/model/figures/trend-figures.js';
import {
  isLeastWeekly,
  kindOfWeekly,
  OF_A_WEEK,
  WEEKLY,
  type WeeklyFigure,
  type WeeklyLine,
} from '../../src/model/figures/weekly-figures.js';
import { wilson } from '../../src/model/figures/wilson.js';
import type { GatedValue, GateLimits } from '../../src/model/gate.js';
import { type Measures, STANDS_WITH_ANSWER } from '../../src/model/measures.js';
import { text } from '../../src/model/text.js';
import { known, lostGroup, planned, reconciled, reviewed, weekly, written } from './subjects.js';

type Some = Partial<Record<keyof Measures, number | null>>;
const of = (value: number | null) => (value === null ? null : parseExact(String(value)));

describe('a gate', () => {
  const LIMITS: GateLimits = { min: null, max: null, sure: false, warn: false, optional: false };
  const VALUE: GatedValue = { row: null, value: exact(10), n: exact(30), interval: null, isEarly: false };
  const outcome = (limits: Partial<GateLimits>, value: Partial<GatedValue> | null = {}, isShare = false) => {
    const { outcome: is, why } = outcomeOf(value && { ...VALUE, ...value }, { ...LIMITS, ...limits }, isShare);
    return [is, why];
  };

  it('passes at its limits and fails beyond them, or warns where it only does that', () => {
    expect(outcome({ min: exact(10), max: exact(10) })).toEqual(['passed', null]);
    expect(outcome({ max: exact(9) })).toEqual(['failed', 'above']);
    expect(outcome({ min: exact(11) })).toEqual(['failed', 'below']);
    expect(outcome({ min: exact(11), warn: true })).toEqual(['warned', 'below']);
    expect(outcome({ max: exact(9), warn: true })).toEqual(['warned', 'above']);
    expect(outcome({})).toEqual(['passed', null]);
    const nobody = { ...VALUE, value: null, n: exact(0), row: 'Anna' };
    expect(outcomeOf(nobody, LIMITS)).toEqual({ outcome: 'failed', why: 'blank' });
  });

  it('that is sure takes the whole interval', () => {
    const interval = { low: exact(8), high: exact(12) };
    expect(outcome({ max: exact(9), sure: true }, { interval })).toEqual(['passed', null]);
    expect(outcome({ max: exact(7), sure: true }, { interval })).toEqual(['failed', 'above']);
    expect(outcome({ min: exact(11), sure: true }, { interval })).toEqual(['passed', null]);
    expect(outcome({ min: exact(13), sure: true }, { interval })).toEqual(['failed', 'below']);
    expect(outcome({ max: exact(9) }, { interval })).toEqual(['failed', 'above']);
    expect(outcome({ max: exact(9), sure: true })).toEqual(['failed', 'above']);
  });

  it('warns of too few and of too early before it judges, but for a sum that is too large already', () => {
    expect(outcome({ max: exact(9) }, { n: exact(29) })).toEqual(['warned', 'too few']);
    expect(outcome({ max: exact(9) }, { isEarly: true })).toEqual(['warned', 'too early']);
    expect(outcome({ max: exact(9) }, { n: null, isEarly: true })).toEqual(['failed', 'above']);
    expect(outcome({ min: exact(11) }, { n: null, isEarly: true })).toEqual(['warned', 'too early']);
    expect(outcome({ min: exact(11) }, { n: null })).toEqual(['failed', 'below']);
  });

  it('fails where there is nothing to judge, unless that may be', () => {
    expect(outcome({}, null)).toEqual(['failed', 'missing']);
    expect(outcome({ warn: true }, null)).toEqual(['warned', 'missing']);
    expect(outcome({ optional: true }, null)).toEqual(['skipped', 'missing']);
    expect(outcome({}, { value: null })).toEqual(['failed', 'blank']);
    expect(outcome({ optional: true }, { value: null })).toEqual(['skipped', 'blank']);
  });

  it('of each warns of one of whom there is nobody to judge, not of all together', () => {
    const nobody = { value: null, n: exact(0), row: 'Anna' };
    expect(outcome({}, nobody, true)).toEqual(['warned', 'too few']);
    expect(outcome({}, nobody)).toEqual(['failed', 'blank']);
    expect(outcome({}, { ...nobody, row: null }, true)).toEqual(['failed', 'blank']);
    expect(outcome({}, { ...nobody, n: exact(1) }, true)).toEqual(['failed', 'blank']);
    expect(outcome({}, { ...nobody, n: null }, true)).toEqual(['failed', 'blank']);
    expect(outcome({}, null, true)).toEqual(['failed', 'missing']);
  });
});

describe('answers in time', () => {
  const asked = (
    counts: Partial<Record<'within' | 'due' | 'pending', number | null>>,
    norm: number | null = 0.5,
  ): AnswerLine => {
    const all = Object.fromEntries(
      STANDS_WITH_ANSWER.map((stands, at) => [stands, exact(at + 1)]),
    ) as AnswerLine['answers']['counts'];
    const more = Object.fromEntries(Object.entries(counts).map(([stands, count]) => [stands, of(count)]));
    return {
      own: known({ leads: 200, 'reached.deal': 20, open: 30 }),
      answers: {
        counts: { ...all, within: exact(50), due: exact(100), pending: exact(0), ...more },
        times: { took: exact(11), took_p90: exact(12), elapsed: exact(13), routing: exact(14), human: exact(15) },
        ...{ attempts: exact(3), calls: exact(40), isFeedbackDated: true },
      },
      norm: of(norm),
    };
  };
  const verdict = (...own: Parameters<typeof asked>) => answer(ANSWERS.within_verdict, asked(...own));

  it('are above or below their norm with the whole interval: 50 of 100 are 40.4 % to 59.6 %', () => {
    expect([0.403, 0.404, 0.596, 0.597].map((norm) => verdict({}, norm))).toEqual(['above', 'ok', 'ok', 'below']);
    const { low, high } = wilson(50, 100) as { low: number; high: number };
    expect([low, high].map((end) => verdict({}, Number(end.toFixed(9))))).toEqual(['ok', 'ok']);
  });

  it('are too few below 30, and too early where more than a tenth of all still have time', () => {
    expect([verdict({ due: 29, within: 29 }), verdict({ due: 30, within: 30 })]).toEqual(['too few', 'above']);
    expect([verdict({ due: 90, pending: 10 }), verdict({ due: 90, pending: 11 })]).toEqual(['ok', 'too early']);
  });

  it('have no verdict where something is unknown', () => {
    expect([verdict({ within: null }), verdict({ due: null }), verdict({ pending: null }), verdict({}, null)]).toEqual(
      Array(4).fill(null),
    );
  });

  it('are counted, divided and timed', () => {
    const told = Object.entries(ANSWERS).map(([name, figure]) => {
      const found = answer(figure as typeof ANSWERS.within_rate, asked({}) as never);
      return [name, typeof found === 'string' ? found : written(found)];
    });
    expect(Object.fromEntries(told)).toMatchObject({
      ...{
        answered: '1.0000',
        within: '50.0000',
        late: '3.0000',
        overdue: '4.0000',
        pending: '0.0000',
        answer_unknown: '6.0000',
      },
      ...{ answer_outside: '7.0000', within_rate: '0.5000', within_norm: '0.5000', within_verdict: 'ok' },
      ...{ answer_median: '11.0000', answer_p90: '12.0000', elapsed_median: '13.0000', routing_median: '14.0000' },
      ...{ human_median: '15.0000', feedback_due: '10.0000', feedback_given: '11.0000', feedback_rate: '1.1000' },
      ...{ feedback_ever: '12.0000', attempts: '3.0000', no_answer: '14.0000' },
    });
    expect(told.filter(([, value]) => value === null || value === undefined)).toEqual([]);
    const undated = { ...asked({}), answers: { ...asked({}).answers, isFeedbackDated: false } };
    expect([answer(ANSWERS.feedback_rate, undated), written(answer(ANSWERS.feedback_given, undated))]).toEqual([
      null,
      '11.0000',
    ]);
  });

  it('stand on the leads that stand so', () => {
    const rows = (name: keyof typeof ANSWERS) =>
      partsBehind(ANSWERS[name].formula as never, asked({}) as never).map((part) => part.rows(asked({}) as never));
    expect(rows('late')).toEqual([{ of: 'leads', measure: 'leads', within: { answer: 'late' } }]);
    expect(rows('answer_p90')).toEqual([
      { of: 'leads', measure: 'leads', within: { answer: 'answered' }, as: 'quantile' },
    ]);
    expect(rows('attempts')).toEqual([{ of: 'leads', measure: 'leads', within: { answer: 'called' }, as: 'quantile' }]);
    expect(rows('feedback_rate')[0]).toEqual({ of: 'leads', measure: 'leads', within: { answer: 'feedback_given' } });
    expect(rows('within_norm')).toEqual([{ of: 'configuration' }]);
  });
});

describe('a row of a scorecard', () => {
  const constant = (value: number | null): Formula<unknown> =>
    part(
      'x',
      () => of(value),
      () => ({ of: 'configuration' }),
    );
  const FORTY = part<unknown>(
    'n',
    () => exact(40),
    () => ({ of: 'configuration' }),
  );
  const scored = (more: Partial<Scored> = {}): Scored => ({
    ...{ name: 'cpl', side: 'marketing', kind: 'unit_cost', value: constant(10), n: FORTY, norm: constant(12) },
    ...{
      bounds: null,
      before: { previous: constant(7), now: constant(9) },
      expected: constant(5),
      doubt: null,
      isLessBetter: true,
    },
    ...more,
  });
  const verdict = (more: Partial<Scored>) => answer(SCORES.score_verdict, scored(more));

  it('is below or above its norm with its whole interval, a sum as it is', () => {
    expect([9, 10, 11].map((norm) => verdict({ norm: constant(norm) }))).toEqual(['above', 'ok', 'below']);
    const bounds = { low: exact(8), high: exact(12) };
    expect([7, 8, 12, 13].map((norm) => verdict({ norm: constant(norm), bounds }))).toEqual([
      'above',
      'ok',
      'ok',
      'below',
    ]);
  });

  it('is doubted before it is judged, in words', () => {
    const doubt = { word: 'too few', told: text('few leads: 7 of 30', 'мало лидов: 7 из 30') } as const;
    expect(verdict({ doubt })).toBe('too few');
    const { told } = SCORES.score_verdict;
    expect([
      told?.(scored({ doubt }))?.en,
      told?.(scored()),
      told?.(scored({ doubt: { ...doubt, told: null } })),
    ]).toEqual(['few leads: 7 of 30', null, null]);
  });

  it('says which end of the interval it shows, and what it is held against', () => {
    expect(
      [SCORES.score_low, SCORES.score_high].map(({ sentence }) => [sentence.en.slice(0, 9), sentence.ru.slice(0, 7)]),
    ).toEqual([
      ['the lower', 'нижняя '],
      ['the upper', 'верхняя'],
    ]);
    const [agreed] = partsBehind(SCORES.score_verdict.formula, scored());
    expect([agreed?.of(scored()), agreed?.of(scored({ norm: null }))]).toEqual([exact(12), null]);
  });

  it('has no verdict without a value or a norm, or where its leads are chosen by what became of them', () => {
    const doubt = { word: 'too few', told: null } as const;
    const none = [
      { value: null },
      { value: constant(null) },
      { norm: null },
      { norm: constant(null) },
      { isOfOutcome: true },
    ];
    expect(none.map((more) => verdict({ ...more, doubt }))).toEqual(Array(5).fill(null));
  });

  it('says its value, its norm and how far it is from it, what it is of, and what it was', () => {
    const names = [
      'score_value',
      'score_norm',
      'score_gap',
      'score_n',
      'score_previous',
      'score_change',
      'expected_deals',
      'against_expected',
    ] as const;
    const told = (more: Partial<Scored>) => names.map((name) => written(answer(SCORES[name], scored(more))));
    expect(told({})).toEqual(['10.0000', '12.0000', '-2.0000', '40.0000', '7.0000', '2.0000', '5.0000', '10.0000']);
    expect(told({ value: null, norm: null, n: null, before: null, expected: null })).toEqual(Array(8).fill(null));
    expect(told({ norm: null }).slice(0, 3)).toEqual(['10.0000', null, null]);
    expect(told({ value: null })[2]).toBeNull();
    expect(told({ expected: null })[7]).toBeNull();
    const bounds = { low: exact(8), high: exact(13) };
    expect([SCORES.score_low, SCORES.score_high].map((figure) => written(answer(figure, scored({ bounds }))))).toEqual([
      '8.0000',
      '13.0000',
    ]);
    expect(answer(SCORES.score_low, scored())).toBeNull();
    expect(answer(SCORES.score_low, scored({ bounds, n: null }))).toBeNull();
    const n = (more: Partial<Scored>) =>
      partsBehind(SCORES.score_n.formula, scored(more)).map((part) => part.rows(scored(more)).of);
    expect([n({}), n({ n: null })]).toEqual([['configuration'], ['nobody']]);
  });
});

describe('a plan', () => {
  const WON: Some = { revenue: 300_000, won_deals: 3, priced_deals: 3, leads: 60, spend: 50_000 };
  const with_ = (
    figure: 'revenue' | 'deals' | 'leads' | 'spend',
    amount: number,
    {
      now = WON,
      over = now,
      lately = {},
      mature = {},
      alone = {},
      more = {},
      bonus = null,
    }: {
      now?: Some;
      over?: Some;
      lately?: Some;
      mature?: Some | null;
      alone?: Partial<Record<'won_deals' | 'priced_deals' | 'revenue', number | null>>;
      more?: Partial<Planned['plan']>;
      bonus?: Planned['bonus'];
    } = {},
  ): Planned => {
    const made = planned();
    const none = { won_deals: null, priced_deals: null, revenue: null };
    const lone = {
      ...none,
      ...Object.fromEntries(Object.entries(alone).map(([name, value]) => [name, of(value ?? null)])),
    };
    const brought = (own: Some, its = none) => ({ ...made.now, own: known(own), alone: its });
    return {
      plan: { ...made.plan, figure, amount: exact(amount), ...more },
      ...{ bonus, now: brought(now, lone as never), over: brought(over, lone as never) },
      lately: brought({ revenue: 2_000_000, priced_deals: 20, ...lately }),
      mature: mature && brought({ leads: 400, won_deals: 40, spend: 200_000, costed_leads: 400, ...mature }),
    };
  };
  const told = (row: Planned) =>
    (Object.keys(PLANS) as (keyof typeof PLANS)[]).map((name) =>
      written(answer(PLANS[name] as typeof PLANS.plan, row)),
    );
  type Told = Record<keyof typeof PLANS, string | null>;
  const named = (row: Planned) =>
    Object.fromEntries(Object.keys(PLANS).map((name, at) => [name, told(row)[at]])) as Told;

  it('is half due when half of its working days are over, and goes on as it went', () => {
    // 11 of 22 working days are over.
    expect(named(with_('revenue', 1_000_000, { over: { revenue: 250_000 } }))).toMatchObject({
      ...{ plan: '1000000.0000', plan_value: '300000.0000', plan_due: '500000.0000', run_rate: '500000.0000' },
      ...{ plan_missing: '700000.0000' },
    });
    const untold = named(with_('revenue', 1_000_000, { more: { isTold: false } }));
    expect([untold.plan_due, untold.run_rate]).toEqual([null, null]);
  });

  it('lacks deals, leads and spend at the rates of the last weeks', () => {
    // 100,000 a deal, ten leads a deal, 500 a lead.
    const missing = (row: Planned) => [named(row).missing_deals, named(row).missing_leads, named(row).missing_spend];
    expect(missing(with_('revenue', 1_000_000))).toEqual(['7.0000', '70.0000', '35000.0000']);
    expect(missing(with_('deals', 10))).toEqual(['7.0000', '70.0000', '35000.0000']);
    expect(missing(with_('leads', 100))).toEqual([null, '40.0000', '20000.0000']);
    expect(missing(with_('spend', 80_000))).toEqual([null, null, '30000.0000']);
  });

  it('lacks nothing where it is reached', () => {
    const row = named(with_('revenue', 300_000));
    expect([row.plan_missing, row.missing_deals, row.missing_leads, row.missing_spend]).toEqual(
      Array(4).fill('0.0000'),
    );
    expect(named(with_('revenue', 200_000)).plan_missing).toBe('0.0000');
    const rows = (of: Planned) =>
      partsBehind(PLANS.missing_deals.formula, of).map((part) => [part.name, part.rows(of)]);
    expect(rows(with_('revenue', 300_000))).toEqual([['nothing is missing', { of: 'nobody' }]]);
    expect(rows(with_('leads', 100))).toEqual([['nothing comparable', { of: 'nobody' }]]);
    const spend = with_('spend', 80_000);
    expect(partsBehind(PLANS.missing_leads.formula, spend).map(({ name }) => name)).toEqual(['nothing comparable']);
    expect(named(with_('revenue', 300_001)).plan_missing).toBe('1.0000');
    expect(named(with_('revenue', 1, { now: {} })).plan_missing).toBeNull();
  });

  it('is told no rate by fewer than 30 leads, or by none', () => {
    const leads = (count: number | null) => named(with_('deals', 10, { mature: { leads: count } })).missing_leads;
    expect([leads(29), leads(30), leads(null)]).toEqual([null, '5.2500', null]);
    expect(named(with_('deals', 10, { mature: null })).missing_leads).toBeNull();
    expect(named(with_('deals', 10, { mature: { open_spend: 100_000 } })).missing_spend).toBe('17500.0000');
  });

  it('counts the deals of no lead; what is unknown of one takes nothing from the other', () => {
    expect(named(with_('revenue', 1_000_000, { alone: { revenue: 5 } })).plan_value).toBe('300005.0000');
    expect(named(with_('deals', 10, { alone: { won_deals: 2 } })).plan_value).toBe('5.0000');
    expect(named(with_('deals', 10, { now: {}, alone: { won_deals: 2 } })).plan_value).toBe('2.0000');
    expect(named(with_('deals', 10, { now: {} })).plan_value).toBeNull();
    const rows = (row: Planned) => partsBehind(PLANS.plan_value.formula, row).map((part) => part.rows(row));
    const { scope } = with_('deals', 10).now;
    expect(rows(with_('deals', 10, { alone: { won_deals: 2 } }))).toEqual([
      { of: 'leads', measure: 'won_deals', within: { scope } },
      { of: 'leads', measure: 'won_deals', within: { scope, alone: true } },
    ]);
    expect(rows(with_('leads', 10, { alone: { won_deals: 2 } }))).toEqual([
      { of: 'leads', measure: 'leads', within: { scope } },
    ]);
    const spend = with_('deals', 10);
    expect(partsBehind(PLANS.missing_spend.formula, spend).map((part) => part.rows(spend).of)).toContain('spend');
    const none = with_('deals', 10, { now: {} });
    expect(rows(none)).toEqual([{ of: 'leads', measure: 'won_deals', within: { scope } }]);
    const { scope: matured } = spend.mature as Brought;
    expect(partsBehind(PLANS.missing_spend.formula, spend).map((part) => part.rows(spend))).toContainEqual({
      of: 'spend',
      measure: 'costed_spend',
      within: { scope: matured },
    });
    expect(written(evaluate(broughtOf('leads', spend.now), undefined))).toBe('60.0000');
    expect(written(evaluate(broughtOf('deals', spend.now), undefined))).toBe('3.0000');
    const unknown = with_('deals', 10, { mature: null });
    expect(partsBehind(PLANS.missing_spend.formula, unknown).map((part) => part.rows(unknown))).toContainEqual({
      of: 'spend',
      measure: 'costed_spend',
    });
  });

  const BONUS = {
    of: 'revenue',
    steps: [
      { from: '0.8', pays: '0.5' },
      { from: '1', pays: '1' },
      { from: '1.2', pays: '1.5' },
    ],
  } as const;
  it('pays the highest step that it reaches', () => {
    expect(['0.79', '0.8', '0.99', '1', '1.3'].map((share) => written(paidFor(BONUS, parseExact(share))))).toEqual([
      '0.0000',
      '0.5000',
      '0.5000',
      '1.0000',
      '1.5000',
    ]);
    expect(written(bonusNow(with_('revenue', 300_000, { bonus: BONUS })))).toBe('1.0000');
    expect(bonusNow(with_('revenue', 300_000))).toBeNull();
    expect(bonusNow(with_('deals', 3, { bonus: BONUS }))).toBeNull();
    expect(bonusNow(with_('revenue', 300_000, { bonus: BONUS, more: { source: 'VK' } }))).toBeNull();
    expect(bonusNow(with_('revenue', 300_000, { bonus: BONUS, now: {} }))).toBeNull();
  });

  it('pays when all of it is over and each won deal has an amount', () => {
    const whole = { bonus: BONUS, more: { isWhole: true } };
    const bonus = (row: Planned) => written(answer(PLANS.bonus, row));
    expect([bonus(with_('revenue', 300_000, whole)), bonus(with_('revenue', 300_000, { bonus: BONUS }))]).toEqual([
      '1.0000',
      null,
    ]);
    const lacking = with_('revenue', 300_000, {
      ...whole,
      now: { ...WON, won_deals: 5 },
      alone: { won_deals: 4, priced_deals: 1 },
    });
    expect([written(unpricedDeals(lacking)), isFinal(lacking), bonus(lacking)]).toEqual(['5.0000', false, null]);
    expect([
      written(unpricedDeals(with_('deals', 3, { ...whole, now: { ...WON, won_deals: 5 } }))),
      isFinal(with_('deals', 3, whole)),
    ]).toEqual(['0.0000', true]);
  });

  it('is written as what it is of', () => {
    const kinds = (['revenue', 'spend', 'deals', 'leads'] as const).map((figure) => [
      kindOfPlanned(figure),
      kindOfPlanned(figure, true),
    ]);
    expect(kinds).toEqual([
      ['money', 'money'],
      ['money', 'money'],
      ['quantity', 'count'],
      ['quantity', 'count'],
    ]);
  });
});

describe('a week beside those before it', () => {
  const reading = (own: Some, more: Partial<WeeklyLine['now']> = {}) => {
    const { now } = weekly();
    const all = known({
      leads: 50,
      'reached.qualified': 20,
      contacted: 30,
      'reached.lead': 50,
      spend: 1000,
      costed_leads: 50,
      ...own,
    });
    return { ...now, own: all, aged: all, ...more };
  };
  const line = (
    name: WeeklyFigure,
    own: number | null,
    usual: (number | null)[],
    more: Partial<WeeklyLine> = {},
  ): WeeklyLine => ({
    ...weekly(),
    ...{
      name,
      now: reading({ leads: own }),
      previous: reading({ leads: 7 }),
      usual: usual.map((leads) => reading({ leads })),
    },
    ...{ wins: known({ won_deals: 20, undated_wins: 0 }), fewest: 3 },
    ...more,
  });
  const told = (row: WeeklyLine) =>
    (['weekly_value', 'weekly_previous', 'usual_low', 'usual_median', 'usual_high'] as const).map((name) =>
      written(answer(WEEKLY[name] as typeof WEEKLY.weekly_value, row)),
    );
  const word = (row: WeeklyLine) => answer(WEEKLY.weekly_word, row);

  it('is above or below what is usual where it lies outside of the range', () => {
    const usual = [12, 10, 40, 30];
    expect(told(line('leads', 5, usual))).toEqual(['5.0000', '7.0000', '10.0000', '21.0000', '40.0000']);
    expect(told(line('leads', 5, usual.slice(1))).slice(2)).toEqual(['10.0000', '30.0000', '40.0000']);
    expect([9, 10, 40, 41].map((own) => word(line('leads', own, usual)))).toEqual([
      'below usual',
      null,
      null,
      'above usual',
    ]);
    // What is not over may yet come to more, and not to less.
    expect([9, 41].map((own) => word(line('leads', own, usual, { isWhole: false })))).toEqual([null, 'above usual']);
  });

  it('is usual by as many weeks at least as tell the figure', () => {
    expect(told(line('leads', 5, [1, 2, null])).slice(2)).toEqual([null, null, null]);
    expect(told(line('leads', 5, [1, 2, null, 3])).slice(2)).toEqual(['1.0000', '2.0000', '3.0000']);
    expect([word(line('leads', 5, [1, 2])), word(line('leads', null, [1, 2, 3]))]).toEqual([null, null]);
    const behind = partsBehind(WEEKLY.usual_low.formula, line('leads', 5, [1, null, 3]));
    expect(behind.map(({ name }) => name)).toEqual(['weeks', 'leads', 'leads']);
    expect(behind.map((part) => part.rows(line('leads', 5, [])).of)).toEqual(['configuration', 'leads', 'leads']);
    expect(behind[0]?.of(line('leads', 5, [1, null, 3]))).toEqual(exact(3));
  });

  it('is told by each of its figures, on the rows of its days', () => {
    const answers = { within: exact(3), due: exact(4) };
    const brought = {
      ...weekly().now.brought,
      own: known({ won_deals: 6, revenue: 700 }),
      alone: { won_deals: exact(1), priced_deals: null, revenue: exact(50) },
    };
    const now = reading({}, { aged: known({ 'reached.qualified': 18, contacted: 25 }), answers, brought });
    const told = OF_A_WEEK.map((name) => written(answer(WEEKLY.weekly_value, { ...line(name, 1, []), now })));
    expect(told).toEqual(['1000.0000', '50.0000', '20.0000', '18.0000', '25.0000', '0.7500', '7.0000', '750.0000']);
    expect(OF_A_WEEK.map((name) => kindOfWeekly({ name }))).toEqual([
      'money',
      'count',
      'unit_cost',
      'count',
      'count',
      'rate',
      'count',
      'money',
    ]);
    const rows = (name: WeeklyFigure) =>
      partsBehind(WEEKLY.weekly_value.formula, { ...line(name, 1, []), now }).map((part) =>
        part.rows({ ...line(name, 1, []), now }),
      );
    const { scope } = now;
    expect(rows('cpl')).toEqual([
      { of: 'spend', measure: 'costed_spend', within: { scope } },
      { of: 'leads', measure: 'costed_leads', within: { scope } },
    ]);
    expect(rows('spend')).toEqual([{ of: 'spend', measure: 'spend', within: { scope } }]);
    expect(rows('contacted')).toEqual([
      { of: 'leads', measure: 'contacted', within: { scope, followed: { awaited: 'talk', seconds: 604_800 } } },
    ]);
    expect(rows('within_rate')[1]).toEqual({ of: 'leads', measure: 'leads', within: { answer: 'due', scope } });
    expect(answer(WEEKLY.weekly_value, { ...line('within_rate', 1, []), now: { ...now, answers: {} } })).toBeNull();
    expect(written(answer(WEEKLY.weekly_value, { ...line('spend', 1, []), now: reading({ spend: null }) }))).toBeNull();
  });

  it('is too early where leads are younger than the age, undated where more than a tenth of those who came have no date', () => {
    const young = line('qualified', 5, [1, 2, 3], { now: reading({}, { aged: null }) });
    expect([word(young), told(young)[0]]).toEqual(['too early', null]);
    const undated = (qualified: number | null) =>
      line('qualified', 5, [1, 2, 3], {
        now: reading({}, { undated: { qualified: of(qualified), contacted: exact(0) } }),
      });
    expect([2, 3, null].map((count) => word(undated(count)))).toEqual([null, 'undated', 'undated']);
    expect([2, 3, null].map((count) => told(undated(count))[0])).toEqual(['20.0000', null, null]);
    const unknown = line('qualified', 5, [1, 2, 3], { now: reading({ 'reached.qualified': null }, { aged: null }) });
    expect(word(unknown)).toBeNull();
    expect(word(line('leads', 2, [1, 2, 3], { now: reading({ leads: 2 }, { aged: null }) }))).toBeNull();
  });

  it('leaves deals undated where more than a tenth of what was won has no date', () => {
    const wins = (undated: number, name: WeeklyFigure = 'deals') =>
      line(name, 5, [], { wins: known({ won_deals: 18, undated_wins: undated }) });
    expect([word(wins(2)), word(wins(3)), word(wins(3, 'revenue')), word(wins(3, 'leads'))]).toEqual([
      null,
      'undated',
      'undated',
      null,
    ]);
    const none = {
      ...wins(3),
      now: reading(
        {},
        {
          brought: {
            ...weekly().now.brought,
            own: known({}),
            alone: { won_deals: null, priced_deals: null, revenue: null },
          },
        },
      ),
    };
    expect(word(none)).toBeNull();
  });

  it('is the least there can be where some came of whom nothing says when, or whether', () => {
    const least = (name: WeeklyFigure, more: Partial<WeeklyLine['now']> = {}, undated: number | null = 0) =>
      isLeastWeekly({
        ...line(name, 5, []),
        now: reading({}, more),
        wins: known({ won_deals: 5, undated_wins: undated }),
      });
    expect([least('deals'), least('deals', {}, 1), least('revenue', {}, 1), least('deals', {}, null)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const one = { undated: { qualified: exact(1), contacted: exact(0) } };
    expect([least('qualified'), least('qualified', one), least('contacted', one), least('leads', one, 1)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(least('qualified', { undated: { qualified: null, contacted: null } })).toBe(false);
    const deep = { own: known({ 'reached.lead': 50, 'unknown_depth.qualified': 6 }) };
    expect([least('qualified', deep), least('contacted', deep)]).toEqual([true, false]);
  });
});

describe('a period beside the one before it', () => {
  const moving = (own: Some, before: Some | null, margin: string | null = null): Moving => ({
    ...{ own: known(own), margin: margin === null ? null : parseExact(margin), expected: null },
    previous: before && { period: '2026-09', scoped: { own: known(before), margin: null } },
  });
  const change = (name: keyof typeof TREND_FIGURES, ...own: Parameters<typeof moving>) =>
    written(answer(TREND_FIGURES[name], moving(...own)));

  it('has changed by a part of what it was; from nothing, below zero or nobody there is none', () => {
    expect([
      change('leads_change', { leads: 30 }, { leads: 20 }),
      change('leads_change', { leads: 10 }, { leads: 20 }),
    ]).toEqual(['0.5000', '-0.5000']);
    expect([
      change('leads_change', { leads: 30 }, { leads: 0 }),
      change('leads_change', { leads: 30 }, null),
      change('leads_change', {}, { leads: 1 }),
    ]).toEqual([null, null, null]);
    const paid = (revenue: number): Some => ({ spend: 100, costed_revenue: revenue });
    expect(change('romi_change', paid(300), paid(200))).toBe('1.0000');
    expect(change('romi_change', paid(300), paid(50))).toBeNull();
    expect(change('cpl_change', { spend: 100, costed_leads: 5 }, { spend: 80, costed_leads: 8 })).toBe('1.0000');
  });

  it('has none to or from the least there can be', () => {
    const full: Some = { 'reached.qualified': 10, 'reached.lead': 100, 'reached.deal': 10 };
    const least: Some = { ...full, 'unknown_depth.qualified': 11 };
    expect(change('qualified_change', full, full)).toBe('0.0000');
    expect([change('qualified_change', least, full), change('qualified_change', full, least)]).toEqual([null, null]);
    expect(change('deals_change', least, least)).toBe('0.0000');
    expect([isLeastOf('qualified', moving(least, null)), isLeastOf('deals', moving(least, null))]).toEqual([
      true,
      false,
    ]);
  });

  it('stands on the rows of both periods', () => {
    const row = moving({ spend: 100, costed_leads: 5 }, { spend: 80, costed_leads: 8, costs: 5 });
    const rows = (name: keyof typeof TREND_FIGURES, of = row) =>
      partsBehind(TREND_FIGURES[name].formula, of).map((part) => part.rows(of));
    const before = { within: { period: '2026-09' } };
    const [spend, leads] = [
      { of: 'spend', measure: 'costed_spend' },
      { of: 'leads', measure: 'costed_leads' },
    ];
    const [was, were] = [
      { ...spend, ...before },
      { ...leads, ...before },
    ];
    expect(rows('cpl_change')).toEqual([spend, leads, was, were, was, were]);
    expect(rows('romi_change')).toContainEqual({ of: 'costs', ...before });
    expect(rows('romi_change')).toContainEqual({ of: 'configuration' });
    const none = moving({ leads: 1 }, null);
    expect(rows('leads_change', none)).toEqual(Array(3).fill({ of: 'leads', measure: 'leads' }));
    const least = moving({ 'reached.lead': 100, 'unknown_depth.qualified': 11 }, null);
    expect(rows('qualified_change', least)).toEqual([{ of: 'nobody' }]);
  });

  it('ends with the deals there are and those that open leads will become', () => {
    const row = (expected: Moving['expected']) => ({ ...moving({ 'reached.deal': 10 }, null), expected });
    const ends = (of: Moving) =>
      [TREND_FIGURES.deals_low, TREND_FIGURES.deals_high].map((figure) => written(answer(figure, of)));
    expect(ends(row({ low: 2, high: 7 } as never))).toEqual(['12.0000', '17.0000']);
    expect(ends(row(null))).toEqual([null, null]);
    expect(partsBehind(TREND_FIGURES.deals_low.formula, row(null)).map((part) => part.rows(row(null)))).toEqual([
      { of: 'leads', measure: 'reached.deal' },
      { of: 'leads', measure: 'open', as: 'estimate' },
    ]);
  });
});

describe('lost leads of one reason', () => {
  const group = (more: Parameters<typeof lostGroup>[0]) => lostGroup(more);
  it('are a share of all, and cost what leads of their sources cost', () => {
    const paidFor = new Map([
      ['VK', known({ spend: 1000, costed_leads: 100 })],
      ['Ads', known({ spend: 60, costed_leads: 3 })],
    ]);
    const row = group({
      lost: 5n,
      ofAll: 20n,
      paidFor,
      from: new Map([
        ['VK', 3n],
        ['Ads', 1n],
        ['Mail', 1n],
      ]),
    });
    const told = (['lost_for_reason', 'lost_share', 'money_spent', 'mostly_from_share'] as const).map((name) =>
      written(answer(LOSSES[name] as typeof LOSSES.money_spent, row)),
    );
    expect(told).toEqual(['5.0000', '0.2500', '50.0000', '0.6000']);
    expect(answer(LOSSES.money_spent, group({ paidFor: new Map() }))).toBeNull();
    expect(written(answer(LOSSES.money_spent, group({ paidFor, from: new Map([['Mail', 5n]]) })))).toBe('0.0000');
    expect(
      partsBehind(LOSSES.money_spent.formula, row)
        .slice(0, 3)
        .map((part) => [part.name, part.rows(row)]),
    ).toEqual([
      ['lost: VK', { of: 'leads', measure: 'lost', within: { sources: ['VK'] } }],
      [
        'spend above zero, of days whose cost is known: VK',
        { of: 'spend', measure: 'costed_spend', within: { table: true, sources: ['VK'] } },
      ],
      ['costed_leads: VK', { of: 'leads', measure: 'costed_leads', within: { table: true, sources: ['VK'] } }],
    ]);
    expect(partsBehind(LOSSES.lost_share.formula, row).map((part) => part.rows(row))).toEqual([
      { of: 'leads', measure: 'lost' },
      { of: 'leads', measure: 'lost', within: { without: 'reason' } },
    ]);
  });

  it('were mostly lost after one stage and came from one source: of equal ones the first', () => {
    const mostly = (after: [number, bigint][], from: [string, bigint][]) => {
      const row = group({ after: new Map(after), from: new Map(from) });
      return [answer(LOSSES.mostly_after, row), answer(LOSSES.mostly_from, row)];
    };
    expect(
      mostly(
        [
          [0, 1n],
          [3, 4n],
          [1, 2n],
        ],
        [
          ['VK', 1n],
          ['Ads', 3n],
        ],
      ),
    ).toEqual(['proposal', 'Ads']);
    expect(
      mostly(
        [
          [4, 2n],
          [1, 2n],
        ],
        [
          ['VK', 2n],
          ['Ads', 2n],
        ],
      ),
    ).toEqual(['qualified', 'Ads']);
    expect(
      mostly(
        [
          [1, 2n],
          [4, 2n],
        ],
        [
          ['Ads', 2n],
          ['VK', 2n],
        ],
      ),
    ).toEqual(['qualified', 'Ads']);
    expect(mostly([], [])).toEqual([null, null]);
    expect(answer(LOSSES.mostly_from_share, group({ from: new Map() }))).toBeNull();
    const rows = (from: [string, bigint][]) =>
      partsBehind(LOSSES.mostly_from_share.formula, group({ from: new Map(from) }))[0]?.rows(
        group({ from: new Map(from) }),
      );
    expect(
      rows([
        ['VK', 1n],
        ['Ads', 3n],
      ]),
    ).toEqual({ of: 'leads', measure: 'lost', within: { sources: ['Ads'] } });
  });
});

describe('what the platform and the CRM count', () => {
  it('stands beside each other', () => {
    const row = reconciled(known({ leads: 45, not_handed_over: 15 }));
    const told = Object.entries(RECONCILED).map(([name, figure]) => [
      name,
      written(answer(figure as typeof RECONCILED.crm_leads, row)),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      ...{
        platform_leads: '21.0000',
        matched: '6.0000',
        other_source: '5.0000',
        other_day: '4.0000',
        forms_not_handed_over: '3.0000',
      },
      ...{
        forms_excluded: '2.0000',
        forms_repeated: '1.0000',
        platform_actions: '30.0000',
        analytics_goals: '20.0000',
      },
      ...{ crm_leads: '30.0000', counts_ratio: '1.0000' },
    });
    const ratio = (own: Some, hasCrm: boolean) =>
      written(answer(RECONCILED.counts_ratio, { ...reconciled(known(own)), hasCrm }));
    expect([
      ratio({ leads: 45 }, true),
      ratio({ leads: 45 }, false),
      ratio({ leads: 45, not_handed_over: 15 }, false),
    ]).toEqual(['1.5000', null, null]);
    expect(partsBehind(RECONCILED.counts_ratio.formula, row).map((part) => part.rows(row))).toEqual([
      ...[
        { of: 'leads', measure: 'leads' },
        { of: 'leads', measure: 'not_handed_over' },
        { of: 'spend', measure: 'platform_actions' },
      ],
    ]);
  });
});

describe('what else is told of leads', () => {
  it('is summed up of what is known', () => {
    expect([sumOf([]), sumOf([null]), sumOf([exact(0)]), sumOf([exact(2), null, exact(3)])].map(written)).toEqual([
      null,
      null,
      '0.0000',
      '5.0000',
    ]);
  });

  it('waits with a manager: each lead stands behind it', () => {
    const row = { ...reviewed(), noAnswer: ['a', 'b'], stuck: ['c'] };
    const rows = (name: 'waiting_answer' | 'waiting_stuck' | 'waiting_amount' | 'waiting_reason', of = row) =>
      partsBehind(REVIEWED[name].formula, of).map((part) => part.rows(of));
    const { all, week } = row;
    expect(
      ['waiting_answer', 'waiting_stuck'].map((name) => written(answer(REVIEWED[name as 'waiting_answer'], row))),
    ).toEqual(['2.0000', '1.0000']);
    expect(rows('waiting_answer')).toEqual([
      { of: 'leads', measure: 'leads', within: { leads: ['a', 'b'], scope: all } },
    ]);
    expect(rows('waiting_amount')).toEqual([
      { of: 'leads', measure: 'pipeline', within: { leads: ['a', 'b', 'c'], scope: all } },
    ]);
    const won = partsBehind(REVIEWED.won_touches.formula, row).map((part) => part.rows(row));
    expect(won).toEqual([{ of: 'leads', measure: 'leads', within: { lead: 'a' }, as: 'quantile' }]);
    expect(rows('waiting_reason')).toEqual([{ of: 'leads', measure: 'wordless', within: { scope: week } }]);
    const nobody = { ...row, noAnswer: null, stuck: null } as never;
    expect([answer(REVIEWED.waiting_answer, nobody), answer(REVIEWED.waiting_stuck, nobody)]).toEqual([null, null]);
    expect(rows('waiting_amount', nobody)).toEqual([
      { of: 'leads', measure: 'pipeline', within: { leads: [], scope: all } },
    ]);
    expect(rows('waiting_stuck', nobody)).toEqual([
      { of: 'leads', measure: 'leads', within: { leads: [], scope: all } },
    ]);
  });

  it('how soon they come, in quantiles of those of whom both moments are known', () => {
    const pace = { median: exact(5), p90: exact(9), timed: exact(40) };
    const pair = ['lead', 'qualified'] as const;
    const told = (of: Paced) =>
      (['median_seconds', 'p90_seconds', 'timed'] as const).map((name) => written(answer(PACES[name], of)));
    expect(told({ pace, pair })).toEqual(['5.0000', '9.0000', '40.0000']);
    expect(told({ pace: null, pair: null })).toEqual([null, null, null]);
    const rows = (name: keyof typeof PACES, of: { pace: typeof pace; pair: typeof pair | null }) =>
      partsBehind(PACES[name].formula, of)[0]?.rows(of);
    expect(rows('timed', { pace, pair })).toEqual({ of: 'leads', measure: 'leads', within: { timed: pair } });
    expect(rows('p90_seconds', { pace, pair })).toEqual({
      of: 'leads',
      measure: 'leads',
      within: { timed: pair },
      as: 'quantile',
    });
    expect(rows('median_seconds', { pace, pair: null })).toEqual({ of: 'nobody' });
  });

  it('and how many came by which day', () => {
    const own = known({ 'reached.deal': 12 });
    const incidence = { after: [0.1, 0.2, null, 0.4, 0.5, 0.6] } as never;
    const arrival: Arrival = { stage: 'deal', own, incidence, maturity: 60, isConfigured: false };
    const told = (of: Arrival) => Object.values(ARRIVALS).map((figure) => written(answer(figure, of)));
    expect(told(arrival)).toEqual(['12.0000', '60.0000', '0.1000', '0.2000', null, '0.4000', '0.5000', '0.6000']);
    expect(told({ ...arrival, incidence: null, maturity: null })).toEqual(['12.0000', ...Array(7).fill(null)]);
    expect([ARRIVALS.by_1d, ARRIVALS.by_7d].map(({ label }) => label)).toEqual([
      text('By a day', 'За сутки'),
      text('By 7 days', 'За 7 дн.'),
    ]);
    const rows = (isConfigured: boolean) =>
      partsBehind(ARRIVALS.maturity_seconds.formula, arrival)[0]?.rows({ ...arrival, isConfigured });
    expect([rows(true), rows(false)]).toEqual([
      { of: 'configuration' },
      { of: 'leads', measure: 'reached.deal', as: 'estimate' },
    ]);
    expect(partsBehind(ARRIVALS.came.formula, arrival)[0]?.rows(arrival)).toEqual({
      of: 'leads',
      measure: 'reached.deal',
    });
  });
});
