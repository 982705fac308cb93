import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

/** The spend of each source of one file of ads, and the program's name for the file's source. */
async function spendIn(file: string, yaml = ''): Promise<Record<string, unknown>> {
  const files = { 'ads.csv': file, ...(yaml ? { 'funnel.yaml': yaml } : {}) };
  const { out, err } = await funnel(['report', folder(files), '--section', 'sources', '-f', 'json', '--lang', 'en']);
  if (out === '') throw new Error(err);
  return Object.fromEntries(
    rowsOf(out, 'sources')
      .filter((row) => !String(row.get('source')).startsWith('('))
      .map((row) => [row.get('source'), row.get('spend')]),
  );
}

const rows = (...sources: string[]) => sources.map((source, at) => `2026-10-0${at + 1},${source},a,100,${at + 1}.00`);
const sheet = (heading: string, headings: string, sources: string[]) =>
  [`Date,${heading},Campaign,${headings}`, ...rows(...sources)].join('\n');

describe('a sheet that blends platforms under the headings of one', () => {
  it('belongs to the sources that its column names', { tags: 'slow' }, async () => {
    for (const headings of ['Impr.,Cost', 'Impressions,Spend', 'Link clicks,Amount spent'])
      for (const heading of ['Source', 'Platform', 'Channel', 'Data source', 'Ad network'])
        expect(
          await spendIn(sheet(heading, headings, ['google', 'facebook', 'bing'])),
          `${heading}, ${headings}`,
        ).toEqual({
          google: '1.00',
          facebook: '2.00',
          bing: '3.00',
        });
  });

  it('is told by its last row as well as by its first', async () => {
    const many = Array.from({ length: 3000 }, () => '2026-10-01,google,a,100,1.00').join('\n');
    const text = `Date,Source,Campaign,Impr.,Cost\n${many}\n2026-10-02,tiktok,a,100,7.00\n`;
    expect(await spendIn(text)).toEqual({ google: '3000.00', tiktok: '7.00' });
  });

  it('may name a platform once, where that is another than its headings, or beside a source that is none', {
    tags: 'slow',
  }, async () => {
    expect(await spendIn(sheet('Source', 'Link clicks,Amount spent', ['tiktok', 'tiktok']))).toEqual({
      tiktok: '3.00',
    });
    expect(await spendIn(sheet('Source', 'Link clicks,Amount spent', ['facebook', 'a blogger']))).toEqual({
      facebook: '1.00',
      'a blogger': '2.00',
    });
  });

  it.each([
    ['a platform’s', 'Campaign,Currency code,Cost,Impr.,Clicks', 'a,EUR,{},100,10', 'Site'],
    ['a platform’s', 'Campaign name,Link clicks,Amount spent (EUR)', 'a,10,{}', 'Publisher'],
    ['nobody’s', 'Campaign,Clicks,Cost', 'a,10,{}', 'System'],
    ['nobody’s', 'Кампания,Клики,Расход', 'a,10,{}', 'Система'],
    ['nobody’s', 'Kampagne,Klicks,Kosten', 'a,10,{}', 'Netzwerk'],
  ])(
    'is told by the values of a column, in headings that are %s: %s, %s, %s',
    { tags: 'slow' },
    async (_, headings, row, heading) => {
      const text = [
        `Date,${headings},${heading}`,
        `2026-10-01,${row.replace('{}', '1.00')},Google`,
        `2026-10-02,${row.replace('{}', '2.00')},LinkedIn`,
        `2026-10-02,${row.replace('{}', '4.00')},2ГИС`,
      ].join('\n');
      expect(await spendIn(text)).toEqual({ Google: '1.00', LinkedIn: '2.00', '2ГИС': '4.00' });
    },
  );

  it('is not told by what only mentions platforms, nor by letters that may be anything', { tags: 'slow' }, async () => {
    for (const values of [
      ['google ads', 'how to buy facebook ads'],
      ['x', 'li'],
      ['vk.com', 'google.com'],
      ['Google', 'Google'],
    ]) {
      const text = `Date,Campaign,Campaign status,Currency code,Cost,Note\n${values.map((one, at) => `2026-10-0${at + 1},a,Enabled,EUR,1.00,${one}`).join('\n')}\n`;
      expect(await spendIn(text), values.join()).toEqual({ 'Google Ads': '2.00' });
    }
  });

  it('may name source and medium in one cell', { tags: 'slow' }, async () => {
    for (const heading of ['Source / Medium', 'Источник / канал'])
      expect(
        await spendIn(
          `Date,${heading},Campaign,Clicks,Cost\n2026-10-01,google / cpc,a,1,1.00\n2026-10-02,bing / cpc,b,1,2.00\n`,
        ),
      ).toEqual({ google: '1.00', bing: '2.00' });
  });

  it('has the days of its column of days, so that a period can cut it', async () => {
    const files = { 'ads.csv': sheet('Source', 'Impr.,Cost', ['google', 'facebook']) };
    const { out } = await funnel(['report', folder(files), '--from', '2026-10-02', '-f', 'json']);
    expect(JSON.parse(out).period).toEqual({ from: '2026-10-02', to: '2026-10-02' });
    expect(rowsOf(out, 'sources').map((row) => [row.get('source'), row.get('spend')])).toContainEqual([
      '(total)',
      '2.00',
    ]);
  });

  it('is a guess, and said to be one', async () => {
    const files = { 'ads.csv': sheet('Source', 'Impr.,Cost', ['google', 'facebook']) };
    const { out } = await funnel(['report', folder(files), '-f', 'json']);
    expect(JSON.parse(out).warnings.map(({ code }: { code: string }) => code)).toContain('guessed-columns');
  });
});

describe('a list of leads whose column of sources bears a heading that nobody would look for', () => {
  const leadsOf = async (headings: string, ...rows: string[]) => {
    const text = [`Lead ID,Created,Status,${headings}`, ...rows].join('\n');
    const files = { 'crm.csv': text, 'funnel.yaml': 'statuses: {new: lead, won: deal}\n' };
    const { out } = await funnel(['report', folder(files), '-f', 'json', '--lang', 'en']);
    const sources = rowsOf(out, 'sources').filter((row) => row.get('row') === 'source');
    return Object.fromEntries(sources.map((row) => [row.get('source'), row.get('leads')]));
  };

  it('has its leads by what stands in it, unless there are two such columns', async () => {
    const rows = ['1,2026-10-01,won,Авито,Google', '2,2026-10-01,new,ВКонтакте,Bing'];
    const one = rows.map((row) => row.replace(/,[^,]+$/u, ''));
    expect(await leadsOf('Откуда клиент', ...one)).toEqual({ Авито: 1, ВКонтакте: 1 });
    expect(await leadsOf('First visit,Last visit', ...rows)).toEqual({ '(no source)': 2 });
  });

  it.each([
    ...['Sign-up via', 'Login', 'Registered with', 'Messenger', 'Preferred chat', 'Where to write', 'Reply in'],
    ...['Где ответить', 'Способ связи', 'Куда написать', 'Мессенджер', 'Метка', 'Labels', 'Конкурент', 'Competitor'],
    ...['Услуга', 'Service', 'Компания'],
  ])('has no source by what somebody wants, uses or is: %s', { tags: 'slow' }, async (heading) => {
    const rows = ['1,2026-10-01,won,Telegram', '2,2026-10-01,new,ВКонтакте'];
    expect(await leadsOf(heading, ...rows)).toEqual({ '(no source)': 2 });
  });

  it('has it by its tag where that is there', { tags: 'slow' }, async () => {
    const tagged = ['1,2026-10-01,won,yandex,cpc,Telegram', '2,2026-10-01,new,google,cpc,VK'];
    const rows = [...tagged, '3,2026-10-01,new,,,Telegram'];
    expect(await leadsOf('utm_source,utm_medium,Откуда клиент', ...rows)).toEqual(
      await leadsOf('utm_source,utm_medium', ...rows.map((row) => row.replace(/,[^,]+$/u, ''))),
    );
  });
});

describe('the export of one platform stays what it is', () => {
  it('where a column says where its ads were shown', async () => {
    const shown = ['facebook', 'instagram', 'audience_network', 'messenger'];
    expect(await spendIn(sheet('Platform', 'Link clicks,Amount spent', shown))).toEqual({ 'Meta Ads': '10.00' });
    expect(await spendIn(sheet('Channel', 'Impr.,Cost', ['Search', 'Display']))).toEqual({ 'Google Ads': '3.00' });
  });

  it('where its column names nobody but it', async () => {
    expect(await spendIn(sheet('Source', 'Impr.,Cost', ['google', 'google']))).toEqual({ 'Google Ads': '3.00' });
  });

  it('where the places are sites, one of which is called like a platform', async () => {
    const direct = [
      'Дата;Площадка;Название кампании;№ Кампании;Показы;Клики;Расход, ₽',
      '01.10.2026;vk.com;поиск;700000001;100;10;1,00',
      '02.10.2026;example.org;поиск;700000001;100;10;2,00',
      '13.10.2026;avito.ru;поиск;700000001;100;10;3,00',
    ].join('\n');
    expect(await spendIn(direct)).toEqual({ 'Яндекс Директ': '6.00' });
  });

  it('where the configuration says what it is', async () => {
    const yaml = 'files:\n  - {path: ads.csv, format: google-ads}\n';
    expect(await spendIn(sheet('Source', 'Impr.,Cost', ['google', 'facebook']), yaml)).toEqual({
      'Google Ads': '3.00',
    });
  });
});

describe('what a platform wrote itself stays its own, whatever else stands in it is called', () => {
  const spendUnder = (head: string, row: (value: string) => string, ...values: string[]) =>
    spendIn([head, ...values.map(row)].join('\n'));

  it.each(['Campaign labels', 'Note', 'Account name', 'Site'])(
    'of Google, with IDs: %s',
    { tags: 'slow' },
    async (heading) => {
      const head = `Campaign,Campaign ID,Day,Currency code,Cost,Clicks,Impr.,${heading}`;
      const row = (value: string) => `Sellers,11,2026-10-01,USD,1.00,10,1000,${value}`;
      expect(await spendUnder(head, row, 'Ozon', 'Wildberries')).toEqual({ 'Google Ads': '2.00' });
    },
  );

  it.each(['Labels', 'Search keyword', 'Audience segment', 'Placement'])(
    'of Google, without IDs: %s',
    { tags: 'slow' },
    async (heading) => {
      const head = `Campaign,Day,Currency code,Cost,Clicks,Impr.,${heading}`;
      const row = (value: string) => `Sellers,2026-10-01,USD,1.00,10,1000,${value}`;
      expect(await spendUnder(head, row, 'Ozon', 'Wildberries')).toEqual({ 'Google Ads': '2.00' });
    },
  );

  it('of Direct: «Название площадки»', async () => {
    const head = 'День;№ Кампании;Название кампании;Название площадки;Показы;Клики;Расход (руб.)';
    const row = (value: string) => `01.10.2026;111;РСЯ;${value};1000;10;1,00`;
    expect(await spendUnder(head, row, 'Авито', 'Дзен', 'ВКонтакте')).toEqual({ 'Яндекс Директ': '3.00' });
  });

  it.each(['how_did_you_hear_about_us?', 'where_shall_we_write_you?', 'which_shop?'])(
    'of a lead form of Meta: %s',
    { tags: 'slow' },
    async (question) => {
      const head = `id,created_time,ad_id,ad_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,${question}`;
      const row = (at: number, value: string) =>
        `l:${at},2026-10-01T10:00:00+03:00,ag:1,a,c:1,camp,f:1,form,false,fb,${value}`;
      const files = {
        'leads.csv': [head, row(1, 'Google'), row(2, 'VK')].join('\n'),
        'ads.csv': 'Campaign name,Day,Amount spent (USD),Link clicks\ncamp,2026-10-01,3.00,10\n',
      };
      const { out } = await funnel(['report', folder(files), '-f', 'json', '--lang', 'en']);
      const sources = rowsOf(out, 'sources').filter((one) => one.get('row') === 'source');
      expect(sources.map((one) => one.get('source'))).toEqual(['Meta Ads']);
    },
  );
});

describe('where the ads of a platform stood', () => {
  it.each([
    ['vk.com', 'mail.ru'],
    ['yandex.ru', 'vk.com'],
  ])('is no source of its own, though %s sells ads too', { tags: 'slow' }, async (one, other) => {
    const head = 'Дата;Кампания;№ Кампании;Площадка;Показы;Клики;Расход (руб.)';
    const text = `${head}\n01.10.2026;Поиск;7001;${one};10;1;100\n02.10.2026;Поиск;7001;${other};10;1;50\n`;
    expect(await spendIn(text)).toEqual({ 'Яндекс Директ': '150.00' });
  });
});

describe('a sheet whose column of cost funnel.yaml names', () => {
  it('becomes no platform’s by that', async () => {
    for (const head of ['Date,Source,Campaign,Расход всего,Clicks', 'Date,Source,Campaign,Total spent,Clicks']) {
      const cost = head.split(',')[3];
      const text = `${head}\n2026-10-01,X1,a,120.00,5\n2026-10-02,X2,b,120.00,5\n`;
      const yaml = `files: [{path: ads.csv, columns: {cost: ${cost}}}]\n`;
      expect(await spendIn(text, yaml)).toEqual({ X1: '120.00', X2: '120.00' });
    }
  });
});
