import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const CAMPAIGNS = ['brand_search', 'Бренд РСЯ', 'generic', 'Our Shop', 'video_1', ''];
const kindOf = (campaign: string): string =>
  /brand|бренд/i.test(campaign) || campaign === 'Our Shop' ? 'Brand' : /video/i.test(campaign) ? 'Video' : '';
const MANAGERS = ['Ann', 'Bob', 'Cy'];

const leads = Array.from({ length: 60 }, (_, at) => ({
  campaign: CAMPAIGNS[at % 6] ?? '',
  manager: MANAGERS[at % 3] ?? '',
  isWon: at % 4 === 0,
  day: `2026-04-${String(1 + (at % 28)).padStart(2, '0')}`,
}));
const spend = leads
  .slice(0, 28)
  .flatMap(({ day }, at) =>
    CAMPAIGNS.filter(Boolean).map((campaign, which) => ({ day, campaign, cost: at + 10 * which })),
  );

/** The same exports, whose `kind` stands in a column of theirs, or is made of the campaigns. */
const exports = (kind: string) =>
  folder({
    'crm.csv': `ID,Created,Status,Campaign,Manager,Amount,Kind\n${leads
      .map(
        ({ campaign, manager, isWon, day }, at) =>
          `${1000 + at},${day},${isWon ? 'Won' : 'New'},${campaign},${manager},${isWon ? 100 : ''},${kindOf(campaign)}`,
      )
      .join('\n')}\n`,
    'ads.csv': `Day,Campaign,Clicks,Cost,Kind\n${spend
      .map(({ day, campaign, cost }) => `${day},${campaign},5,${cost},${kindOf(campaign)}`)
      .join('\n')}\n`,
    'funnel.yaml': `files:
  - {path: crm.csv, table: crm, set: {source: VK}, columns: {lead_id: ID, created_at: Created, status: Status, campaign: Campaign, manager: Manager, revenue: Amount}}
  - {path: ads.csv, table: ad_stats, set: {source: VK}, columns: {day: Day, campaign: Campaign, clicks: Clicks, cost: Cost}}
statuses: {New: lead, Won: deal}
dimensions:
  own: Kind
  several: {column: Campaign, split: "_"}
  kind: ${kind}
  team: {manager: {North: [Ann, bob], South: Cy}}
  line: {own: {Known: /./}}
`,
  });
const GROUPS = '{campaign: {Brand: [/^brand|бренд/, our shop], Video: /VIDEO/}}';

describe('a dimension of groups', () => {
  it.each([
    ['sources', '--by', 'kind'],
    ['sources', '--by', 'kind', '--period', 'week'],
    ['stages', '--by', 'kind'],
    ['sources', '--where', 'kind=brand'],
    ['report', '--where', 'kind!=Video'],
    ['leads', '--where', 'kind=(no kind)'],
  ])('%s %s %s is what a column of the exports with these words would be', async (...asked) => {
    const [own, other] = await Promise.all(
      [exports(GROUPS), exports('Kind')].map((path) => funnel([...asked, path, '-f', 'json', '--lang', 'en'])),
    );
    expect(own?.code).toBe(0);
    expect(JSON.parse(own?.out ?? '').reports).toEqual(JSON.parse(other?.out ?? '').reports);
  });

  it('of people and of columns of one’s own has no spend where theirs has none, and says what is in no group', async () => {
    const of = async (by: string) => {
      const { out } = await funnel(['sources', '--by', by, exports(GROUPS), '-f', 'csv', '-q']);
      return out.split('\n').flatMap((line) => (line.includes(',VK,') ? [line.split(',').slice(0, 6).join()] : []));
    };
    expect(await of('team')).toEqual(['North,VK,,,,40', 'South,VK,,,,20']);
    expect(await of('line')).toEqual(['Known,VK,3752.00,560,,40', '(no line),VK,938.00,140,,20']);
  });

  it.each([
    ['{source: {A: x}}', 'no groups are made of `source`', 'sources are grouped under sources'],
    ['{kind: {A: x}}', 'no dimension `kind` to make groups of', 'of campaign, ad_group'],
    ['{several: {A: x}}', 'no groups are made of `several`', 'of campaign, ad_group'],
    ['{campaign: {}}', 'no group is named', '{campaign: {Brand: /brand/}}'],
    ['{campaign: {A: /(/}}', 'expects a value, or a /pattern/', 'not a pattern that can be read'],
  ])('%s is none: %s', async (kind, what, next) => {
    const { code, err } = await funnel(['sources', exports(kind), '--lang', 'en']);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
    expect(err).toContain(next);
  });
});
