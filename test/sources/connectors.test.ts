import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/intake/recognise/recognise.js';
import { areAdSettings } from '../../src/model/ad-settings.js';
import { guess } from '../../src/sources/generic.js';
import { saysOfNoLead } from '../../src/sources/leads-or-else.js';
import { folder, funnel, rowsOf } from '../cli/run.js';

const fixtures = fileURLToPath(new URL('../../fixtures/sources', import.meta.url));
const inside = (name: string): string => join(fixtures, name);

/** Campaign → spend and visits, as one report shows them. */
async function campaigns(paths: readonly string[], currency = 'USD') {
  const ran = await funnel([
    ...['sources', ...paths, '--all', '--by', 'campaign', '-f', 'json', '--currency', currency, '--no-config'],
  ]);
  expect(ran.code, ran.err).toBe(0);
  const rows = rowsOf(ran.out, 'sources').filter((row) => !String(row.get('source')).startsWith('('));
  return rows.map((row) => [row.get('campaign'), row.get('spend'), row.get('visits')]).sort();
}

/** Millionths divided exactly, hours added up, IDs under their latest names. */
const CONNECTORS: [
  platform: string,
  table: string,
  rows: [campaign: string, id: string, spend: string, visits: number][],
][] = [
  [
    'google-ads',
    'campaigns',
    [
      ['Brand (new name)', '31001', '24.24', 20],
      ['Glaze', '31002', '2500000.00', 5],
    ],
  ],
  [
    'meta-ads',
    'ads',
    [
      ['Spring sale', '8100001', '220.53', 23],
      ['Workshops', '8100002', '0.00', 0],
    ],
  ],
  [
    'linkedin-ads',
    'campaigns',
    [
      ['Studio owners', '230001', '120.40', 11],
      ['Teachers', '230002', '60.10', 4],
    ],
  ],
  [
    'tiktok-ads',
    'hourly',
    [
      ['clay dance', '1700001', '6.83', 6],
      ['glaze asmr', '1700002', '0.50', 1],
    ],
  ],
  [
    'microsoft-ads',
    'daily',
    [
      ['Kilns', '359001', '17.44', 3],
      ['Wheels', '359002', '0.00', 0],
    ],
  ],
  [
    'snapchat-ads',
    'hourly',
    [
      ['Lens: vase', '40ba77bb-0000-4000-8000-000000000001', '0.23', 5],
      ['Story: kiln', '40ba77bb-0000-4000-8000-000000000002', '2.00', 1],
    ],
  ],
  [
    'x-ads',
    'campaigns',
    [
      ['Clay people', 'hqinv1', '60.99', 693],
      ['Gift ideas', 'hqinv2', '0.00', 0],
    ],
  ],
  [
    'reddit-ads',
    'campaigns',
    [
      ['r/pottery', '1576001', '39.54', 90],
      ['r/crafts', '1576002', '5.00', 10],
    ],
  ],
  [
    'apple-search-ads',
    'campaigns',
    [
      ['Tap Away 2', '973001', '5.09', 15],
      ['Rivals', '973002', '0.32', 1],
    ],
  ],
  [
    'amazon-ads',
    'campaigns',
    [
      ['Mugs and cups', '44001', '4.77', 6],
      ['Teapots', '44002', '0.00', 0],
    ],
  ],
];

describe('what a connector delivers', () => {
  it.each(CONNECTORS)(
    '%s, table %s: the names of its campaigns, each with what was spent',
    { tags: 'slow' },
    async (platform, table, rows) => {
      const paths = [`${platform}-connector-${table}`, `${platform}-connector-names`].map(inside);
      const expected = rows.map(([campaign, , spend, visits]) => [campaign, spend, visits]).sort();
      expect(await campaigns(paths)).toEqual(expected);
      expect(await campaigns([...paths].reverse())).toEqual(expected);
    },
  );

  it.each(CONNECTORS)(
    '%s, table %s: the IDs of its campaigns where no export names them',
    { tags: 'slow' },
    async (platform, table, rows) => {
      const expected = rows.map(([, id, spend, visits]) => [id, spend, visits]).sort();
      expect(await campaigns([inside(`${platform}-connector-${table}`)])).toEqual(expected);
    },
  );

  it('pinterest-ads has names of its own, and earned clicks are not paid ones', async () => {
    expect(await campaigns([inside('pinterest-ads-connector-campaigns')])).toEqual([['Moodboards', '4.73', 94]]);
  });

  it('is told by day: the hours of a day are added up', async () => {
    const ran = await funnel([
      ...['sources', inside('tiktok-ads-connector-hourly'), '--all', '--period', 'day', '-f', 'json', '--no-config'],
    ]);
    const rows = rowsOf(ran.out, 'sources').filter((row) => row.get('source') === 'TikTok Ads');
    expect(rows.map((row) => [row.get('period'), row.get('spend'), row.get('visits'), row.get('actions')])).toEqual([
      ['2026-03-01', '6.83', 6, 1],
      ['2026-03-02', '0.50', 1, 0],
    ]);
  });

  it('in millionths is divided exactly: a sum of many is off by nothing', async () => {
    const rows = Array.from({ length: 3000 }, () => '1,2026-03-01,7,333333');
    const path = folder({ 'stats.csv': `customer_id,date,campaign_id,cost_micros\n${rows.join('\n')}\n` });
    expect(await campaigns([path])).toEqual([['7', '1000.00', null]]);
  });

  it('is refused rather than guessed where nothing tells whose it is: it may hold millionths', {
    tags: 'slow',
  }, async () => {
    const text = readFileSync(
      join(inside('reddit-ads-connector-by-country'), 'reddit_ads_campaign_country_report.csv'),
    );
    const ran = await funnel(['sources', folder({ 'stats.csv': text }), '--all', '--no-config']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain('not an export that is known');
    const named = await campaigns([inside('reddit-ads-connector-by-country')]);
    expect(named).toEqual([['1576001', '17.50', 42]]);
  });
});

describe('tables of a connector', () => {
  const known = (...headings: string[]) => {
    const { source, table } = recognise(headings, 'table.csv', undefined);
    return `${source} ${table}`;
  };

  it('are known by names in capitals, as Snowflake keeps them', () => {
    const tables: [headings: string, what: string][] = [
      ['deal_id,deal_pipeline_stage_id,property_dealname,property_createdate,_fivetran_synced', 'hubspot crm'],
      ['id,property_createdate,property_email,property_lifecyclestage', 'hubspot crm'],
      ['deal_id,value,date_entered,_fivetran_start', 'hubspot stage_events'],
      ['deal_id,name,value,timestamp,_fivetran_synced', 'hubspot stage_events'],
      ['deal_id,contact_id,_fivetran_synced', 'hubspot deal_links'],
      ['id,amount,closedate,createdate,dealname,dealstage,hs_object_id', 'hubspot crm'],
    ];
    for (const [headings, what] of tables)
      expect([known(...headings.split(',')), known(...headings.toUpperCase().split(','))]).toEqual([what, what]);
  });

  it('of how accounts, campaigns and ads are set up are nobody’s leads, and no spend', () => {
    for (const headings of [
      'id,last_updated_date,_fivetran_synced,campaign_id,creation_date,default_bid,name,serving_status,state',
      'id,_fivetran_synced,account_status,created_time,currency,name,timezone_name',
      'id,updated_at,_fivetran_synced,approval_status,created_at,name,timezone',
      'id,created_time,name,status,effective_status,daily_budget,lifetime_budget',
      'id,updated_at,_fivetran_synced,campaign_id,created_at,daily_budget_micro,name,status',
    ].map((line) => line.split(','))) {
      expect(() => known(...headings), String(headings)).toThrow(/not an export that is known/);
      expect(areAdSettings(headings), String(headings)).toBe(true);
    }
    expect(areAdSettings(['ID', 'Created', 'Status', 'adgroup_id', 'Time zone', 'Campaign ID'])).toBe(false);
    // Of a connector that is not known, and of leads: whoever says so is believed.
    const contacts = ['id', 'created_at', 'email', 'lifecycle_stage', 'source', 'timezone', '_fivetran_synced'];
    expect([areAdSettings(contacts), guess(contacts), guess(contacts, ['crm'])?.table]).toEqual([
      false,
      undefined,
      'crm',
    ]);
  });

  it('with nothing but an ID and a moment of creation may be of anything', () => {
    const anything = ['account_id', 'last_modified_time', 'name'];
    const mayBe = (columns: Record<string, string>, ...more: string[]) =>
      saysOfNoLead(new Map(Object.entries(columns)), [...Object.values(columns), ...anything, ...more]);
    const bare = { lead_id: 'id', created_at: 'created_time' };
    expect([mayBe(bare), mayBe({ ...bare, modified_at: 'last_modified_time' })]).toEqual([true, true]);
    for (const field of ['status', 'utm_source', 'revenue']) expect(mayBe({ ...bare, [field]: field })).toBe(false);
    expect(mayBe(bare, 'email')).toBe(false);
    expect(mayBe({ ...bare, lead_id: 'lead_id' })).toBe(false);
    expect(mayBe({ ...bare, created_at: 'lead_created_at' })).toBe(false);
  });

  it('are those of an older API too: Google in whole units, each click by its ID no statistics', () => {
    const plain = [
      '_fivetran_synced',
      'campaign_id',
      'campaign_name',
      'clicks',
      'cost',
      'date',
      'external_customer_id',
    ];
    expect(known(...plain)).toBe('google-ads ad_stats');
    expect(known('campaign_id', 'clicks', 'date', 'external_customer_id', 'gcl_id')).toBe('google-ads none');
  });

  it('of Snapchat with a few columns are asked about, where a swipe costs what only millionths reach', {
    tags: 'slow',
  }, async () => {
    const table = 'ad_id,date,impressions,spend,swipes\na1,2026-03-01 11:00:00.000,1553,12659637,6\n';
    const ran = await funnel(['sources', folder({ 'ads.csv': table }), '--all', '--no-config']);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('seems to be in millionths')]);
    expect(known('ad_id', 'date', 'impressions', 'spend', 'swipes')).toBe('snapchat-ads ad_stats');
  });
});

const DIRECT = '№ Кампании;Дата;Расход, ₽;Показы;Клики;Ключевая фраза';
const direct = {
  'phrases.csv': `${DIRECT}\n7001;01.03.2026;100,00;10;4;круг\n7002;02.03.2026;50,50;5;2;печь\n`,
  'named.csv': `Название кампании;${DIRECT}\nКруг;7001;03.03.2026;1,00;10;1;круг\n{campaign_name};7002;03.03.2026;1,00;10;1;круг\n`,
};
const CRM = 'ID;Название сделки;Этап сделки;Дата создания;utm_source;utm_campaign';

describe('the names of campaigns', () => {
  it('come from another file of the same platform that has them, and never from a macro', async () => {
    const rows = await campaigns([folder(direct)], 'RUB');
    expect(rows).toEqual([
      ['7002', '51.50', 3],
      ['Круг', '101.00', 5],
    ]);
  });

  it('stand for the ID of a lead whose source is no platform: webinars and partners have campaigns too', async () => {
    const spend =
      'date,channel,campaign_id,campaign_name,spend\n2026-03-01,Webinar,C-7,Spring,100\n2026-03-01,Partners,C-7,Fair,50\n';
    const crm = 'lead_id,created_date,channel,campaign\n1,2026-03-01,webinar,C-7\n';
    const path = folder({ 'spend.csv': spend, 'leads.csv': crm });
    const ran = await funnel([
      'sources',
      path,
      '--all',
      '--by',
      'campaign',
      '-f',
      'json',
      '--no-config',
      '--currency',
      'USD',
    ]);
    expect(ran.code, ran.err).toBe(0);
    const rows = rowsOf(ran.out, 'sources').map((row) => ['campaign', 'spend', 'leads'].map((name) => row.get(name)));
    expect(rows.slice(0, 2)).toEqual([
      ['Spring', '100.00', 1],
      ['Fair', '50.00', 0],
    ]);
  });

  it('are those of the platform that the ID belongs to', { tags: 'slow' }, async () => {
    const google = 'id,name,advertising_channel_type\n7001,Another,SEARCH\n';
    const rows = await campaigns([folder({ ...direct, 'campaign_history.csv': google })], 'RUB');
    expect(rows.map(([campaign]) => campaign)).toEqual(['7002', 'Круг']);
  });

  it('stand for the ID that a lead bears in its tag, or the call that it came of', { tags: 'slow' }, async () => {
    const crm = `${CRM};yclid\n1;Заказ;Первичный контакт;01.03.2026 10:00:00;yandex;7001;\n2;Заказ;Первичный контакт;02.03.2026 10:00:00;yandex;Круг;\n3;Заказ;Первичный контакт;02.03.2026 10:00:00;vk;7001;\n4;Заказ;Первичный контакт;02.03.2026 11:00:00;;;1234567890\n`;
    const calls = `Дата и время звонка;ID звонка Calltouch;Источник;Канал;Рекламная кампания;yclid\n02.03.2026 10:59:00;88;yandex;cpc;7001;1234567890\n`;
    const path = folder({ ...direct, 'leads.csv': crm, 'calls.csv': calls });
    const ran = await funnel(['sources', path, '--all', '--by', 'campaign', '-f', 'json', '--no-config']);
    expect(ran.code, ran.err).toBe(0);
    const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('source'), row.get('campaign'), row.get('leads')]);
    expect(rows).toContainEqual(['Яндекс Директ', 'Круг', 3]);
    expect(rows).toContainEqual(['vk', '7001', 1]);
  });

  it('that are the latest modified count, else the first of them: no order of lines decides', {
    tags: 'slow',
  }, async () => {
    const stats = 'customer_id,date,campaign_id,cost_micros\n1,2026-03-01,7,1000000\n';
    const names = (rows: string) => `id,name,advertising_channel_type${rows}`;
    const dated = names(',updated_at\n7,New,SEARCH,2026-02-02\n7,Old,SEARCH,2026-02-01\n');
    expect(await campaigns([folder({ 'stats.csv': stats, 'campaign_history.csv': dated })])).toEqual([
      ['New', '1.00', null],
    ]);
    const undated = names('\n7,Last,SEARCH\n7,First,SEARCH\n');
    expect(await campaigns([folder({ 'stats.csv': stats, 'campaign_history.csv': undated })])).toEqual([
      ['First', '1.00', null],
    ]);
  });

  it('are no figures: a file of them alone has no spend and no leads', async () => {
    const ran = await funnel(['sources', inside('google-ads-connector-names'), '--all', '-f', 'json', '--no-config']);
    const rows = rowsOf(ran.out, 'sources').map((row) => [row.get('spend'), row.get('visits'), row.get('leads')]);
    expect(rows).toEqual([[null, null, null]]);
  });
});

describe('tables of other connectors, with the names of the API', () => {
  const TABLES: [what: string, rows: string, spend: string, visits: number][] = [
    [
      'Google by Airbyte, in millionths',
      'segments_date,campaign_id,campaign_name,customer_currency_code,metrics_clicks,metrics_cost_micros,metrics_impressions\n2026-09-01,31001,Brand,USD,12,15500000,1000\n2026-09-02,31001,Brand,USD,14,16500000,1100\n',
      '32.00',
      26,
    ],
    [
      'Google as the API itself names it',
      'segments.date,campaign.id,campaign.name,metrics.clicks,metrics.cost_micros\n2026-09-01,31001,Brand,12,15500000\n',
      '15.50',
      12,
    ],
    [
      'insights of Meta, each row from one day to another',
      '_sdc_sequence,date_start,date_stop,account_currency,campaign_id,campaign_name,clicks,inline_link_clicks,spend\n1,2026-09-01,2026-09-01,USD,8100001,Brand,12,10,15.50\n2,2026-09-02,2026-09-02,USD,8100001,Brand,14,11,16.50\n',
      '32.00',
      21,
    ],
    [
      'X over the whole period',
      'Time period,Campaign name,Funding source name,Currency,Spend,Link clicks\n2026-09-01 - 2026-09-30,Brand,Card,USD,12.50,20\n',
      '12.50',
      20,
    ],
  ];
  it.each(TABLES)('%s', async (_, rows, spend, visits) => {
    expect(await campaigns([join(folder({ 'table.csv': rows }), 'table.csv')])).toEqual([['Brand', spend, visits]]);
  });
});
