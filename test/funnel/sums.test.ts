import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

type Files = Record<string, string>;

const run = (files: Files, ...flags: string[]) =>
  funnel(['report', folder(files), '--lang', 'en', '-f', 'json', ...flags]);

async function sourcesOf(files: Files, ...flags: string[]) {
  const { out, err } = await run(files, ...flags);
  if (out === '') throw new Error(err);
  return { all: rowsOf(out, 'sources'), stages: rowsOf(out, 'stages'), warnings: JSON.parse(out).warnings };
}

/** The rows of sheets of sums, as `source → figures`. */
async function sums(files: Files, figures: readonly string[], ...flags: string[]) {
  const { all } = await sourcesOf(files, ...flags);
  const own = all.filter((row) => row.get('row') === 'aggregate');
  return Object.fromEntries(
    own.map((row) => [
      ['period', 'campaign', 'source'].flatMap((key) => row.get(key) ?? []).join(' / '),
      figures.map((figure) => row.get(figure)),
    ]),
  );
}

const RESULTS = ['spend', 'leads', 'qualified', 'deals', 'revenue'];
const PRICES = ['cpl', 'cpql', 'cost_per_deal', 'roas', 'romi', 'qualified_rate', 'deal_rate', 'revenue_per_lead'];

const SHEET = `Date,Source,Spend,Leads,Qualified,Deals,Revenue
2026-01-05,VK,300,10,4,1,900
2026-01-06,VK,300,20,6,2,2100
2026-01-06,Bing,100,5,1,0,0
`;

describe('a sheet of sums per source and day', () => {
  it('stands after the total, with its prices, in no total and in no stage', { tags: 'slow' }, async () => {
    const { all, stages, warnings } = await sourcesOf({ 'a.csv': SHEET });
    expect(all.map((row) => [row.get('source'), row.get('row')])).toEqual([
      ['(total)', 'total'],
      ['VK', 'aggregate'],
      ['Bing', 'aggregate'],
    ]);
    expect(await sums({ 'a.csv': SHEET }, RESULTS)).toEqual({
      VK: ['600.00', 30, 10, 3, '3000.00'],
      Bing: ['100.00', 5, 1, 0, '0.00'],
    });
    expect(await sums({ 'a.csv': SHEET }, PRICES)).toMatchObject({
      VK: ['20.0000', '60.0000', '200.0000', 5, 4, 0.333333, 0.1, '100.0000'],
    });
    const [total] = all;
    expect(['spend', 'leads', 'deals', 'revenue', 'cpl'].map((figure) => total?.get(figure))).toEqual(
      Array(5).fill(null),
    );
    expect(stages.map((row) => row.get('reached'))).toEqual(stages.map(() => null));
    expect(warnings.map(({ code }: { code: string }) => code)).toEqual(['guessed-columns']);
  });

  it('ends with what an action costs and which share of revenue was spent, as every row does', async () => {
    const files = { 'a.csv': SHEET, 'ads.csv': 'Day,Source,Cost,Clicks,Conversions\n2026-01-05,VK,12,9,8\n' };
    const { all } = await sourcesOf(files);
    expect(all.map((row) => [row.get('source'), row.get('row'), row.get('cpa'), row.get('drr')])).toEqual([
      ['VK', 'source', '1.5000', null],
      ['(paid)', 'paid', '1.5000', null],
      ['(total)', 'total', '1.5000', null],
      ['VK', 'aggregate', null, 0.2],
      ['Bing', 'aggregate', null, null],
    ]);
    const columns = [...(all[0]?.keys() ?? [])];
    expect(columns.slice(columns.indexOf('cpa'))).toEqual([
      'cpa',
      'drr',
      'pays',
      'repeats',
      'duplicates',
      'cpl_unique',
    ]);
  });

  it('has no price of an action where much was spent on what nobody counts actions of', { tags: 'slow' }, async () => {
    const counts = 'Day,Source,Cost,Clicks,Conversions\n2026-01-05,VK,90,9,9\n';
    const cpa = async (others: string) => {
      const { all } = await sourcesOf({ 'ads.csv': counts, 'others.csv': `Day,Source,Cost,Clicks\n${others}` });
      return all.map((row) => [row.get('source'), row.get('cpa')]);
    };
    const own = ['VK', '10.0000'];
    const few = [own, ['Bing', null], ['(paid)', '11.0000'], ['(total)', '11.0000']];
    expect(await cpa('2026-01-05,Bing,9,1\n')).toEqual(few);
    const blank = [own, ['Bing', null], ['(paid)', null], ['(total)', null]];
    expect(await cpa('2026-01-05,Bing,11,1\n')).toEqual(blank);
  });

  it('tells nothing of what leads alone have', async () => {
    const { all } = await sourcesOf({ 'a.csv': SHEET });
    const own = all.filter((row) => row.get('row') === 'aggregate');
    const alone = [
      'not_handed_over',
      'lost',
      'pipeline',
      'won_deals',
      'average_deal',
      'verdict',
      'cpl_rank',
      'romi_rank',
    ];
    for (const figure of [...alone, 'spend_share', 'revenue_share'])
      expect([figure, ...own.map((row) => row.get(figure))]).toEqual([figure, null, null]);
  });

  it.each([
    ['Дата;Канал;Затраты, ₽;Заявки;Кол-во продаж;Выручка, ₽', '05.01.2026'],
    ['Дата;Источник;Расход;Обращения;Сделки;Доход', '05.01.2026'],
    ['Дата;Площадка;Расход без НДС;Кол-во лидов;Оплат;Сумма оплат', '05.01.2026'],
    ['Datum;Quelle;Kosten;Anfragen;Abschlüsse;Umsatz', '05.01.2026'],
    ['Datum;Kanal;Werbekosten;Leads;Aufträge;Umsatz (EUR)', '05.01.2026'],
    ['Fecha;Fuente;Coste;Leads;Ventas;Ingresos', '15/01/2026'],
    ['Jour;Plateforme;Dépenses;Leads;Ventes;Chiffre d’affaires', '15/01/2026'],
    ['Data;Canal;Custo;Leads;Vendas;Receita', '15/01/2026'],
    ['Date;Platform;Amount Spent (USD);Total Leads;Closed Won;Sales Revenue', '2026-01-05'],
    ['Day;Channel;Cost;Leads;Orders;Sales', '2026-01-05'],
    ['Дата;Источник;Расход;Лиды, шт.;Продажи (шт);Продажи, ₽', '05.01.2026'],
  ])('is one in many languages: %s', { tags: 'slow' }, async (header, day) => {
    const found = await sums({ 'a.csv': `${header}\n${day};Some;500;10;2;3000\n` }, RESULTS);
    expect(found).toEqual({ Some: ['500.00', 10, null, 2, '3000.00'] });
  });

  it.each([
    ['cost', '300,10,0'],
    ['earned', '0,10,900'],
  ])('is in the currency of what it %s, where that is all it has', async (_, row) => {
    const { out } = await run({ 'a.csv': `Date,Source,Currency,Spend,Leads,Revenue\n2026-01-05,VK,EUR,${row}\n` });
    expect(JSON.parse(out).currency).toBe('EUR');
  });

  it('may hold two results alone, or say by itself that one is enough', { tags: 'slow' }, async () => {
    const one = 'Date,Source,Cost,Leads\n2026-01-05,VK,300,10\n';
    expect(await sums({ 'a.csv': 'Date,Source,Leads,Revenue\n2026-01-05,VK,10,500\n' }, RESULTS)).toEqual({
      VK: [null, 10, null, null, '500.00'],
    });
    const { all } = await sourcesOf({ 'a.csv': one });
    expect(all[0]?.get('actions')).toBe(10);
    expect(all.map((row) => row.get('row'))).not.toContain('aggregate');
    expect(await sums({ 'a.csv': one, 'funnel.yaml': 'files: [{path: a.csv, table: agg}]' }, RESULTS)).toEqual({
      VK: ['300.00', 10, null, null, null],
    });
  });

  it('is read under any headings that funnel.yaml names', async () => {
    const yaml = `files:
  - {path: a.csv, table: agg, columns: {day: D, source: S, cost: C, leads: L, deals: W, revenue: R}}
`;
    const found = await sums({ 'a.csv': 'D,S,C,L,W,R\n2026-01-05,VK,300,10,1,900\n', 'funnel.yaml': yaml }, RESULTS);
    expect(found).toEqual({ VK: ['300.00', 10, null, 1, '900.00'] });
  });

  it('has no result that it has no column of, and no zero', { tags: 'slow' }, async () => {
    const twoSheets = {
      'a.csv': 'Date,Source,Spend,Leads,Deals\n2026-01-05,VK,100,10,1\n',
      'b.csv': 'Date,Source,Spend,Leads,Qualified,Deals\n2026-02-05,VK,100,10,5,1\n',
    };
    // Half of what is qualified stands nowhere: a price of it would be of all the spend.
    expect(await sums(twoSheets, ['leads', 'qualified', 'cpl', 'cpql'])).toEqual({ VK: [20, null, '10.0000', null] });
    expect(await sums(twoSheets, ['leads', 'qualified', 'cpql'], '--month', '2026-02')).toEqual({
      VK: [10, 5, '20.0000'],
    });
  });
});

describe('what is no sheet of sums', () => {
  it('has texts where it would count', async () => {
    const text = 'Date,Source,Spend,Leads,Deals\n2026-01-05,VK,100,Ann,big\n';
    const { all } = await sourcesOf({ 'a.csv': text });
    expect(all.map((row) => row.get('row'))).not.toContain('aggregate');
  });

  it('is money called sales: more of them than leads settles nothing, cents make them revenue', async () => {
    const text = (sales: string) => `Date,Source,Spend,Leads,Sales\n2026-01-05,VK,100,10,${sales}\n`;
    expect(await sums({ 'a.csv': text('2') }, RESULTS)).toEqual({ VK: ['100.00', 10, null, 2, null] });
    expect(await sums({ 'a.csv': text('30000.50') }, RESULTS)).toEqual({ VK: ['100.00', 10, null, null, '30000.50'] });
    const { all, warnings } = await sourcesOf({ 'a.csv': text('30000') });
    expect(all.map((row) => row.get('row'))).not.toContain('aggregate');
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('results-not-read');
  });

  it("is a platform's own export: what it counts stays its target actions", async () => {
    const meta =
      'Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions,Link clicks,Leads,Purchases,Purchases conversion value\n2026-01-05,2026-01-05,a,10,100,5,4,2,300\n';
    const { all } = await sourcesOf({ 'meta.csv': meta });
    expect(all.map((row) => [row.get('source'), row.get('actions')])).toContainEqual(['Meta Ads', 4]);
    expect(all.map((row) => row.get('row'))).not.toContain('aggregate');
  });

  it('is no platform, whatever headings a person took over from one', async () => {
    const text = 'Day,Campaign,Impr.,Clicks,Cost,Leads,Deals,Revenue\n2026-01-05,a,1000,100,50,10,2,300\n';
    expect(await sums({ 'a.csv': text }, RESULTS, '--by', 'campaign')).toEqual({
      'a / (no source)': ['50.00', 10, null, 2, '300.00'],
    });
  });
});

describe('the spend of a sheet that has none', () => {
  const silent = `Date,Source,Leads,Deals
2026-01-05,VK,10,1
2026-01-07,VK,20,2
2026-01-08,Bing,5,0
`;
  const ads = (rows: string) => `Day,Source,Campaign,Cost,Clicks\n${rows}`;
  const VK =
    '2026-01-04,VK,a,1000,9\n2026-01-05,VK,a,100,9\n2026-01-06,VK,b,200,9\n2026-01-08,VK,a,300,9\n2026-01-09,VK,a,1000,9\n';

  it('is that of ad statistics for its source on its days, and stays theirs', { tags: 'slow' }, async () => {
    const files = { 'a.csv': silent, 'ads.csv': ads(VK) };
    // Also of days without a lead, and not of those before and after the sheet.
    expect(await sums(files, ['spend', 'cpl', 'costed_leads'])).toEqual({
      VK: ['600.00', '20.0000', 30],
      Bing: [null, null, 5],
    });
    const { all } = await sourcesOf(files);
    expect(
      all.filter((row) => row.get('row') !== 'aggregate').map((row) => [row.get('source'), row.get('spend')]),
    ).toEqual([
      ['VK', '2600.00'],
      ['(paid)', '2600.00'],
      ['(total)', '2600.00'],
    ]);
  });

  it('is of the days that are asked for', async () => {
    const files = { 'a.csv': silent, 'ads.csv': ads(VK) };
    expect(await sums(files, ['spend', 'leads'], '--from', '2026-01-06', '--to', '2026-01-07')).toEqual({
      VK: ['200.00', 20],
    });
  });

  it('is divided over the days that have both', { tags: 'slow' }, async () => {
    const files = { 'a.csv': silent, 'ads.csv': ads('2026-01-05,VK,a,100,9\n2026-01-06,VK,a,50,9\n') };
    expect(await sums(files, ['spend', 'leads', 'costed_leads', 'cpl', 'costed_deals'])).toMatchObject({
      VK: ['150.00', 30, 10, '15.0000', 1],
    });
  });

  it('is blank where its level is another, and not divided', async () => {
    const files = { 'a.csv': silent, 'ads.csv': ads(VK) };
    expect(await sums(files, ['spend', 'leads'], '--by', 'campaign')).toEqual({
      '(no campaign) / VK': [null, 30],
      '(no campaign) / Bing': [null, 5],
    });
    const byCampaign = {
      ...files,
      'a.csv': 'Date,Source,Campaign,Leads,Deals\n2026-01-05,VK,a,10,1\n2026-01-08,VK,b,20,2\n',
    };
    expect(await sums(byCampaign, ['spend', 'leads', 'cpl'], '--by', 'campaign')).toEqual({
      'a / VK': ['400.00', 10, '40.0000'],
      'b / VK': ['200.00', 20, '10.0000'],
    });
  });

  it('is never added to what the sheet says itself', { tags: 'slow' }, async () => {
    expect(await sums({ 'a.csv': SHEET, 'ads.csv': ads(VK) }, ['spend', 'cpl'])).toMatchObject({
      VK: ['600.00', '20.0000'],
    });
  });

  it('is unknown where a row of ad statistics is of further days', async () => {
    const month = 'Month,Source,Cost,Clicks\n2026-01,VK,3100,9\n';
    expect(await sums({ 'a.csv': silent, 'ads.csv': month }, ['spend', 'leads'])).toMatchObject({ VK: [null, 30] });
  });
});

describe('a cost that the sheet leaves blank', () => {
  const open = (clicks: string) =>
    `Date,Source,Spend,Clicks,Leads,Deals\n2026-01-05,VK,100,9,10,1\n2026-01-06,VK,,${clicks},5,1\n2026-01-07,VK,100,9,10,1\n`;

  it('is unknown where there were clicks: leads of that day are in no price, and it is said', async () => {
    const { warnings } = await sourcesOf({ 'a.csv': open('3') });
    expect(await sums({ 'a.csv': open('3') }, ['leads', 'costed_leads', 'cpl'])).toEqual({ VK: [25, 20, '10.0000'] });
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('costs-missing');
  });

  it('leaves out of prices what else was spent on that day, in the sheet or in ad statistics', {
    tags: 'slow',
  }, async () => {
    const prices = ['spend', 'leads', 'costed_leads', 'cpl'];
    const sheet = open('3').replace('2026-01-06', '2026-01-05');
    expect(await sums({ 'a.csv': sheet }, prices)).toEqual({ VK: ['200.00', 25, 10, '10.0000'] });
    const ads =
      'Day,Source,Cost,Clicks\n2026-01-05,VK,90,9\n2026-01-05,VK,,3\n2026-01-06,VK,60,9\n2026-01-08,VK,50,9\n';
    const ofDays = 'Date,Source,Leads,Deals\n2026-01-05,VK,10,1\n2026-01-06,VK,5,1\n2026-01-08,VK,5,1\n';
    expect(await sums({ 'a.csv': ofDays, 'ads.csv': ads }, prices)).toEqual({ VK: ['200.00', 20, 10, '11.0000'] });
    // A month of which a day is open is in no price, nor is anything that was spent in it.
    const ofMonths = 'Month,Source,Leads,Deals\n2026-01,VK,20,1\n2026-02,VK,5,1\n';
    const more = `${ads}2026-02-28,VK,70,9\n`;
    expect(await sums({ 'a.csv': ofMonths, 'ads.csv': more }, prices)).toEqual({ VK: ['270.00', 25, 5, '14.0000'] });
  });

  it('is a day without spend else', async () => {
    expect(await sums({ 'a.csv': open('') }, ['leads', 'costed_leads', 'cpl'])).toEqual({ VK: [25, 25, '8.0000'] });
  });
});

describe('a month or a week per row', () => {
  const MONTHS = `Месяц;Источник;Расход;Лиды;Продажи;Выручка
Январь 2026;VK;1000;100;10;5000
Февраль 2026;VK;2000;100;20;9000
Итого;;3000;200;30;14000
`;

  it('is one table per period', async () => {
    expect(await sums({ 'a.csv': MONTHS }, RESULTS, '--period', 'month')).toEqual({
      '2026-01 / VK': ['1000.00', 100, null, 10, '5000.00'],
      '2026-02 / VK': ['2000.00', 100, null, 20, '9000.00'],
    });
    expect(await sums({ 'a.csv': MONTHS }, ['spend'], '--month', '2026-02')).toEqual({ VK: ['2000.00'] });
  });

  it('is an error with its days where a period cuts a row', async () => {
    for (const flags of [
      ['--from', '2026-01-10', '--to', '2026-02-28'],
      ['--period', 'week'],
    ]) {
      const { code, err } = await run({ 'a.csv': MONTHS }, ...flags);
      expect([code, err]).toEqual([2, expect.stringMatching(/a\.csv: a row of it is of .*2026/s)]);
    }
  });

  it('takes the spend of all its days', async () => {
    const files = {
      'a.csv': 'Month,Source,Leads,Deals\n2026-01,VK,100,10\n',
      'ads.csv': 'Day,Source,Cost,Clicks\n2026-01-01,VK,10,1\n2026-01-31,VK,20,1\n2026-02-01,VK,40,1\n',
    };
    expect(await sums(files, ['spend', 'cpl'])).toEqual({ VK: ['30.00', '0.3000'] });
  });
});

describe('sums beside leads that stand one by one', () => {
  const YAML = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
statuses: {New: lead}
`;
  const crm = (source: string, day: string) => `ID,Created,Status,Source\n1,${day} 10:00,New,${source}\n`;
  const both = (source: string, day: string) => ({ 'a.csv': SHEET, 'crm.csv': crm(source, day), 'funnel.yaml': YAML });

  it('are an error that says what to type', { tags: 'slow' }, async () => {
    const { code, err } = await run(both('vk', '2026-01-06'));
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/a\.csv: counts leads of a source and day .*«VK», 2026-01-06/is),
    ]);
    const typed = /files: \[(\{path: .*?table: ad_stats\})\]/s.exec(err.replaceAll(/\s+/g, ' '))?.[1] ?? '';
    const said = {
      ...both('vk', '2026-01-06'),
      'funnel.yaml': `${YAML.replace('statuses', `  - ${typed}\nstatuses`)}`,
    };
    const { all, warnings } = await sourcesOf(said);
    expect(
      all.map((row) => [row.get('source'), row.get('spend'), row.get('leads'), row.get('actions')]),
    ).toContainEqual(['VK', '600.00', 1, 30]);
    // Whoever says that it is a sheet of spend has seen what else it has.
    expect(warnings.map(({ code: one }: { code: string }) => one)).not.toContain('results-not-read');
  });

  it('are an error where the sheet names no source: it may count any', async () => {
    const files = { ...both('vk', '2026-01-06'), 'a.csv': 'Date,Campaign,Leads,Deals\n2026-01-06,a,10,1\n' };
    expect((await run(files)).code).toBe(2);
  });

  it('are a plan where they name neither source nor campaign: left out, by a draft too, and no spend beside other', async () => {
    const path = folder({
      'crm.csv': crm('VK', '2026-01-06'),
      'spend.csv': 'Date,Source,Cost\n2026-01-06,VK,50\n',
      'plan.csv': 'Month,Cost,Leads,Deals\n2026-01,900,40,5\n',
    });
    const said = async () => {
      const { out } = await funnel(['sources', path, '-f', 'json', '--guess']);
      return [rowsOf(out, 'sources').at(-1)?.get('spend'), rowsOf(out, 'sources').at(-1)?.get('leads'), out];
    };
    const [spend, leads, out] = await said();
    expect([spend, leads]).toEqual(['50.00', 1]);
    expect(out).toContain('plan.csv: sums that name no source');
    await funnel(['init', path]);
    expect((await said()).slice(0, 2)).toEqual(['50.00', 1]);
  });

  it('stand beside the leads of other sources and days', { tags: 'slow' }, async () => {
    for (const files of [both('Telegram', '2026-01-06'), both('VK', '2026-01-07')]) {
      const { all } = await sourcesOf(files, '--all');
      expect(all.find((row) => row.get('row') === 'total')?.get('leads')).toBe(1);
      expect(await sums(files, ['leads'], '--all')).toEqual({ VK: [30], Bing: [5] });
    }
  });

  it('are said by check, which goes on', async () => {
    const { code, out } = await funnel(['check', folder(both('vk', '2026-01-06')), '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toMatch(/a\.csv[\s\S]*counts leads of a source and day/);
  });
});

describe('two sheets of sums', () => {
  it('count once what both hold alike, and are an error where they differ', async () => {
    const files = (leads: number) => ({
      'a.csv': SHEET,
      'b.csv': `Date,Source,Spend,Leads,Qualified,Deals,Revenue\n2026-01-06,VK,300,${leads},6,2,2100\n2026-01-07,VK,50,1,0,0,0\n`,
    });
    expect(await sums(files(20), ['spend', 'leads'])).toMatchObject({ VK: ['650.00', 31] });
    const { code, err } = await run(files(21));
    expect([code, err]).toEqual([2, expect.stringMatching(/b\.csv: the same days .*leads 21 here, 20 there/s)]);
  });
});

describe('what is told of sums', () => {
  const ROWS = ['VK', 'Bing', 'Яндекс Директ'].flatMap((source, at) =>
    ['2026-01-05', '2026-01-20', '2026-02-02', '2026-02-11'].flatMap((day, on) =>
      ['a', 'b'].map((campaign, of) => [
        day,
        source,
        campaign,
        at * 7 + on,
        10 + on + of,
        of,
        at + of,
        `${at * on}.50`,
      ]),
    ),
  );
  const FILE = `Date,Source,Campaign,Spend,Leads,Qualified,Deals,Revenue\n${ROWS.map((row) => row.join(',')).join('\n')}\n`;
  const added = (all: readonly ReadonlyMap<string, unknown>[], figure: string) =>
    all
      .filter((row) => row.get('row') === 'aggregate')
      .reduce((sum, row) => sum + Math.round(Number(row.get(figure)) * 100), 0);

  it('adds up to the sheet however it is broken down', { tags: 'slow' }, async () => {
    const whole = await sourcesOf({ 'a.csv': FILE });
    for (const flags of [
      ['--by', 'campaign'],
      ['--by', 'platform'],
      ['--by', 'manager'],
      ['--period', 'month'],
      ['--period', 'week', '--by', 'campaign'],
    ]) {
      const { all } = await sourcesOf({ 'a.csv': FILE }, ...flags);
      for (const figure of RESULTS)
        expect([flags, figure, added(all, figure)]).toEqual([flags, figure, added(whole.all, figure)]);
    }
  });

  it('is filtered as leads are', async () => {
    expect(await sums({ 'a.csv': FILE }, ['leads'], '--where', 'source=vk', '--where', 'campaign=a')).toEqual({
      VK: [46],
    });
    expect(
      await sums(
        { 'a.csv': FILE, 'crm.csv': 'ID,Created,Manager\n1,2026-01-05,Ann\n' },
        ['leads'],
        '--all',
        '--where',
        'campaign!=a',
      ),
    ).toHaveProperty('VK');
  });

  it('stands in CSV and JSON alike, and no row of a tidy CSV is another', async () => {
    const files = { 'a.csv': SHEET, 'ads.csv': 'Day,Source,Cost,Clicks\n2026-01-05,VK,10,1\n' };
    const { out } = await funnel(['report', folder(files), '-f', 'csv', '--all']);
    expect(out).toContain(',sources,VK,spend,10.00');
    expect(out).toContain(',sources,VK / aggregate,spend,600.00');
    const keys = out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(',').slice(0, 4).join(','));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has a seam and a sentence in a table', async () => {
    const { out } = await funnel(['sources', folder({ 'a.csv': SHEET }), '--lang', 'ru']);
    expect(out).toMatch(/Всего .*\n- - ниже: суммы из таблицы.*\nVK /);
    expect(out).toContain('«Leads», «Qualified», «Deals», «Revenue»');
  });

  it.each(['Бюджет', 'Budget', 'Рекламный бюджет'])(
    'of which the money may be spent or planned says so, and is read where somebody names it: %s',
    { tags: 'slow' },
    async (heading) => {
      const files = { 'a.csv': `Source,Leads,Deals,${heading}\nVK,10,1,500\nGoogle,20,2,900\n` };
      const before = JSON.parse((await funnel(['report', folder(files), '-f', 'json'])).out);
      const said = before.warnings.filter(({ code }: { code: string }) => code === 'spend-not-read');
      expect(said).toEqual([expect.objectContaining({ message: expect.stringMatching(`cost: "?${heading}"?}`) })]);
      const yaml = `files: [{path: "a.csv", columns: {cost: ${heading}}}]\n`;
      const { out } = await funnel(['sources', folder({ ...files, 'funnel.yaml': yaml }), '-f', 'csv']);
      expect(out).toMatch(/^VK,500\.00,/m);
    },
  );
});
