import { describe, expect, it } from 'vitest';
import { found, foundInBoth, type Leads, type Spend } from './data.js';

/** A dear source that sells, and a cheap one with the given number of leads, some of which buy. */
const market = (leads: number, won: number, cost = 1000): { leads: Leads[]; spend: Spend[] } => ({
  leads: [
    { source: 'Google', status: 'Won', count: 40, budget: 1000 },
    { source: 'Google', status: 'Lost late', count: 60, reason: 'Too dear' },
    { source: 'VK', status: 'Won', count: won, budget: 100 },
    { source: 'VK', status: 'Lost', count: leads - won - 8, reason: 'Only asked' },
    { source: 'VK', status: 'Lost', count: 5, reason: 'Wanted it free' },
    { source: 'VK', status: 'Lost', count: 3 },
  ],
  spend: [
    { source: 'Google', cost: 10_000 },
    { source: 'VK', cost },
  ],
});

describe('a cheap and empty source', () => {
  it('is named with its price, its leads, its spend and what they say', { tags: 'slow' }, async () => {
    expect(await foundInBoth('cheap-and-empty', market(100, 0))).toEqual({
      tone: 'bad',
      owner: 'marketing',
      en: 'VK has the lowest cost per lead (CPL), 10 RUB against 100 RUB of the other paid sources, and not one deal out of 100 leads. Spent 1,000 RUB. They say: «Only asked» 92, «Wanted it free» 5',
      ru: 'VK: самая низкая цена лида (CPL), 10 ₽ при 100 ₽ у остальных платных источников, и ни одной сделки из 100 лидов. Потрачено 1 000 ₽. Говорят: «Only asked» 92, «Wanted it free» 5',
    });
  });

  it('may have a few deals, and says how few', async () => {
    const said = await foundInBoth('cheap-and-empty', market(200, 2));
    expect(said?.en).toContain('but only 2 deals out of 200 leads (1.0%, of the others 40.0%)');
    expect(said?.ru).toContain('но только 2 сделки из 200 лидов (1,0 %, у остальных 40,0 %)');
  });

  it('is none where leads are too few to tell, where it is dear, or where it sells', { tags: 'slow' }, async () => {
    expect(await found('cheap-and-empty', market(29, 0))).toBeUndefined();
    expect(await found('cheap-and-empty', market(30, 0))).toBeDefined();
    expect(await found('cheap-and-empty', market(100, 0, 20_000))).toBeUndefined();
    expect(await found('cheap-and-empty', market(100, 40))).toBeUndefined();
  });

  it('is found without revenue and qualification too, by its deals alone', { tags: 'slow' }, async () => {
    const said = await found('cheap-and-empty', { ...market(100, 0), without: ['revenue'] });
    expect(said?.en).toContain('not one deal out of 100 leads');
  });

  it('takes the one with the most spend, and names those like it', async () => {
    const { leads, spend } = market(100, 0);
    const two = {
      leads: [...leads, { source: 'Meta', status: 'Lost', count: 200, reason: 'Spam' } as const],
      spend: [...spend, { source: 'Meta', cost: 3000 }],
    };
    const said = await foundInBoth('cheap-and-empty', two);
    expect(said?.en).toMatch(/^Meta has a low cost per lead \(CPL\), 15 RUB .*They say: «Spam» 200\. The same: VK$/);
    expect(said?.ru).toMatch(/^Meta: низкая цена лида \(CPL\), 15 ₽ .*Говорят: «Spam» 200\. То же: VK$/);
  });

  it('is none where filters leave no spend, or nothing to compare with', { tags: 'slow' }, async () => {
    const { leads, spend } = market(100, 0);
    const managed = { spend, leads: leads.map((one) => ({ ...one, manager: 'Anna' })) };
    expect(await found('cheap-and-empty', managed, '--where', 'manager=Anna')).toBeUndefined();
    expect(await found('cheap-and-empty', managed, '--where', 'source=VK')).toBeUndefined();
    expect(await found('cheap-and-empty', { leads })).toBeUndefined();
  });
});
