import { describe, expect, it } from 'vitest';
import { found, foundInBoth, type Leads, type Spend } from './data.js';

interface Month {
  month: string;
  won: number;
  lost: number;
  open?: number;
  cost: number;
}

/** Months of one source, with leads on the first and the last day of each, and a few leads of another source. */
const monthsOf = (...months: Month[]): { leads: Leads[]; spend: Spend[] } => ({
  leads: months.flatMap(({ month, won, lost, open = 0 }): Leads[] => [
    { source: 'VK', status: 'New', count: 1, day: `${month}-01` },
    { source: 'VK', status: 'New', count: 1, day: `${month}-${LAST[month]}` },
    { source: 'Google', status: 'Won', count: won, budget: 100, day: `${month}-10` },
    { source: 'Google', status: 'Lost', count: lost, reason: 'Too dear', day: `${month}-11` },
    { source: 'Google', status: 'New', count: open, day: `${month}-12` },
  ]),
  spend: months.flatMap(({ month, cost }) => [
    { source: 'VK', cost: 1, day: `${month}-01` },
    { source: 'Google', cost, day: `${month}-${LAST[month]}` },
  ]),
});
const LAST: Record<string, string> = { '2026-02': '28', '2026-03': '31', '2026-04': '30' };

const FEBRUARY = { month: '2026-02', won: 30, lost: 570, cost: 240_000 };
const MARCH = { month: '2026-03', won: 50, lost: 550, cost: 288_000 };

describe('what changed from month to month', () => {
  it('is told of the source with most deals, with what a lead costs and an interval', { tags: 'slow' }, async () => {
    expect(await foundInBoth('changed', monthsOf(FEBRUARY, MARCH))).toEqual({
      tone: 'good',
      owner: null,
      en: 'Google, 2026-03 against 2026-02: cost per lead (CPL) 400 RUB → 480 RUB (+20%), deals 30 → 50 (+67%); of the leads 5.0% → 8.3% became deals, a difference of +0.5 to +6.2 points: clearly up',
      ru: 'Google, 03.2026 против 02.2026: цена лида (CPL) 400 ₽ → 480 ₽ (+20 %), сделок 30 → 50 (+67 %); до сделки дошли 5,0 % → 8,3 % лидов, разница от +0,5 до +6,2 п. п.: явно выше',
    });
  });

  it('is bad news where the rate is clearly down', { tags: 'slow' }, async () => {
    const said = await foundInBoth(
      'changed',
      monthsOf({ ...MARCH, month: '2026-02' }, { ...FEBRUARY, month: '2026-03' }),
    );
    expect(said).toMatchObject({ tone: 'bad' });
    expect(said?.en).toMatch(/deals 50 → 30 \(−40%\).*−6\.2 to −0\.5 points: clearly down$/);
    expect(said?.ru).toMatch(/от −6,2 до −0,5 п\. п\.: явно ниже$/);
  });

  it('is nothing where chance explains it, unless deals changed by half', { tags: 'slow' }, async () => {
    const second = (won: number, lost: number) => foundInBoth('changed', monthsOf(FEBRUARY, { ...MARCH, won, lost }));
    expect(await second(40, 560)).toBeUndefined();
    expect(await second(44, 830)).toBeUndefined();
    const [more, less] = [await second(45, 855), await second(15, 285)];
    expect(more).toMatchObject({ tone: 'good' });
    expect(more?.en).toMatch(/deals 30 → 45 \(\+50%\).*: too close to call$/);
    expect(more?.ru).toMatch(/: разница в пределах случайного$/);
    expect(less).toMatchObject({ tone: 'bad' });
    expect(await second(16, 304)).toBeUndefined();
  });

  it('calls no fall what leads that are still open may make good', { tags: 'slow' }, async () => {
    const [before, after] = [
      { ...MARCH, month: '2026-02' },
      { ...FEBRUARY, month: '2026-03' },
    ];
    expect(await found('changed', monthsOf(before, { ...after, lost: 550, open: 20 }))).toBeUndefined();
    // As many were open of the month before: that is how this CRM is kept.
    expect(
      await found('changed', monthsOf({ ...before, lost: 530, open: 20 }, { ...after, lost: 550, open: 20 })),
    ).toMatchObject({ tone: 'bad' });
  });

  it('looks at the last two whole months of the period', { tags: 'slow' }, async () => {
    const three = monthsOf(FEBRUARY, { ...FEBRUARY, month: '2026-03' }, { ...MARCH, month: '2026-04' });
    expect((await found('changed', three))?.en).toContain('2026-04 against 2026-03');
    expect(await found('changed', three, '--to', '2026-04-29')).toBeUndefined();
    expect(await found('changed', monthsOf(FEBRUARY, MARCH), '--from', '2026-02-02')).toBeUndefined();
    expect(await found('changed', monthsOf(MARCH))).toBeUndefined();
    // Asked for two months of which the exports hold one and a half.
    const { leads, spend } = monthsOf(FEBRUARY, MARCH);
    const half = { spend, leads: leads.filter(({ day = '' }) => day > '2026-02-10') };
    expect(await found('changed', half, '--from', '2026-02-01', '--to', '2026-03-31')).toBeUndefined();
  });

  it('does without a price where spend is unknown, and says nothing of few leads', { tags: 'slow' }, async () => {
    const { leads } = monthsOf(FEBRUARY, MARCH);
    expect((await found('changed', { leads }))?.en).toMatch(/2026-02: deals 30 → 50 \(\+67%\)/);
    const few = monthsOf({ ...FEBRUARY, won: 1, lost: 28 }, { ...MARCH, won: 20, lost: 10 });
    expect(await found('changed', few)).toBeUndefined();
  });

  it('divides by no month without deals', { tags: 'slow' }, async () => {
    const said = await found('changed', monthsOf({ ...FEBRUARY, won: 0, lost: 600 }, MARCH));
    expect(said?.en).toContain('deals 0 → 50; of the leads 0.0% → 8.3%');
  });
});
