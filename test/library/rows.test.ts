import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type CompareRow,
  type FunnelReport,
  type HypothesesRow,
  type LeakRow,
  type PlanRow,
  type ReasonsRow,
  type ReportName,
  readFunnel,
  type ScorecardRow,
  type SlaRow,
  type SourcesRow,
  type StagesRow,
  type StandardMatrixRow,
  type StandardRow,
  type StuckRow,
  type TrendRow,
  type Value,
} from '../../src/library.js';
import type { Kind } from '../../src/model/sheet.js';
import { REPORTS, WHOLE } from '../../src/reports/all-reports.js';
import { ADS, CRM, folder, funnel, small, YAML } from '../cli/run.js';

const demo = fileURLToPath(new URL('../../fixtures/demo', import.meta.url));

/** The keys that a row's type names, without its string index. */
type Keys<Row> = keyof { [Key in keyof Row as string extends Key ? never : Key]: unknown };

const WHOLE_NAMES = ['stages', 'sources', 'reasons'] as const;

/** Every key of the types, no other, with what the documentation says of it: the compiler compares one, a test the other. */
const TYPED = {
  stages: {
    stage: 'stage',
    level: 'level',
    reached: 'quantity',
    implied: 'count',
    step_rate: 'rate',
    overall_rate: 'rate',
    lead_rate: 'rate',
    step_low: 'rate',
    step_high: 'rate',
    moved: 'count',
    lost: 'count',
    open: 'count',
    norm: 'rate',
    gap: 'points',
    verdict: 'verdict',
    unknown_depth: 'count',
    too_early: 'count',
    median_seconds: 'seconds',
    p90_seconds: 'seconds',
    timed: 'count',
    undated: 'count',
  } satisfies Record<Keys<StagesRow>, Kind>,
  sources: {
    source: 'text',
    spend: 'money',
    visits: 'count',
    actions: 'quantity',
    leads: 'count',
    not_handed_over: 'count',
    lost: 'count',
    qualified: 'count',
    deals: 'count',
    revenue: 'money',
    average_deal: 'money',
    pipeline: 'money',
    cpl: 'unit_cost',
    cpql: 'unit_cost',
    cost_per_deal: 'unit_cost',
    revenue_per_lead: 'unit_cost',
    qualified_rate: 'rate',
    deal_rate: 'rate',
    roas: 'ratio',
    romi: 'ratio',
    spend_share: 'rate',
    revenue_share: 'rate',
    cpl_rank: 'rank',
    romi_rank: 'rank',
    verdict: 'verdict',
    won_deals: 'count',
    row: 'text',
    costed_leads: 'count',
    costed_qualified: 'count',
    costed_deals: 'count',
    costed_revenue: 'money',
    cpa: 'unit_cost',
    drr: 'rate',
    pays: 'verdict',
    repeats: 'count',
    duplicates: 'count',
    cpl_unique: 'unit_cost',
  } satisfies Record<Keys<SourcesRow>, Kind>,
  reasons: {
    reason: 'text',
    category: 'category',
    lost: 'count',
    share: 'rate',
    money_spent: 'money',
    mostly_after: 'stage',
    mostly_from: 'text',
    mostly_from_share: 'rate',
    examples: 'list',
  } satisfies Record<Keys<ReasonsRow>, Kind>,
} satisfies Record<(typeof WHOLE_NAMES)[number], Record<string, Kind>>;

/** The same of what stands there with a section of the configuration, and of what JSON of the command line alone has. */
const MORE = {
  scorecard: {
    side: 'level',
    kpi: 'figure',
    value: 'by_figure',
    norm: 'by_figure',
    gap: 'by_figure',
    low: 'by_figure',
    high: 'by_figure',
    n: 'count',
    previous: 'by_figure',
    change: 'by_figure',
    verdict: 'verdict',
  } satisfies Record<Keys<ScorecardRow>, Kind>,
  plan: {
    figure: 'figure',
    period: 'period',
    plan: 'by_figure',
    value: 'by_figure',
    due: 'by_figure',
    run_rate: 'by_figure',
    missing: 'by_figure',
    missing_deals: 'quantity',
    missing_leads: 'quantity',
    missing_spend: 'money',
    bonus: 'rate',
  } satisfies Record<Keys<PlanRow>, Kind>,
  sla: {
    manager: 'text',
    leads: 'count',
    answered: 'count',
    within: 'count',
    late: 'count',
    overdue: 'count',
    pending: 'count',
    unknown: 'count',
    outside: 'count',
    within_rate: 'rate',
    norm: 'rate',
    verdict: 'verdict',
    median_seconds: 'seconds',
    p90_seconds: 'seconds',
    elapsed_median_seconds: 'seconds',
    routing_median_seconds: 'seconds',
    human_median_seconds: 'seconds',
    feedback_due: 'count',
    feedback_given: 'count',
    feedback_rate: 'rate',
    feedback_ever: 'count',
    attempts: 'quantity',
    no_answer: 'count',
    no_answer_under_3: 'count',
    calls: 'count',
    open_leads: 'count',
  } satisfies Record<Keys<SlaRow>, Kind>,
  hypotheses: {
    name: 'text',
    side: 'level',
    who: 'text',
    figure: 'figure',
    since: 'moment',
    weeks: 'text',
    state: 'level',
    before: 'by_figure',
    after: 'by_figure',
    n_before: 'count',
    n_after: 'count',
    change_share: 'rate',
    low: 'by_figure',
    high: 'by_figure',
    rest_change: 'rate',
    verdict: 'verdict',
  } satisfies Record<Keys<HypothesesRow>, Kind>,
  standard: {
    criterion: 'level',
    known: 'count',
    met: 'count',
    met_rate: 'rate',
  } satisfies Record<Keys<StandardRow>, Kind>,
  standard_matrix: {
    standard: 'level',
    accepted: 'level',
    leads: 'count',
    deals: 'count',
    revenue: 'money',
    deal_rate: 'rate',
  } satisfies Record<Keys<StandardMatrixRow>, Kind>,
  stuck: {
    lead_id: 'text',
    stage: 'stage',
    manager: 'text',
    source: 'text',
    age_seconds: 'seconds',
    threshold_seconds: 'seconds',
    why: 'level',
    amount: 'money',
  } satisfies Record<Keys<StuckRow>, Kind>,
  trend: {
    period: 'period',
    state: 'verdict',
    leads: 'count',
    qualified: 'count',
    deals: 'count',
    spend: 'money',
    revenue: 'money',
    cpl: 'unit_cost',
    cpql: 'unit_cost',
    cost_per_deal: 'unit_cost',
    qualified_rate: 'rate',
    deal_rate: 'rate',
    roas: 'ratio',
    romi: 'ratio',
    deals_low: 'count',
    deals_high: 'count',
  } satisfies Record<Keys<TrendRow>, Kind>,
  leak: {
    stage: 'stage',
    norm: 'rate',
    actual: 'rate',
    n: 'quantity',
    short_leads: 'quantity',
    short_deals: 'quantity',
    short_revenue: 'money',
    worst_source: 'text',
    rate_without: 'rate',
    owner: 'verdict',
    verdict: 'verdict',
  } satisfies Record<Keys<LeakRow>, Kind>,
  compare: {
    figure: 'figure',
    a: 'by_figure',
    b: 'by_figure',
    n_a: 'count',
    n_b: 'count',
    change: 'by_figure',
    change_share: 'rate',
    a_followed: 'by_figure',
    b_followed: 'by_figure',
    low: 'by_figure',
    high: 'by_figure',
    verdict: 'verdict',
    mix: 'by_figure',
    rate: 'by_figure',
  } satisfies Record<Keys<CompareRow>, Kind>,
} satisfies Record<Exclude<ReportName, keyof typeof TYPED> | 'compare' | 'leak' | 'trend', Record<string, Kind>>;

const OF_KIND: Partial<Record<Kind, (value: unknown) => boolean>> = {
  money: (value) => /^-?\d+\.\d{2}$/.test(value as string),
  unit_cost: (value) => /^-?\d+\.\d{4}$/.test(value as string),
  count: Number.isSafeInteger,
  rank: Number.isSafeInteger,
  quantity: Number.isFinite,
  rate: Number.isFinite,
  points: Number.isFinite,
  ratio: Number.isFinite,
  seconds: Number.isInteger,
  by_figure: (value) => Number.isFinite(value) || /^-?\d+\.\d{2,4}$/.test(value as string),
  list: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

/** A report in the shape of `-f json`. */
const asJson = ({ columns, reports, ledger, warnings, period, basis, reach, asOf, timezone, currency }: FunnelReport) =>
  JSON.parse(
    JSON.stringify({
      period,
      basis,
      reach,
      as_of: asOf,
      timezone,
      currency,
      reports: Object.fromEntries(
        Object.entries(reports).map(([name, rows]) => {
          const own = columns[name as ReportName] ?? [];
          return [
            name,
            {
              columns: own,
              rows: rows.map((row: Readonly<Record<string, Value>>) => own.map((column) => row[column.name])),
            },
          ];
        }),
      ),
      ledger: ledger.map(({ badCells, ...file }) => ({
        ...file,
        bad_cells: Object.fromEntries(badCells.map(({ column, count }) => [column, count])),
      })),
      warnings,
    }),
  );

const SECTIONED = ['hypotheses', 'plan', 'scorecard', 'sla', 'standard', 'standard_matrix', 'stuck'] as const;

/** Each row has the keys of its type in their order, and values of their kinds. */
function expectTyped(
  name: string,
  rows: readonly Readonly<Record<string, Value>>[],
  typed: Readonly<Record<string, Kind>>,
): void {
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(Object.keys(typed));
    for (const [key, kind] of Object.entries(typed)) {
      const value = row[key];
      const holds = OF_KIND[kind] ?? ((one: unknown) => typeof one === 'string');
      expect([name, key, value, value === null || holds(value)]).toEqual([name, key, value, true]);
    }
  }
}

/** Two months of two managers, a campaign and a source written in several ways: what is asked of the demo, in ten rows. */
const firm = folder({
  'crm.csv': `ID,Created,Status,Source,Campaign,Manager,Budget,Reason
1,2026-09-29 10:00,New,VK,autumn,Анна К.,,
2,2026-09-30 11:30,Won,vk,autumn,Олег,1000.50,
3,2026-10-01 12:00,Lost,Google Ads,brand,Анна К.,,Too dear
4,2026-10-02 09:15,Qualified,google ads,brand,Олег,300,
5,2026-10-03 09:15,Lost,Google Ads,,Олег,,Spam
6,2026-10-03 10:15,New,,,,,
`,
  'ads.csv': `Day,Source,Campaign,Cost,Clicks
2026-09-29,vk,autumn,100.10,20
2026-10-01,Google Ads,brand,50.05,10
2026-10-02,Google Ads,other,99.99,30
`,
  'funnel.yaml': `${YAML.replace('source: Source, revenue', 'source: Source, campaign: Campaign, manager: Manager, revenue')}sources: {VK Реклама: [vk]}\n`,
});

const printed = async (argv: readonly string[]) => JSON.parse((await funnel(['report', ...argv, '-f', 'json'])).out);

describe('the rows of readFunnel', () => {
  it('have the keys of their types, in the order of the columns, and values of their kinds', async () => {
    const { reports, columns } = await readFunnel(demo);
    expect(Object.keys(reports)).toEqual(WHOLE.map(({ name }) => name));
    expect(Object.keys(reports), 'a new report: say here of what kinds its columns are').toEqual(Object.keys(TYPED));
    for (const [name, typed] of Object.entries(TYPED)) {
      expect(columns[name as ReportName]).toEqual(Object.entries(typed).map(([key, kind]) => ({ name: key, kind })));
      expectTyped(name, reports[name as ReportName] ?? [], typed);
    }
  });

  it('are typed where the configuration has a section, and where JSON alone has them', async () => {
    const sections = `plan: {2026-10: {leads: 10, spend: 500}}
sla: {response: 15m, calendar: {days: Mon-Sun, hours: "00:00-24:00"}}
stuck: {lead: 1d}
standard: {need: Reason}
kpi: {marketing: [cpl], sales: [qualified_to_deal]}
hypotheses: [{name: Form, figure: cpl, since: 2026-10-02, weeks: 1}]
`;
    const exports = folder({ ...small(), 'funnel.yaml': `${small()['funnel.yaml']}\n${sections}` });
    const { reports, columns } = await readFunnel(exports);
    expect(Object.keys(reports).sort()).toEqual([...WHOLE_NAMES, ...SECTIONED].sort());
    for (const name of SECTIONED) {
      expect(columns[name]).toEqual(Object.entries(MORE[name]).map(([key, kind]) => ({ name: key, kind })));
      expect([name, reports[name]?.length]).not.toEqual([name, 0]);
      expectTyped(name, reports[name] ?? [], MORE[name]);
    }
    for (const [name, typed] of Object.entries(MORE)) {
      const own = REPORTS.find((one) => one.name === name)?.columns ?? {};
      expect(Object.entries(own).map(([key, { kind }]) => [key, kind])).toEqual(Object.entries(typed));
    }
  });

  it.each<[string, string[], Parameters<typeof readFunnel>[1], string?]>([
    ['as it stands', [], {}, folder(small())],
    ['by period', ['--period', 'month'], { period: 'month' }],
    ['broken down', ['--by', 'campaign', '--by', 'manager', '--all'], { by: ['campaign', 'manager'], all: true }],
    [
      'filtered, in Russian',
      ['--where', 'source=google ads', '--where', 'manager!=Анна К.', '--reach', 'strict', '--lang', 'ru'],
      { where: ['source=google ads', 'manager!=Анна К.'], reach: 'strict', lang: 'ru' },
    ],
    [
      'of a month, as of a day',
      ['--month', '2026-10', '--as-of', '2026-10-15', '--max-rejects', '5'],
      { month: '2026-10', asOf: '2026-10-15', maxRejects: 5 },
      folder(small()),
    ],
    [
      'of days',
      ['--from', '2026-10-02', '--to', '2026-10-03'],
      { from: '2026-10-02', to: '2026-10-03' },
      folder(small()),
    ],
  ])('equal the JSON of the command line: %s', { tags: 'slow' }, async (_, argv, options, exports = firm) => {
    expect(await printed([exports, ...argv])).toMatchObject(asJson(await readFunnel(exports, options)));
  });

  it('carry what was asked for under its name', async () => {
    const { reports, where } = await readFunnel(firm, { by: 'campaign', period: 'quarter', where: 'source=vk' });
    expect(Object.keys(reports.sources[0] ?? {}).slice(0, 3)).toEqual(['period', 'campaign', 'source']);
    expect(reports.sources[0]).toMatchObject({ period: '2026-Q3', source: 'VK Реклама' });
    expect(where).toEqual(['source=VK Реклама']);
  });

  it('take paths, globs and the files of the configuration', { tags: 'slow' }, async () => {
    const cwd = folder(small());
    const all = await readFunnel(['crm.csv', 'ads.csv'], { cwd });
    expect(all.reports.sources.at(-1)).toMatchObject({ source: '(total)', leads: 4, spend: '250.14', cpl: '62.5350' });
    expect((await readFunnel('*.csv', { cwd })).reports).toEqual(all.reports);
    expect((await readFunnel([], { cwd })).reports).toEqual(all.reports);
  });

  it('are harmless whatever a dimension is called', { tags: 'slow' }, async () => {
    const yaml = `${YAML}dimensions: {__proto__: Reason, constructor: Status}\n`;
    const cwd = folder({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': yaml });
    const { reports, columns } = await readFunnel('.', { cwd, by: ['__proto__', 'constructor'] });
    expect(columns.sources.slice(0, 3).map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'source']);
    for (const row of reports.sources) {
      expect(Object.keys(row).slice(0, 3)).toEqual(['__proto__', 'constructor', 'source']);
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    }
    const lost = reports.sources.find((row) => Object.getOwnPropertyDescriptor(row, '__proto__')?.value === 'Too dear');
    expect(lost).toMatchObject({ source: 'Google', lost: 1 });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
