import { describe, expect, it } from 'vitest';
import { found, foundInBoth, type Leads, type Spend } from './data.js';

describe('spend without a single lead', () => {
  const leads: Leads[] = [{ source: 'VK', status: 'New', count: 40 }];
  const sources = (radio: number): Spend[] => [
    { source: 'VK', cost: 1000 - radio },
    { source: 'Radio', cost: radio },
  ];

  it('names the source, its spend and its share', { tags: 'slow' }, async () => {
    expect(await foundInBoth('spend-unmatched', { leads, spend: sources(100) })).toEqual({
      tone: 'bad',
      owner: 'marketing',
      en: '100 RUB, 10.0% of the spend, went to sources without a single lead of these days in the CRM: Radio 100 RUB. Check whether the CRM calls them otherwise, or stop them',
      ru: '100 ₽, 10,0 % расхода, ушло на источники без единого лида за эти дни в CRM: Radio 100 ₽. Проверьте, не называются ли они в CRM иначе, или остановите',
    });
  });

  it('is told above 5 %, and not at 5 %', { tags: 'slow' }, async () => {
    expect(await found('spend-unmatched', { leads, spend: sources(50) })).toBeUndefined();
    expect(await found('spend-unmatched', { leads, spend: sources(51) })).toBeDefined();
  });

  const campaigns: Spend[] = ['a', 'b', 'c', 'd', 'e'].map((campaign, at) => ({
    source: 'VK',
    campaign,
    cost: 100 + at,
  }));

  it('goes down to campaigns where both sides know them, and names the three dearest', async () => {
    const named: Leads[] = [{ source: 'VK', campaign: 'a', status: 'New', count: 40 }];
    const said = await foundInBoth('spend-unmatched', { leads: named, spend: campaigns });
    expect(said?.en).toBe(
      '410 RUB, 80.4% of the spend, went to campaigns without a single lead of these days in the CRM: VK / e 104 RUB, VK / d 103 RUB, VK / c 102 RUB and 1 more. Check their tags (UTM), or stop them',
    );
    expect(said?.ru).toContain(
      'ушло на кампании без единого лида за эти дни в CRM: VK / e 104 ₽, VK / d 103 ₽, VK / c 102 ₽ и ещё 1. ',
    );
  });

  it('says nothing of campaigns where the CRM does not name them, or names them otherwise', {
    tags: 'slow',
  }, async () => {
    expect(await found('spend-unmatched', { leads, spend: campaigns })).toBeUndefined();
    expect(await found('spend-unmatched', { leads, spend: campaigns, without: ['campaign'] })).toBeUndefined();
    const named = (a: number, other: number): Leads[] => [
      { source: 'VK', campaign: 'a', status: 'New', count: a },
      { source: 'VK', campaign: 'A new name', status: 'New', count: other },
    ];
    expect(await found('spend-unmatched', { leads: named(89, 11), spend: campaigns })).toBeUndefined();
    expect(await found('spend-unmatched', { leads: named(90, 10), spend: campaigns })).toBeDefined();
  });

  it('is nothing where spend is unknown, zero, or there are no leads at all', { tags: 'slow' }, async () => {
    expect(await found('spend-unmatched', { leads })).toBeUndefined();
    expect(await found('spend-unmatched', { leads, spend: [{ source: 'Radio', cost: 0 }] })).toBeUndefined();
    const managed = leads.map((one) => ({ ...one, manager: 'Anna' }));
    expect(
      await found('spend-unmatched', { leads: managed, spend: sources(100) }, '--where', 'manager=Anna'),
    ).toBeUndefined();
  });
});
