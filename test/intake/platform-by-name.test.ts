import { afterAll, describe, expect, it } from 'vitest';
import { platformByName } from '../../src/intake/recognise/platform-by-name.js';
import { makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

describe('whose advertising a sheet of spend is by the name of its file', () => {
  it.each([
    ['google_ads.csv', 'Google Ads'],
    ['exports/GoogleAds-2026-10.csv', 'Google Ads'],
    ['acme google ads october.xlsx', 'Google Ads'],
    ['Facebook.csv', 'Meta Ads'],
    ['facebook_campaigns_daily_2026_q1.csv', 'Meta Ads'],
    ['meta-spend-oct.csv', 'Meta Ads'],
    ['TikTok.csv', 'TikTok Ads'],
    ['Яндекс Директ октябрь 2026.csv', 'Яндекс Директ'],
    ['Расходы ВК.csv', 'VK Реклама'],
    ['bing_ads (1).csv', 'Microsoft Advertising'],
  ])('%s: %s', (file, title) => {
    expect(platformByName(file)).toBe(title);
  });

  it.each([
    ...[
      'spend.csv',
      'google_analytics.csv',
      'google_sheet.csv',
      'campaign_metadata.csv',
      'google_ads_and_facebook_ads.csv',
    ],
    ...['facebook-google.csv', 'x.csv', 'ok.csv', 'vk_leads_page.csv', 'google/spend.csv'],
  ])('%s says it of nobody', (file) => {
    expect(platformByName(file)).toBeUndefined();
  });
});

describe('a sheet of spend that only its name tells the platform of', () => {
  const SPEND = 'date,campaign,clicks,spend\n2026-10-01,Brand,10,100.00\n2026-10-02,Brand,5,50.00\n';

  it('is of that platform, which is said, and one campaign name on two platforms is no overlap', async () => {
    const other = SPEND.replace('100.00', '70.00');
    const { json } = await harness.report({ 'google_ads.csv': SPEND, 'facebook_ads.csv': other });
    const { columns, rows } = json.reports.sources ?? { columns: [], rows: [] };
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    expect(rows.slice(0, 2).map((row) => [row[at('source')], row[at('spend')]])).toEqual([
      ['Google Ads', '150.00'],
      ['Meta Ads', '120.00'],
    ]);
    const said = json.warnings.filter(({ code }) => code === 'guessed-columns').map(({ message }) => message);
    expect(said.join()).toMatch(
      /google_ads\.csv: .*; by the file's name, source = Google Ads; put them into funnel\.yaml/,
    );
  });

  it('is of whom a column or funnel.yaml says', async () => {
    const sources = async (files: Record<string, string>) => {
      const { columns, rows } = (await harness.report(files)).json.reports.sources ?? { columns: [], rows: [] };
      return rows[0]?.[columns.findIndex(({ name }) => name === 'source')];
    };
    const named = SPEND.replace('date,', 'source,date,').replace(/^2026/gm, 'VK,2026');
    expect(await sources({ 'google_ads.csv': named })).toBe('VK');
    const yaml = 'files: [{path: google_ads.csv, set: {source: Banners}}]\n';
    expect(await sources({ 'google_ads.csv': SPEND, 'funnel.yaml': yaml })).toBe('Banners');
  });

  it('is drafted so, and the draft gives the same report', async () => {
    const folder = harness.write({ 'google_ads.csv': SPEND });
    const before = await harness.start(['sources', folder, '-f', 'csv'], folder);
    await harness.start(['init', folder, '-o', `${folder}/funnel.yaml`], folder);
    const after = await harness.start(['sources', folder, '-f', 'csv'], folder);
    expect(after.out).toBe(before.out);
    expect(after.out).toContain('Google Ads,150.00');
  });
});
