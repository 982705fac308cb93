import { describe, expect, it } from 'vitest';
import { exact, parseExact } from '../../src/model/exact.js';
import {
  type ComparedFigure,
  comparedFigures,
  DECIDED_BY,
  HYPOTHESIZED,
  JUDGED,
  labelOfFigure,
  SCORED,
} from '../../src/model/figures/compared-figures.js';
import {
  comparedInWords,
  fewestOn,
  isUnproven,
  verdictOfComparison,
} from '../../src/model/figures/compared-verdict.js';
import {
  amountOf,
  type Comparison,
  formulaOf,
  intervalOf,
  intervalOn,
  isLeast,
} from '../../src/model/figures/comparison.js';
import { COMPARISONS, NUMBERS } from '../../src/model/figures/comparisons.js';
import { DECIDED } from '../../src/model/figures/decided-figures.js';
import { answer, partsBehind } from '../../src/model/figures/figure.js';
import { partsOf } from '../../src/model/figures/formula.js';
import { changeShare, HYPOTHESES, type Judged, verdictOf } from '../../src/model/figures/hypothesis-figures.js';
import { mixAndRate, movedMix } from '../../src/model/figures/mix-and-rate.js';
import { newcombe } from '../../src/model/figures/newcombe.js';
import type { EarnedBy, Side, SideGroup } from '../../src/model/figures/side.js';
import { wilson } from '../../src/model/figures/wilson.js';
import { LEAD_STAGES, type LeadStage } from '../../src/model/funnel-stages.js';
import { type Measures, sum } from '../../src/model/measures.js';
import { text } from '../../src/model/text.js';
import { comparison, judged, known, written } from './subjects.js';

type Some = Partial<Record<keyof Measures, number | null>>;
/** 200 leads, of whom 80 are qualified and 20 buy for 100 each; 4000 were spent. */
const USUAL = {
  ...{ leads: 200, costed_leads: 200, 'reached.lead': 200, 'reached.qualified': 80, costed_qualified: 80, spend: 4000 },
  ...{ 'reached.deal': 20, costed_deals: 20, won_deals: 20, priced_deals: 20, costed_priced_deals: 20, young: 0 },
  ...{ revenue: 2000, costed_revenue: 2000, contacted: 100, 'reached.contact': 100, 'too_early.qualified': 0 },
  ...{
    'unknown_depth.qualified': 0,
    'implied.qualified': 0,
    worked: 160,
    lost: 100,
    wordless: 10,
    unknown_contacted: 0,
  },
} satisfies Some;

interface Made {
  own?: Some;
  followed?: Some;
  daily?: Some[];
  earned?: EarnedBy[];
  undated?: Partial<Record<LeadStage, number | null>>;
  sources?: Record<string, Some>;
  group?: Partial<SideGroup>;
}
function made({
  own = {},
  followed = own,
  daily = [],
  earned = [],
  undated = {},
  sources = {},
  group = {},
}: Made): Partial<Side> {
  const days = new Map(LEAD_STAGES.map((stage) => [stage, exact(undated[stage] ?? 0)]));
  for (const [stage, count] of Object.entries(undated)) if (count === null) days.delete(stage as LeadStage);
  const some: SideGroup = {
    ...{ own: known({ ...USUAL, ...own }), followed: known({ ...USUAL, ...followed }), undated: days, sources: null },
    ...{ daily: daily.map(known), earned },
    ...group,
  };
  return {
    all: some,
    paid: some,
    sources: new Map(Object.entries(sources).map(([source, of]) => [source, known(of)])),
  };
}
const beside = (
  name: string,
  a: Made = {},
  b: Made = {},
  more: Partial<Side> = {},
  seconds: number | null = 86_400,
): Comparison => ({
  ...comparison(name, { ...made(a), ...more }, { ...made(b), ...more }),
  seconds,
});
const close = (found: { low: { num: bigint; den: bigint }; high: { num: bigint; den: bigint } } | null) =>
  found && [Number(written(found.low)), Number(written(found.high))];
const rounded = (found: { low: number; high: number } | null) =>
  found && [found.low, found.high].map((one) => Number(one.toFixed(4)));

describe('a figure of two sides', () => {
  const told = (name: keyof typeof COMPARISONS, row: Comparison) => {
    const found = answer(COMPARISONS[name] as typeof COMPARISONS.side_a, row);
    return written(found);
  };
  const all = (row: Comparison) =>
    (['side_a', 'side_b', 'n_a', 'n_b', 'change', 'change_share'] as const).map((name) => told(name, row));

  it('is what reports print of each, how much it is of, and by how much it has changed', () => {
    expect(all(beside('deal_rate', {}, { own: { 'reached.deal': 30, leads: 150 } }))).toEqual([
      ...['0.1000', '0.2000', '200.0000', '150.0000', '0.1000', '1.0000'],
    ]);
    expect(all(beside('cpl', {}, { own: { spend: 3000, costed_leads: 100 } }))).toEqual([
      ...['20.0000', '30.0000', '200.0000', '100.0000', '10.0000', '0.5000'],
    ]);
    expect(all(beside('leads', {}, { own: { leads: 150 } }))).toEqual([
      '200.0000',
      '150.0000',
      null,
      null,
      '-50.0000',
      '-0.2500',
    ]);
  });

  it('is divided by its days, where that is asked', () => {
    const days = (count: number | null) => beside('leads_per_day', {}, { own: { leads: 100 } }, { days: count });
    expect(all(days(40))).toEqual(['5.0000', '2.5000', null, null, '-2.5000', '-0.5000']);
    expect(all(days(null))).toEqual(Array(6).fill(null));
    const endless = { ...days(40), a: days(null).a };
    expect(all(endless)).toEqual([null, '2.5000', null, null, null, null]);
    expect(partsBehind(COMPARISONS.side_a.formula, endless).map((part) => part.rows(endless))).toEqual([
      { of: 'nobody' },
    ]);
    const parts = partsOf(formulaOf(days(40), 'a') ?? NUMBERS[0], days(40));
    expect(parts.map((part) => [part.name, part.rows(days(40)).of])).toEqual([
      ['leads', 'leads'],
      ['days', 'configuration'],
    ]);
  });

  it('has no change from zero or below in shares, and none from or to the least there can be', () => {
    expect(all(beside('deal_rate', { own: { 'reached.deal': 0 } })).slice(4)).toEqual(['0.1000', null]);
    expect(all(beside('romi', { own: { costed_revenue: 3000 } })).slice(4)).toEqual(['-0.2500', null]);
    const least = { own: { 'unknown_depth.qualified': 21 } };
    for (const row of [beside('qualified', least), beside('qualified', {}, least)])
      expect(all(row)).toEqual(['80.0000', '80.0000', null, null, null, null]);
    expect(told('change', beside('deals', least))).toBe('0.0000');
    expect(told('change', beside('qualified', { own: { 'unknown_depth.qualified': 20 } }))).toBe('0.0000');
  });

  it('is followed as long on both sides, and not where their days are not over', () => {
    const young = { own: {}, followed: { 'reached.deal': 10 } };
    const of = (seconds: number | null, name = 'deal_rate') => {
      const row = beside(name, young, {}, {}, seconds);
      return [told('a_followed', row), told('b_followed', row)];
    };
    expect([of(1), of(0), of(-1), of(null)]).toEqual([
      ['0.0500', '0.1000'],
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(of(null, 'cpl')).toEqual(['20.0000', '20.0000']);
    expect(told('side_a', beside('deal_rate', young, {}, {}, null))).toBe('0.1000');
  });

  it('stands on the rows of its side: of its days, its sources, and what came of its leads in time', () => {
    const row = beside('cost_per_deal', { group: { sources: ['VK'] } }, {}, {}, 60);
    const { scope } = row.a;
    const rows = (isFollowed: boolean) =>
      partsOf(formulaOf(row, 'a', isFollowed) ?? NUMBERS[0], row).map((part) => part.rows(row));
    const within = { scope, sources: ['VK'] };
    expect(rows(false)).toEqual([
      { of: 'spend', measure: 'costed_spend', within },
      { of: 'leads', measure: 'costed_deals', within },
    ]);
    expect(rows(true)).toEqual([
      { of: 'spend', measure: 'costed_spend', within },
      { of: 'leads', measure: 'costed_deals', within: { ...within, followed: { awaited: 'deal', seconds: 60 } } },
    ]);
    expect(NUMBERS[0].rows(row)).toEqual({ of: 'leads', measure: 'costed_deals', within });
    expect(NUMBERS[1].rows(row)).toEqual({ of: 'leads', measure: 'costed_deals', within: { scope: row.b.scope } });
    expect(NUMBERS[0].rows(beside('leads'))).toEqual({ of: 'nobody' });
    const margin = beside('romi');
    expect(partsOf(formulaOf(margin, 'a') ?? NUMBERS[0], margin).map((part) => part.rows(margin))).toContainEqual({
      of: 'configuration',
    });
    const leads = beside('cpl', {}, {}, {}, 60);
    expect(partsOf(formulaOf(leads, 'b', true) ?? NUMBERS[0], leads).map((part) => part.rows(leads))).toEqual([
      { of: 'spend', measure: 'costed_spend', within: { scope } },
      { of: 'leads', measure: 'costed_leads', within: { scope } },
    ]);
  });

  it('is known by its name', () => {
    const names = (known: LeadStage[], isPerDay: boolean) =>
      comparedFigures(new Set(known), isPerDay).map(({ name }) => name);
    const per = ['spend_per_day', 'leads_per_day', 'qualified_per_day', 'deals_per_day', 'revenue_per_day'];
    expect(names([], true).filter((name) => !names([], false).includes(name))).toEqual(per);
    const steps = names(['lead', 'qualified', 'contact', 'deal'], false).filter((name) => name.startsWith('step_rate'));
    expect(steps).toEqual(['step_rate.contact', 'step_rate.deal']);
    expect([labelOfFigure('cpl')?.en, labelOfFigure('leads_per_day')?.en, labelOfFigure('none')]).toEqual([
      'CPL',
      'Leads per day',
      null,
    ]);
    const kinds = comparedFigures(new Set(), true).map(({ name, figure: { kind } }) => [name, kind]);
    expect(Object.fromEntries(kinds)).toMatchObject({
      leads: 'count',
      leads_per_day: 'quantity',
      spend_per_day: 'money',
    });
  });

  it('that hypotheses are judged by and scorecards tell is of all leads, or of what it is divided by', () => {
    const told = (all: readonly ComparedFigure[]) =>
      all.map(({ name, way, among, stage, of }) => [name, way, among, stage, of?.name]);
    const shares = [
      ['qualified_of_worked', 'rate', 'all', 'qualified', 'worked'],
      ['qualified_to_deal', 'step', 'all', 'deal', 'reached.qualified'],
      ['contacted_rate', 'rate', 'all', 'contact', 'leads'],
      ['lost_without_reason', 'rate', 'all', null, 'lost'],
    ];
    const prices = [
      ['qualified_rate', 'rate', 'all', 'qualified', 'leads'],
      ['deal_rate', 'rate', 'all', 'deal', 'leads'],
      ['cpl', 'cost', 'paid', null, 'costed_leads'],
      ['cpql', 'cost', 'paid', 'qualified', 'costed_qualified'],
      ['cost_per_deal', 'cost', 'paid', 'deal', 'costed_deals'],
    ];
    const earned = [
      ['average_deal', 'earned', 'all', 'deal', 'priced_deals'],
      ['revenue_per_lead', 'earned', 'all', 'deal', 'leads'],
      ['roas', 'earned', 'paid', 'deal', 'costed_priced_deals'],
      ['romi', 'earned', 'paid', 'deal', 'costed_priced_deals'],
    ];
    expect(told(JUDGED)).toEqual(prices);
    expect(told(HYPOTHESIZED)).toEqual([...prices, ...shares.filter(([, way]) => way === 'rate')]);
    expect(told(SCORED)).toEqual([...prices, ...shares, ...earned]);
    const sums = [
      ['spend', null],
      ['leads', null],
      ['qualified', 'qualified'],
      ['deals', 'deal'],
      ['revenue', 'deal'],
    ];
    expect(told(DECIDED_BY)).toEqual([
      ...sums.map(([name, stage]) => [name, 'total', 'all', stage, undefined]),
      ...prices,
      ...earned,
    ]);
  });

  it('is the least there can be where it is a count of the qualified', () => {
    const least = { own: { 'unknown_depth.qualified': 21 } };
    const of = (name: string, own: Made = least) => isLeast(beside(name, own), 'a');
    expect(['qualified', 'qualified_per_day', 'qualified_rate', 'deals', 'cpql'].map((name) => of(name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(of('qualified', {})).toBe(false);
  });

  it('of those who came to the stage before is unknown where many may have', () => {
    const of = (more: Some) =>
      written(amountOf(beside('step_rate.contact', { own: { 'reached.contact': 40, ...more } }), 'a'));
    expect(of({})).toBe('0.5000');
    expect([of({ 'unknown_depth.contact': 8 }), of({ 'unknown_depth.contact': 9 })]).toEqual(['0.5000', null]);
    expect([of({ 'unknown_depth.qualified': 20 }), of({ 'unknown_depth.qualified': 21 })]).toEqual(['0.5000', null]);
  });
});

describe('the interval of a difference', () => {
  it('of rates is that of Newcombe', () => {
    const row = beside('deal_rate', {}, { own: { 'reached.deal': 40 } });
    expect(close(intervalOf(row))).toEqual(rounded(newcombe({ hits: 20, n: 200 }, { hits: 40, n: 200 })));
    expect(close(intervalOn(row, 'b'))).toEqual(rounded(wilson(40, 200)));
    const ends = [
      COMPARISONS.change_low,
      COMPARISONS.change_high,
      HYPOTHESES.hypothesis_low,
      HYPOTHESES.hypothesis_high,
    ];
    expect(ends.map(({ sentence }) => [sentence.en.slice(0, 9), sentence.ru.slice(0, 7)])).toEqual([
      ...[
        ['the lower', 'нижняя '],
        ['the upper', 'верхняя'],
        ['the lower', 'нижняя '],
        ['the upper', 'верхняя'],
      ],
    ]);
    expect(written(answer(COMPARISONS.change_low, row) ?? null)).toBe(
      String(newcombe({ hits: 20, n: 200 }, { hits: 40, n: 200 })?.low.toFixed(4)),
    );
  });

  it('is of what was followed', () => {
    const row = beside('deal_rate', { own: {}, followed: { 'reached.deal': 10, leads: 100 } });
    expect(close(intervalOn(row, 'a'))).toEqual(rounded(wilson(10, 100)));
    expect(intervalOf(beside('deal_rate', {}, {}, {}, null))).toBeNull();
    expect(intervalOf(beside('deal_rate', { own: { 'reached.deal': null } }))).toBeNull();
    expect(intervalOf(beside('deal_rate', {}, { own: { 'reached.deal': null } }))).toBeNull();
    const lost = { own: {}, followed: { 'reached.deal': null } };
    expect([
      intervalOf(beside('deal_rate', lost)),
      intervalOf(beside('deal_rate', {}, lost)),
      intervalOn(beside('deal_rate', lost), 'a'),
    ]).toEqual([null, null, null]);
    expect(intervalOf(beside('deal_rate', {}, { own: { leads: 0 } }))).toBeNull();
  });

  it('of a sum there is none, nor of a step, of which each side has its own', () => {
    expect([intervalOf(beside('leads')), intervalOn(beside('leads'), 'a')]).toEqual([null, null]);
    const step = beside('step_rate.contact', { own: { 'reached.contact': 40 } });
    expect([intervalOf(step), answer(COMPARISONS.change_low, step), answer(COMPARISONS.mix, step)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(answer(HYPOTHESES.hypothesis_high, judged(step))).toBeNull();
    expect(close(intervalOn(step, 'a'))).toEqual(rounded(wilson(40, 80)));
    // What is seen of a stage alone need not fall from one to the next.
    expect(intervalOn(beside('step_rate.contact', { own: { 'reached.contact': 81 } }), 'a')).toBeNull();
    expect(close(intervalOn(beside('step_rate.contact', { own: { 'reached.contact': 80 } }), 'a'))).toEqual(
      rounded(wilson(80, 80)),
    );
  });

  it('of prices is as wide as the count varies from day to day', () => {
    const even = Array.from({ length: 20 }, () => ({ costed_leads: 10 }));
    const uneven = Array.from({ length: 20 }, (_, at) => ({ costed_leads: at % 2 === 0 ? 0 : 20 }));
    const [calm, wild] = [even, uneven].map((daily) => beside('cpl', { daily }, { daily }));
    const [inner, outer] = [close(intervalOf(calm as Comparison)), close(intervalOf(wild as Comparison))] as [
      number[],
      number[],
    ];
    // 200 leads: 20 × (1 ± 1.96 / √200 and a little), of both sides together.
    expect(inner.map((end) => Math.abs(end))).toEqual([expect.closeTo(3.93, 1), expect.closeTo(3.93, 1)]);
    expect(outer[1]).toBeGreaterThan(2 * (inner[1] as number));
    expect(close(intervalOn(calm as Comparison, 'a'))?.map(Math.round)).toEqual([17, 23]);
    expect(intervalOf(beside('cpl', { daily: even }, { daily: [] }))).toBeNull();
    expect(intervalOf(beside('cpl', { daily: [] }, { daily: even }))).toBeNull();
    expect(intervalOf(beside('cpl', { daily: even, own: { spend: 0 } }, { daily: even }))).toBeNull();
  });

  describe('of what is earned', () => {
    const deal = (revenue: number, more: Partial<EarnedBy> = {}): EarnedBy => ({
      ...{ revenue: exact(revenue), profit: null, deals: 1, leads: 10, isCosted: true },
      ...more,
    });
    const sold: Made = { earned: [deal(80), deal(120)] };
    const ends = (name: string, a: Made = sold, more: Partial<Side> = {}) =>
      close(intervalOn(beside(name, a, {}, more), 'a')) as [number, number];

    it('holds what there was, of deals, of leads and of spend', () => {
      const [low, high] = ends('average_deal');
      const [perLead, roas, romi] = [ends('revenue_per_lead'), ends('roas'), ends('romi')];
      expect([low, high]).toEqual([expect.closeTo(91, -1), expect.closeTo(109, -1)]);
      expect(low < 100 && high > 100).toBe(true);
      // About 2000 ± 1.96 × √(10 × 80² + 10 × 120²) of revenue and 50 for its skew, over 200 leads, over 4000 of spend.
      expect(perLead).toEqual([expect.closeTo(5.8, 0), expect.closeTo(14.7, 0)]);
      expect(roas).toEqual([expect.closeTo(0.29, 1), expect.closeTo(0.74, 1)]);
      expect(romi).toEqual([roas[0] - 1, roas[1] - 1].map((end) => expect.closeTo(end, 4)));
    });

    it('takes the margin of revenue, and profit where deals tell it', () => {
      const [low] = ends('romi');
      expect(ends('romi', sold, { margin: parseExact('0.5') })[0]).toBeCloseTo((low + 1) / 2 - 1, 3);
      const profitable = {
        earned: sold.earned?.map((one) => ({ ...one, profit: exact(Number(one.revenue.num) / 4) })) ?? [],
      };
      expect(ends('romi', profitable, { margin: parseExact('0.5') })[0]).toBeCloseTo((low + 1) / 4 - 1, 3);
      expect(ends('roas', profitable)).toEqual(ends('roas'));
    });

    it('is of deals that are paid for, where it is of spend', () => {
      const apart = { earned: [...(sold.earned ?? []), deal(9000, { isCosted: false })] };
      expect(ends('roas', apart)).toEqual(ends('roas'));
      expect(ends('revenue_per_lead', apart)[1]).toBeGreaterThan(100);
    });

    it('is the same in whatever order its filters stand, and another for other days', () => {
      const filter = (dimension: string, ...values: string[]) => ({ dimension, values, not: false }) as never;
      const of = (from: string, ...where: never[]) =>
        ends('roas', sold, { scope: { ...beside('roas').a.scope, from, where } });
      const both = of('2026-10-01', filter('source', 'a', 'b'), filter('medium', 'c'));
      expect(of('2026-10-01', filter('medium', 'c'), filter('source', 'b', 'a'))).toEqual(both);
      expect(of('2026-10-02', filter('source', 'a', 'b'), filter('medium', 'c'))).not.toEqual(both);
      expect(of('2026-10-01', filter('source', 'a', 'b'))).not.toEqual(both);
    });

    it('is that of a difference drawn by drawn, and of nobody where one is unknown', () => {
      const same = beside('average_deal', sold, { earned: [deal(180), deal(220)], own: { revenue: 4000 } });
      const row = { ...same, b: { ...same.b, scope: { ...same.b.scope, from: '2026-10-02' } } };
      const [low, high] = close(intervalOf(row)) as [number, number];
      expect(low > 80 && low < 100 && high > 100 && high < 120).toBe(true);
      expect(intervalOf(beside('average_deal', { own: { priced_deals: 0 } }, sold))).toBeNull();
      expect(intervalOf(beside('roas', { ...sold, own: { spend: null } }, sold))).toBeNull();
    });

    it('of draws without a deal is its own', () => {
      expect(ends('average_deal', { earned: [], own: {} })).toEqual([100, 100]);
      expect(ends('average_deal', { earned: [], own: {}, followed: { revenue: 1000 } })).toEqual([50, 50]);
    });
  });
});

describe('whether a figure is another on the second side', () => {
  const verdict = (
    name: string,
    a: Made = {},
    b: Made = {},
    more: Partial<Side> = {},
    seconds: number | null = 86_400,
  ) => {
    const row = beside(name, a, b, more, seconds);
    return [verdictOfComparison(row), comparedInWords(row)?.en ?? null];
  };

  it('is told by the whole interval of the difference', () => {
    expect(verdict('deal_rate', {}, { own: { 'reached.deal': 40 } })).toEqual(['clearly up', null]);
    expect(verdict('deal_rate', { own: { 'reached.deal': 40 } })).toEqual(['clearly down', null]);
    expect(verdict('deal_rate', {}, { own: { 'reached.deal': 30 } })).toEqual(['too close to call', null]);
  });

  it('is not told of sums, of a step, of what is blank, and of the least there can be', () => {
    expect(['leads', 'leads_per_day', 'step_rate.contact'].map((name) => verdict(name)[0])).toEqual([null, null, null]);
    const few = { own: { 'reached.qualified': 20, 'reached.contact': 10, leads: 20 } };
    expect(['leads', 'leads_per_day', 'step_rate.contact'].map((name) => verdict(name, few)[0])).toEqual([
      null,
      null,
      null,
    ]);
    expect(verdict('deal_rate', { own: { 'reached.deal': null } })[0]).toBeNull();
    expect(verdict('deal_rate', {}, { own: { 'reached.deal': null } })[0]).toBeNull();
  });

  it('takes 30 of whatever it is divided by, on each side', () => {
    const of = (name: string, own: Some) => verdict(name, {}, { own });
    expect(of('deal_rate', { leads: 29, 'reached.deal': 5 })).toEqual(['too few', 'few leads: 29 of 30']);
    expect(of('deal_rate', { leads: 30, 'reached.deal': 5 })[0]).not.toBe('too few');
    const both = (a: number, b: number) => verdict('deal_rate', { own: { leads: a } }, { own: { leads: b } })[1];
    expect([both(29, 28), both(28, 29)]).toEqual(['few leads: 28 of 30', 'few leads: 28 of 30']);
    expect(of('cpql', { costed_qualified: 29 })[1]).toBe('few qualified: 29 of 30');
    expect(of('cost_per_deal', {})[1]).toBe('few deals: 20 of 30');
    expect(of('average_deal', {})[1]).toBe('few deals: 20 of 30');
    const lost = {
      ...beside('deal_rate', {}, { own: { lost: 29 } }),
      figure: { ...beside('deal_rate').figure, of: { ...NUMBERS[0], name: 'lost', of: () => exact(29) } },
    };
    expect(fewestOn(lost as never, 'b')?.en).toBe('few lost: 29 of 30');
    expect(fewestOn({ ...lost, figure: { ...lost.figure, of: null } } as never, 'b')?.en).toBe('few leads: 0 of 30');
  });

  it('takes 14 days of a price, since a count must vary for a while', () => {
    const daily = Array.from({ length: 20 }, () => ({ costed_leads: 10 }));
    expect(verdict('cpl', { daily }, { daily }, { days: 13 })).toEqual(['too few', 'few days: 13 of 14']);
    expect(verdict('cpl', { daily }, { daily }, { days: null })).toEqual(['too few', 'few days: 0 of 14']);
    expect(verdict('cpl', { daily }, { daily }, { days: 14 })).toEqual(['too close to call', null]);
    expect(verdict('deal_rate', {}, {}, { days: 13 })[0]).toBe('too close to call');
  });

  it('takes 10 deals of what is earned, in the time that leads are followed', () => {
    const of = (deals: number, seconds: number | null = 60) =>
      verdict('revenue_per_lead', {}, { own: {}, followed: { 'reached.deal': deals } }, {}, seconds);
    expect(of(9)).toEqual(['too few', 'few deals: 9 of 10']);
    expect(of(10)[0]).not.toBe('too few');
    expect(of(9, null)).toEqual(['too early', 'too early: the days are not over']);
  });

  it('is too early where more than a tenth are young, or nobody is watched a moment longer', () => {
    expect(verdict('deal_rate', {}, { own: { young: 20 } })[0]).toBe('too close to call');
    expect(verdict('deal_rate', {}, { own: { young: 21 } })).toEqual([
      'too early',
      'too early: 21 of 200 may yet come',
    ]);
    expect(verdict('qualified_rate', { own: { 'too_early.qualified': 21 } })).toEqual([
      'too early',
      'too early: 21 of 200 may yet come',
    ]);
    for (const seconds of [null, 0, -1])
      expect(verdict('deal_rate', {}, {}, {}, seconds)).toEqual(['too early', 'too early: the days are not over']);
    expect(verdict('cpl', {}, {}, {}, null)[0]).not.toBe('too early');
  });

  it('is undated where more than a tenth of those who came have no date, then unproven where as many are not marked', () => {
    expect(verdict('deal_rate', { undated: { deal: 2 } })[0]).toBe('too close to call');
    expect(verdict('deal_rate', { undated: { deal: 3 } })[0]).toBe('undated');
    expect(verdict('deal_rate', {}, { undated: { deal: null } })[0]).toBe('undated');
    const inferred = { own: { 'implied.qualified': 9 } };
    expect(verdict('qualified_rate', { ...inferred, undated: { qualified: 9 } })[0]).toBe('undated');
    expect(verdict('qualified_rate', inferred)[0]).toBe('unproven');
    expect(verdict('qualified_rate', { own: { 'implied.qualified': 8 } })[0]).toBe('too close to call');
    expect(verdict('deal_rate', { own: { 'implied.deal': 9, ...inferred.own } })[0]).toBe('too close to call');
    expect(verdict('cpl', inferred)[0]).not.toBe('unproven');
    // Of deals of the qualified these are unproven, of deals of all leads nobody.
    const figure = SCORED.find(({ name }) => name === 'qualified_to_deal') as ComparedFigure;
    const of = (implied: number) =>
      isUnproven({ ...beside('deal_rate', { own: { 'implied.qualified': implied } }), figure }, 'a');
    expect([of(8), of(9)]).toEqual([false, true]);
  });
});

describe('a change in two parts', () => {
  const sources = (all: Record<string, Some>): Made => {
    const own = sum(Object.values(all).map(known));
    return { sources: all, group: { own, followed: own } };
  };
  const rate = (leads: number, deals: number): Some => ({ leads, 'reached.lead': leads, 'reached.deal': deals });
  const parts = (name: string, a: Made, b: Made) => {
    const row = beside(name, a, b);
    const found = mixAndRate(row);
    expect([answer(COMPARISONS.mix, row), answer(COMPARISONS.by_rate, row)]).toEqual([
      found?.mix ?? null,
      found?.rate ?? null,
    ]);
    return found && [written(found.mix), written(found.rate), written(answer(COMPARISONS.change, row))];
  };

  it('of rates that stay is all mix, and of shares that stay all rate', () => {
    const before = sources({ VK: rate(100, 10), Mail: rate(100, 40) });
    expect(parts('deal_rate', before, sources({ VK: rate(50, 5), Mail: rate(150, 60) }))).toEqual([
      '0.0750',
      '0.0000',
      '0.0750',
    ]);
    expect(parts('deal_rate', before, sources({ VK: rate(200, 40), Mail: rate(200, 100) }))).toEqual([
      '0.0000',
      '0.1000',
      '0.1000',
    ]);
  });

  it('adds up to it: shares by the means of both rates, rates by the means of both shares', () => {
    const a = sources({ VK: rate(100, 10), Mail: rate(100, 40) });
    // Δw is ∓ 1/4 at r̄ 0.15 and 0.45; Δr is 0.1 at w̄ 3/8 and 5/8.
    expect(parts('deal_rate', a, sources({ VK: rate(50, 10), Mail: rate(150, 75) }))).toEqual([
      '0.0750',
      '0.1000',
      '0.1750',
    ]);
  });

  it('takes the rate of the other side for a source that one of them lacks', () => {
    const [a, b] = [sources({ VK: rate(100, 10) }), sources({ VK: rate(100, 10), Mail: rate(100, 40) })];
    expect(parts('deal_rate', a, b)).toEqual(['0.1500', '0.0000', '0.1500']);
    expect(parts('deal_rate', b, a)).toEqual(['-0.1500', '0.0000', '-0.1500']);
    const empty = sources({ VK: rate(100, 10), Mail: rate(0, 0) });
    expect(parts('deal_rate', empty, empty)).toEqual(['0.0000', '0.0000', '0.0000']);
  });

  const price = (spend: number | null, costed_leads: number): Some => ({ spend, costed_leads });
  it('of costs is turned over: −c_a c_b of what the leads per unit of spend changed by', () => {
    const a = sources({ VK: price(100, 10), Mail: price(100, 30) });
    // Both 5 and then 4: 40 leads of 200, 50 of 200 at shares of 1/4 and 3/4 of spend; 10 to 0.1, Mail stays at 0.3.
    const b = sources({ VK: price(50, 5), Mail: price(150, 45) });
    expect(parts('cpl', a, b)).toEqual(['-1.0000', '0.0000', '-1.0000']);
    expect(parts('cpl', a, sources({ VK: price(100, 20), Mail: price(100, 30) }))).toEqual([
      '0.0000',
      '-1.0000',
      '-1.0000',
    ]);
  });

  it('is none where a source has some of it without any spend, or a side has no figure', () => {
    const a = sources({ VK: price(100, 10) });
    expect(parts('cpl', a, sources({ VK: price(100, 10), Mail: price(null, 5) }))).toBeNull();
    expect(parts('cpl', sources({ VK: price(100, 10), Mail: price(null, 5) }), a)).toBeNull();
    expect(parts('cpl', a, sources({ VK: price(100, 10), Mail: price(null, 0) }))).toEqual([
      '0.0000',
      '0.0000',
      '0.0000',
    ]);
    expect(parts('deal_rate', sources({ VK: rate(0, 0) }), a)).toBeNull();
    expect(parts('deal_rate', sources({ VK: rate(10, 1) }), sources({ VK: rate(0, 0) }))).toBeNull();
    expect(['leads', 'step_rate.contact', 'roas'].map((name) => mixAndRate(beside(name)))).toEqual([null, null, null]);
  });

  it('is of the sources that its side is of', () => {
    const a = sources({ VK: rate(100, 10) });
    const of = (only: string[]) => {
      const b = sources({ VK: rate(100, 20), Mail: rate(100, 90) });
      const own = sum(only.map((source) => known(b.sources?.[source] ?? {})));
      return parts('deal_rate', a, { ...b, group: { own, followed: own, sources: only } });
    };
    expect(of(['VK'])).toEqual(['0.0000', '0.1000', '0.1000']);
    expect(of(['VK', 'Mail'])).toEqual(['0.3750', '0.0750', '0.4500']);
  });

  it('counts who are unknown in one source as in the whole, so that it adds up', () => {
    const depth = (leads: number, unknown: number): Some => ({
      leads,
      'reached.lead': leads,
      'reached.qualified': leads / 2,
      'unknown_depth.qualified': unknown,
    });
    const a = sources({ VK: depth(20, 10), Mail: depth(180, 0) });
    expect(parts('qualified_rate', a, a)).toEqual(['0.0000', '0.0000', '0.0000']);
  });
});

describe('how far the mix of sources has moved', () => {
  const of = (all: Record<string, number | null>) =>
    new Map(Object.entries(all).map(([source, leads]) => [source, known({ leads })]));
  const moved = (a: Record<string, number | null>, b: Record<string, number | null>) => written(movedMix(of(a), of(b)));

  it('is half of what their shares differ by', () => {
    expect(moved({ VK: 50, Mail: 50 }, { VK: 100, Mail: 100 })).toBe('0.0000');
    expect(moved({ VK: 50, Mail: 50 }, { VK: 75, Mail: 25 })).toBe('0.2500');
    expect(moved({ VK: 10 }, { Mail: 7 })).toBe('1.0000');
    expect(moved({ VK: 30, Mail: null, Ads: 10 }, { VK: 10, Ads: 10 })).toBe('0.2500');
  });

  it('is unknown where one side has no lead', () => {
    expect([moved({ VK: 0 }, { VK: 1 }), moved({ VK: 1 }, {}), moved({}, {})]).toEqual([null, null, null]);
  });
});

describe('a hypothesis', () => {
  const better = { own: { 'reached.deal': 40 } };
  const of = (a: Made, b: Made, rest: [Made, Made] | null = null, more: Partial<Judged['hypothesis']> = {}): Judged => {
    const own = judged(beside('deal_rate', a, b));
    return { ...own, hypothesis: { ...own.hypothesis, ...more }, rest: rest && beside('deal_rate', ...rest) };
  };
  const words = (row: Judged) => HYPOTHESES.hypothesis_verdict.told?.(row)?.en ?? null;

  it('worked where its figure clearly went where it was hoped to go', () => {
    expect(verdictOf(of({}, better))).toBe('worked');
    expect(verdictOf(of(better, {}))).toBe('did not');
    expect(verdictOf(of(better, {}, null, { expect: 'down' }))).toBe('worked');
    expect(verdictOf(of({}, { own: { 'reached.deal': 30 } }))).toBe('undecided');
  });

  it('is of what was followed, and did not change from zero or below, or where one side is unknown', () => {
    const none = { own: { 'reached.deal': 0 } };
    expect(verdictOf(of(none, better, [{}, { own: { 'reached.deal': 22 } }]))).toBe('worked');
    const change = (a: Made, b: Made, name = 'deal_rate') => written(changeShare(beside(name, a, b)));
    expect(change({}, better)).toBe('1.0000');
    expect(change({ own: {}, followed: { 'reached.deal': 10 } }, { own: {}, followed: { 'reached.deal': 15 } })).toBe(
      '0.5000',
    );
    expect([
      change(none, better),
      change({ own: { 'reached.deal': null } }, better),
      change({}, { own: { 'reached.deal': null } }),
    ]).toEqual([null, null, null]);
    expect(change({ own: { costed_revenue: 3000 } }, {}, 'romi')).toBeNull();
    expect(changeShare(null)).toBeNull();
    const later = of({ own: {}, followed: { 'reached.deal': 10 } }, { own: {}, followed: { 'reached.deal': 15 } });
    expect(written(answer(HYPOTHESES.before, later))).toBe('0.0500');
    expect(written(answer(HYPOTHESES.after, judged(beside('romi', {}, { own: { costed_revenue: 8000 } }))))).toBe(
      '1.0000',
    );
  });

  it('of what is decided is told in words of its own', () => {
    const told = (row: Judged) => DECIDED.decided_word.told(row);
    expect(told(of({}, better))).toEqual(text('worked', 'сработало'));
    expect(told(of(better, {}))).toEqual(text('DID NOT WORK', 'НЕ СРАБОТАЛО'));
    expect(told(of({}, better, null, { state: 'running' }))?.en).toBe('too early: it still runs');
    expect(told(judged(null))).toBeNull();
  });

  it('is undecided where everything else went the same way as far', () => {
    expect(verdictOf(of({}, better, [{}, better]))).toBe('undecided');
    expect(verdictOf(of({}, better, [{}, { own: { 'reached.deal': 39 } }]))).toBe('worked');
    expect(verdictOf(of({}, better, [better, { own: { 'reached.deal': 0 } }]))).toBe('worked');
    expect(verdictOf(of({}, better, [{ own: { 'reached.deal': 0 } }, better]))).toBe('worked');
    expect(verdictOf(of(better, {}, [better, { own: { 'reached.deal': 19 } }]))).toBe('undecided');
  });

  it('says nothing yet while it runs, but that there are too few; nor of what is blank', () => {
    const running = { state: 'running' } as const;
    expect(verdictOf(of({}, better, null, running))).toBe('too early');
    expect(words(of({}, better, null, running))).toBe('too early: it still runs');
    const few = { own: { leads: 20, 'reached.deal': 5 } };
    expect([verdictOf(of(few, better, null, running)), words(of(few, better, null, running))]).toEqual([
      'too few',
      'few leads: 20 of 30',
    ]);
    expect([verdictOf(judged(null)), words(judged(null))]).toEqual([null, null]);
    expect(verdictOf(of({ own: { leads: null } }, {}))).toBeNull();
    expect([verdictOf(of({ own: { young: 21 } }, {})), words(of({ own: { young: 21 } }, {}))]).toEqual([
      'too early',
      'too early: 21 of 200 may yet come',
    ]);
    expect([verdictOf(of({ undated: { deal: 3 } }, {})), words(of({}, better))]).toEqual(['undated', null]);
  });

  it('has its figures before and after, what they are of, and how they changed', () => {
    const told = (row: Judged) =>
      (['before', 'after', 'n_before', 'n_after', 'hypothesis_change', 'rest_change'] as const).map((name) =>
        written(answer(HYPOTHESES[name] as typeof HYPOTHESES.before, row)),
      );
    expect(told(of({}, better, [{}, { own: { leads: 100 } }]))).toEqual([
      '0.1000',
      '0.2000',
      '200.0000',
      '200.0000',
      '1.0000',
      '1.0000',
    ]);
    expect(told(judged(null))).toEqual(Array(6).fill(null));
    expect(told(of({ own: { 'reached.deal': 0 } }, better))).toEqual([
      '0.0000',
      '0.2000',
      '200.0000',
      '200.0000',
      null,
      null,
    ]);
    const low = written(answer(HYPOTHESES.hypothesis_low, of({}, better)));
    const high = written(answer(HYPOTHESES.hypothesis_high, of({}, better)));
    expect([Number(low), Number(high)]).toEqual(rounded(newcombe({ hits: 20, n: 200 }, { hits: 40, n: 200 })));
    expect(answer(HYPOTHESES.hypothesis_low, judged(null))).toBeNull();
  });

  it('is of as many as its figures are divided by, those that came in time, and takes thirty of them', () => {
    const after: Made = { own: { spend: 900 }, followed: { spend: 900, costed_qualified: 29 }, daily: [] };
    const row = judged(beside('cpql', {}, after));
    const { n_after, after: value } = HYPOTHESES;
    expect([written(answer(n_after, row)), written(answer(value, row))]).toEqual(['29.0000', '31.0345']);
    expect([verdictOf(row), words(row)]).toEqual(['too few', 'few qualified: 29 of 30']);
    const [part] = partsBehind(n_after.formula, row);
    expect(part?.rows(row)).toMatchObject({ within: { followed: { awaited: 'qualified', seconds: 86_400 } } });
    // Whoever is not watched yet is not divided by yet.
    const soon = judged(beside('cpql', {}, after, {}, 0));
    expect(written(answer(n_after, soon))).toBe('80.0000');
    expect(partsBehind(n_after.formula, soon)[0]?.rows(soon)).not.toHaveProperty('within.followed');
  });

  it('stands on the rows of its sides, and on nobody where it has none', () => {
    const rows = (row: Judged) =>
      partsBehind(HYPOTHESES.hypothesis_change.formula, row).map((part) => part.rows(row).of);
    expect(rows(of({}, better))).toEqual(Array(6).fill('leads'));
    expect(rows(judged(null))).toEqual(['nobody']);
    expect(HYPOTHESES.n_before.formula).toMatchObject({ op: 'part', name: 'n_a' });
    const [weeks] = partsBehind(HYPOTHESES.hypothesis_verdict.formula, judged());
    expect([weeks?.of(judged()), weeks?.rows(judged())]).toEqual([exact(4), { of: 'configuration' }]);
  });
});
