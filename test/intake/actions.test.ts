import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const fixture = (name: string) => readFile(new URL(`../../fixtures/sources/${name}`, import.meta.url));

describe('results of Meta', () => {
  it.each([
    ['meta-ads-spanish-result-indicator/Campañas.csv', 8],
    ['meta-ads-portuguese/Campanhas.csv', 6],
  ])('count only where the indicator says leads, in every language: %s', { tags: 'slow' }, async (name, actions) => {
    const folder = harness.write({ 'meta.csv': await fixture(name) });
    const outcome = await harness.start(['report', folder, '-f', 'json', '--month', '2026-03'], folder);
    expect([outcome.total('actions'), outcome.code]).toEqual([actions, 0]);
  });

  it.each(['Индикатор результата', 'Ergebnisindikator'])(
    'have an indicator called %s',
    { tags: 'slow' },
    async (indicator) => {
      const german = indicator.startsWith('E');
      const [name, results, spent] = german
        ? ['Kampagnenname', 'Ergebnisse', 'Ausgegebener Betrag (EUR)']
        : ['Название кампании', 'Результаты', 'Сумма затрат (EUR)'];
      const text = `${name},${results},${indicator},${spent}\na,3,actions:lead,5\nb,90,actions:link_click,5\n`;
      expect((await harness.report({ 'meta.csv': text })).total('actions')).toBe(3);
    },
  );

  it('have a condition that is not one of the column of leads', async () => {
    const text = `Campaign name,Result indicator,Results,Leads,Amount spent (USD),Link clicks
a,actions:link_click,90,7,100.00,90
b,actions:lead,5,5,50.00,30
`;
    expect((await harness.report({ 'meta.csv': text })).total('actions')).toBe(12);
  });

  it('are leads in a sheet taken over from it only where their type says so, on the days that each row spans', async () => {
    const text = `reporting_starts,reporting_ends,campaign_name,amount_spent,results,result_type
2026-10-01,2026-10-02,a,10.00,40,Messaging conversations started
2026-10-03,2026-10-03,b,20.00,3,Leads (form)
`;
    const folder = harness.write({ 'spend.csv': text });
    const days = ['--from', '2026-10-03', '--to', '2026-10-03'];
    const outcome = await harness.start(['report', folder, '-f', 'json', ...days], folder);
    expect([outcome.total('spend'), outcome.total('actions')]).toEqual(['20.00', 3]);
  });

  describe('in a sheet that funnel.yaml alone explains, beside a column of their kinds,', () => {
    const SHEET = {
      head: 'advert,paid_out,results,result_type',
      columns: '{ad: advert, cost: paid_out, actions: results}',
    };
    const read = (kinds: readonly string[], { head, columns } = SHEET, ...flags: string[]) => {
      const rows = kinds.map((kind, at) => `${at},10.00,${[40, 3, 180][at]},${kind}`);
      const yaml = `files: [{path: a.csv, table: ad_stats, columns: ${columns}}]\n`;
      return harness.report({ 'a.csv': `${[head, ...rows].join('\n')}\n`, 'funnel.yaml': yaml }, ...flags);
    };
    const said = ({ json }: Awaited<ReturnType<typeof read>>) =>
      json.warnings.find(({ code }) => code === 'results-of-kinds')?.message;

    it('are those that are leads, and it is said', async () => {
      const outcome = await read(['Messaging conversations', 'Leads (form)', 'Profile visits']);
      expect([outcome.total('spend'), outcome.total('actions')]).toEqual(['30.00', 3]);
      expect(said(outcome)).toBe(
        'a.csv: «results» holds results of several kinds, of which only leads count as target actions («Leads (form)»), and not «Messaging conversations», «Profile visits»; where others count too, put those that are meant into a column of their own, and name it in funnel.yaml: columns: {actions: …}',
      );
      const russian = {
        head: 'Объявление,Расход,Результаты,Тип результата',
        columns: '{ad: Объявление, cost: Расход, actions: Результаты}',
      };
      const own = await read(['Переписки', 'Заявки (форма)', 'Посещения профиля'], russian, '--lang', 'ru');
      expect([own.total('spend'), own.total('actions')]).toEqual(['30.00', 3]);
      expect(said(own)).toBe(
        'a.csv: в столбце «Результаты» результаты разных видов, целевыми действиями считаются только лиды («Заявки (форма)»), а «Переписки», «Посещения профиля» — нет; если нужны и они, вынесите нужные в отдельный столбец и назовите его в funnel.yaml: columns: {actions: …}',
      );
    });

    it('are unknown where several are none, and it is said', async () => {
      const outcome = await read(['Messaging conversations', 'Link clicks', 'Profile visits']);
      expect([outcome.total('spend'), outcome.total('actions')]).toEqual(['30.00', null]);
      expect(said(outcome)).toContain(
        'none of them leads («Messaging conversations», «Link clicks», «Profile visits»)',
      );
    });

    it.each([
      ['of one kind, whatever it is called', ['Обращения', 'обращения', '']],
      ['of leads of several kinds', ['Leads (form)', 'Лиды', 'Отправка заявок']],
    ])('are all of them %s', { tags: 'slow' }, async (_, kinds) => {
      const outcome = await read(kinds);
      expect([outcome.total('actions'), said(outcome)]).toEqual([223, undefined]);
    });
  });

  it('come with clicks on the link in French', async () => {
    const text = 'Nom de la campagne,Montant dépensé (EUR),Clics sur le lien\na,5.00,12\n';
    expect((await harness.report({ 'meta.csv': text })).total('visits')).toBe(12);
  });
});

const SHEETS: [like: string, text: string, figures: unknown[]][] = [
  [
    'Analytics before version 4, with what was spent',
    'Date,Source,Campaign,Sessions,Bounce Rate,Cost,Leads\n2026-09-01,google,Brand,100,40%,1000,5\n2026-09-02,vk,Feed,50,40%,500,2\n',
    [['google', 'vk'], '1500.00', 150, 7],
  ],
  [
    'Analytics before version 4, in Russian',
    'Дата;Источник/канал;Сеансы;Показатель отказов;Расход;Конверсии\n01.09.2026;google / cpc;100;40%;1000;5\n02.09.2026;vk / cpc;50;40%;500;2\n',
    [['google', 'vk'], '1500.00', 150, 7],
  ],
  [
    'Analytics before version 4, beside clicks',
    'Campaign,Clicks,Cost,Users,Sessions,Bounce Rate\nBrand,100,$1000.00,80,120,40%\nFeed,50,$500.00,40,60,40%\n',
    [['(no source)'], '1500.00', 150, null],
  ],
  [
    'a card of Google by month',
    'Month,Impressions,Clicks,CTR,Avg. CPC,Cost\n2026-08,1000,100,10%,10,1000\n2026-09,1000,50,5%,10,500\n',
    [['(no source)'], '1500.00', 150, null],
  ],
  ...['leads', 'results'].map((name): [string, string, unknown[]] => [
    `insights of Meta, with ${name}`,
    `date_start,date_stop,campaign_name,adset_name,impressions,clicks,spend,${name}\n2026-09-01,2026-09-01,A,S,1000,100,1000,4\n2026-09-02,2026-09-02,B,S,1000,50,500,5\n`,
    [['(no source)'], '1500.00', 150, 9],
  ]),
];
it.each(SHEETS)(
  'a sheet of somebody’s is read as it stands, and not as %s',
  { tags: 'slow' },
  async (_, text, figures) => {
    const outcome = await harness.report({ 'sheet.csv': text }, '--guess');
    const names = Object.keys(outcome.figures('sources', 'visits')).filter(
      (name) => !/^\((?:total|paid)\)$/.test(name),
    );
    expect([names.sort(), outcome.total('spend'), outcome.total('visits'), outcome.total('actions')]).toEqual(figures);
  },
);

describe('web analytics', () => {
  const UNIVERSAL = `# ----------------------------------------
# All Web Site Data
# Channels
# 20190901-20190930
# ----------------------------------------

`;

  it.each([
    ['Default Channel Grouping', 'Organic Search', 'Direct', { '(no source)': 2500 }],
    ['Source / Medium', 'bing / organic', 'example.org / referral', { 'bing / organic': 1500 }],
  ])(
    'of the version before has its total where %s is blank, and its days below are not read',
    async (by, a, b, visits) => {
      const outcome = await harness.report({
        'ua.csv': `${UNIVERSAL}${by},Users,New Users,Sessions,Bounce Rate,Goal Completions
${a},"1,204","1,100","1,500",45.20%,30
${b},800,760,"1,000",50.00%,10
,"2,004","1,860","2,500",47.00%,40

Day Index,Users
9/1/19,60
9/2/19,70
`,
      });
      expect(outcome.figures('sources', 'visits')).toMatchObject({ ...visits, '(total)': 2500 });
      expect([outcome.total('actions'), outcome.buckets, outcome.warnings]).toEqual([
        40,
        { preamble: 6, header: 1, used: 2, total: 1, blank: 1, footer: 3 },
        ['second-table'],
      ]);
    },
  );

  it('by the hour belongs to its days, though Excel has filled up the lines that begin with #', async () => {
    const text = `# ----------------------------------------,,,
# Start date: 20240401,,,
Session primary channel group (Default channel group),Date + hour (YYYYMMDDHH),Users,Sessions
Direct,2024041623,237,300
Organic Social,2024041700,208,267
`;
    const folder = harness.write({ 'ga4.csv': text });
    const outcome = await harness.start(
      ['report', folder, '-f', 'json', '--from', '2024-04-16', '--to', '2024-04-16'],
      folder,
    );
    expect([outcome.total('visits'), outcome.ledger.preamble]).toEqual([300, 2]);
  });

  it('says the headings of a table that nothing is read from, not the lines above it', async () => {
    const { code, err } = await harness.report({
      'a.csv': '# -----\n# Start date: 20240401\nEvent name,Event count\nscroll,3\n',
    });
    expect([code, err]).toEqual([2, expect.stringContaining('headings «Event name», «Event count»')]);
  });

  it('have visits of no source where they name none, never their own', { tags: 'slow' }, async () => {
    const metrica = await harness.report({
      'metrica.csv': 'UTM Source,Визиты,Посетители\nИтого и средние,150,120\nyandex,100,80\nНе определено,50,40\n',
    });
    expect(metrica.figures('sources', 'visits')).toMatchObject({ '(no source)': 50 });
    const ga4 = await harness.report({ 'ga4.csv': 'Session campaign,Sessions,Key events\nbread,5,1\n' });
    expect(ga4.figures('sources', 'visits')).toMatchObject({ '(no source)': 5 });
  });
});

it('the Portuguese and Spanish sheets of spend are read by their headings', { tags: 'slow' }, async () => {
  for (const head of ['Data,Campanha,Cliques,Investimento', 'Fecha,Campaña,Clics,Inversión']) {
    const outcome = await harness.report({ 'a.csv': `${head}\n2026-03-01,Pan,3,5.50\n` });
    expect([outcome.total('spend'), outcome.total('visits')]).toEqual(['5.50', 3]);
  }
});

it('the conditions of display of Yandex Direct are known by their ID too', async () => {
  const outcome = await harness.report({
    'direct.csv': 'Дата;ID кампании;ID условия показа;Показы;Клики;Расход\n01.03.2026;101;7;10;2;5,50\n',
  });
  expect([outcome.ledger.source, outcome.total('spend')]).toEqual(['yandex-direct', '5.50']);
});
