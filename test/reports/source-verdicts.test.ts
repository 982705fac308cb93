import { describe, expect, it } from 'vitest';
import { funnel, rowsOf } from '../cli/run.js';
import { type Exports, exportsOf, type Leads } from '../findings/data.js';

/** A source: the numbers of its leads, of qualified ones and of buyers, the amount per buyer, and the spend. */
interface Made {
  leads: number;
  qualified: number;
  deals: number;
  each?: number;
  cost: number;
}
const USUAL: Made = { leads: 100, qualified: 50, deals: 20, each: 100, cost: 1000 };

const market = (sources: Record<string, Made>, more: Partial<Exports> = {}): string =>
  exportsOf({
    leads: Object.entries(sources).flatMap(([source, { leads, qualified, deals, each = 100 }]): Leads[] => [
      { source, status: 'Won', count: deals, budget: each },
      { source, status: 'Qualified', count: qualified - deals },
      { source, status: 'New', count: leads - qualified },
    ]),
    spend: Object.entries(sources).map(([source, { cost }]) => ({ source, cost })),
    // Who bought was marked as qualified before.
    yaml: 'rules: {qualified: {Status: [Won, Qualified, Offered]}}\n',
    ...more,
  });

const ran = async (path: string, ...flags: string[]) => {
  const { out, err, code } = await funnel(['sources', path, ...flags], { width: 400 });
  if (code !== 0) throw new Error(err);
  return out;
};
const rows = async (path: string, ...flags: string[]) => rowsOf(await ran(path, '-f', 'json', ...flags), 'sources');
const of = async (path: string, name: string, column = 'verdict', ...flags: string[]) =>
  (await rows(path, ...flags)).find((row) => row.get('source') === name)?.get(column);
/** What is said of A beside the usual. */
const verdict = (own: Partial<Made>, more: Partial<Exports> = {}) =>
  of(market({ A: { ...USUAL, ...own }, B: USUAL }, more), 'A');
const shown = async (own: Partial<Made>, ...flags: string[]) =>
  (await ran(market({ A: { ...USUAL, ...own }, B: USUAL }), ...flags)).split('\n').find((row) => row.startsWith('A '));

describe('a source is held against all other paid sources together', () => {
  it('and a tenth more or less is alike', { tags: 'slow' }, async () => {
    expect(await verdict({})).toBe('near');
    expect(await verdict({ cost: 1100, each: 200 })).toBe('near');
    expect(await verdict({ cost: 1101, qualified: 60, each: 200 })).toBe('dear_qualified');
    expect(await verdict({ cost: 900, each: 10 })).toBe('near');
    expect(await verdict({ cost: 899, qualified: 20, each: 60 })).toBe('cheap_weak');
  });

  it('of returns below zero too, where more was paid back than came in', { tags: 'slow' }, async () => {
    const back = { ...USUAL, cost: 1000, each: -10 };
    const of2 = (own: Partial<Made>) => of(market({ A: { ...back, cost: 2000, ...own }, B: back }), 'A');
    // Both lose a fifth of what was spent; of A a qualified lead costs as much.
    expect(await of2({ qualified: 100, each: -20 })).toBe('near');
    expect(await of2({ qualified: 100, each: -19 })).toBe('near');
    expect(await of2({ qualified: 100, each: -17 })).toBe('dear_qualified');
    expect(await of2({ qualified: 100, each: -23 })).toBe('dear_weak');
  });

  it('not with a part of itself: the largest would hide what it is', { tags: 'slow' }, async () => {
    // Against all, A included, 10.9 per lead would be some 4 % above 10.45.
    const path = market({ A: { ...USUAL, leads: 1000, qualified: 500, deals: 200, cost: 11_100 }, B: USUAL });
    expect([await of(path, 'A'), await of(path, 'B')]).toEqual(['dear_weak', 'near']);
  });

  it.each([
    ['better and alike', { cost: 500, qualified: 25, each: 100 }, 'cheap_qualified'],
    ['alike and better', { cost: 500, qualified: 50, each: 50 }, 'cheap_qualified'],
    ['worse and alike', { cost: 2000, qualified: 100, each: 100 }, 'dear_weak'],
    ['both alike', { cost: 2000, qualified: 100, each: 200 }, 'near'],
    ['one of each', { cost: 500, qualified: 50, each: 20 }, 'mixed'],
    ['the other way round', { cost: 500, qualified: 20, each: 200 }, 'mixed'],
  ] as const)('by CPQL and ROAS: %s', { tags: 'slow' }, async (_, own, expected) => {
    expect(await verdict(own)).toBe(expected);
  });

  it('no deal, where others would have had some, is weak however cheap the qualified are', {
    tags: 'slow',
  }, async () => {
    expect(await verdict({ deals: 0, qualified: 100, cost: 500 })).toBe('cheap_weak');
  });

  it('by ROAS alone where nothing tells who is qualified, which is said', { tags: 'slow' }, async () => {
    const statuses = '{New: lead, Qualified: lead, Won: deal}';
    const path = market({ A: { ...USUAL, cost: 500 }, B: USUAL }, { statuses, yaml: '' });
    expect(await of(path, 'A')).toBe('cheap_qualified');
    expect(await ran(path)).toContain('verdicts are by return on ad spend (ROAS) alone');
    expect(await ran(market({ A: { ...USUAL, cost: 500 }, B: USUAL }))).not.toContain('alone');
  });

  it('is blank where nothing else is paid for, before anything is too few', { tags: 'slow' }, async () => {
    expect(await of(market({ A: { ...USUAL, leads: 20, qualified: 10, deals: 1 } }), 'A')).toBeNull();
  });

  it('is too few, then unproven, before it is judged', { tags: 'slow' }, async () => {
    const implied = { statuses: '{New: lead, Qualified: qualified, Won: deal}', yaml: '' };
    expect(await verdict({ leads: 29, qualified: 29, deals: 20 }, implied)).toBe('too few');
    expect(await verdict({ cost: 500 }, implied)).toBe('unproven');
    const { deals, qualified } = { deals: 10, qualified: 100 };
    expect(await verdict({ deals, qualified, each: 300, cost: 500 }, implied)).toBe('cheap_qualified');
  });

  it('is too few below thirty leads or ten deals, and not with as many', { tags: 'slow' }, async () => {
    const few = (leads: number, deals: number) => verdict({ leads, qualified: 15, deals, cost: 300 });
    expect(await few(30, 10)).toBe('near');
    expect(await few(29, 10)).toBe('too few');
    expect(await few(30, 9)).toBe('too few');
  });

  it('campaigns are held against all that is paid for but themselves', { tags: 'slow' }, async () => {
    const path = exportsOf({
      leads: ['x', 'y'].map((campaign) => ({ source: 'A', campaign, status: 'Won', count: 40, budget: 100 })),
      spend: [
        { source: 'A', campaign: 'x', cost: 1000 },
        { source: 'A', campaign: 'y', cost: 2000 },
      ],
      yaml: 'rules: {qualified: {Status: [Won]}}\n',
    });
    const found = await rows(path, '--by', 'campaign');
    expect(found.slice(0, 2).map((row) => row.get('verdict'))).toEqual(['dear_weak', 'cheap_qualified']);
  });
});

describe('words of verdicts', () => {
  it('neither loses money nor pays off where just as much came back', { tags: 'slow' }, async () => {
    const back = async (each: number) => shown({ cost: 2000, each });
    expect(await back(100)).toContain('dear, little return');
    expect(await back(99.99)).not.toContain('dear, little return');
    const praised = async (each: number) =>
      (await ran(market({ A: { ...USUAL, cost: 800, qualified: 60, each }, B: { ...USUAL, each: 20 } })))
        .split('\n')
        .find((row) => row.startsWith('A '));
    expect(await praised(40)).toContain('lead cheaper, money better');
    expect(await praised(40.01)).toContain('lead cheaper and pays off');
  });

  it('capitals stand only where money is lost or no deal came', { tags: 'slow' }, async () => {
    const weak = { qualified: 20, cost: 800 };
    expect(await shown({ ...weak, each: 60 }, '--lang', 'ru')).toContain('дёшево и без отдачи');
    expect(await shown({ ...weak, each: 39 }, '--lang', 'ru')).toContain('ДЁШЕВО И БЕЗ ОТДАЧИ');
    expect(await shown({ ...weak, deals: 0, cost: 2000 }, '--lang', 'ru')).toContain('ДОРОГО И БЕЗ ОТДАЧИ');
    expect(await shown({ deals: 0 }, '--lang', 'ru')).toContain('ЛИД КАК У ДРУГИХ, СДЕЛОК НЕТ');
    expect(await shown({}, '--lang', 'ru')).toContain('как у других');
  });

  it('it is said to pay off only where it earns more than was spent', { tags: 'slow' }, async () => {
    expect(await shown({ cost: 2000, qualified: 100, each: 300 }, '--lang', 'ru')).toContain(
      'лид дороже, но окупается',
    );
    expect(await shown({ cost: 5000, qualified: 100, each: 100 }, '--lang', 'ru')).toContain('ДОРОГО И БЕЗ ОТДАЧИ');
    const poor = market({ A: { ...USUAL, cost: 2000, qualified: 100, each: 40 }, B: { ...USUAL, each: 10 } });
    expect(await ran(poor, '--lang', 'ru')).toMatch(/^A .*лид дороже, деньги лучше/m);
    const marked = market({ A: { ...USUAL, cost: 1500, qualified: 100, each: 7 }, B: { ...USUAL, each: 5 } });
    expect(await ran(marked, '--lang', 'ru')).toMatch(/^A .*лид дороже, квалы лучше/m);
  });

  it('gaps are counted', { tags: 'slow' }, async () => {
    const statuses = '{New: lead, Qualified: qualified, Won: deal}';
    const path = market({ A: { ...USUAL, cost: 500 }, B: USUAL }, { statuses, yaml: '' });
    expect(await ran(path, '--lang', 'ru')).toContain('пробелы в CRM: не отмечены 20 из 50 квалов');
    expect(await ran(path)).toContain('gaps in the CRM: 20 of 50 qualified not marked');
  });
});

describe('whether a source pays', () => {
  const yaml = (margin: string) => `rules: {qualified: {Status: [Won, Qualified]}}\nmargin: ${margin}\n`;

  it('is yes where gross profit reaches spend, no below, in totals too', { tags: 'slow' }, async () => {
    const path = market({ A: { ...USUAL, cost: 1000 }, B: { ...USUAL, cost: 1001 } }, { yaml: yaml('50%') });
    expect((await rows(path)).map((row) => [row.get('source'), row.get('pays')])).toEqual([
      ...[
        ['B', 'no'],
        ['A', 'yes'],
      ],
      ...[
        ['(paid)', 'no'],
        ['(total)', 'no'],
      ],
    ]);
  });

  it('and blank without a margin, or without spend', { tags: 'slow' }, async () => {
    expect(await of(market({ A: USUAL, B: USUAL }), 'A', 'pays')).toBeNull();
    expect(await of(market({ A: USUAL, B: { ...USUAL, cost: 0 } }, { yaml: yaml('50%') }), 'B', 'pays')).toBeNull();
  });
});
