import { describe, expect, it } from 'vitest';
import { alikeNames } from '../../src/facts/alike-names.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const crm = (sources: readonly string[]): string =>
  `ID,Created,Status,Source,Campaign\n${sources.map((source, at) => `${at + 1},2026-10-0${at + 1},New,${source}`).join('\n')}\n`;
const yaml = (more: string): string => `files:
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, campaign: Campaign}
statuses: {New: lead}
${more}`;
const leadsBy = (out: string, report: string, key: string): Record<string, unknown> =>
  Object.fromEntries(rowsOf(out, report).map((row) => [row.get(key), row.get('leads')]));

describe('names that the configuration gives', () => {
  it.each([
    [
      'of a part of a platform stand for that part alone',
      'sources: {РСЯ: [rsya]}',
      ['yadirect', 'direct', 'rsya', 'РСЯ'],
      { РСЯ: 2, yadirect: 2 },
    ],
    [
      'of a platform stand for all its spellings',
      'sources: {Директ: [yandex]}',
      ['yandex', 'direct', 'yadirect'],
      { Директ: 3 },
    ],
    [
      'of what is spelled in two alphabets stand for all spellings',
      'sources: {Инста: [insta]}',
      ['insta', 'instagram'],
      { Инста: 2 },
    ],
  ])('%s', async (_, more, sources, expected) => {
    const known = sources.map((one) => (one === 'direct' ? 'yandex direct' : one));
    const path = folder({ 'crm.csv': crm(known.map((one) => `${one},`)), 'funnel.yaml': yaml(more) });
    const { out, code } = await funnel(['sources', path, '-f', 'json', '--all']);
    expect(code).toBe(0);
    const found = leadsBy(out, 'sources', 'source');
    const { '(total)': total, '(paid)': paid, ...own } = found;
    expect(Object.values(own).reduce((sum: number, leads) => sum + Number(leads), 0)).toBe(sources.length);
    expect(Object.values(own).sort()).toEqual(Object.values(expected).sort());
  });
});

describe('a click ID of a platform whose exports bear several sources', () => {
  it('names the platform, and the tag which of them it was; without a tag nobody knows', async () => {
    const ads = (cost: number) =>
      `Кампания,День,Показы,Клики,"Расход (руб.)"\nc,01.10.2026,1000,10,${cost}\nc,02.10.2026,1000,10,${cost}\n`;
    const leads = ['yandex_poisk', 'yandex_rsya', 'yandex_rsya', '', 'vk'].map(
      (tag, at) => `${at + 1},2026-10-01,New,${tag},y${at}`,
    );
    const path = folder({
      'search.csv': ads(100),
      'network.csv': ads(300),
      'crm.csv': `ID,Created,Status,utm_source,yclid\n${leads.join('\n')}\n`,
      'funnel.yaml': `vat: excluded
files:
  - {path: search.csv, format: yandex-direct, set: {source: Поиск}}
  - {path: network.csv, format: yandex-direct, set: {source: РСЯ}}
  - path: crm.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, utm_source: utm_source, yclid: yclid}
sources: {Поиск: [yandex_poisk], РСЯ: [yandex_rsya]}
statuses: {New: lead}
`,
    });
    const { out, code } = await funnel(['sources', path, '-f', 'json', '--all', '--currency', 'RUB']);
    expect(code).toBe(0);
    const found = leadsBy(out, 'sources', 'source');
    expect(found).toEqual({ РСЯ: 2, Поиск: 1, 'Яндекс Директ': 2, '(paid)': 3, '(total)': 5 });
  });
});

describe('a filter', () => {
  const path = () =>
    folder({
      'crm.csv': crm(['a,Ivan Petrov', 'a,Ivan  Petrov', 'a,Ivan Petrov', 'a,İstanbul']),
      'funnel.yaml': yaml(''),
    });
  it.each([
    ['Ivan Petrov', 2],
    ['ivan petrov', 2],
    ['Ivan  Petrov', 1],
    ['İstanbul', 1],
  ])('takes «%s» as it was typed, whatever its case', { tags: 'slow' }, async (campaign, leads) => {
    const { out, code } = await funnel(['sources', path(), '-f', 'json', '--all', '--where', `campaign=${campaign}`]);
    expect(code).toBe(0);
    expect(leadsBy(out, 'sources', 'source')['(total)']).toBe(leads);
  });
});

/** Leads, and spend of 100 on the first of them, each by source. */
const sourcesOf = async (files: Record<string, string>, more: readonly string[] = []) => {
  const { out, code } = await funnel(['sources', folder(files), '-f', 'json', '--all', ...more]);
  expect(code).toBe(0);
  const { warnings } = JSON.parse(out) as { warnings: { code: string; message: string }[] };
  const said = warnings.filter(({ code }) => code === 'sources-alike').map(({ message }) => message);
  const rows = rowsOf(out, 'sources').filter((row) => !['(paid)', '(total)'].includes(row.get('source') as string));
  return { said, leads: new Map(rows.map((row) => [row.get('source'), row.get('leads')])) };
};
const tagged = (pairs: readonly string[], after = 0) =>
  `Lead ID,Created,UTM Source,UTM Medium\n${pairs.map((pair, at) => `${after + at + 1},2026-10-01,${pair}`).join('\n')}\n`;

describe('what came from a platform without a medium', () => {
  it.each([
    ['is its advertising where nothing else is called so', ['google,cpc', 'google,', 'google,search'], { google: 3 }],
    [
      'is no advertising where the same column names that too',
      ['adwords,cpc', 'google,', 'google,search', 'google,cpc', 'google,organic'],
      { adwords: 2, google: 1, 'google / search': 1, 'google / organic': 1 },
    ],
    [
      'is its advertising where both are spelt as somebody likes',
      ['vk,', 'вк,', 'vk_ads,', 'VK Реклама,', 'vkontakte,'],
      { 'VK Реклама': 5 },
    ],
    [
      'keeps to its spelling, whatever the case and the blanks',
      ['Яндекс Директ,', 'Яндекс.Директ,', 'Яндекс,', 'ЯНДЕКС,'],
      { 'Яндекс Директ': 2, ЯНДЕКС: 2 },
    ],
  ])('%s', async (_, pairs, expected) => {
    const { leads } = await sourcesOf({ 'leads.csv': tagged(pairs) });
    expect(Object.fromEntries(leads)).toEqual(expected);
  });

  const SPELT: [column: string[], leads: number[], said: boolean][] = [
    [['google', 'adwords'], [1, 1], true],
    [['fb', 'facebook', 'Facebook Ads'], [3], false],
    [['ВК', 'VK', 'VK Реклама'], [3], false],
    [['Google', 'google_ads', 'adwords'], [3], false],
    [['Озон', 'Ozon Performance'], [1, 1], true],
    [['Телеграм', 'tg', 'telegram'], [3], false],
    [['vk_ads', 'VK Реклама', 'VK таргет'], [3], false],
    [['Яндекс', 'yandex', 'Директ', 'yandex_direct'], [4], false],
    [['Google Ads', 'google_ads', 'GOOGLE ADS'], [3], false],
    [['yandex_cpc', 'Яндекс Директ', 'yandex/cpc', 'Реклама Яндекс'], [4], false],
    [['google', 'google_cpc'], [1, 1], true],
    [['tiktok', 'TikTok', 'vk_ads'], [2, 1], false],
  ];
  it.each(SPELT)('%j in one column are sources of %j leads', { tags: 'slow' }, async (column, leads, isSaid) => {
    const found = await sourcesOf({ 'leads.csv': tagged(column.map((one) => `${one},`)) });
    expect([[...found.leads.values()].sort((a, b) => Number(b) - Number(a)), found.said.length > 0]).toEqual([
      leads,
      isSaid,
    ]);
  });

  it('is the same in two lists, where neither names both', async () => {
    const one = (id: number, source: string, created = 'Created') =>
      `Lead ID,${created},UTM Source\n${id},2026-10-01,${source}\n`;
    const files = {
      'a.csv': one(1, 'vk'),
      'b.csv': one(2, 'vk_ads', 'Created at'),
      'spend.csv': 'Date,Source,Cost\n2026-10-01,VK Реклама,5\n',
    };
    const { leads, said } = await sourcesOf(files);
    expect([[...leads.values()], said]).toEqual([[2], []]);
  });

  it('is as in one file where a list comes in several', async () => {
    const leads = async (...files: string[][]) =>
      (await sourcesOf(Object.fromEntries(files.map((pairs, at) => [`${at}.csv`, tagged(pairs, at * 10)])))).leads;
    for (const [ads, site] of [
      ['adwords,', 'google,'],
      ['Google_Ads,', 'google ads,'],
    ] as const)
      expect(await leads([ads], [site])).toEqual(await leads([ads, site]));
    expect(await leads(['adwords,', 'google,'], ['google_ads,'])).toEqual(new Map([['adwords', 3]]));
  });

  it('is joined by the line that the warning names, and told apart for good by naming both', {
    tags: 'slow',
  }, async () => {
    const leads = tagged(['adwords,cpc', 'google,', 'google,search']);
    const before = await sourcesOf({ 'leads.csv': leads });
    expect(before.said).toHaveLength(1);
    const line = /sources: \{.*\}/.exec(before.said[0] as string)?.[0] as string;
    expect(line).toBe('sources: {adwords: [google]}');
    const joined = await sourcesOf({ 'leads.csv': leads, 'funnel.yaml': line });
    expect(joined).toEqual({ said: [], leads: new Map([['adwords', 3]]) });
    const apart = 'sources: {Google Ads: [adwords], Google: [google, google / search]}';
    expect(await sourcesOf({ 'leads.csv': leads, 'funnel.yaml': apart })).toEqual({
      said: [],
      leads: new Map([
        ['Google', 2],
        ['Google Ads', 1],
      ]),
    });
  });

  it('is found by the filter that names it, and by no other', { tags: 'slow' }, async () => {
    const files = { 'leads.csv': tagged(['adwords,cpc', 'google,', 'google,cpc']) };
    expect((await sourcesOf(files, ['--where', 'source=googleads'])).leads).toEqual(new Map([['adwords', 2]]));
    expect((await sourcesOf(files, ['--where', 'source=гугл'])).leads).toEqual(new Map([['google', 1]]));
  });
});

describe('a medium that nobody pays for', () => {
  it.each([
    'social',
    'SMM',
    'post',
    'посев',
    'maps',
    'дзен',
    'market',
    'Бизнес',
    'e-mail',
    'рассылка',
    'referral',
    'seo',
  ])('%s is no advertising', { tags: 'slow' }, async (medium) => {
    const { leads } = await sourcesOf({ 'leads.csv': tagged(['vk,cpc', `vk,${medium}`, `vk / ${medium},`]) });
    expect(leads).toEqual(
      new Map([
        [`vk / ${medium}`, 2],
        ['vk', 1],
      ]),
    );
  });

  it('that was never filled in is none', async () => {
    expect((await sourcesOf({ 'leads.csv': tagged(['vk,{medium}', 'vk,cpc']) })).leads).toEqual(new Map([['vk', 2]]));
  });
});

describe('a source with a stroke in its name', () => {
  const sources = async (...names: string[]) =>
    (await sourcesOf({ 'leads.csv': tagged(names.map((name) => `${name},`)) })).leads;

  it('is one of its own: what stands behind it is no medium', async () => {
    const leads = await sources('Partner / Agency', 'Partner / Reseller', 'Fairs / Dinners', 'Fairs / Dinners', 'Web');
    expect(leads).toEqual(
      new Map([
        ['Fairs / Dinners', 2],
        ['Partner / Agency', 1],
        ['Partner / Reseller', 1],
        ['Web', 1],
      ]),
    );
  });

  it('is the same however a list is split into files', async () => {
    const names = ['Partner / Agency', 'Partner / Reseller', 'google / cpc', 'VK', 'VK'];
    const [head = '', ...rows] = tagged(names.map((name) => `${name},`))
      .trim()
      .split('\n');
    const part = (some: readonly string[]) => [head, ...some, ''].join('\n');
    const split = await sourcesOf({ 'a.csv': part(rows.slice(0, 3)), 'b.csv': part(rows.slice(3)) });
    expect(split.leads).toEqual(await sources(...names));
    expect(split.leads.get('Partner / Agency')).toBe(1);
  });

  it('is a source and its medium where the whole column is of such, as web analytics write it', async () => {
    const leads = await sources('example.org / widget', 'example.org / footer', 'example.org / referral');
    expect(leads).toEqual(
      new Map([
        ['example.org', 2],
        ['example.org / referral', 1],
      ]),
    );
  });
});

describe('sources in two alphabets', () => {
  it.each([
    ['Циан', 'cian.ru', 'CIAN'],
    ['Профи.ру', 'profi.ru', 'Профи'],
    ['Дзен', 'Яндекс Дзен', 'zen'],
    ['2ГИС', '2gis', 'Дубль ГИС'],
    ['Озон', 'ozon', 'OZON.ru'],
    ['Авито', 'avito', 'avito.ru'],
    ['Телеграм', 'tg', 'Telegram'],
    ['Яндекс Карты', 'yandex_maps', 'YandexMaps'],
    ['(direct)', 'direct', '(direct) / (none)'],
  ])('%s, %s and %s are one', { tags: 'slow' }, async (...names) => {
    const { leads, said } = await sourcesOf({ 'leads.csv': tagged(names.map((name) => `${name},`)) });
    expect([[...leads.values()], said]).toEqual([[3], []]);
  });
});

describe('sources that look alike', () => {
  it.each([
    ['another alphabet', 'Северный ветер', 'Severny veter'],
    ['a letter less', 'Поликлиника', 'Поликлинка'],
    ['no blank', 'Мед Портал', 'медпортал'],
  ])('in %s stay two rows, and are said with the line that joins them', async (_, one, other) => {
    const files = { 'leads.csv': tagged([`${one},`, `${one},`, `${other},`]) };
    const { leads, said } = await sourcesOf(files);
    expect([...leads.keys()].sort()).toEqual([one, other].sort());
    const line = /sources: \{.*\}/.exec(said[0] ?? '')?.[0] ?? '';
    expect(line).toBe(`sources: {${one}: [${other}]}`);
    expect(await sourcesOf({ ...files, 'funnel.yaml': line })).toEqual({ said: [], leads: new Map([[one, 3]]) });
  });

  it.each([
    ['Филиал 1', 'Филиал 2'],
    ['Gmail', 'Email'],
    ['Сайт', 'Сайты'],
    ['vk / organic', 'vk / post'],
  ])('«%s» and «%s» do not', { tags: 'slow' }, async (...names) => {
    expect((await sourcesOf({ 'leads.csv': tagged(names.map((name) => `${name},`)) })).said).toEqual([]);
  });

  it.each([
    ['VK Ads', 'ВКонтакте реклама'],
    ['vkontakte_ads', 'VK Реклама'],
    ['Реклама в гугл', 'ads v Google'],
  ])('is alike in words of two languages: %s, %s', (one, other) => {
    expect(alikeNames([one, other])).toEqual([[one, other]]);
  });

  it.each([
    ['VK', 'VK Реклама'],
    ['Рекламация', 'ads'],
    ['Google', 'Google Ads'],
  ])('is not alike where one is advertising: %s, %s', (one, other) => {
    expect(alikeNames([one, other])).toEqual([]);
  });

  it('are found among ten thousand names in time', { tags: 'slow' }, () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `источник ${String.fromCodePoint(1072 + (at % 32))} ${at}`);
    const before = process.cpuUsage();
    expect(alikeNames([...names, 'istochnik a 0'])).toContainEqual(['источник а 0', 'istochnik a 0']);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });
});

describe('a medium of which nothing is known', () => {
  const files = (pairs: readonly string[]) => ({ 'leads.csv': tagged(pairs) });
  const saidOf = async (pairs: readonly string[], more: Record<string, string> = {}) => {
    const { out } = await funnel(['sources', folder({ ...files(pairs), ...more }), '-f', 'json', '--all']);
    const { warnings } = JSON.parse(out) as { warnings: { code: string; count: number; message: string }[] };
    return warnings.filter(({ code }) => code === 'medium-unknown');
  };
  const PAIRS = ['vk,cpc', 'vk,lenta', 'vk,lenta', 'vk,promo24'];

  it('is said where the same platform has paid ones, and either line that is named ends it', {
    tags: 'slow',
  }, async () => {
    const [said, ...rest] = await saidOf(PAIRS);
    expect(rest).toEqual([]);
    expect(said).toMatchObject({ count: 3 });
    expect(said?.message).toContain('«vk / lenta» (2), «vk / promo24» (1)');
    const lines = [...(said?.message ?? '').matchAll(/sources: \{.*?\]\}/g)].map(([line]) => line);
    expect(lines).toEqual(['sources: {vk: [vk / lenta]}', 'sources: {vk / lenta: [vk / lenta]}']);
    const [yes, no] = lines as [string, string];
    expect(await saidOf(PAIRS.slice(0, 3), { 'funnel.yaml': yes })).toEqual([]);
    expect(await saidOf(PAIRS.slice(0, 3), { 'funnel.yaml': no })).toEqual([]);
    expect((await sourcesOf({ ...files(PAIRS.slice(0, 3)), 'funnel.yaml': yes })).leads).toEqual(new Map([['vk', 3]]));
    expect((await sourcesOf({ ...files(PAIRS.slice(0, 3)), 'funnel.yaml': no })).leads).toEqual(
      new Map([
        ['vk / lenta', 2],
        ['vk', 1],
      ]),
    );
  });

  it.each([
    ['where no medium of that platform says that it was paid for', ['vk,lenta', 'vk,', 'google,cpc']],
    ['of a source that is no platform', ['vk,cpc', 'partner.example,lenta']],
    ['where all are known', ['vk,cpc', 'vk,post']],
  ])('is not, %s', { tags: 'slow' }, async (_, pairs) => {
    expect(await saidOf(pairs)).toEqual([]);
  });
});

describe('a campaign that was renamed between two exports', () => {
  const stats = (day: string, campaign: string) =>
    `Day,Campaign ID,Campaign,Source,Cost,Clicks\n${day},77,${campaign},Google,500,50\n`;
  const leads = 'ID,Created,Status,UTM Source,UTM Campaign\n1,2026-10-01,New,google,77\n2,2026-10-02,New,google,77\n';
  it.each([
    ['a.csv', 'b.csv'],
    ['b.csv', 'a.csv'],
  ])(
    'bears the name of its latest day, whatever the files are called (%s, %s)',
    { tags: 'slow' },
    async (older, newer) => {
      const { out, code } = await funnel([
        ...[
          'sources',
          folder({ [older]: stats('2026-10-01', 'Before'), [newer]: stats('2026-10-02', 'After'), 'leads.csv': leads }),
        ],
        ...['-f', 'json', '--by', 'campaign', '--all', '--guess'],
      ]);
      expect(code).toBe(0);
      expect(leadsBy(out, 'sources', 'campaign')).toMatchObject({ After: 2, Before: 0 });
    },
  );
});

describe('letters that may be a source or anything', () => {
  const ads = 'Day,Source,Spend,Clicks\n2026-10-01,LinkedIn,100,10\n2026-10-02,Odnoklassniki,50,5\n';
  const read = async (sources: readonly string[], more = '') => {
    const path = folder({
      'crm.csv': crm(sources.map((one) => `${one},c`)),
      'ads.csv': ads,
      'funnel.yaml': yaml(more),
    });
    const { out } = await funnel(['sources', path, '-f', 'json', '--all']);
    const { warnings } = JSON.parse(out) as { warnings: { code: string; message: string }[] };
    const said = warnings.filter(({ code }) => code === 'source-shorthand').map(({ message }) => message);
    return { leads: leadsBy(out, 'sources', 'source'), said };
  };

  it.each([
    ['li', 'LinkedIn'],
    ['OK', 'Odnoklassniki'],
  ])(
    '«%s» is said where it counts as %s, with the line that settles it, either way',
    { tags: 'slow' },
    async (word, whole) => {
      const { leads, said } = await read([word, whole]);
      expect(leads[whole]).toBe(2);
      expect(said).toEqual([expect.stringContaining(`«${word}» in the CRM (rows: 1) is counted as ${whole}`)]);
      for (const [line, count] of [
        [`sources: {${whole}: [${word}]}`, 2],
        [`sources: {${word}: [${word}]}`, 1],
      ] as const) {
        expect(said[0]).toContain(line);
        const settled = await read([word, whole], line);
        expect([settled.leads[whole], settled.said]).toEqual([count, []]);
      }
    },
  );

  it('is not said of usual names, nor of a word that stays by itself', { tags: 'slow' }, async () => {
    expect((await read(['vk', 'fb', 'tg', 'LinkedIn', 'x', 'snap'])).said).toEqual([]);
  });
});
