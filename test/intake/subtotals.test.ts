import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const HEAD = 'Date,Source,Campaign,Clicks,Cost';
const LEAVES = ['2026-10-01,google,A,10,100', '2026-10-01,google,B,20,50', '2026-10-02,bing,A,5,7'];
const sheet = (...rows: string[]) => `${[HEAD, ...rows].join('\n')}\n`;
const spendOf = async (text: string) => {
  const { figures, ledger, warnings } = await harness.strictly({ 'a.csv': text }).then((outcome) => ({
    ...outcome,
    figures: outcome.figures('sources', 'spend'),
    ledger: outcome.ledger,
    warnings: outcome.warnings,
  }));
  return { spend: figures, total: ledger.total, used: ledger.used, warnings };
};
const WHOLE = { google: '150.00', bing: '7.00', '(paid)': '157.00', '(total)': '157.00' };

describe('rows that leave blank what names the others, each as much as those of them that fill it in', () => {
  it.each([
    ['the sums of days', ['2026-10-01,,,30,150', '2026-10-02,,,5,7'], 2],
    ['the sums of sources within days', ['2026-10-01,google,,30,150', '2026-10-02,bing,,5,7'], 2],
    [
      'the sums of both',
      ['2026-10-01,google,,30,150', '2026-10-01,,,30,150', '2026-10-02,bing,,5,7', '2026-10-02,,,5,7', ',,,35,157'],
      5,
    ],
    ['sums with a word in place of the name', ['2026-10-01,google,Итого,30,150', '2026-10-02,bing,Total,5,7'], 2],
  ])('are totals: %s, wherever they stand', async (_, sums, total) => {
    for (const rows of [
      [...LEAVES, ...sums],
      [...sums, ...LEAVES],
    ]) {
      const found = await spendOf(sheet(...rows));
      expect(found).toMatchObject({ spend: WHOLE, total, used: 3 });
      expect(found.warnings.filter((code) => /total|rest/.test(code))).toEqual([]);
    }
  });

  it('are rows where one of them is no such sum', async () => {
    const found = await spendOf(sheet(...LEAVES, '2026-10-01,,,30,150', '2026-10-02,,,5,8'));
    expect(found).toMatchObject({ spend: { '(total)': '315.00' }, total: 0, used: 5 });
  });

  it('are rows where nothing fills in what they leave blank', async () => {
    const found = await spendOf(sheet(...LEAVES, '2026-10-03,,,30,150'));
    expect(found).toMatchObject({ spend: { '(total)': '307.00' }, total: 0, used: 4 });
  });

  it('are rows where one amount alone is equal, once', async () => {
    const text = 'Date,Source,Campaign,Cost\n2026-10-01,google,A,100\n2026-10-01,google,B,50\n2026-10-01,,,150\n';
    expect(await spendOf(text)).toMatchObject({ total: 0, used: 3 });
  });

  it('stand in lines of several lines of text as well', async () => {
    const rows = ['2026-10-01,google,"A\nnew",10,100', '2026-10-01,google,B,20,50', '2026-10-01,google,"\n",30,150'];
    expect(await spendOf(sheet(...rows))).toMatchObject({ spend: { '(total)': '150.00' }, total: 2, used: 3 });
  });
});

describe('what a sum of all rows is called', () => {
  it.each([
    ...[
      'Gesamtergebnis',
      'Total general',
      'Total geral',
      'Totale complessivo',
      'Eindtotaal',
      'Suma końcowa',
      'Genel Toplam',
    ],
    ...['Celkem', 'Загальний підсумок', '总计', 'Összesen', 'Tổng cộng'],
  ])('%s', async (label) => {
    for (const text of [
      sheet(...LEAVES, `${label},,,35,157`),
      `Campaign,Source,Clicks,Cost\nA,google,30,150\nB,bing,5,7\n${label},,35,157\n`,
    ])
      expect(await spendOf(text)).toMatchObject({ spend: WHOLE, total: 1 });
  });
});
