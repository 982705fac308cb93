import { describe, expect, it } from 'vitest';
import { exact, parseExact } from '../../src/model/exact.js';
import { answer, partsBehind } from '../../src/model/figures/figure.js';
import { partsOf } from '../../src/model/figures/formula.js';
import { PRICES } from '../../src/model/figures/prices.js';
import { costedEarnings, invested, isWhollyCosted, margin, tellsCosts } from '../../src/model/figures/scoped.js';
import { placesBy, STANDING } from '../../src/model/figures/standing.js';
import type { Measures } from '../../src/model/measures.js';
import { known, line, written } from './subjects.js';

const USUAL = {
  ...{
    spend: 1200,
    leads: 60,
    'reached.lead': 60,
    costed_leads: 60,
    costed_unique: 40,
    worked: 50,
    wordless: 6,
    lost: 24,
  },
  ...{
    'reached.qualified': 30,
    costed_qualified: 30,
    'unknown_depth.qualified': 0,
    contacted: 45,
    unknown_contacted: 0,
  },
  ...{ 'reached.deal': 12, costed_deals: 10, won_deals: 12, priced_deals: 10, revenue: 6000, costed_revenue: 4800 },
  ...{ costed_actions: 300, unacted_spend: 0 },
};
type Changes = Partial<Record<keyof Measures, number | null>>;
const scoped = (changes: Changes = {}, share: string | null = null) => ({
  own: known({ ...USUAL, ...changes }),
  margin: share === null ? null : parseExact(share),
});
const price = (name: keyof typeof PRICES, changes: Changes = {}, share: string | null = null) =>
  written(answer(PRICES[name], scoped(changes, share)));

describe('prices, rates and returns', () => {
  it('are worked out by hand', () => {
    const all = Object.keys(PRICES).map((name) => [name, price(name as keyof typeof PRICES)]);
    expect(Object.fromEntries(all)).toEqual({
      ...{
        average_deal: '600.0000',
        cpl: '20.0000',
        cpl_unique: '30.0000',
        cpql: '40.0000',
        cost_per_deal: '120.0000',
      },
      ...{
        revenue_per_lead: '100.0000',
        qualified_rate: '0.5000',
        qualified_of_worked: '0.6000',
        qualified_to_deal: '0.4000',
      },
      ...{
        lost_without_reason: '0.2500',
        contacted_rate: '0.7500',
        deal_rate: '0.2000',
        roas: '4.0000',
        romi: '3.0000',
      },
      ...{ cpa: '4.0000', drr: '0.2500' },
    });
  });

  it.each<[what: string, name: keyof typeof PRICES, changes: Changes, expected: string | null]>([
    ['nothing has a price where nothing was spent', 'cpl', { spend: 0 }, null],
    ['nor where nobody knows what was spent', 'cpl', { spend: null }, null],
    [
      'what was spent on days of an unknown cost is divided by none of the others',
      'cpl',
      { open_spend: 300 },
      '15.0000',
    ],
    ['there is no price where all of it was', 'cpl', { open_spend: 1200 }, null],
    ['returns leave it out too', 'roas', { open_spend: 240 }, '5.0000'],
    ['of spend a tenth may be where no actions are counted', 'cpa', { unacted_spend: 120 }, '4.0000'],
    ['and no more', 'cpa', { unacted_spend: 121 }, null],
    ['actions have no price without spend', 'cpa', { spend: 0, unacted_spend: null }, null],
    ['a tenth of the leads may be of an unknown depth', 'qualified_rate', { 'unknown_depth.qualified': 6 }, '0.5000'],
    ['no more of them', 'qualified_rate', { 'unknown_depth.qualified': 7 }, null],
    ['then the qualified have no price', 'cpql', { 'unknown_depth.qualified': 7 }, null],
    ['and are no share of the worked', 'qualified_of_worked', { 'unknown_depth.qualified': 7 }, null],
    ['deals are no share of them', 'qualified_to_deal', { 'unknown_depth.qualified': 7 }, null],
    [
      'of whom nothing tells whether they were talked to, there may be a tenth',
      'contacted_rate',
      { unknown_contacted: 6 },
      '0.7500',
    ],
    ['not more', 'contacted_rate', { unknown_contacted: 7 }, null],
  ])('%s', (_, name, changes, expected) => {
    expect(price(name, changes)).toBe(expected);
  });
});

describe('returns on what was invested', () => {
  it.each<[what: string, changes: Changes, share: string | null, expected: string | null]>([
    ['are of revenue', {}, null, '3.0000'],
    ['or of its margin', {}, '0.5', '1.0000'],
    ['unknown where nobody knows what was spent', { spend: null }, null, null],
    [
      'or of the profit that deals tell, whatever the margin',
      { costed_unprofited: 0, costed_profit: 1800 },
      '0.5',
      '0.5000',
    ],
    ['unknown where some deal has no profit', { costed_unprofited: 1, costed_profit: null }, '0.5', null],
    ['with what marketing costs besides', { costs: 300, open_costs: 0 }, null, '2.2000'],
    ['which alone is an investment', { costs: 300, open_costs: 0, spend: null }, null, '15.0000'],
    ['also beside a known zero of spend', { costs: 300, open_costs: 0, spend: 0 }, null, '15.0000'],
    ['of no costs those of spend', { costs: 0, open_costs: 0 }, null, '3.0000'],
    ['unknown where costs cannot be told apart', { costs: 300, open_costs: 1 }, null, null],
    ['even if none are known', { costs: null, open_costs: 5 }, null, null],
    ['and where nothing was invested', { spend: 0 }, null, null],
  ])('%s', (_, changes, share, expected) => {
    expect(price('romi', changes, share)).toBe(expected);
  });

  it('say what they are of', () => {
    const note = (changes: Changes = {}, share: string | null = null) => PRICES.romi.noteOf?.(scoped(changes, share));
    expect(note()?.en).toContain('= (revenue − spend) / spend, where spend is only advertising');
    expect(note({}, '0.5')?.en).toContain('= (revenue × margin − spend) / spend,');
    expect(note({ costed_unprofited: 0 }, '0.5')?.en).toContain('= (profit − spend) / spend,');
    expect(note({ costs: 300 })?.en).toContain(
      '= (revenue − spend − costs) / (spend + costs), where costs are those of',
    );
    expect(note({}, '0.5')?.ru).toContain('= (выручка × маржа − расход) / расход, где расход — только реклама');
    expect(note({ costs: 300, costed_unprofited: 0 })?.ru).toContain(
      '= (прибыль − расход − затраты) / (расход + затраты)',
    );
    expect([tellsCosts(scoped()), tellsCosts(scoped({ costs: 0 }))]).toEqual([false, true]);
  });

  it('name the rows that they are of', () => {
    const rows = (changes: Changes) => costedEarnings.rows(scoped(changes));
    expect(rows({})).toEqual({ of: 'leads', measure: 'costed_revenue' });
    expect(rows({ costed_unprofited: 0 })).toEqual({ of: 'leads', measure: 'costed_profit' });
    expect(margin.rows(scoped())).toEqual({ of: 'configuration' });
    const names = (changes: Changes) => partsOf(invested, scoped(changes)).map((one) => one.rows(scoped(changes)));
    expect(names({ costs: 300 })).toEqual([{ of: 'spend', measure: 'costed_spend' }, { of: 'costs' }]);
    expect(names({ costs: 300, spend: 0 })).toEqual([{ of: 'costs' }]);
  });
});

it('spend covers all leads where it covers as many, or where nothing tells it', () => {
  const covers = (leads: number | null, costed: number | null) =>
    isWhollyCosted({ own: known({ leads, costed_leads: costed }) });
  expect([covers(3, 3), covers(3, 2), covers(null, 2), covers(3, null), covers(null, null)]).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
});

describe('a source of a table', () => {
  const of = (
    name: 'spend_share' | 'revenue_share' | 'cpl_rank' | 'romi_rank' | 'pays',
    changes: Changes = {},
    share?: string,
  ) => {
    const own = line(known({ ...USUAL, ...changes }), known({ spend: 4800, revenue: 8000 }));
    return answer(STANDING[name] as typeof STANDING.pays, {
      ...own,
      margin: share === undefined ? null : parseExact(share),
    });
  };

  it('stands beside all of its table', () => {
    const own = line(known(USUAL), known({ spend: 4800 }));
    expect(partsBehind(STANDING.spend_share.formula, own).map((part) => part.rows(own))).toEqual([
      { of: 'spend', measure: 'spend' },
      { of: 'spend', measure: 'spend', within: { table: true } },
    ]);
  });

  it('has no place by what it costs besides alone, nor without a figure', () => {
    const only = (changes: Changes) => ({ own: known({ ...USUAL, ...changes }), margin: null });
    const [lone, none, usual] = [only({ spend: null, costs: 10 }), only({ costed_leads: 0 }), only({})];
    const places = (name: 'cpl' | 'romi') => {
      const found = placesBy(PRICES[name], 'highest', [lone, none, usual]);
      return [found.size, ...[lone, none, usual].map(({ own }) => found.get(own)?.num)];
    };
    expect([places('cpl'), places('romi')]).toEqual([
      [1, undefined, undefined, 1n],
      [2, undefined, 1n, 1n],
    ]);
  });

  it('has its share of spend and revenue, and its places', () => {
    expect(written(of('spend_share') as never)).toBe('0.2500');
    expect(written(of('revenue_share') as never)).toBe('0.7500');
    expect([of('cpl_rank'), of('romi_rank')]).toEqual([exact(1), exact(1)]);
  });

  it('has no place without a price, or a return', () => {
    expect(of('cpl_rank', { costed_leads: 0 })).toBeNull();
    expect(of('romi_rank', { costed_revenue: null })).toBeNull();
  });

  it('pays where its profit is no less than its spend; without margin or profit nobody knows', () => {
    expect([of('pays', {}, '0.25'), of('pays', {}, '0.2499'), of('pays')]).toEqual(['yes', 'no', null]);
    expect(of('pays', { costed_unprofited: 0, costed_profit: 1200 })).toBe('yes');
    expect(of('pays', { costed_unprofited: 0, costed_profit: 1199 })).toBe('no');
    expect(of('pays', { spend: 0 }, '0.25')).toBeNull();
    const chosen = { ...line(known(USUAL)), margin: parseExact('0.5'), isOfOutcome: true };
    expect(answer(STANDING.pays, chosen)).toBeNull();
  });
});
