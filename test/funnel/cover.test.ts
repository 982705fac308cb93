import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { adsOf, crmOf, type Leads, type Spend } from '../findings/data.js';

const YAML = `currency: RUB
files:
  - path: crm*.csv
    table: crm
    columns: {lead_id: ID, created_at: Created, status: Status, source: Source, revenue: Budget, reason: Reason}
  - {path: ads*.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {New: lead, Qualified: qualified, Called: contact, Offered: proposal, Deciding: decision, Won: deal, Lost: lost}
`;
const day = (number: number, month = '2026-10') => `${month}-${String(number).padStart(2, '0')}`;
const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => day(from + at));
const exportsOf = (leads: readonly Leads[], spend: readonly Spend[], more: Record<string, string> = {}) =>
  folder({ 'crm.csv': crmOf(leads), 'ads.csv': adsOf(spend), 'funnel.yaml': YAML, ...more });
const each = (all: readonly string[], of: Omit<Leads, 'day'>): Leads[] => all.map((one) => ({ ...of, day: one }));
const paid = (all: readonly string[], source: string, cost: number): Spend[] =>
  all.map((one) => ({ source, cost, day: one }));

interface Report {
  period: { from: string | null; to: string | null };
  outside: unknown;
  reports: Record<string, { rows: unknown[][] }>;
  findings: { code: string }[];
  warnings: { code: string; count: number }[];
  ledger: { rejected: number; excluded: number }[];
  codes: string[];
  err: string;
  rows: ReadonlyMap<string, unknown>[];
  of(source: string): ReadonlyMap<string, unknown> | undefined;
}

async function json(path: string, ...flags: string[]): Promise<Report> {
  const { out, err } = await funnel(['report', path, '-f', 'json', '--lang', 'en', ...flags]);
  if (out === '') throw new Error(err);
  const parsed = JSON.parse(out);
  const of = (source: string) => rowsOf(out, 'sources').find((row) => row.get('source') === source);
  const codes = parsed.warnings.map((one: { code: string }) => one.code);
  const rows: ReadonlyMap<string, unknown>[] = rowsOf(out, 'sources');
  return { ...parsed, of, codes, err, rows } as Report;
}

const get = (row: ReadonlyMap<string, unknown> | undefined, ...names: string[]) => names.map((name) => row?.get(name));

describe('a source whose spend ends before its leads do', () => {
  const leads = [
    ...each(days(1, 20), { count: 5, status: 'Won', source: 'Search', budget: 100 }),
    ...each(days(1, 20), { count: 5, status: 'Won', source: 'Social', budget: 100 }),
  ];
  const spend = [...paid(days(1, 20), 'Search', 1000), ...paid(days(1, 10), 'Social', 1000)];

  it('is divided over the days that have both, in rows and totals; what needs no spend is as it is', async () => {
    const { of } = await json(exportsOf(leads, spend));
    const names = [
      'leads',
      'costed_leads',
      'costed_deals',
      'costed_revenue',
      'cpl',
      'cost_per_deal',
      'roas',
      'cpl_rank',
    ];
    expect(get(of('Search'), ...names)).toEqual([100, 100, 100, '10000.00', '200.0000', '200.0000', 0.5, 1]);
    expect(get(of('Social'), ...names)).toEqual([100, 50, 50, '5000.00', '200.0000', '200.0000', 0.5, 1]);
    expect(get(of('(total)'), ...names.slice(0, 5))).toEqual([200, 150, 150, '15000.00', '200.0000']);
    expect(get(of('Social'), 'revenue_per_lead', 'deal_rate')).toEqual(['100.0000', 1]);
  });

  it('is said with the days of each, in the report and in check, which shows the days of every file', {
    tags: 'slow',
  }, async () => {
    const path = exportsOf(leads, spend);
    const words = /Social: spend of 2026-10-01 to 2026-10-10, leads of 2026-10-01 to 2026-10-20: 50 leads/;
    const found = await json(path);
    expect(found.err).toMatch(words);
    expect(found.warnings).toContainEqual(expect.objectContaining({ code: 'spend-ends-early', count: 50 }));
    const check = await funnel(['check', path, '--lang', 'en']);
    expect(check.code).toBe(1);
    expect(check.out.replace(/\n */g, ' ')).toMatch(words);
    expect(check.out).toMatch(/ads\.csv\n.*2026-10-01 to 2026-10-20/);
  });

  it('is none where the export states the days that it covers: a day without spend is one of nothing spent', {
    tags: 'slow',
  }, async () => {
    const stated = `Period: 2026-10-01 - 2026-10-20\n\n${adsOf(spend)}`;
    for (const path of [
      exportsOf(leads, spend, { 'ads.csv': stated }),
      folder({ 'crm.csv': crmOf(leads), 'ads_2026-10-01_2026-10-20.csv': adsOf(spend), 'funnel.yaml': YAML }),
    ])
      expect(get((await json(path)).of('Social'), 'costed_leads', 'cpl')).toEqual([100, '100.0000']);
  });

  it('begins late only where that is stated', async () => {
    const late = [...paid(days(1, 20), 'Search', 1000), ...paid(days(11, 20), 'Social', 1000)];
    expect(get((await json(exportsOf(leads, late))).of('Social'), 'costed_leads')).toEqual([100]);
    const own = {
      'ads.csv': adsOf(late.slice(0, 20)),
      'ads_2026-10-11_2026-10-20.csv': adsOf(late.slice(20)),
    };
    expect(get((await json(exportsOf(leads, [], own))).of('Social'), 'costed_leads', 'cpl')).toEqual([50, '200.0000']);
  });

  it('is praised by no finding', { tags: 'slow' }, async () => {
    const good = [
      ...each(days(1, 20), { count: 5, status: 'Lost', source: 'Search', reason: 'x' }),
      ...each(days(1, 20), { count: 5, status: 'Won', source: 'Social', budget: 100_000 }),
    ];
    const dear = (until: number) => [...paid(days(1, 20), 'Search', 500), ...paid(days(1, until), 'Social', 5000)];
    const tones = (report: Report) => report.findings.map(({ code }) => code);
    expect(tones(await json(exportsOf(good, dear(20))))).toContain('dear-but-sells');
    expect(tones(await json(exportsOf(good, dear(15))))).not.toContain('dear-but-sells');
  });

  it('costs the same whatever leads come later', { tags: 'slow' }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 13, max: 31 }), { minLength: 1, maxLength: 12 }),
        async (own, later) => {
          const some = (all: number[]) =>
            each(
              all.map((one) => day(one)),
              { count: 1, status: 'Won', source: 'Social', budget: 7 },
            );
          const bought = [...paid(days(1, 12), 'Social', 10), ...paid(days(1, 31), 'Search', 10)];
          const prices = async (leads: Leads[]) =>
            get(
              (await json(exportsOf(leads, bought), '--month', '2026-10')).of('Social'),
              'cpl',
              'cost_per_deal',
              'roas',
              'romi',
            );
          expect(await prices([...some(own), ...some(later)])).toEqual(await prices(some(own)));
        },
      ),
      { seed: 5, numRuns: 2 },
    );
  });
});

describe('clicks whose cost is blank', () => {
  const leads = each(days(1, 3), { count: 2, status: 'New', source: 'Channel' });
  const found = async (rows: readonly string[]) => {
    const ads = `Day,Source,Spend,Clicks\n${rows.join('\n')}\n`;
    return json(folder({ 'crm.csv': crmOf(leads), 'ads.csv': ads, 'funnel.yaml': CLICKS }));
  };
  const CLICKS = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks}');
  const WITH_BLANK = ['2026-10-01,Channel,100,10', '2026-10-02,Channel,,12', '2026-10-03,Channel,100,10'];

  it('are said, and leads of their day are in no price', { tags: 'slow' }, async () => {
    const { of, warnings, err } = await found(WITH_BLANK);
    const names = ['spend', 'visits', 'leads', 'costed_leads', 'cpl'];
    expect(get(of('Channel'), ...names)).toEqual(['200.00', 32, 6, 4, '50.0000']);
    expect(get(of('(total)'), ...names)).toEqual(['200.00', 32, 6, 4, '50.0000']);
    expect(warnings.filter(({ code }) => /costs-missing|ends-early/.test(code))).toMatchObject([
      { code: 'costs-missing', count: 1 },
    ]);
    expect(err).toContain('Channel: 1 row with clicks and no cost (2026-10-02)');
  });

  it.each([
    ['a zero is one', WITH_BLANK.map((row) => row.replace(',,', ',0,'))],
    ['nobody clicked', WITH_BLANK.map((row) => row.replace(',,12', ',,0'))],
  ])('are not there where %s', { tags: 'slow' }, async (_, rows) => {
    const { of, codes } = await found(rows);
    expect(codes).not.toContain('costs-missing');
    expect(get(of('Channel'), 'costed_leads', 'cpl')).toEqual([6, '33.3333']);
  });
});

describe('clicks whose cost is blank beside others of their source and day', () => {
  const leads = [
    ...each(days(1, 3), { count: 2, status: 'New', source: 'Channel' }),
    ...each(days(1, 3), { count: 2, status: 'New', source: 'Other' }),
  ];
  const yaml = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks, campaign: Campaign}');
  const found = async (rows: readonly string[], heading = 'Day,', more: readonly string[] = []) => {
    const ads = `${heading}Source,Campaign,Spend,Clicks\n${rows.join('\n')}\n`;
    const own = heading === '' ? yaml.replace('day: Day, ', '') : yaml;
    return json(folder({ 'crm.csv': crmOf(leads), 'ads.csv': ads, 'funnel.yaml': own }), '--all', ...more);
  };
  const names = ['spend', 'costed_leads', 'cpl', 'cost_per_deal', 'roas', 'romi', 'drr', 'cpl_rank'];
  const dated = (beside: number) => [
    ...days(1, 3).flatMap((one) => [`${one},Channel,A,100,10`, `${one},Other,A,30,10`]),
    `${day(2)},Channel,B,,5`,
    `${day(2)},Channel,C,${beside},5`,
  ];

  it('leave what was spent on such days out of all prices: it is not what the other leads cost', {
    tags: 'slow',
  }, async () => {
    const { of } = await found(dated(0));
    expect(get(of('Channel'), ...names)).toEqual(['300.00', 4, '50.0000', null, 0, -1, null, 2]);
    expect(get(of('(total)'), ...names).slice(0, 3)).toEqual(['390.00', 10, '29.0000']);
    expect(get(of('Other'), ...names).slice(0, 3)).toEqual(['90.00', 6, '15.0000']);
  });

  it('do so however little it is', { tags: 'slow' }, async () => {
    const rows = dated(0).map((row) => row.replace(`${day(2)},Channel,A,100`, `${day(2)},Channel,A,20`));
    expect(get((await found(rows)).of('Channel'), ...names).slice(0, 3)).toEqual(['220.00', 4, '50.0000']);
  });

  it('are of any day where they have none: no lead of their source has a price', { tags: 'slow' }, async () => {
    const { of, codes } = await found(['Channel,A,100,10', 'Channel,B,,10', 'Other,A,60,10'], '');
    expect(get(of('Channel'), ...names).slice(0, 3)).toEqual(['100.00', 0, null]);
    expect(get(of('Other'), ...names).slice(0, 3)).toEqual(['60.00', 6, '10.0000']);
    expect(get(of('(total)'), ...names).slice(0, 3)).toEqual(['160.00', 6, '10.0000']);
    expect(codes).toContain('costs-missing');
    expect(codes).not.toContain('spend-ends-early');
  });

  it('leave no price where nothing was spent on other days', { tags: 'slow' }, async () => {
    const { of } = await found(dated(0).filter((row) => row.startsWith(day(2))));
    expect(get(of('Channel'), ...names).slice(0, 3)).toEqual(['100.00', 0, null]);
  });

  describe('beside a fee', () => {
    const yaml = `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
  - {path: ads.csv, table: ad_stats, set: {account: Ads}, columns: {day: Day, source: Source, cost: Spend, clicks: Clicks}}
  - {path: fee.csv, table: ad_stats, set: {account: Fee}, columns: {source: Source, cost: Spend}PERIOD}
statuses: {New: lead}
`;
    const found = async (blank: number, period: string) => {
      const ads = `Day,Source,Spend,Clicks\n${day(1)},Channel,100,9\n${day(3)},Channel,100,9\n${day(blank)},Channel,,1\n`;
      const files = { 'crm.csv': crmOf(leads), 'ads.csv': ads, 'fee.csv': 'Source,Spend\nChannel,3100\n' };
      const path = folder({ ...files, 'funnel.yaml': yaml.replace('PERIOD', period) });
      return get((await json(path, '--all')).of('Channel'), ...names).slice(0, 3);
    };

    it('take of a month their share of it', { tags: 'slow' }, async () => {
      const october = ', period: {from: 2026-10-01, to: 2026-10-31}';
      // With leads on the day without a cost, and with none.
      expect(await found(2, october)).toEqual(['3300.00', 4, '800.0000']);
      expect(await found(9, october)).toEqual(['3300.00', 6, '533.3333']);
    });

    it('leave no price where it has no days: of which leads it is nobody knows', async () => {
      expect(await found(2, '')).toEqual(['3300.00', 0, null]);
    });
  });

  it('leave no verdict, and no praise, where there is no price', { tags: 'slow' }, async () => {
    const many = [
      ...each(days(1, 3), { count: 20, status: 'Won', source: 'Channel', budget: 500 }),
      ...each(days(1, 3), { count: 20, status: 'Won', source: 'Other', budget: 5 }),
    ];
    const open = dated(0).filter((row) => row.includes('Other') || row.startsWith(day(2)));
    const ads = `Day,Source,Campaign,Spend,Clicks\n${open.join('\n')}\n`;
    const { of, findings } = await json(
      folder({ 'crm.csv': crmOf(many), 'ads.csv': ads, 'funnel.yaml': yaml }),
      '--all',
    );
    expect(get(of('Channel'), 'leads', 'verdict')).toEqual([60, null]);
    expect(get(of('Other'), 'leads', 'verdict')).toEqual([60, null]);
    expect(findings.map(({ code }) => code)).toEqual([]);
  });
});

describe('an export without any cost beside others of its source', () => {
  const leads = each(days(1, 6), { count: 1, status: 'Lost', source: 'Channel', reason: 'Dear' });
  const yaml = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks, actions: Actions}');
  const names = ['spend', 'costed_leads', 'cpl', 'cpa'];
  const found = (blank: readonly string[], cost = 1000) => {
    const rows = (all: readonly string[], spend: number | '') =>
      `Day,Source,Spend,Clicks,Actions\n${all.map((one) => `${one},Channel,${spend},10,1`).join('\n')}\n`;
    const ads = { 'ads1.csv': rows(days(1, 2), cost), 'ads2.csv': rows(blank, ''), 'ads3.csv': rows(days(5, 6), cost) };
    return json(folder({ 'crm.csv': crmOf(leads), ...ads, 'funnel.yaml': yaml }), '--all');
  };

  it('has clicks of days that no other has a cost of: what they cost is unknown, and it is said', {
    tags: 'slow',
  }, async () => {
    const { of, codes, err } = await found(days(3, 4));
    expect(get(of('Channel'), ...names)).toEqual(['4000.00', 4, '1000.0000', '1000.0000']);
    expect(codes).toContain('costs-missing');
    expect(err).toContain('Channel: 2 rows with clicks and no cost (2026-10-03');
  });

  it.each([
    ['on days of which others have the cost', [1, 2], 1000],
    ['where the source is known to cost nothing', [3, 4], 0],
  ])('leaves nothing open %s', { tags: 'slow' }, async (_, [from = 0, to = 0], cost) => {
    expect((await found(days(from, to), cost)).codes).not.toContain('costs-missing');
  });
});

describe('actions', () => {
  const yaml = `currency: RUB\nfiles:\n  - {path: ads*.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Spend, clicks: Clicks, actions: Actions}}\n`;
  const cpa = async (rows: readonly string[]) => {
    const ads = `Day,Source,Spend,Clicks,Actions\n${rows.join('\n')}\n`;
    return get((await json(folder({ 'ads.csv': ads, 'funnel.yaml': yaml }), '--all')).of('(total)'), 'actions', 'cpa');
  };

  it('of rows whose cost is unknown are in no price', async () => {
    const rows = [`${day(1)},Channel,1000,10,10`, `${day(2)},Channel,,50,90`, `${day(3)},Channel,1000,10,10`];
    expect(await cpa(rows)).toEqual([110, '100.0000']);
  });

  it('that are blank are none where the export counts those of other rows of the source', {
    tags: 'slow',
  }, async () => {
    const rows = [`${day(1)},Channel,1000,40,4`, `${day(2)},Channel,1000,30,`, `${day(3)},Channel,1000,30,6`];
    expect(await cpa([...rows, `${day(4)},Channel,1000,30,`])).toEqual([10, '400.0000']);
    expect(await cpa([...rows, `${day(4)},Other,1000,30,`])).toEqual([10, null]);
  });
});

describe('money spent on lost leads', () => {
  const yaml = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks}');
  const spent = async (rows: string) => {
    const lost = ['Channel', 'Other', 'Friends'].map(
      (source): Leads => ({ count: 1, status: 'Lost', source, reason: 'Dear', day: day(1) }),
    );
    const ads = `Day,Source,Spend,Clicks\n${rows}${day(1)},Other,30,9\n`;
    const { out } = await funnel([
      ...['report', folder({ 'crm.csv': crmOf(lost), 'ads.csv': ads, 'funnel.yaml': yaml }), '--all', '-f', 'json'],
    ]);
    return rowsOf(out, 'reasons').map((row) => row.get('money_spent'));
  };

  it('is unknown where a source of theirs was paid for and has no price; one without spend adds nothing', {
    tags: 'slow',
  }, async () => {
    expect(await spent(`${day(1)},Channel,100,9\n`)).toEqual(['130.00']);
    expect(await spent(`${day(1)},Channel,100,9\n${day(1)},Channel,,9\n`)).toEqual([null]);
    expect(await spent('')).toEqual(['30.00']);
  });
});

describe('a source of which no cost is known at all', () => {
  const leads = [
    { count: 4, status: 'New', source: 'Paid', day: '2026-10-02' },
    { count: 6, status: 'New', source: 'Unpriced', day: '2026-10-02' },
    { count: 2, status: 'New', source: 'Friends', day: '2026-10-02' },
  ] as const;
  const yaml = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks}');
  // Leads come of clicks of days before.
  const found = async (cost: string, clicked: string) => {
    const ads = `Day,Source,Spend,Clicks\n2026-10-01,Paid,100,5\n2026-10-03,Paid,20,5\n${clicked},Unpriced,${cost},50\n`;
    return json(folder({ 'crm.csv': crmOf(leads), 'ads.csv': ads, 'funnel.yaml': yaml }), '--all');
  };

  it.each([
    // What its clicks cost nobody knows: its leads make nothing cheaper. What costs nothing, and what is no advertising, does.
    ['', null, 6, '20.0000'],
    ['0', '0.00', 12, '10.0000'],
  ])('is in no price of the total: %s', { tags: 'slow' }, async (cost, spend, costed, cpl) => {
    const { of } = await found(cost, '2026-10-02');
    expect(get(of('Unpriced'), 'spend', 'leads', 'cpl')).toEqual([spend, 6, null]);
    expect(get(of('Paid'), 'cpl')).toEqual(['30.0000']);
    expect(get(of('(total)'), 'spend', 'leads', 'costed_leads', 'cpl')).toEqual(['120.00', 12, costed, cpl]);
  });

  it('is in none on days without its clicks either', { tags: 'slow' }, async () => {
    const { of } = await found('', '2026-10-01');
    expect(get(of('Unpriced'), 'leads', 'costed_leads')).toEqual([6, 0]);
    expect(get(of('(total)'), 'leads', 'costed_leads', 'cpl')).toEqual([12, 6, '20.0000']);
  });
});

describe('a month or a week with clicks whose cost is blank', () => {
  const october = ['2026-09-10', '2026-10-10', '2026-11-10'].map(
    (one): Leads => ({ count: 10, status: 'New', source: 'Social', day: one }),
  );
  it.each([
    ['Month', ['2026-09', '2026-10', '2026-11']],
    ['Week', ['2026-W37', '2026-W41', '2026-W46']],
    ['Period', ['2026-09-01 - 2026-09-30', '2026-10-01 - 2026-10-31', '2026-11-01 - 2026-11-30']],
  ])('has no price for any of its leads: %s', { tags: 'slow' }, async (heading, spans) => {
    const costs = ['100', '', '100'];
    const ads = `${heading},Source,Spend,Clicks\n${spans.map((one, at) => `${one},Social,${costs[at]},10`).join('\n')}\n`;
    const yaml = YAML.split('\n')
      .filter((line) => !line.includes('ad_stats'))
      .join('\n');
    const { of, codes, err } = await json(folder({ 'crm.csv': crmOf(october), 'ads.csv': ads, 'funnel.yaml': yaml }));
    expect(get(of('Social'), 'spend', 'leads', 'costed_leads', 'cpl')).toEqual(['200.00', 30, 20, '10.0000']);
    expect(codes).toContain('costs-missing');
    expect(err).toContain('2026-10-');
  });
});

describe('all days', () => {
  // Clicks of a source that is free, or whose cost nobody knows, before and after everything that is paid for.
  const ads =
    'Day,Source,Spend,Clicks\n2026-10-05,Social,100,5\n2026-10-10,Social,100,5\n2026-02-01,Blog,0,70\n2026-12-01,Blog,0,30\n2026-01-01,Post,,7\n';
  const yaml = YAML.replace('cost: Cost}', 'cost: Spend, clicks: Clicks}');
  const path = folder({
    'crm.csv': crmOf([{ count: 3, status: 'New', source: 'Social', day: '2026-10-06' }]),
    'ads.csv': ads,
    'funnel.yaml': yaml,
  });

  it.each([
    ['--all', 117],
    ['--from 2026-01-01 --to 2026-12-31', 117],
    ['--from 2026-01-01', 117],
    ['--to 2026-12-31', 117],
    ['--to 2026-03-01', 77],
    ['--from 2026-03-01', 40],
    ['--from 2026-10-05 --to 2026-10-10', 10],
  ])('hold all rows of ad statistics, paid for or not: %s', { tags: 'slow' }, async (flags, visits) => {
    const { of } = await json(path, ...flags.split(' '));
    expect(of('(total)')?.get('visits')).toBe(visits);
  });

  it('are not the default: that is what the paid sources and the CRM both cover', { tags: 'slow' }, async () => {
    const { period, of } = await json(path);
    expect([period, of('(total)')?.get('visits')]).toEqual([{ from: '2026-10-05', to: '2026-10-06' }, 5]);
  });
});

describe('the days of a report where none are asked for', () => {
  it('begin with the month of the first lead: days before it are days without leads', { tags: 'slow' }, async () => {
    const { period, of } = await json(
      exportsOf(
        each([day(5), day(12), day(25)], { count: 1, status: 'New', source: 'Social' }),
        paid(days(1, 25), 'Social', 10),
      ),
    );
    expect(period).toEqual({ from: '2026-10-01', to: '2026-10-25' });
    expect(get(of('Social'), 'spend', 'leads')).toEqual(['250.00', 3]);
  });

  it('do not begin in the month before, of which the CRM was not asked', { tags: 'slow' }, async () => {
    const spend = paid([day(29, '2026-09'), ...days(1, 25)], 'Social', 10);
    const { period } = await json(
      exportsOf(each([day(3), day(25)], { count: 1, status: 'New', source: 'Social' }), spend),
    );
    expect(period.from).toBe('2026-10-01');
  });

  it('begin with the first lead where so many came so steadily that a silence shows the head of the export', {
    tags: 'slow',
  }, async () => {
    const { period } = await json(
      exportsOf(each(days(15, 25), { count: 3, status: 'New', source: 'Social' }), paid(days(1, 25), 'Social', 10)),
    );
    expect(period).toEqual({ from: '2026-10-15', to: '2026-10-25' });
  });

  it('are no zeros beside later ones where leads of every day begin late: the week of the first lead is no whole one', async () => {
    const yaml = `${YAML}hypotheses:\n${[12, 13].map((on) => `  - {name: on ${on}, side: sales, figure: deal_rate, since: 2026-10-${on}, weeks: 1}\n`).join('')}`;
    const late = async (first: number) => {
      const path = exportsOf(
        each(days(first, 25), { count: 3, status: 'New', source: 'Social' }),
        paid(days(1, 25), 'Social', 10),
        { 'funnel.yaml': yaml },
      );
      const { out, err } = await funnel(['report', path, '--section', 'trend,hypotheses', '--all', '-f', 'json']);
      expect(err).not.toContain('funnel:');
      return {
        states: rowsOf(out, 'trend')
          .map((row) => row.get('state'))
          .slice(0, 3),
        before: rowsOf(out, 'hypotheses').map((row) => row.get('n_before')),
      };
    };
    // Monday, 5 October, is the first day of the second week, and of the week before 12 October.
    expect(await late(6)).toEqual({ states: ['partial', 'partial', 'whole'], before: [null, 21] });
    // Two silent days may be a week-end.
    expect(await late(3)).toEqual({ states: ['partial', 'whole', 'whole'], before: [21, 21] });
  });

  it('end with the last moment that the CRM knows, or the day that the name of its file states', {
    tags: 'slow',
  }, async () => {
    const leads = each([day(2), day(9)], { count: 1, status: 'New', source: 'Social' });
    const spend = paid(days(1, 25), 'Social', 10);
    expect((await json(exportsOf(leads, spend))).period.to).toBe('2026-10-09');
    const named = folder({ 'crm_2026-10-20.csv': crmOf(leads), 'ads.csv': adsOf(spend), 'funnel.yaml': YAML });
    expect((await json(named)).period.to).toBe('2026-10-20');
    const [header, ...rows] = crmOf(leads).trimEnd().split('\n');
    const modified = [`${header},Modified`, ...rows.map((row) => `${row},2026-10-17 09:00`)].join('\n');
    const yaml = YAML.replace('reason: Reason', 'reason: Reason, modified_at: Modified');
    const path = exportsOf(leads, spend, { 'crm.csv': modified, 'funnel.yaml': yaml });
    expect((await json(path)).period.to).toBe('2026-10-17');
  });
});

describe('what lies outside of the days of a report', () => {
  it('is counted in the head, in JSON, in run.json and beside a CSV', { tags: 'slow' }, async () => {
    const path = exportsOf(
      each([day(2), day(9), day(30)], { count: 2, status: 'New', source: 'Social' }),
      paid(days(1, 20), 'Social', 10),
    );
    const found = await json(path, '--to', '2026-10-15');
    expect(found.outside).toEqual({ leads: 2, spend: '50.00' });
    await funnel(['report', path, '--to', '2026-10-15', '-f', 'csv', '-o', join(path, 'out/')]);
    expect(existsSync(join(path, 'out', 'run.json'))).toBe(true);
    expect(JSON.parse(readFileSync(join(path, 'out', 'run.json'), 'utf8')).outside).toEqual(found.outside);
    const csv = await funnel(['sources', path, '--to', '2026-10-15', '-f', 'csv', '--lang', 'en']);
    expect(csv.err).toContain('outside these days: 2 leads, spend 50.00');
    expect((await json(path, '--all')).outside).toBeNull();
  });

  it('is what the filters of the report hold there; of spend that they cannot tell apart nothing is known', {
    tags: 'slow',
  }, async () => {
    const leads = ['Social', 'Search'].flatMap((source) =>
      each([day(9), day(30)], { count: 1, status: 'New', source }),
    );
    const path = exportsOf(leads, [...paid(days(1, 20), 'Social', 10), ...paid(days(1, 20), 'Search', 1)]);
    const outside = async (filter: string) => (await json(path, '--to', '2026-10-15', '--where', filter)).outside;
    expect(await outside('source=Search')).toEqual({ leads: 1, spend: '5.00' });
    expect(await outside('source!=Search')).toEqual({ leads: 1, spend: '50.00' });
    expect(await outside('stage=lead')).toEqual({ leads: 2, spend: null });
  });
});

describe('a period of which no export holds anything', () => {
  const path = () =>
    exportsOf(
      each(days(1, 9), { count: 2, status: 'Won', source: 'Social', budget: 5 }),
      paid(days(1, 9), 'Social', 10),
    );

  it('is said, has no zeros, and is an error to those who are strict', { tags: 'slow' }, async () => {
    for (const flags of [
      ['--month', '2027-01'],
      ['--from', '2027-01-01'],
      ['--to', '2020-01-01'],
      ['--week', '2025-W10'],
    ]) {
      const found = await json(path(), ...flags);
      expect(found.codes, flags.join(' ')).toContain('no-data');
      const zeros = Object.values(found.reports).flatMap(({ rows }) =>
        rows.flatMap((row) => row.filter((cell) => cell === 0 || /^0(\.0+)?$/.test(String(cell)))),
      );
      expect(zeros, flags.join(' ')).toEqual([]);
      expect((await funnel(['report', path(), ...flags, '--strict'])).code).toBe(2);
    }
  });

  it('never ends before it begins', async () => {
    const { period } = await json(path(), '--from', '2027-01-01');
    expect(period).toEqual({ from: '2027-01-01', to: null });
    const { out } = await funnel(['report', path(), '--from', '2027-01-01', '--lang', 'en']);
    expect(out).toContain('leads created from 2027-01-01');
    const said = /no data, from 2027-01-01: the exports hold leads of 2026-10-01 to 2026-10-09/;
    expect(out).toMatch(said);
    // Whoever asks for one of its numbers is told as well.
    const explained = ['explain', 'stages.reached', path(), '--row', 'stage=deal', '--from', '2027-01-01', '--json'];
    const { warnings } = JSON.parse((await funnel(explained)).out);
    expect(warnings.map(({ code }: { code: string }) => code)).toContain('no-data');
  });
});

describe('an as-of moment in the past', () => {
  it('leaves out what came later, leads and spend, counts it, and rejects nothing', { tags: 'slow' }, async () => {
    const leads = each(days(1, 20), { count: 1, status: 'New', source: 'Social' });
    const found = await json(exportsOf(leads, paid(days(1, 20), 'Social', 10)), '--as-of', '2026-10-12', '--all');
    expect(get(found.of('Social'), 'leads', 'spend')).toEqual([12, '120.00']);
    const later = found.warnings.filter(({ code }) => code === 'after-as-of');
    expect(later.map(({ count }) => count)).toEqual([8, 8]);
    expect(found.ledger.map(({ rejected, excluded }) => [rejected, excluded])).toEqual([
      [0, 8],
      [0, 8],
    ]);
  });
});

describe('the state of a period', () => {
  it('is whole where exports cover all of its days and they are over, else partial', { tags: 'slow' }, async () => {
    const leads = each(days(1, 21), { count: 1, status: 'New', source: 'Social' });
    const { rows } = await json(exportsOf(leads, paid(days(1, 21), 'Social', 10)), '--period', 'week');
    const states = new Map(rows.map((row) => [row.get('period'), row.get('state')]));
    // 1 October is a Thursday; on 21 October, a Wednesday, the last lead came at ten in the morning.
    expect([...states]).toEqual([
      ['2026-W40', 'partial'],
      ['2026-W41', 'whole'],
      ['2026-W42', 'whole'],
      ['2026-W43', 'partial'],
    ]);
    expect([...(rows[0]?.keys() ?? [])].at(-1)).toBe('state');
  });

  it('is partial where the days that were asked for cut it', { tags: 'slow' }, async () => {
    const leads = each(days(1, 31), { count: 1, status: 'New', source: 'Social' });
    const path = exportsOf(leads, paid(days(1, 31), 'Social', 10));
    const state = async (...flags: string[]) => (await json(path, '--period', 'month', ...flags)).rows[0]?.get('state');
    expect(await state('--as-of', '2026-11-02')).toBe('whole');
    expect(await state('--as-of', '2026-11-02', '--from', '2026-10-02')).toBe('partial');
  });
});

describe('a date above the header', () => {
  const ads = (period: string) =>
    `"Report Name: Campaign Performance Report"\n"Report Time: ${period}"\n\n"Gregorian date","Campaign name","Currency code","Clicks","Spend"\n"9/1/2026","Brand","EUR","22","31.50"\n"9/2/2026","Brand","EUR","25","8.50"\n`;

  it('settles the order of day and month of the rows, in either order', async () => {
    const daysOf = async (period: string) =>
      (await json(folder({ 'ms.csv': ads(period) }), '--all', '--period', 'day')).rows.map((row) => row.get('period'));
    expect(await daysOf('9/1/2026 - 9/30/2026')).toContain('2026-09-02');
    expect(await daysOf('9/1/2026 - 30/9/2026')).toContain('2026-02-09');
  });

  it('leaves it open where it may be read in both ways as well', async () => {
    const { code, err } = await funnel(['report', folder({ 'ms.csv': ads('9/1/2026 - 9/7/2026') }), '--lang', 'en']);
    expect([code, /no date in the file tells/.test(err)]).toEqual([2, true]);
  });
});
