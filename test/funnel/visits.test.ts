import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const YAML = `files:
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost, clicks: Clicks, actions: Goals}}
  - {path: web.csv, table: ad_stats, columns: {day: Day, source: Source, sessions: Sessions, actions: Goals}}
`;
const ADS = `Day,Source,Cost,Clicks,Goals
2026-03-01,VK,10.00,100,7
2026-03-02,VK,20.00,50,3
2026-03-01,Google,5.00,40,4
`;
const WEB = `Day,Source,Sessions,Goals
2026-03-01,VK,90,5
2026-03-02,VK,45,2
2026-03-01,Direct,30,1
`;
const files = { 'ads.csv': ADS, 'web.csv': WEB, 'funnel.yaml': YAML };

describe('where a source has sessions of web analytics and clicks of ads', () => {
  it('the sessions are its visits, and the clicks are not counted a second time', { tags: 'slow' }, async () => {
    const { Google: google, VK, Direct } = (await harness.report(files)).figures('sources', 'visits');
    expect({ VK, google, Direct }).toEqual({ VK: 135, google: 40, Direct: 30 });
  });

  it('the goals of web analytics are its actions', { tags: 'slow' }, async () => {
    const { Google: google, VK, Direct } = (await harness.report(files)).figures('sources', 'actions');
    expect({ VK, google, Direct }).toEqual({ VK: 7, google: 4, Direct: 1 });
  });

  it('those goals have a price, though the platform that was paid counts none', { tags: 'slow' }, async () => {
    const ads = 'Day,Source,Cost,Clicks\n2026-03-01,VK,1000,10\n2026-03-02,VK,1000,10\n';
    const web = 'Day,Source,Sessions,Goals\n2026-03-01,VK,12,4\n2026-03-02,VK,12,4\n';
    const own = {
      'ads.csv': ads,
      'web.csv': web,
      'funnel.yaml': YAML.replace('clicks: Clicks, actions: Goals', 'clicks: Clicks'),
    };
    expect((await harness.report(own, '--all')).figures('sources', 'cpa').VK).toBe('250.0000');
  });

  it('those of all sources are added up, source by source, in every report and period', { tags: 'slow' }, async () => {
    const outcome = await harness.report(files);
    expect([outcome.total('visits'), outcome.reached('visit'), outcome.reached('action')]).toEqual([205, 205, 12]);
    const weekly = await harness.report(files, '--period', 'week', '--section', 'stages');
    const { columns, rows } = weekly.json.reports.stages as { columns: { name: string }[]; rows: unknown[][] };
    const [period, stage, reached] = ['period', 'stage', 'reached'].map((one) =>
      columns.findIndex(({ name }) => name === one),
    );
    expect(
      rows.flatMap((row) =>
        row[stage as number] === 'visit' ? [[row[period as number], row[reached as number]]] : [],
      ),
    ).toEqual([
      ['2026-W09', 160],
      ['2026-W10', 45],
    ]);
  });

  it('what it cost stays', { tags: 'slow' }, async () => {
    expect((await harness.report(files)).figures('sources', 'spend')).toMatchObject({
      VK: '30.00',
      '(total)': '35.00',
    });
  });
});

it('a sheet of visits that nobody described is one of web analytics, beside whatever ads cost', async () => {
  const { 'funnel.yaml': _, ...undescribed } = files;
  const [outcome, described] = [await harness.report(undescribed), await harness.report(files)];
  for (const figure of ['visits', 'actions', 'spend'])
    expect(outcome.figures('sources', figure)).toEqual(described.figures('sources', figure));
  // What only one of the two has is missing from neither.
  expect(outcome.json.warnings.map(({ code }) => code)).not.toContain('column-missing');
  const priced = { 'web.csv': WEB.replace('Goals', 'Spend') };
  expect((await harness.report(priced)).total('spend')).toBe('8.00');
});

it('clicks alone are visits, and actions those of the ads', async () => {
  const { 'web.csv': _, ...ads } = files;
  const outcome = await harness.report({ ...ads, 'funnel.yaml': YAML.split('\n').slice(0, 2).join('\n') });
  expect([outcome.total('visits'), outcome.total('actions')]).toEqual([190, 14]);
});

describe('web analytics and ads that cover other days', () => {
  const days = (from: number, to: number, cells: string) =>
    Array.from({ length: to - from + 1 }, (_, at) => `2026-03-0${from + at},${cells}\n`).join('');
  const yaml = YAML.replace('source: Source, cost', 'source: Source, campaign: Campaign, cost');
  const ads = `Day,Source,Campaign,Cost,Clicks,Goals\n${days(1, 3, 'VK,a,10.00,1000,7')}${days(1, 3, 'VK,b,10.00,17,1')}`;
  const exports = (web: string) => ({
    'ads.csv': ads,
    'web.csv': `Day,Source,Sessions,Goals\n${web}`,
    'funnel.yaml': yaml,
  });

  it('analytics of one day take the place of the clicks of that day alone', { tags: 'slow' }, async () => {
    const outcome = await harness.report(exports(days(2, 2, 'VK,52,3')));
    expect([outcome.total('visits'), outcome.total('actions')]).toEqual([2 * 1017 + 52, 2 * 8 + 3]);
  });

  it('a day that they cover without a session of the source has none', { tags: 'slow' }, async () => {
    const outcome = await harness.report(exports(`${days(1, 3, 'Direct,5,1')}${days(2, 2, 'VK,52,3')}`));
    expect(outcome.figures('sources', 'visits')).toEqual({ VK: 52, Direct: 15, '(total)': 67, '(paid)': 52 });
  });

  it('clicks that cannot be cut at their days are the visits', async () => {
    const outcome = await harness.report({
      ...exports(days(2, 2, 'VK,52,3')),
      'ads.csv': 'Source,Campaign,Cost,Clicks,Goals\nVK,a,30.00,3000,21\n',
      'funnel.yaml': yaml
        .replace('day: Day, source: Source, campaign', 'source: Source, campaign')
        .replace('ads.csv, ', 'ads.csv, period: {from: 2026-03-01, to: 2026-03-31}, '),
    });
    expect([outcome.total('visits'), outcome.total('actions')]).toEqual([3000, 21]);
  });

  it.each([
    ['--by', 'campaign'],
    ['--by', 'platform'],
    ['--period', 'day'],
    ['--period', 'week', '--by', 'campaign'],
  ])('no breakdown and no period changes what they add up to: %s %s', { tags: 'slow' }, async (...flags) => {
    const files = exports(`${days(1, 1, 'Direct,5,1')}${days(2, 2, 'VK,52,3')}`);
    const whole = await harness.report(files);
    const parts = await harness.report(files, ...flags);
    for (const figure of ['visits', 'actions']) {
      const { columns, rows } = parts.json.reports.sources as { columns: { name: string }[]; rows: unknown[][] };
      const [source, at] = ['source', figure].map((one) => columns.findIndex(({ name }) => name === one));
      const totals = rows.filter((row) => row[source as number] === '(total)').map((row) => row[at as number]);
      expect([figure, totals.reduce<number>((sum, one) => sum + Number(one), 0)]).toEqual([
        figure,
        whole.total(figure),
      ]);
    }
  });
});

describe('sessions and goals that clicks stand in for', () => {
  const whole = (source: string, goals: string) => `Source,Cost,Clicks,Goals\n${source},30.00,3000,${goals}\n`;
  const yaml = YAML.replace('day: Day, source: Source, cost', 'source: Source, cost').replace(
    'ads.csv, ',
    'ads.csv, period: {from: 2026-03-01, to: 2026-03-31}, ',
  );
  const files = (web: string, ads = whole('VK', '21')) => ({
    'ads.csv': ads,
    'web.csv': `Day,Source,Sessions,Goals\n${web}`,
    'funnel.yaml': yaml,
  });
  const report = (...of: Parameters<typeof files>) => harness.report(files(...of));
  const said = ({ json }: Awaited<ReturnType<typeof report>>) =>
    json.warnings.filter(({ code }) => code === 'analytics-left-out').map(({ message }) => message.split(';')[1]);

  it.each([
    ['2026-03-02,VK,52,3\n', [' not counted of the analytics: sessions 52, goals 3']],
    ['2026-03-02,VK,52,\n', [' not counted of the analytics: sessions 52']],
    ['2026-03-02,VK,52,3\n2026-03-03,VK,1000,4\n', [' not counted of the analytics: sessions 1,052, goals 7']],
    // Of every day that the clicks are of, or of a source without clicks, they are the visits.
    ['2026-03-01,VK,52,3\n2026-03-31,VK,1,0\n', []],
    ['2026-03-02,Direct,52,3\n', []],
  ])('are said: %s', { tags: 'slow' }, async (web, left) => {
    expect(said(await report(web))).toEqual(left);
  });

  it('are no actions either, where the ads count none: they are of a part of the days of their clicks', {
    tags: 'slow',
  }, async () => {
    const found = await report('2026-03-02,VK,52,3\n', whole('VK', ''));
    expect([found.total('visits'), found.total('actions'), said(found).length]).toEqual([3000, null, 1]);
  });

  it('each is counted or said to be left out: none goes without a word', { tags: 'slow' }, async () => {
    const web = '2026-03-02,VK,52,3\n2026-03-02,Direct,7,2\n2026-03-05,VK,8,1\n';
    const found = await report(web);
    const visits = found.figures('sources', 'visits');
    expect([visits.VK, visits.Direct, found.figures('sources', 'actions').Direct]).toEqual([3000, 7, 2]);
    expect(said(found)).toEqual([' not counted of the analytics: sessions 60, goals 4']);
  });

  it('are not spoken of in a report of days that hold none of them', { tags: 'slow' }, async () => {
    const path = harness.write(files('2026-03-02,VK,52,3\n2026-04-02,Direct,7,2\n'));
    const days = (from: string, to: string) =>
      harness.start(['report', path, '-f', 'json', '--from', from, '--to', to], path);
    expect(said(await days('2026-04-01', '2026-04-30'))).toEqual([]);
    expect(said(await days('2026-03-01', '2026-04-30'))).toHaveLength(1);
  });
});

describe('visits without a source', () => {
  const yaml = YAML.replace('source: Source, cost', 'cost');
  const nobodys = 'Day,Cost,Clicks,Goals\n2026-03-01,10.00,100,7\n2026-03-02,20.00,50,3\n2026-03-09,5.00,8,1\n';
  const said = ({ json }: Awaited<ReturnType<typeof harness.report>>) =>
    json.warnings.filter(({ code }) => code === 'visits-beside').map(({ count, message }) => `${count} ${message}`);

  it('are said where clicks stand beside the sessions of the same days, with what tells whose they are', async () => {
    const files = { 'ads.csv': nobodys, 'web.csv': WEB, 'funnel.yaml': yaml };
    const found = await harness.report(files);
    expect(found.total('visits')).toBe(158 + 165);
    expect(said(found)).toEqual([
      '150 ads.csv: clicks that name no source (150) are counted as visits beside the sessions of web analytics for the same days, which hold them too, as it seems; say whose they are: files: [{path: "ads.csv", set: {source: …}}] in funnel.yaml',
    ]);
    // As the warning says: of the day that analytics do not cover the clicks stay.
    const named = await harness.report({
      ...files,
      'funnel.yaml': yaml.replace('actions: Goals}}', 'actions: Goals}, set: {source: VK}}'),
    });
    expect([named.total('visits'), said(named)]).toEqual([8 + 165, []]);
  });

  it('are said of the days that are asked for alone', async () => {
    const path = harness.write({ 'ads.csv': nobodys, 'web.csv': WEB, 'funnel.yaml': yaml });
    const on = (from: string, to: string) =>
      harness.start(['report', path, '-f', 'json', '--from', from, '--to', to], path);
    expect(said(await on('2026-03-02', '2026-03-31'))[0]).toMatch(/^50 /);
    expect(said(await on('2026-03-03', '2026-03-31'))).toEqual([]);
  });

  it('are said where a cell of a source is blank, to be filled in', async () => {
    const found = await harness.report({ ...files, 'ads.csv': `${ADS}2026-03-02,,1.00,9,1\n` });
    expect(said(found)).toEqual([expect.stringMatching(/^9 ads\.csv: clicks .* \(9\) .*; fill in their source$/)]);
  });

  it('are said where analytics that name no source stand beside clicks of ads', async () => {
    const web = 'Day,Sessions,Goals\n2026-03-01,300,5\n2026-03-07,100,5\n';
    const described = YAML.replace('source: Source, sessions', 'sessions');
    const found = await harness.report({ ...files, 'web.csv': web, 'funnel.yaml': described });
    expect(said(found)).toEqual([
      expect.stringMatching(/^300 web\.csv: sessions .* \(300\) .*; export the analytics by source$/),
    ]);
  });

  it('are no visits twice where both sides name none, or each has days of its own', async () => {
    const web = 'Day,Sessions,Goals\n2026-03-01,90,5\n2026-03-02,45,2\n';
    const both = yaml.replace('source: Source, sessions', 'sessions');
    const same = await harness.report({ 'ads.csv': nobodys, 'web.csv': web, 'funnel.yaml': both });
    expect([same.total('visits'), said(same)]).toEqual([8 + 135, []]);
    const later = WEB.replaceAll('2026-03', '2026-04');
    expect(said(await harness.report({ 'ads.csv': nobodys, 'web.csv': later, 'funnel.yaml': yaml }))).toEqual([]);
    expect(said(await harness.report(files))).toEqual([]);
  });
});
