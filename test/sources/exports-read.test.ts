import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { book, zip } from '../intake/book.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/sources/${name}`, import.meta.url));

/** The rows of a report over a folder, by their first column. */
async function reported(path: string, ...argv: string[]): Promise<Map<unknown, Record<string, unknown>>> {
  const ran = await funnel(['sources', path, '--all', '-f', 'json', ...argv]);
  expect(ran.code, ran.err).toBe(0);
  return new Map(
    rowsOf(ran.out, 'sources').map((row) => [row.get(argv[1] ?? 'source') as string, Object.fromEntries(row)]),
  );
}

describe('an export of an ad platform comes out to the digit', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['avito-spend-with-vat', 'Авито', { spend: '1500.00', visits: 200, actions: 9 }],
    ['ozon-ads-campaign-above-the-header', 'Ozon Performance', { spend: '500.00', visits: 40, actions: 3 }],
    ['ozon-ads-banners-of-a-period', 'Ozon Performance', { spend: '2000.00', visits: 60, actions: null }],
    ['ozon-ads-orders-are-no-leads', 'Ozon Performance', { spend: '373.50', visits: null, leads: null }],
    ['ozon-ads-all-campaigns-by-day', 'Ozon Performance', { spend: '1300.00', visits: 84, actions: 2 }],
    ['wildberries-ads-bonuses-are-no-money', 'ВБ.Продвижение', { spend: '750.00', visits: null }],
    ['telegram-ads-comma-in-a-heading', 'Telegram Ads', { spend: '1125.00', visits: null }],
    ['telegram-ads-month-of-all-ads', 'Telegram Ads', { spend: '0.75', visits: null }],
    ['telegram-money-and-clicks-apart', 'Telegram Ads', { spend: '1125.00', visits: 36, actions: 4 }],
    ['google-ads-italian-two-totals', 'Google Ads', { spend: '1337.55', visits: 80, actions: 3 }],
    ['google-ads-polish', 'Google Ads', { spend: '1237.55', visits: 60, actions: 3 }],
    ['google-ads-japanese', 'Google Ads', { spend: '7650.00', visits: 51, actions: 3 }],
    ['google-ads-converted-currency', 'Google Ads', { spend: '12.00', visits: 15, actions: 1 }],
    ['meta-ads-italian', 'Meta Ads', { spend: '1025.00', visits: 49, actions: 4 }],
    ['linkedin-ads-rows-of-a-month', 'LinkedIn Ads', { spend: '370.00', visits: 44 }],
    ['yandex-direct-sum-below-without-label', 'Яндекс Директ', { spend: '6000.00', visits: 300, actions: 12 }],
  ])('%s', { tags: 'slow' }, async (name, source, figures) => {
    expect((await reported(fixture(name))).get(source)).toMatchObject(figures);
  });
});

describe('an export of a CRM comes out to the digit', () => {
  it.each<[string, Record<string, unknown>]>([
    ['crm-moysklad-orders', { leads: 3, deals: 1, lost: 1, revenue: '12500.00', pipeline: '3000.00' }],
    ['crm-tilda-stages', { leads: 2, deals: 1, lost: 0 }],
    ['crm-tilda-form-leads', { leads: 2, deals: null }],
    ['crm-getcourse-orders', { leads: 4, deals: 2, lost: 1, revenue: '24000.00', pipeline: '15000.00' }],
    ['crm-close-paid-per-month', { leads: 3, deals: 1, lost: 1, revenue: '5000.00' }],
    ['crm-freshsales-deals', { leads: 3, deals: 1, lost: 1, revenue: '1200.00', pipeline: '800.00' }],
    [
      'crm-activecampaign-lost-keeps-its-stage',
      { leads: 3, deals: 1, lost: 1, revenue: '1200.00', pipeline: '800.00' },
    ],
    ['crm-hubspot-spanish', { leads: 3, deals: 1, lost: 1, revenue: '1200.00', pipeline: '500.00' }],
    ['crm-hubspot-portuguese', { leads: 3, deals: 1, lost: 1, revenue: '1000.00', pipeline: '500.00' }],
    ['crm-hubspot-french', { leads: 3, deals: 1, lost: 1, revenue: '1200.50', pipeline: '500.00' }],
    ['crm-hubspot-company-currency-alone', { leads: 2, deals: 2, revenue: '174.00' }],
    ['crm-amocrm-stages-by-number', { leads: 3, deals: 2, lost: 1, revenue: '17000.00' }],
  ])('%s', { tags: 'slow' }, async (name, figures) => {
    expect((await reported(fixture(name))).get('(total)')).toMatchObject(figures);
  });
});

describe('Avito', () => {
  const HEADINGS = [
    ...['Номер объявления', 'Дней на Авито', 'Показы', 'Просмотры', 'Контакты', 'Добавили в избранное'],
    ...['Расходы на объявления'],
  ];
  const NAME = 'Статистика_с_2026-03-02_по_2026-03-08.xlsx';
  const sheet = () =>
    book([
      {
        name: 'Sheet1',
        rows: [HEADINGS, ['5000000001', { n: '7' }, { n: '900' }, { n: '90' }, { n: '4' }, '1', { n: '600' }]],
      },
    ]);

  it('is read as it is downloaded, and belongs to the days that the name of the file says', {
    tags: 'slow',
  }, async () => {
    const path = folder({ [NAME]: await sheet(), 'funnel.yaml': 'currency: RUB\nvat: 20%\n' });
    const ran = await funnel(['sources', path, '--from', '2026-03-01', '--to', '2026-03-31', '-f', 'json']);
    expect([ran.code, ran.err]).toEqual([0, expect.not.stringContaining('undated')]);
    expect(Object.fromEntries(rowsOf(ran.out, 'sources')[0] ?? [])).toMatchObject({ source: 'Авито', spend: '500.00' });
    const cut = await funnel(['sources', path, '--from', '2026-03-05', '--to', '2026-03-31']);
    expect([cut.code, cut.err]).toEqual([2, expect.stringContaining('2026-03-02')]);
  });

  it('charges with VAT, which no heading says: the rate must be given, and none is proposed', {
    tags: 'slow',
  }, async () => {
    const ran = await funnel(['sources', folder({ [NAME]: await sheet() }), '--all']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain('«Расходы на объявления» includes VAT');
    expect(ran.err).toContain('vat: …');
    const said = folder({ [NAME]: await sheet(), 'funnel.yaml': `files: [{path: "${NAME}", vat: excluded}]\n` });
    expect((await reported(said)).get('Авито')).toMatchObject({ spend: '600.00' });
  });
});

describe('a zip of Ozon, a file per campaign', () => {
  const campaign = (number: number, cost: string) =>
    `\ufeff;Кампания по продвижению товаров № ${number}, период 02.03.2026-03.03.2026\nДень;sku;Цена товара, ₽;Показы;Клики;Расход, ₽, без НДС\n02.03.2026;700001;2490,00;100;10;${cost}\nВсего;;;100;10;${cost}\n`;

  it('holds spend of the same product and day in each: the number above the header tells them apart', {
    tags: 'slow',
  }, async () => {
    const path = folder({
      'report.zip': await zip({ '202.csv': campaign(202, '150,50'), '203.csv': campaign(203, '49,50') }),
    });
    expect((await reported(path)).get('Ozon Performance')).toMatchObject({ spend: '200.00', visits: 20 });
    const ran = await funnel(['sources', path, '--all', '--by', 'campaign', '-f', 'json']);
    const spend = rowsOf(ran.out, 'sources').map((row) => [row.get('campaign'), row.get('spend')]);
    expect(spend).toEqual(
      expect.arrayContaining([
        ['202', '150.50'],
        ['203', '49.50'],
      ]),
    );
  });
});

describe('spend of a sheet with VAT in its heading', () => {
  it('is read once its rate is said', { tags: 'slow' }, async () => {
    const files = { 'spend.csv': 'Дата;Источник;Расход с НДС\n01.03.2026;VK Реклама;120000\n13.03.2026;Авито;60000\n' };
    const ran = await funnel(['sources', folder(files), '--all']);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('«Расход с НДС» includes VAT')]);
    const said = folder({ ...files, 'funnel.yaml': 'vat: 20%\n' });
    expect((await reported(said)).get('(total)')).toMatchObject({ spend: '150000.00' });
  });
});

describe('a source in two alphabets', () => {
  it('is one source, under the spelling that most rows bear', { tags: 'slow' }, async () => {
    const rows = await reported(fixture('names-in-two-alphabets'));
    const leads = [...rows].map(([source, row]) => [source, row.spend, row.leads]);
    expect(leads).toEqual([
      ['yandex_network', '300.00', 3],
      ['VK Реклама', '200.00', 2],
      ['Авито', '100.00', 2],
      ['Telegram Ads', '90.00', 3],
      ['2GIS', '60.00', 2],
      ['OK', null, 2],
      ['inst', null, 2],
      ['zen', null, 2],
      ['Google Реклама', null, 1],
      // Nobody's advertising, whatever the platform is called.
      ['direct', null, 1],
      ['(paid)', '750.00', 12],
      ['(total)', '750.00', 20],
    ]);
  });
});

describe('a medium that nobody pays for', () => {
  it('is no advertising of the platform that it names', { tags: 'slow' }, async () => {
    const rows = await reported(fixture('media-that-nobody-pays-for'));
    const paid = [...rows].filter(([, { spend }]) => spend !== null).map(([source, { leads }]) => [source, leads]);
    expect(paid).toEqual([
      ['yandex', 1],
      ['VK Реклама', 1],
      ['(paid)', 2],
      ['(total)', 9],
    ]);
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining(['yandex / maps', 'yandex / zen', 'yandex / market', 'yandex / business', 'vk / social']),
    );
  });
});

describe('signs of currencies', () => {
  const card = (...cells: string[]) =>
    `Date,Clicks,Impressions,Avg. CPC,Cost\n${cells.map((cell, at) => `2026-03-0${at + 1},10,100,1,"${cell}"`).join('\n')}\n`;

  it.each([
    ['S$50.00', 'SGD'],
    ['CA$50.00', 'CAD'],
    ['AU$50.00', 'AUD'],
    ['MX$50.00', 'MXN'],
    ['HK$50.00', 'HKD'],
    ['NT$50.00', 'TWD'],
    ['NZ$50.00', 'NZD'],
    ['50,00 Kč', 'CZK'],
    ['50,00 lei', 'RON'],
    ['₪50.00', 'ILS'],
    ['円50.00', 'JPY'],
  ])('%s is %s', { tags: 'slow' }, async (cell, currency) => {
    const ran = await funnel(['sources', folder({ 'card.csv': card(cell, cell) }), '--all', '-f', 'json']);
    expect(ran.code, ran.err).toBe(0);
    expect(JSON.parse(ran.out).currency).toBe(currency);
    expect(Object.fromEntries(rowsOf(ran.out, 'sources')[0] ?? [])).toMatchObject({ spend: '100.00' });
  });

  it('that several countries share settle nothing by themselves', { tags: 'slow' }, async () => {
    const crowns = { 'card.csv': card('50,00 kr', '1 050,00 kr.') };
    const ran = await funnel(['sources', folder(crowns), '--all']);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('«kr», which may be SEK, NOK, DKK, ISK')]);
    const said = folder({ ...crowns, 'funnel.yaml': 'files: [{path: card.csv, currency: NOK}]\n' });
    expect((await reported(said)).get('(total)')).toMatchObject({ spend: '1100.00' });
    const inReport = folder({ ...crowns, 'funnel.yaml': 'currency: SEK\n' });
    expect((await reported(inReport)).get('(total)')).toMatchObject({ spend: '1100.00' });
    const other = await funnel(['sources', folder({ ...crowns, 'funnel.yaml': 'currency: EUR\n' }), '--all']);
    expect(other.code).toBe(2);
  });
});

describe('an export that is known and not read', () => {
  it('is named for what it is, and the others are reported', { tags: 'slow' }, async () => {
    const ran = await funnel(['sources', fixture('known-and-not-read'), '--all', '-f', 'json', '--lang', 'ru']);
    expect(ran.code, ran.err).toBe(0);
    expect(Object.fromEntries(rowsOf(ran.out, 'sources').at(-1) ?? [])).toMatchObject({ leads: 1, revenue: '100.00' });
    const said = (JSON.parse(ran.out).warnings as { code: string; message: string }[])
      .filter(({ code }) => code === 'left-out')
      .map(({ message }) => message);
    expect(said).toHaveLength(3);
    for (const words of ['Shopify', 'Stripe', 'Logs API']) expect(said.join('\n')).toContain(words);
  });
});
