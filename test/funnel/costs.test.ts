import { afterAll, describe, expect, it } from 'vitest';
import { toldAs } from '../config/problem.js';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const CRM = `ID,Created,Source,Stage,Sum,Area
1,2026-03-01,VK,Paid,1000,North
2,2026-03-31,VK,Paid,3000,South
3,2026-03-15,Google,Paid,2000,North
4,2026-04-02,SEO,Paid,500,South
5,2026-04-30,VK,New,,North
`;
const ADS = `Day,Source,Campaign,Cost
2026-03-01,VK,a,100
2026-04-30,VK,b,100
2026-03-01,Google,c,200
2026-04-30,Google,c,200
`;
const yaml = (costs: string, more = '') => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage, revenue: Sum}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, campaign: Campaign, cost: Cost}}
statuses: {Paid: deal, New: lead}
costs: ${costs}
${more}`;
const ask = (costs: string, flags: string[] = ['--all'], more = '', ads = ADS) => {
  const folder = harness.write({ 'crm.csv': CRM, 'ads.csv': ads, 'funnel.yaml': yaml(costs, more) });
  return harness.start(['report', folder, '-f', 'json', ...flags], folder);
};
const romi = async (costs: string, ...flags: string[]) =>
  (await ask(costs, flags.length === 0 ? ['--all'] : flags)).figures('sources', 'romi');
const said = async (costs: string, ...flags: string[]) =>
  (await ask(costs, ['--all', '-f', 'table', '--lang', 'en', ...flags])).out.replace(/\s+/g, ' ');
/** To six decimals, as reports write it. */
const return_ = (earned: number, invested: number) => Math.round((earned / invested - 1) * 1e6) / 1e6;

describe('costs of funnel.yaml', () => {
  it('are invested beside spend: those of a source in its row, the others in the total alone', async () => {
    expect(
      await romi('{per: month, agency: 100, salaries: 200, by: {source: {VK: 30, seo: {texts: 50, links: 10}}}}'),
    ).toEqual({
      VK: return_(4000, 200 + 60),
      Google: return_(2000, 400),
      SEO: return_(500, 120),
      '(paid)': return_(6000, 600 + 60),
      '(total)': return_(6500, 600 + 600 + 60 + 120),
    });
  });

  it('leave CPL, ROAS, places by CPL and the verdict as they were, and a source without spend without a place', {
    tags: 'slow',
  }, async () => {
    const [without, beside] = [
      await ask('{}'),
      await ask('{per: month, agency: 900, by: {source: {SEO: 1, VK: 40000}}}'),
    ];
    for (const figure of ['cpl', 'roas', 'cost_per_deal', 'drr', 'cpl_rank', 'verdict', 'spend'])
      expect(beside.figures('sources', figure)).toEqual(without.figures('sources', figure));
    expect(beside.figures('sources', 'romi_rank')).toMatchObject({ Google: 1, VK: 2, SEO: null });
    expect(without.figures('sources', 'romi_rank')).toMatchObject({ Google: 2, VK: 1, SEO: null });
  });

  it('decide whether a source pays', { tags: 'slow' }, async () => {
    const pays = async (costs: string) => (await ask(costs, ['--all'], 'margin: 10%\n')).figures('sources', 'pays');
    expect(await pays('{}')).toMatchObject({ VK: 'yes', '(total)': 'yes' });
    // 400 of gross profit for 200 of spend and twice 100: it breaks even.
    expect(await pays('{per: month, by: {source: {VK: 100}}}')).toMatchObject({ VK: 'yes' });
    expect(await pays('{per: month, by: {source: {VK: 100.01}}}')).toMatchObject({ VK: 'no', Google: 'no' });
    expect(await pays('{per: month, agency: 25.01}')).toMatchObject({ VK: 'yes', '(total)': 'no' });
  });

  it('are shared by the days of a month to the kopeck, the first ones with what is left over', {
    tags: 'slow',
  }, async () => {
    const of = async (...days: string[]) => {
      const { out } = await ask('{2026-03: {agency: 1.00}, 2026-04: 0.31}', [...days, '-f', 'table', '--lang', 'en']);
      return /costs in ROMI[^:]*?: (\d+\.\d\d)/.exec(out.replace(/\s+/g, ' '))?.[1];
    };
    // 100 kopecks over 31 days are 3 each, and 7 days have one more.
    expect(await of('--from', '2026-03-07', '--to', '2026-03-07')).toBe('0.04');
    expect(await of('--from', '2026-03-08', '--to', '2026-03-08')).toBe('0.03');
    expect(await of('--from', '2026-03-01', '--to', '2026-03-31')).toBe('1.00');
    expect(await of('--month', '2026-04')).toBe('0.31');
    expect(await of('--all')).toBe('1.31');
    expect(await of('--from', '2026-04-01', '--to', '2026-04-01')).toBe('0.02');
  });

  it('are listed day by day behind the total, and add up to the kopeck', async () => {
    const files = { 'crm.csv': CRM, 'ads.csv': ADS };
    const costs = '{per: month, agency: 100.03, by: {source: {VK: 9.99}}}';
    const folder = harness.write({ ...files, 'funnel.yaml': yaml(costs) });
    const { out } = await harness.start(['explain', 'sources.romi', folder, '--all', '--ids', '-f', 'csv'], folder);
    const parts = out.split('\n').flatMap((line) => /^costs,.*,(\d+)\.(\d\d)$/.exec(line)?.slice(1, 3).join('') ?? []);
    // Of two months with 31 and 30 days, and two costs.
    expect([parts.length, parts.reduce((sum, one) => sum + Number(one), 0)]).toEqual([122, 2 * (10003 + 999)]);
  });

  it('are said in the head and below: what days, how much, how much no source bears', { tags: 'slow' }, async () => {
    const page = await said('{per: month, agency: 100, by: {source: {VK: 30}}}', '--explain');
    expect(page).toContain(
      'costs in ROMI, the part of each month by its days, 2026-03-01 to 2026-04-30: 260.00; 200.00 of them no source bears: only in Total',
    );
    expect(page).toContain('ROMI, return on marketing investment = (revenue − spend − costs) / (spend + costs)');
    expect(await said('{}', '--explain')).toContain('where spend is only advertising');
  });

  it('are open in part of a source that bears some, and what no source bears is in no part', {
    tags: 'slow',
  }, async () => {
    const costs = '{per: month, agency: 100, by: {source: {VK: 30}}}';
    const finer = await ask(costs, ['--all', '--by', 'campaign', '--section', 'sources']);
    const rows = finer.json.reports.sources?.rows.map((row) => [row[0], row[1], row[20]]);
    expect(rows?.filter(([, source]) => source === 'VK').every(([, , romi]) => romi === null)).toBe(true);
    expect(rows?.find(([, source]) => source === '(total)')?.[2]).toBe(return_(6500, 600 + 260));
    expect(await said(costs, '--by', 'campaign')).toContain('of part of a source that bears some, ROMI is blank');
    expect(await romi(costs, '--all', '--where', 'source=VK')).toMatchObject({ '(total)': return_(4000, 260) });
    expect(await romi(costs, '--all', '--where', 'source!=VK')).toMatchObject({ '(total)': return_(2500, 400) });
    expect(await romi(costs, '--all', '--where', 'campaign=b')).toMatchObject({ VK: null, '(total)': null });
  });

  it('are of their own periods in trend, and what no source bears is in neither a source nor a campaign', {
    tags: 'slow',
  }, async () => {
    const trend = async (costs: string, ...by: string[]) => {
      const folder = harness.write({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': yaml(costs) });
      const argv = ['trend', folder, '--all', '--period', 'month', '-f', 'json', ...by];
      const { columns = [], rows = [] } = (await harness.start(argv, folder)).json.reports.trend ?? {};
      const at = columns.findIndex(({ name }) => name === 'romi');
      return Object.fromEntries(rows.map((row) => [row.slice(0, 1 + by.length / 2).join(' '), row[at]]));
    };
    const both = '{2026-03: {agency: 100, by: {source: {VK: 30}}}, 2026-04: 20}';
    expect(await trend(both)).toEqual({
      '2026-03': return_(6000, 300 + 130),
      '2026-04': return_(500, 300 + 20),
      '(total)': return_(6500, 600 + 150),
    });
    expect(await trend(both, '--by', 'source')).toMatchObject({
      '2026-03 VK': return_(4000, 100 + 30),
      '2026-04 VK': -1,
      '(total) VK': return_(4000, 230),
      '(total) Google': return_(2000, 400),
    });
    const romiOfA = async (costs: string) => {
      const { '2026-03 a': march, '2026-04 b': april } = await trend(costs, '--by', 'campaign');
      return [march, april];
    };
    // No lead names its campaign. Which of the two campaigns of VK bears its costs nobody knows.
    expect(await romiOfA('{per: month, agency: 100}')).toEqual([-1, -1]);
    expect(await romiOfA(both)).toEqual([null, -1]);
  });

  it('of a source that no export has are in the total, and said', async () => {
    const outcome = await ask('{per: month, by: {source: {Billboards: 50}}}');
    expect(outcome.figures('sources', 'romi')).toMatchObject({ '(total)': return_(6500, 700), VK: return_(4000, 200) });
    expect(outcome.warnings).toContain('costs-unmatched');
  });

  it('are counted to the as-of day, and of a source on the days that its spend covers', { tags: 'slow' }, async () => {
    const costs = '{per: month, by: {source: {VK: 31}}}';
    expect(await romi('{per: month, agency: 31}', '--month', '2026-03', '--as-of', '2026-03-10')).toMatchObject({
      '(total)': return_(1000, 300 + 10),
    });
    // Its spend ends on the 20th: so do the leads and the costs that are held against it.
    const short = await ask(costs, ['--all'], '', ADS.replace('2026-04-30,VK', '2026-03-20,VK'));
    expect(short.figures('sources', 'romi')).toMatchObject({ VK: return_(1000, 220) });
  });

  it('leave ROMI blank where nobody knows what was spent besides', async () => {
    const ads = ADS.replace('Cost', 'Cost,Clicks')
      .replaceAll(/VK,a,100|VK,b,100/g, 'VK,a,,5')
      .replaceAll('00\n', '00,5\n');
    const config = yaml('{per: month, by: {source: {VK: 30, SEO: 60}}}').replace(
      'cost: Cost',
      'cost: Cost, clicks: Clicks',
    );
    const outcome = await harness.report({ 'crm.csv': CRM, 'ads.csv': ads, 'funnel.yaml': config });
    // What VK earned is in no total either, and so is what it costs.
    expect(outcome.figures('sources', 'romi')).toMatchObject({
      VK: null,
      SEO: return_(500, 120),
      '(total)': return_(2500, 400 + 120),
    });
  });

  it('are in the currency of funnel.yaml: a report in another is refused', { tags: 'slow' }, async () => {
    const more = 'rates: {RUB: 0.01}\n';
    const { code, err } = await ask('{per: month, agency: 100}', ['--all', '--currency', 'USD', '--lang', 'en'], more);
    expect([code, err]).toEqual([2, expect.stringContaining('costs of funnel.yaml are in RUB')]);
    expect((await ask('{}', ['--all', '--currency', 'USD'], more)).total('romi')).toBe(return_(6500, 600));
  });

  it.each([
    ['costs: 100000', 1, 'costs: expects keys with values, found «100000»'],
    ['costs: {agency: 100000}', 1, 'costs: `per` is missing'],
    ['costs:\n  per: week\n  agency: 5', 2, 'costs.per: expects one of month, found «week»'],
    ['costs:\n  per: month\n  agency: 1e5', 3, 'costs.agency: expects an amount like 100000 or 99.90, found «1e5»'],
    ['costs:\n  per: month\n  agency: -5', 3, 'costs.agency: expects an amount like 100000 or 99.90, found «-5»'],
    ['costs:\n  per: month\n  by: {sorce: {VK: 1}}', 3, 'costs.by: unknown key `sorce`'],
    ['costs:\n  2026-10: 5\n  2026-13: 5', 3, 'costs.2026-13: expects a month like 2026-10, found «2026-13»'],
    ['costs:\n  2026-10:\n    by: {source: {VK: dear}}', 3, 'costs.2026-10.by.source.VK: expects'],
  ])('that are written otherwise are an error with its line: %j', (source, line, what) => {
    const [at, message] = toldAs(source, 'en');
    expect([at, message]).toEqual([line, expect.stringContaining(what)]);
  });
});
