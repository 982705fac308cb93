import { describe, expect, it } from 'vitest';
import { found, foundInBoth, type Leads, type Spend } from './data.js';

/** VK is cheap and weak; Direct is dear and earns the given amount per deal. */
const market = (budget: number): { leads: Leads[]; spend: Spend[] } => ({
  leads: [
    { source: 'VK', status: 'Won', count: 10, budget: 100 },
    { source: 'VK', status: 'Lost', count: 290, reason: 'Only asked' },
    { source: 'Direct', status: 'Won', count: 20, budget },
    { source: 'Direct', status: 'Qualified', count: 80 },
  ],
  spend: [
    { source: 'VK', cost: 3000 },
    { source: 'Direct', cost: 2500 },
  ],
});

describe('a dear source that sells', () => {
  it('is told as good news, with what one rouble brings', { tags: 'slow' }, async () => {
    expect(await foundInBoth('dear-but-sells', market(1000))).toEqual({
      tone: 'good',
      owner: null,
      en: 'Direct: a lead costs more than elsewhere, cost per lead (CPL) 25 RUB against 10 RUB of the other paid sources, but 1 RUB spent brings 8.00 RUB of revenue (0.33 RUB of the others)',
      ru: 'Direct: лид дороже, чем у остальных: цена лида (CPL) 25 ₽ при 10 ₽ у остальных платных источников, но на 1 ₽ расхода 8,00 ₽ выручки (у остальных 0,33 ₽)',
    });
  });

  it('is none where it does not earn what is spent on it, however much better than the rest', {
    tags: 'slow',
  }, async () => {
    expect(await found('dear-but-sells', market(120))).toBeUndefined();
    expect(await found('dear-but-sells', market(126))).toBeDefined();
  });

  it('is none where profit, by the margin, does not reach what is spent', { tags: 'slow' }, async () => {
    expect(await found('dear-but-sells', { ...market(1000), yaml: 'margin: 10%' })).toBeUndefined();
    expect(await found('dear-but-sells', { ...market(1000), yaml: 'margin: 50%' })).toBeDefined();
  });

  it('needs revenue and spend', { tags: 'slow' }, async () => {
    expect(await found('dear-but-sells', { ...market(1000), without: ['revenue'] })).toBeUndefined();
    expect(await found('dear-but-sells', { leads: market(1000).leads })).toBeUndefined();
  });

  it('says it in no currency where none is stated', { tags: 'slow' }, async () => {
    const path = await import('./data.js').then(({ exportsOf }) => exportsOf(market(1000)));
    const { readFileSync, writeFileSync } = await import('node:fs');
    writeFileSync(`${path}/funnel.yaml`, readFileSync(`${path}/funnel.yaml`, 'utf8').replace('currency: RUB\n', ''));
    expect((await found('dear-but-sells', path))?.en).toContain(
      'but 1 spent brings 8.00 of revenue (0.33 of the others)',
    );
  });
});
