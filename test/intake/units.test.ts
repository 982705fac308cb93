import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const ads = (columns: string, more = '') => `files:
  - path: ads.csv
    table: ad_stats
    set: {source: Ads}
    columns: {${columns}}
    ${more}
`;
const spend = async (files: Record<string, string>) => {
  const { out, err, code } = await funnel(['sources', folder(files), '-f', 'json', '--all', '--lang', 'en']);
  return { code, err, spend: code === 2 ? null : rowsOf(out, 'sources').at(-1)?.get('spend') };
};

describe('amounts of an export that is known, and of a sheet that is not,', () => {
  const direct =
    'Date,CampaignId,CampaignName,Clicks,Cost,Currency\n2026-03-01,7,A,5,10.00,RUB\n2026-03-02,7,A,5,20.00,';
  const amo =
    'ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Этап сделки,Валюта сделки\n' +
    '1,A,10,Анна,13.03.2026 10:00:00,Успешно реализовано,RUB\n2,B,20,Анна,14.03.2026 10:00:00,Успешно реализовано,';

  it.each([
    ['spend', `${direct}USD\n`],
    ['what was sold for', `${amo}USD\n`],
    ['a sheet of spend', 'Date,Source,Spend,Billing currency\n2026-03-01,Ads,10,EUR\n2026-03-02,Ads,20,USD\n'],
  ])('are in the currency of the column beside them, though nothing reads it: %s', async (_, text) => {
    const { code, err } = await spend({ 'ads.csv': text });
    expect([code, err]).toEqual([2, expect.stringContaining('amounts in several currencies')]);
  });

  it.each([
    ['amoCRM', amo.replace('Валюта сделки', 'Валюта договора')],
    [
      'HubSpot',
      'Record ID,Deal Name,Create Date,Close Date,Deal Stage,Pipeline,Amount,Contract currency\n' +
        '1,A,2026-03-01 10:00,2026-03-02 10:00,Closed Won,Sales,10,EUR\n2,B,2026-03-01 10:00,2026-03-03 10:00,Closed Won,Sales,20,',
    ],
    ['nobody', 'Date,Source,Spend,Валюта договора\n2026-03-01,Ads,10,EUR\n2026-03-02,Ads,20,'],
  ])('are not in that of a contract, which is a field of somebody’s own beside those of %s', async (_, text) => {
    const { out } = await funnel(['stages', folder({ 'x.csv': `${text}EUR\n` }), '-f', 'json', '--all', '--guess']);
    expect(JSON.parse(out).currency).toBeNull();
  });

  it('are of several where their rates are far apart, though no column says which', async () => {
    const deals = (...rates: string[]) =>
      `Record Id,Deal Name,Stage,Amount,Exchange Rate,Created Time\n${rates
        .map((rate, at) => `${at + 1},A,Closed Won,10,${rate},2026-03-0${at + 1} 10:00:00\n`)
        .join('')}`;
    const { code, err } = await spend({ 'a.csv': deals('1', '166.67') });
    expect([code, err]).toEqual([2, expect.stringContaining('currency: USD')]);
    expect(await spend({ 'a.csv': deals('91.2', '95') })).toMatchObject({ code: 0 });
    const inRoubles =
      'Lead ID,Created,Status,Revenue RUB,Exchange rate\n1,2026-03-01,won,10,1\n2,2026-03-01,won,10,90\n';
    expect((await spend({ 'a.csv': inRoubles })).err).not.toContain('rates');
  });

  it('say which it is where there is one', async () => {
    const { out } = await funnel(['sources', folder({ 'ads.csv': `${direct}RUB\n` }), '-f', 'json']);
    expect([JSON.parse(out).currency, rowsOf(out, 'sources').at(-1)?.get('spend')]).toEqual(['RUB', '30.00']);
  });
});

describe('amounts that the configuration names', () => {
  it.each([
    ['campaign,currency,cost\nA,USD,10.00\nB,EUR,20.00\n', 'campaign: campaign, cost: cost'],
    ['Валюта;Расход\nRUB;10,00\nKZT;20,00\n', 'cost: Расход'],
    ['Cost,Currency of cost\n10.00,евро\n20.00,USD\n', 'cost: Cost'],
    ['Cost,Cur\n10.00,EUR\n20.00,USD\n', 'cost: Cost'],
    ['Cost,Paid in\n10.00,EUR\n20.00,USD\n', 'cost: Cost'],
    ['campaign,Currency,cost\nA,Japanese Yen,10.00\nB,yen japonés,20.00\n', 'campaign: campaign, cost: cost'],
  ])('are in the currency of the column beside them, mapped or not', async (text, columns) => {
    const { code, err } = await spend({ 'ads.csv': text, 'funnel.yaml': ads(columns) });
    expect(code).toBe(2);
    expect(err).toContain('amounts in several currencies');
  });

  it('are of the one currency that stands beside them', async () => {
    const text = 'campaign,currency,cost\nA,USD,10.00\nB,USD,20.00\n';
    const path = folder({ 'ads.csv': text, 'funnel.yaml': ads('campaign: campaign, cost: cost') });
    const { out } = await funnel(['sources', path, '-f', 'json']);
    expect(JSON.parse(out).currency).toBe('USD');
  });

  it.each([
    ['of a column whose cells are no currencies', 'Currency risk,Cost\nhigh,10.00\nlow,20.00\n', 'cost: Cost'],
    [
      'of what they were before they were converted',
      'Deal currency,Cost in company currency\nUSD,10\nEUR,20\n',
      'cost: Cost in company currency',
    ],
    ['of one of two that are changed into each other', 'From,Into,Cost\nUSD,RUB,10\nEUR,USD,20\n', 'cost: Cost'],
    ['of a market where their heading says whose they are', 'Market,Cost RUB\nUSD,10\nEUR,20\n', 'cost: Cost RUB'],
  ])('are not %s', async (_, text, columns) => {
    expect(await spend({ 'ads.csv': text, 'funnel.yaml': ads(columns) })).toMatchObject({ code: 0, spend: '30.00' });
  });

  it.each([
    ['Cost micros', 'micros: true'],
    ['cost_micros', 'micros: true'],
    ['"Расход, тыс. руб."', 'whole units'],
    ['Cost (cents)', 'whole units'],
    ['"Расход, коп."', 'whole units'],
    ['Spend mln', 'whole units'],
    ...[
      'cost_cents',
      'costCents',
      'costCent',
      'spendInCents',
      'netcents',
      'eurocent',
      'spend_in_cents',
      'Gasto (céntimos)',
      'Custo, centavos',
      'Cost, pence',
      'amount_kopecks',
    ].map((one) => [`"${one}"`, 'whole units']),
    ['micros_cost', 'micros: true'],
    ...['"Расход, т.р."', '"Расход, т. руб."', 'Cost (k$)', '"Spend, K"', 'Spend (000)', "Cost '000", 'Cost $k'].map(
      (one) => [one, 'whole units'],
    ),
    ...['"Kosten, Tsd. EUR"', 'Расход тр', '"Расход, млрд"', 'Spend mio', 'Cost ($M)'].map((one) => [
      one,
      'whole units',
    ]),
    ['Cost (VAT 20%)', 'vat:'],
    ['"Расход, в т.ч. НДС"', 'vat:'],
  ])('under %s ask for what only a person knows', async (heading, asked) => {
    const { code, err } = await spend({
      'ads.csv': `campaign,${heading}\nA,1000\n`,
      'funnel.yaml': ads(`cost: ${heading.startsWith('"') ? heading : `"${heading}"`}`),
    });
    expect([code, err]).toEqual([2, expect.stringContaining(asked)]);
  });

  it.each([
    ['Cost micros', 'micros: true', '0.00'],
    ['Cost micros', 'micros: false', '1000.00'],
    ['Percents spent', '', '1000.00'],
    ...['Recent Spend', 'Spend Tencent', 'Vincent: cost', 'Per cent spent', 'Innocent cost'].map((one) => [
      `"${one}"`,
      '',
      '1000.00',
    ]),
    ['Cost of KPI', '', '1000.00'],
    ['Расход т. расходов', '', '1000.00'],
    ['Spend KZT', '', '1000.00'],
    ['Расход ВК', '', '1000.00'],
    ['Cost 2000', '', '1000.00'],
    ['Spend ex VAT', '', '1000.00'],
  ])('under %s are read where that is settled: %s', { tags: 'slow' }, async (heading, more, total) => {
    const files = { 'ads.csv': `campaign,${heading}\nA,1000\n`, 'funnel.yaml': ads(`cost: ${heading}`, more) };
    expect(await spend(files)).toMatchObject({ code: 0, spend: total });
  });
});

describe('a running total', () => {
  const days = (heading: string, first = 'Date') =>
    `${first},Source,Clicks,${heading}\n2026-10-01,VK,10,100\n2026-10-02,VK,10,250\n2026-10-03,VK,10,400\n`;

  it.each([
    ...['Cumulative spend', 'Spend YTD', 'Cost to date', 'Running cost', 'Kosten kumuliert', 'Gasto acumulado'],
    ...['Расход нарастающим итогом', 'Расход с начала месяца', 'Накопленный расход'],
  ])('is never added up day by day, whoever names it: %s', { tags: 'slow' }, async (heading) => {
    const named = `files: [{path: ads.csv, columns: {day: Date, source: Source, cost: ${heading}}}]\n`;
    const { code, err } = await spend({ 'ads.csv': days(heading), 'funnel.yaml': named });
    expect([code, err]).toEqual([2, expect.stringContaining('is a running total')]);
    const path = folder({ 'ads.csv': days(heading) });
    const { out } = await funnel(['report', path, '-f', 'json']);
    const { warnings, reports } = JSON.parse(out);
    expect(JSON.stringify(reports.sources.rows)).not.toContain('750');
    expect(warnings.map(({ message }: { message: string }) => message).join()).toContain('running total');
    expect((await funnel(['init', path])).out + readFileSync(join(path, 'funnel.yaml'), 'utf8')).not.toContain('cost:');
  });

  it.each([
    ['ad_stats', 'actions: Leads (cumulative)', 'Leads (cumulative)'],
    ['ad_stats', 'clicks: Clicks to date', 'Clicks to date'],
    ['agg', 'leads: Лиды нарастающим итогом', 'Лиды нарастающим итогом'],
    ['agg', 'deals: Deals YTD', 'Deals YTD'],
    ['agg', 'leads: Leads, cost: Spend YTD', 'Leads,Spend YTD'],
  ])('is none of %s either, whatever it counts: %s', async (table, columns, headings) => {
    const rows = `Date,Source,Spend,${headings}\n2026-10-01,VK,1,10,10\n2026-10-02,VK,2,25,25\n`;
    const text = headings.includes(',') ? rows : rows.replaceAll(/(,\d+),\d+$/gm, '$1');
    const cost = columns.includes('cost') ? '' : ', cost: Spend';
    const named = `files: [{path: ads.csv, table: ${table}, columns: {day: Date, source: Source, ${columns}${cost}}}]\n`;
    const { code, err } = await spend({ 'ads.csv': text, 'funnel.yaml': named });
    expect([code, err]).toEqual([2, expect.stringContaining('is a running total')]);
  });

  it('beside what each day cost is not asked after', async () => {
    const rows = 'Date,Source,Cost,Cumulative cost\n2026-10-01,VK,100,100\n2026-10-02,VK,150,250\n';
    const { out } = await funnel(['report', folder({ 'ads.csv': rows }), '-f', 'json']);
    expect(out).toContain('"250.00"');
    expect(out).not.toContain('spend-not-read');
  });

  it('of a campaign’s own days is what it cost', async () => {
    const rows = 'Start,End,Source,Cost to date\n2026-10-01,2026-10-03,VK,100\n2026-10-02,2026-10-05,Google,250\n';
    const named =
      'files: [{path: ads.csv, table: ad_stats, columns: {period_from: Start, period_to: End, source: Source, cost: Cost to date}}]\n';
    expect(await spend({ 'ads.csv': rows, 'funnel.yaml': named })).toMatchObject({ code: 0, spend: '350.00' });
  });
});

describe('a bare $', () => {
  const crm = (currency: string) =>
    `Deal ID,Created,Stage,Source,Amount,Currency\n1,2026-01-05,Won,google,100,${currency}\n`;
  const card = 'Day,Campaign,Clicks,Cost\n2026-01-05,a,3,$5.00\n';
  const yaml = 'statuses: {Won: deal}\n';

  it.each(['CAD', 'AUD', 'MXN'])(
    'beside a CRM in %s asks for the currency of its file, not for a rate',
    { tags: 'slow' },
    async (code) => {
      const { err, ...ran } = await spend({ 'crm.csv': crm(code), 'ads.csv': card, 'funnel.yaml': yaml });
      expect(ran.code).toBe(2);
      expect(err).toContain(`currency: ${code}`);
      expect(err).not.toContain('rates');
      const settled = `${yaml}files: [{path: ads.csv, currency: ${code}}]\n`;
      expect(await spend({ 'crm.csv': crm(code), 'ads.csv': card, 'funnel.yaml': settled })).toMatchObject({
        spend: '5.00',
      });
    },
  );

  it.each(['currency: CAD', 'currency: USD\nrates: {CAD: 0.7}'])(
    'is what the report is in: %s',
    { tags: 'slow' },
    async (currency) => {
      const files = { 'crm.csv': crm('CAD'), 'ads.csv': card, 'funnel.yaml': `${yaml}${currency}\n` };
      expect(await spend(files)).toMatchObject({ code: 0, spend: '5.00' });
    },
  );

  it('beside a CRM in US dollars is one', async () => {
    const files = { 'crm.csv': crm('USD'), 'ads.csv': card, 'funnel.yaml': yaml };
    expect(await spend(files)).toMatchObject({ code: 0, spend: '5.00' });
  });
});

it.each([
  ...(['MX$ MXN', 'NT$ TWD', 'HK$ HKD', 'R$ BRL', 'CA$ CAD', 'A$ AUD', 'NZ$ NZD', 'S$ SGD', 'US$ USD'] as const),
  ...(['RM MYR', 'Rp IDR', 'лв BGN', '₺ TRY', '₱ PHP', 'RD$ DOP'] as const),
])('the sign of a currency is read: %s', { tags: 'slow' }, async (pair) => {
  const [sign, code] = pair.split(' ') as [string, string];
  const text = `Day,Campaign,Clicks,Cost\n2026-01-05,a,3,${sign}5.00\n2026-01-06,a,3,${sign} 1.50\n`;
  const { out } = await funnel(['sources', folder({ 'ads.csv': text }), '-f', 'json']);
  expect([JSON.parse(out).currency, rowsOf(out, 'sources').at(-1)?.get('spend')]).toEqual([code, '6.50']);
});
