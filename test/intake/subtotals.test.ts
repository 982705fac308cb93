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
  ])('are totals: %s, wherever they stand', { tags: 'slow' }, async (_, sums, total) => {
    for (const rows of [
      [...LEAVES, ...sums],
      [...sums, ...LEAVES],
    ]) {
      const found = await spendOf(sheet(...rows));
      expect(found).toMatchObject({ spend: WHOLE, total, used: 3 });
      expect(found.warnings.filter((code) => /total|rest/.test(code))).toEqual(['subtotals-left-out']);
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

  it('are rows where one amount alone is equal, once', { tags: 'slow' }, async () => {
    const text = 'Date,Source,Campaign,Cost\n2026-10-01,google,A,100\n2026-10-01,google,B,50\n2026-10-01,,,150\n';
    expect(await spendOf(text)).toMatchObject({ total: 0, used: 3 });
  });

  it('stand in lines of several lines of text as well', async () => {
    const rows = ['2026-10-01,google,"A\nnew",10,100', '2026-10-01,google,B,20,50', '2026-10-01,google,"\n",30,150'];
    expect(await spendOf(sheet(...rows))).toMatchObject({ spend: { '(total)': '150.00' }, total: 2, used: 3 });
  });
});

/** What of a sheet is in its totals, what it spends, and what is said of its sums, in both languages. */
async function said(text: string, more: Readonly<Record<string, string>> = {}) {
  const files = { 'a.csv': text, ...more };
  const [en, ru] = await Promise.all([harness.report(files), harness.report(files, '--lang', 'ru')]);
  const of = ({ json }: typeof en, code: string) => json.warnings.find((one) => one.code === code)?.message;
  const messages = (code: string) => [of(en, code), of(ru, code)];
  return {
    ...{ total: en.ledger.total, spend: en.total('spend'), warnings: en.warnings },
    ...{ left: messages('subtotals-left-out'), perhaps: messages('perhaps-subtotals') },
  };
}
const SUMS = 'Date,Source,Campaign,Spend,Clicks,Leads,Deals';
const YANDEX = ['2026-10-01,yandex,A,100,10,3,1', '2026-10-01,yandex,B,200,20,4,1', '2026-10-01,yandex,,300,30,7,2'];
const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

describe('rows that are sums of others without a word for it', () => {
  const SPEND = 'Date,Campaign,Spend\n';
  const day = (date: string) => lines(`${date},Search,500`, `${date},Network,500`, `${date},,1000`);

  it('are said with their lines, what they leave blank and come to, though the sheet is confirmed', {
    tags: 'slow',
  }, async () => {
    const yaml = `files: [{path: a.csv, table: ad_stats, columns: {day: Date, campaign: Campaign, cost: Spend}, set: {source: VK}}]\n`;
    const found = await said(SPEND + day('2026-10-01') + day('2026-10-02'), { 'funnel.yaml': yaml });
    expect(found).toMatchObject({ total: 2, spend: '2000.00' });
    expect(found.left).toEqual([
      'a.csv: 2 rows left out, being the sum of others as it seems (lines 4, 7; without «Campaign»; «Spend» 2,000.00): to count them, write a name where they have none, as «other», in the file',
      'a.csv: не посчитаны строки, равные сумме других: 2 (строки 4, 7; без «Campaign»; «Spend» 2\u00a0000,00); чтобы посчитать их, впишите в файле недостающее название, например «прочее»',
    ]);
  });

  it('count where they are given a name, as is said', { tags: 'slow' }, async () => {
    const named = (SPEND + day('2026-10-01') + day('2026-10-02')).replaceAll(',,', ',other,');
    const found = await said(named);
    expect(found).toMatchObject({ total: 0, spend: '4000.00', left: [undefined, undefined] });
  });

  it.each([
    ['with the same spend and clicks', '2026-10-01,vk,C,60,6,5,1', '2026-10-01,vk,,60,6,9,3'],
    ['where nothing was spent', '2026-10-01,organic,blog,0,0,5,1', '2026-10-01,organic,,0,0,9,3'],
  ])(
    'are none where one of them is another number of leads, %s: all count, and it is said',
    { tags: 'slow' },
    async (_, part, other) => {
      const found = await said(lines(SUMS, ...YANDEX, part, other));
      expect(found).toMatchObject({ total: 0, left: [undefined, undefined] });
      expect(found.perhaps).toEqual([
        expect.stringMatching(
          /^a\.csv: 1 row counted that may be the sum of others \(line 4; without «Campaign»; «Spend» 300\.00\)/,
        ),
        expect.stringMatching(
          /^a\.csv: посчитаны строки, похожие на суммы других: 1 \(строка 4; без «Campaign»; «Spend» 300,00\)/,
        ),
      ]);
    },
  );

  it.each(['', '0'])('need two figures that are equal: clicks of «%s» are none', { tags: 'slow' }, async (clicks) => {
    const rows = ['2026-10-01,Search,500', '2026-10-01,Network,500', '2026-10-01,,1000', '2026-10-02,Search,700'];
    const found = await said(lines('Date,Campaign,Spend,Clicks', ...rows.map((row) => `${row},${clicks}`)));
    expect(found).toMatchObject({
      total: 0,
      spend: '2700.00',
      perhaps: [expect.stringContaining('line 4;'), expect.anything()],
    });
  });

  it('are nothing where each stands beside one row alone', { tags: 'slow' }, async () => {
    const found = await said(
      lines('Date,Source,Campaign,Cost,Clicks', '2026-10-01,bing,A,5,7', '2026-10-01,bing,,5,7'),
    );
    expect(found).toMatchObject({ total: 0, left: [undefined, undefined], perhaps: [undefined, undefined] });
  });

  it('may be sums where row for row each is as much as the one that it stands beside', { tags: 'slow' }, async () => {
    const days = ['2026-10-01', '2026-10-02', '2026-10-03'];
    const pairs = days.flatMap((day, at) => [`${day},bing,A,${at + 5},${at + 7}`, `${day},bing,,${at + 5},${at + 7}`]);
    const found = await said(lines('Date,Source,Campaign,Cost,Clicks', ...pairs));
    expect(found).toMatchObject({ total: 0, spend: '36.00' });
    expect(found.perhaps[0]).toContain('3 rows counted that may be the sum of others (lines 3, 5, 7;');
  });

  it('are sums of what is excluded, too, and are not counted as left out where they are excluded themselves', {
    tags: 'slow',
  }, async () => {
    const google = ['2026-10-01,google,A,10,100', '2026-10-01,google,test,20,50', '2026-10-01,google,,30,150'];
    const bing = ['2026-10-01,bing,A,1,10', '2026-10-01,bing,B,2,20', '2026-10-01,bing,,3,30', '2026-10-01,,,33,180'];
    const without = (exclude: string) => ({
      'funnel.yaml': `files: [{path: a.csv, table: ad_stats, columns: {day: Date, source: Source, campaign: Campaign, clicks: Clicks, cost: Cost}}]\nexclude: ${exclude}\n`,
    });
    const text = sheet(...google, ...bing);
    expect(await said(text, without('{Campaign: [test]}'))).toMatchObject({ total: 3, spend: '130.00' });
    const found = await said(text, without('{Source: [bing]}'));
    expect(found).toMatchObject({ total: 2, spend: '150.00' });
    expect(found.left[0]).toContain('2 rows left out');
  });

  it('count where all that they are the sums of is excluded, once at each level, and are said', async () => {
    const head = 'Date,Source,Campaign,Clicks,Cost,Level';
    const parts = ['google,A,10,100', 'google,B,20,50', 'bing,A,5,7', 'bing,B,6,8'].map((row) => `${row},row`);
    const sums = ['google,,30,150', 'bing,,11,15', ',A,15,107', ',B,26,58', ',,41,165'].map((row) => `${row},sum`);
    const text = lines(head, ...[...parts, ...sums].map((row) => `2026-10-01,${row}`));
    const columns = 'columns: {day: Date, source: Source, campaign: Campaign, clicks: Clicks, cost: Cost}';
    const yaml = (exclude: string) =>
      `files: [{path: a.csv, table: ad_stats, ${columns}}]\nexclude: {Level: [${exclude}]}\n`;
    const found = await said(text, { 'funnel.yaml': yaml('row') });
    expect(found).toMatchObject({ total: 3, spend: '165.00' });
    expect(found.warnings).not.toContain('row-equals-the-rest');
    expect(found.perhaps).toEqual([
      expect.stringContaining('2 rows counted, being the sum of rows that «exclude» leaves out (lines'),
      expect.stringContaining('посчитаны строки, равные сумме тех, которые не учитываются по «exclude»: 2 (строки'),
    ]);
  });

  it('do not count where all that they are the sums of is later than as-of', { tags: 'slow' }, async () => {
    const rows = [...LEAVES.slice(0, 2), ',google,,30,150', '2026-09-30,bing,A,5,7'];
    const outcome = await harness.report({ 'a.csv': sheet(...rows) }, '--as-of', '2026-09-30');
    expect(outcome.total('spend')).toBe('7.00');
  });

  it('are those of their own account', { tags: 'slow' }, async () => {
    const head = 'Date,Source,Campaign,Account,Spend,Clicks';
    const north = [
      '2026-10-01,yandex,A,North,100,10',
      '2026-10-01,yandex,B,North,200,20',
      '2026-10-01,yandex,,North,300,30',
    ];
    const one = await said(lines(head, ...north, '2026-10-01,yandex,,South,300,30'));
    expect(one).toMatchObject({ total: 1, spend: '600.00' });
    const south = [
      '2026-10-01,yandex,C,South,400,40',
      '2026-10-01,yandex,D,South,200,20',
      '2026-10-01,yandex,,South,600,60',
    ];
    expect(await said(lines(head, ...north, ...south))).toMatchObject({ total: 2, spend: '900.00' });
  });

  it('are none of amounts in another currency', async () => {
    const rows = ['2026-10-01,A,RUB,100,10', '2026-10-01,B,RUB,200,20', '2026-10-01,,USD,300,30'];
    const outcome = await harness.start(
      ['check', harness.write({ 'a.csv': lines('Date,Campaign,Currency,Spend,Clicks', ...rows) })],
      '.',
    );
    expect(outcome.out).toMatch(/used\s3/);
  });

  it('leave lines that are equal in every cell to be said', { tags: 'slow' }, async () => {
    const dayOf = (date: string) => [`${date},yandex,A,100`, `${date},yandex,B,200`, `${date},yandex,,300`];
    const again = ['2026-10-03,yandex,A,777.77', '2026-10-03,yandex,A,777.77'];
    const found = await said(
      lines('Date,Source,Campaign,Spend', ...dayOf('2026-10-01'), ...dayOf('2026-10-02'), ...again),
    );
    expect(found).toMatchObject({ total: 2, spend: '2155.54' });
    expect(found.warnings).toContain('equal-lines');
  });

  it('are no equal lines themselves: they do not count', async () => {
    const found = await said(sheet(...LEAVES, '2026-10-01,,,30,150', '2026-10-01,,,30,150'));
    expect(found).toMatchObject({ total: 2, spend: '157.00' });
    expect(found.warnings).not.toContain('equal-lines');
  });

  it('count and are said where one is none, with the sums of them', { tags: 'slow' }, async () => {
    const rows = ['2026-10-01,yandex,A,100,10', '2026-10-01,yandex,B,200,20', '2026-10-01,yandex,,300,30'];
    const others = ['2026-10-01,vk,C,50,5', '2026-10-01,vk,,50,5', '2026-10-01,,,350,35'];
    const wrong = ['2026-10-02,yandex,A,100,10', '2026-10-02,yandex,,110,12'];
    const found = await said(lines('Date,Source,Campaign,Spend,Clicks', ...rows, ...others, ...wrong));
    expect(found).toMatchObject({ total: 0, spend: '1260.00' });
    expect(found.perhaps[0]).toContain(
      '3 rows counted that may be the sum of others (lines 4, 6, 7; without «Campaign», «Source»; «Spend» 700.00)',
    );
  });

  it('count and are said where they are rounded to whole units', { tags: 'slow' }, async () => {
    const rounded = (date: string, cents: string) => [
      `${date},A,100.${cents}`,
      `${date},B,200.${cents}`,
      `${date},,301`,
    ];
    const of = (sum: string) =>
      said(
        lines('Date,Campaign,Spend', ...rounded('2026-10-01', '33'), ...rounded('2026-10-02', '25')).replaceAll(
          ',,301',
          sum,
        ),
      );
    expect(await of(',,301')).toMatchObject({
      total: 0,
      perhaps: [expect.stringContaining('lines 4, 7;'), expect.anything()],
    });
    expect(await of(',,303')).toMatchObject({ total: 0, perhaps: [undefined, undefined] });
    // Of small amounts a few tenths are more than what is rounded.
    const small = (date: string) => lines(...['A,1.40', 'B,1.40', 'C,1.40', ',4'].map((row) => `${date},${row}`));
    expect(await said(`Date,Campaign,Spend\n${small('2026-10-01')}${small('2026-10-02')}`)).toMatchObject({
      ...{ total: 0, perhaps: [undefined, undefined] },
    });
  });

  it('are told among the largest amounts that can be read, and in leads alone', { tags: 'slow' }, async () => {
    const large = ['2026-10-01,A,600000000000.01', '2026-10-01,B,300000000000', '2026-10-01,,900000000000.01'];
    const found = await said(
      lines('Date,Campaign,Spend', ...large, ...large.map((row) => row.replace('-01,', '-02,'))),
    );
    expect(found.left[0]).toContain('«Spend» 1,800,000,000,000.02');
    const leads = lines(
      'Date,Source,Campaign,Leads,Deals',
      '2026-10-01,vk,A,700,1',
      '2026-10-01,vk,B,800,2',
      '2026-10-01,vk,,1500,3',
    );
    expect((await said(leads)).left[0]).toContain('«Leads» 1,500)');
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
  ])('%s', { tags: 'slow' }, async (label) => {
    for (const text of [
      sheet(...LEAVES, `${label},,,35,157`),
      `Campaign,Source,Clicks,Cost\nA,google,30,150\nB,bing,5,7\n${label},,35,157\n`,
    ])
      expect(await spendOf(text)).toMatchObject({ spend: WHOLE, total: 1 });
  });
});
