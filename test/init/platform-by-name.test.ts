import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { platformByName } from '../../src/drafts/platform-by-name.js';
import { makeHarness } from '../intake/harness.js';

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
  const spent = async (folder: string) => {
    const { out, err } = await harness.start(['sources', folder, '-f', 'csv'], folder);
    expect(err).not.toContain('Google Ads');
    return out.split('\n')[1]?.split(',').slice(0, 2).join();
  };

  it('is of no source until somebody says so: what a file is called changes no number', async () => {
    for (const name of ['google_ads.csv', 'spend.csv'])
      expect(await spent(harness.write({ [name]: SPEND }))).toBe('(no source),150.00');
  });

  it('is drafted with that platform for a person to confirm', async () => {
    const folder = harness.write({ 'google_ads.csv': SPEND });
    await harness.start(['init', folder, '-o', `${folder}/funnel.yaml`], folder);
    const draft = readFileSync(`${folder}/funnel.yaml`, 'utf8');
    expect(draft).toContain(
      "    # set: {source: Google Ads}  # whose spend it is by the file's name, if all of it is\n",
    );
    expect(await spent(folder)).toBe('(no source),150.00');
    writeFileSync(`${folder}/funnel.yaml`, draft.replace('    # set:', '    set:'));
    expect((await harness.start(['sources', folder, '-f', 'csv'], folder)).out).toContain('\nGoogle Ads,150.00');
  });
});
