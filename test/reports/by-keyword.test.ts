import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const by = async (dimension: string, files: Record<string, string>, ...flags: string[]) => {
  const { out, err, code } = await funnel([
    'sources',
    folder(files),
    '--by',
    dimension,
    '-f',
    'json',
    '--all',
    ...flags,
  ]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  const own = rowsOf(out, 'sources').filter((row) => !['(paid)', '(total)'].includes(row.get('source') as string));
  return Object.fromEntries(
    own.map((row): [string, unknown[]] => [String(row.get(dimension)), [row.get('spend'), row.get('leads')]]),
  );
};

const crm = (...terms: string[]) =>
  `ID,Created,Status,Source,utm_source,utm_term\n${terms.map((term, at) => `${at + 1},2026-03-01 10:00,New,,${term}`).join('\n')}\n`;
const YAML = `files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, utm_source: utm_source, utm_term: utm_term}
statuses: {New: lead}
`;

describe('spend and leads by keyword', () => {
  const direct = `Дата;Название кампании;№ Кампании;Ключевая фраза;Показы;Клики;"Расход, ₽"
01.03.2026;Поиск;7;купить диван -бу -авито;100;10;300,00
01.03.2026;Поиск;7;"""диван угловой""";100;5;200,00
01.03.2026;Поиск;7;---autotargeting;100;5;50,00
`;

  it('meet where the platform puts into a tag what its export calls the phrase', { tags: 'slow' }, async () => {
    const files = {
      'direct.csv': direct,
      'crm.csv': crm(
        'yandex,купить диван',
        'yandex,Купить+Диван',
        'yandex,%D0%B4%D0%B8%D0%B2%D0%B0%D0%BD+угловой',
        'yandex,{keyword}',
        'yandex,',
      ),
      'funnel.yaml': YAML,
    };
    expect(await by('keyword', files)).toEqual({
      'купить диван': ['300.00', 2],
      'диван угловой': ['200.00', 1],
      '---autotargeting': ['50.00', 0],
      '(no keyword)': [null, 2],
    });
  });

  it('are told apart in what Google and Microsoft download', { tags: 'slow' }, async () => {
    const google = `Search keyword report
"March 1, 2026 - March 1, 2026"
Keyword status,Keyword,Match type,Campaign,Ad group,Currency code,Impr.,Cost,Clicks
Enabled,[red shoes],Exact match,a,b,USD,10,20.00,2
Enabled,"""red shoes""",Phrase match,a,b,USD,10,5.00,1
Enabled,+c++ +course,Broad match,a,b,USD,10,7.00,1
`;
    const microsoft = `Gregorian date,Campaign,Ad group,Keyword,Impr.,Clicks,Spend,Currency code
3/13/2026,a,b,red shoes,10,2,4.00,USD
`;
    const files = {
      'google.csv': google,
      'crm.csv': crm('adwords,Red Shoes', 'adwords,c%2B%2B course'),
      'funnel.yaml': YAML,
    };
    expect(await by('keyword', files)).toMatchObject({ 'red shoes': ['25.00', 1], 'c++ course': ['7.00', 1] });
    expect(await by('keyword', { 'microsoft.csv': microsoft })).toMatchObject({ 'red shoes': ['4.00', null] });
  });

  it('is blank, and not divided, where spend has no keywords', { tags: 'slow' }, async () => {
    const files = {
      'ads.csv': 'Day,Source,Campaign,Cost\n2026-03-01,yandex,a,10\n',
      'crm.csv': crm('yandex,x'),
      'funnel.yaml': YAML,
    };
    expect(await by('keyword', files)).toEqual({ x: [null, 1] });
  });

  it('filters by one', { tags: 'slow' }, async () => {
    const files = { 'direct.csv': direct, 'crm.csv': crm('yandex,купить диван', 'yandex,другое'), 'funnel.yaml': YAML };
    expect(await by('source', files, '--where', 'keyword=Купить диван')).toEqual({ 'Яндекс Директ': ['300.00', 1] });
  });
});

describe('spend and leads by account', () => {
  const ads = (account: string, rows: string) => `Day,Source,Account,Campaign,Cost\n${rows.replaceAll('@', account)}`;

  it('come of a column; a lead is of the account whose campaign it bears', { tags: 'slow' }, async () => {
    const files = {
      'ads.csv': ads(
        '',
        '2026-03-01,VK,North,a,10\n2026-03-01,VK,South,b,20\n2026-03-01,VK,North,both,1\n2026-03-01,VK,South,both,2\n',
      ),
      'crm.csv':
        'ID,Created,Status,utm_source,utm_campaign\n1,2026-03-01,New,vk,a\n2,2026-03-01,New,vk,b\n3,2026-03-01,New,vk,both\n4,2026-03-01,New,vk,\n',
      'funnel.yaml': YAML.replace('utm_term: utm_term', 'utm_campaign: utm_campaign'),
    };
    expect(await by('account', files)).toEqual({ North: ['11.00', 1], South: ['22.00', 1], '(no account)': [null, 2] });
  });

  it('come of the lines above a header, or of set', { tags: 'slow' }, async () => {
    const direct = (client: string, cost: string) =>
      `Клиент: ${client}\nОтчет: Мастер отчетов\nПериод: 01.03.2026 - 02.03.2026\n\nДата;Название кампании;№ Кампании;Показы;Клики;"Расход, ₽"\n01.03.2026;Поиск ${client};7;100;10;${cost}\n`;
    const files = { 'a.csv': direct('Север', '300,00'), 'b.csv': direct('Юг', '200,00') };
    expect(await by('account', files)).toEqual({ Север: ['300.00', null], Юг: ['200.00', null] });
    const bare = (cost: string) => `Day,Source,Campaign,Cost\n2026-03-01,VK,a${cost},${cost}\n`;
    const yaml = 'files:\n  - {path: a.csv, set: {account: North}}\n  - {path: b.csv, set: {account: South}}\n';
    expect(await by('account', { 'a.csv': bare('10'), 'b.csv': bare('20'), 'funnel.yaml': yaml })).toEqual({
      North: ['10.00', null],
      South: ['20.00', null],
    });
  });

  it('is blank where nothing says it', async () => {
    expect(await by('account', { 'ads.csv': 'Day,Source,Campaign,Cost\n2026-03-01,VK,a,10\n' })).toEqual({});
  });
});
