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
  it('the sessions are its visits, and the clicks are not counted a second time', async () => {
    const { Google: google, VK, Direct } = (await harness.report(files)).figures('sources', 'visits');
    expect({ VK, google, Direct }).toEqual({ VK: 135, google: 40, Direct: 30 });
  });

  it('the goals of web analytics are its actions', async () => {
    const { Google: google, VK, Direct } = (await harness.report(files)).figures('sources', 'actions');
    expect({ VK, google, Direct }).toEqual({ VK: 7, google: 4, Direct: 1 });
  });

  it('those of all sources are added up, source by source, in every report and period', async () => {
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

  it('what it cost stays', async () => {
    expect((await harness.report(files)).figures('sources', 'spend')).toMatchObject({
      VK: '30.00',
      '(total)': '35.00',
    });
  });
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

  it('analytics of one day take the place of the clicks of that day alone', async () => {
    const outcome = await harness.report(exports(days(2, 2, 'VK,52,3')));
    expect([outcome.total('visits'), outcome.total('actions')]).toEqual([2 * 1017 + 52, 2 * 8 + 3]);
  });

  it('a day that they cover without a session of the source has none', async () => {
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
  ])('no breakdown and no period changes what they add up to: %s %s', async (...flags) => {
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
