import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/model/figures/source-line.js';
import {
  besideOthers,
  sellsClearlyLess,
  verdictInWords,
  verdictOfSource,
} from '../../src/model/figures/source-verdict.js';
import { type Measures, sum } from '../../src/model/measures.js';
import { known } from './subjects.js';

interface Made {
  leads: number;
  qualified: number | null;
  deals: number;
  revenue: number | null;
  spend: number | null;
}
/** 10 a lead, 20 a qualified one, twice of what was spent. */
const USUAL: Made = { leads: 100, qualified: 50, deals: 20, revenue: 2000, spend: 1000 };
type More = Partial<Record<keyof Measures, number | null>>;

function made(own: Partial<Made>, more: More = {}): Measures {
  const { leads, qualified, deals, revenue, spend } = { ...USUAL, ...own };
  return known({
    ...{ leads, costed_leads: leads, 'reached.lead': leads, 'reached.deal': deals, costed_deals: deals, spend },
    ...{ 'reached.qualified': qualified, costed_qualified: qualified, revenue, costed_revenue: revenue },
    ...more,
  });
}

function beside(own: Measures, others: Measures = made({}), more: Partial<Line> = {}): Line {
  const paid = sum([own, others]);
  return {
    ...{ row: 'source', own, margin: null, places: { cpl: null, romi: null } },
    ...{ among: { total: paid, paid }, isPaid: true, isOfOutcome: false },
    ...more,
  };
}
const said = (own: Partial<Made>, more: More = {}, others: Partial<Made> = {}, ofOthers: More = {}) => {
  const line = beside(made(own, more), made(others, ofOthers));
  return [verdictOfSource(line), verdictInWords(line)?.en ?? null];
};

describe('a source beside all others that are paid for', () => {
  it.each<[what: string, own: Partial<Made>, verdict: string, words: string | null]>([
    ['is near where all is alike', {}, 'near', null],
    ['also where a lead costs a tenth more', { spend: 1100, revenue: 4000 }, 'near', null],
    ['not above it', { spend: 1101, qualified: 60, revenue: 4000 }, 'dear_qualified', 'lead dearer, but pays off'],
    ['or a tenth less', { spend: 900, revenue: 200 }, 'near', null],
    ['not below it', { spend: 899, qualified: 20, revenue: 1200 }, 'cheap_weak', 'cheap, little return'],
    [
      'better by the qualified alone',
      { spend: 500, qualified: 50, revenue: 1000 },
      'cheap_qualified',
      'lead cheaper and pays off',
    ],
    [
      'better by the money alone',
      { spend: 500, qualified: 25, revenue: 2000 },
      'cheap_qualified',
      'lead cheaper and pays off',
    ],
    ['weak by the qualified alone', { spend: 2000, qualified: 50, revenue: 4000 }, 'dear_weak', 'dear, little return'],
    ['weak by the money alone', { spend: 2000, qualified: 100, revenue: 2000 }, 'dear_weak', 'dear, little return'],
    ['dear and near where both are alike', { spend: 2000, qualified: 100, revenue: 4000 }, 'near', null],
    ['disputed', { spend: 500, qualified: 50, revenue: 500 }, 'mixed', 'disputed: qualified cheaper, money worse'],
    [
      'the other way round',
      { spend: 500, qualified: 10, revenue: 2000 },
      'mixed',
      'disputed: qualified dearer, money better',
    ],
    ['wasteful where it lost money', { spend: 2000, qualified: 50, revenue: 1999 }, 'dear_weak', null],
    [
      'none of it where it came out even',
      { spend: 2000, qualified: 50, revenue: 2000 },
      'dear_weak',
      'dear, little return',
    ],
    ['wasteful where nobody bought', { spend: 500, qualified: 100, deals: 0, revenue: 0 }, 'cheap_weak', null],
    ['dear without a qualified lead', { spend: 2000, qualified: 0, revenue: 4000 }, 'dear_weak', 'dear, little return'],
  ])('%s', (_, own, verdict, words) => {
    expect(said(own)).toEqual([verdict, words]);
  });

  it('is praised for what is better, where it does not pay off', () => {
    const poor = { revenue: 500 };
    expect(said({ spend: 500, qualified: 50, revenue: 250 }, {}, poor)).toEqual([
      'cheap_qualified',
      'lead cheaper, qualified better',
    ]);
    expect(said({ spend: 500, qualified: 25, revenue: 400 }, {}, poor)).toEqual([
      'cheap_qualified',
      'lead cheaper, money better',
    ]);
  });

  it('is as elsewhere and sells nothing: in capitals', () => {
    const few = { deals: 0, revenue: 0 };
    expect(said({ ...few, leads: 30, spend: 300, qualified: 15 }, {}, { deals: 1, revenue: 0 })).toEqual([
      'too few',
      'few deals: 0 of 10',
    ]);
    expect(said({ ...few, leads: 100 }, {}, {})).toEqual(['near', 'A LEAD AS ELSEWHERE, NO DEAL']);
  });

  it('is weak without a deal only where others would have had some', () => {
    // Of 100 leads at 2 % none may well come.
    expect(said({ spend: 500, qualified: 100, deals: 10, revenue: 1000 }, {}, { deals: 10, revenue: 1000 })).toEqual([
      'cheap_qualified',
      'lead cheaper and pays off',
    ]);
    const dealless = said({ spend: 500, deals: 0, revenue: 0 }, {}, { deals: 100 });
    expect(dealless).toEqual(['cheap_weak', null]);
  });

  it('is judged by the money alone where nothing tells who is qualified', () => {
    expect(said({ spend: 500, qualified: null }, {}, { qualified: null })[0]).toBe('cheap_qualified');
    expect(said({ spend: 500, qualified: 10, revenue: 2000 }, { 'unknown_depth.qualified': 11 })[0]).toBe(
      'cheap_qualified',
    );
    expect(said({ spend: 500, qualified: 10, revenue: 2000 }, {}, {}, { 'unknown_depth.qualified': 11 })[0]).toBe(
      'cheap_qualified',
    );
    expect(said({ spend: 500, qualified: 10, revenue: 2000 }, { 'unknown_depth.qualified': 10 })[0]).toBe('mixed');
  });
});

describe('a source of which too little is known', () => {
  it('has too few leads below 30, and too few deals below 10 unless it sells clearly less', () => {
    expect(said({ leads: 29, deals: 10 })).toEqual(['too few', 'few leads: 29 of 30']);
    expect(said({ leads: 30, deals: 9, spend: 300 })).toEqual(['too few', 'few deals: 9 of 10']);
    expect(said({ leads: 30, deals: 10, spend: 300 })[0]).toBe('near');
    // 9 of 200 are at most 8.3 %, and others sell a fifth.
    expect(said({ leads: 200, deals: 9, spend: 500 })[0]).toBe('cheap_qualified');
  });

  it('is told by whole leads where leads are split, of which no rate is clearly less', () => {
    const whole = { whole_leads: 40, whole_deals: 12 };
    expect(said({ leads: 20, deals: 5, spend: 200 }, whole)[0]).not.toBe('too few');
    expect(said({ leads: 40, deals: 12 }, { whole_leads: 29, whole_deals: 12 })).toEqual([
      'too few',
      'few leads: 29 of 30',
    ]);
    expect(said({ leads: 200, deals: 0 }, { whole_leads: 200, whole_deals: 0 })).toEqual([
      'too few',
      'few deals: 0 of 10',
    ]);
  });

  it('is too early where more than a tenth are young, then unproven where as many are not marked', () => {
    expect(said({}, { young: 10 })[0]).toBe('near');
    expect(said({}, { young: 11, 'implied.qualified': 6 })).toEqual(['too early', 'too early: 11 of 100 may yet come']);
    expect(said({}, { 'implied.qualified': 5 })[0]).toBe('near');
    expect(said({}, { 'implied.qualified': 6 })).toEqual(['unproven', 'gaps in the CRM: 6 of 50 qualified not marked']);
    // Who goes by the money alone needs no marks.
    expect(said({}, { 'implied.qualified': 6, 'unknown_depth.qualified': 11 })[0]).toBe('near');
  });

  it('has no verdict', () => {
    const none: [Line, string][] = [
      [beside(made({}), made({}), { row: 'total' }), 'of a total'],
      [beside(made({}), made({}), { isPaid: false }), 'of what is not paid for'],
      [beside(made({}), made({}), { isOfOutcome: true }), 'of leads chosen by what became of them'],
      [beside(made({ revenue: null })), 'without revenue'],
      [beside(made({}, { leads: null })), 'without leads'],
      [beside(made({}, { 'reached.deal': null })), 'without deals'],
      [beside(made({ spend: null })), 'without spend'],
      [beside(made({ leads: 20, spend: null })), 'without spend, however few'],
      [beside(made({ leads: 20 }), made({ spend: null })), 'beside nothing that is paid for, however few'],
      [beside(made({}), made({ spend: null })), 'where nothing else is paid for'],
      [beside(made({}, { costed_leads: 0 })), 'without a price'],
      [beside(made({}), made({}, { costed_leads: 0 })), 'without a price of the others'],
      [beside(made({}, { costed_revenue: null })), 'without returns'],
    ];
    for (const [line, what] of none)
      expect([what, verdictOfSource(line), verdictInWords(line)]).toEqual([what, null, null]);
  });
});

it('what is said of a source is said in both languages', () => {
  const line = beside(made({ spend: 500, qualified: 50, revenue: 1000 }));
  expect(verdictInWords(line)).toEqual({ en: 'lead cheaper and pays off', ru: 'лид дешевле и окупается' });
});

describe('one beside others', () => {
  const of = (own: More) => ({ own: made({}, own), margin: null });
  const stands = (name: Parameters<typeof besideOthers>[0], own: More, others: More = {}) =>
    besideOthers(name, of(own), of(others));

  it('is better where it costs less, and where it returns more, by more than a tenth of the others', () => {
    expect([899, 900, 1100, 1101].map((spend) => stands('cpl', { spend }))).toEqual([
      'better',
      'alike',
      'alike',
      'worse',
    ]);
    expect([1799, 1800, 2200, 2201].map((costed_revenue) => stands('roas', { costed_revenue }))).toEqual([
      'worse',
      'alike',
      'alike',
      'better',
    ]);
  });

  it('of a size below zero too', () => {
    const others = { costed_revenue: -2000 };
    expect([-2201, -2200, -1800, -1799].map((costed_revenue) => stands('roas', { costed_revenue }, others))).toEqual([
      'worse',
      'alike',
      'alike',
      'better',
    ]);
  });

  it('without any it is the dearest there is, and of two without they are alike', () => {
    const none = { costed_qualified: 0 };
    expect([stands('cpql', none), stands('cpql', {}, none), stands('cpql', none, none)]).toEqual([
      'worse',
      'better',
      'alike',
    ]);
    const unearned = { costed_revenue: null };
    expect([stands('roas', unearned), stands('roas', {}, unearned)]).toEqual(['better', 'worse']);
  });

  it('sells clearly less where the whole interval of its deal rate lies below', () => {
    const less = (own: More, others: More = {}) => sellsClearlyLess(of(own), of(others));
    // 12 of 100 are 7.0 % to 19.8 %, 13 of 100 up to 21.0 %; the others have 20 of 100.
    expect([less({ 'reached.deal': 12 }), less({ 'reached.deal': 13 })]).toEqual([true, false]);
    expect(less({ 'reached.deal': 12, whole_leads: 100 })).toBe(false);
    expect(less({ 'reached.deal': 0, leads: 0 })).toBe(false);
    expect(less({ 'reached.deal': 0, leads: null })).toBe(false);
    expect(less({ 'reached.deal': 0 }, { leads: 0 })).toBe(false);
    expect(less({ 'reached.deal': null })).toBe(true);
  });
});

it('a source is compared with the others, never with a part of itself', () => {
  const line = beside(made({ leads: 1000, qualified: 500, deals: 200, revenue: 20_000, spend: 11_100 }), made({}));
  expect(verdictOfSource(line)).toBe('dear_weak');
});
