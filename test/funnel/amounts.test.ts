import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness, type Outcome } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const crm = (rows: string) => `ID,Created,Source,Stage,Sum\n${rows}`;
const yaml = (more = '', columns = 'status: Stage, revenue: Sum, amount: Sum') => `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, ${columns}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
${more}`;
const STATUSES = 'statuses: {Paid: deal, Gone: lost, Talking: qualified}\n';
const ads = 'Day,Source,Cost\n2026-10-01,VK,100.00\n';
const ask = (rows: string, top = STATUSES, columns?: string, ...flags: string[]) =>
  harness.report({ 'crm.csv': crm(rows), 'ads.csv': ads, 'funnel.yaml': yaml(top, columns) }, ...flags);
const of = (outcome: Outcome, ...figures: string[]) =>
  Object.fromEntries(figures.map((figure) => [figure, outcome.total(figure)]));
const said = (outcome: Outcome, code: string) =>
  outcome.json.warnings.filter((one) => one.code === code).map(({ message }) => message);

describe('a won deal without a readable amount', () => {
  const rows = '1,2026-10-01,VK,Paid,300\n2,2026-10-01,VK,Paid,\n3,2026-10-01,VK,Paid,by post\n';

  it('is counted, and revenue and the average deal are of the others, which is said', { tags: 'slow' }, async () => {
    const outcome = await ask(rows);
    expect(of(outcome, 'deals', 'won_deals', 'revenue', 'average_deal', 'roas')).toEqual({
      ...{ deals: 3, won_deals: 3, revenue: '300.00', average_deal: '300.00', roas: 3 },
    });
    expect(said(outcome, 'amounts-missing')).toEqual([
      '2 of 3 won deals have no amount: revenue is the sum of the others, and the average deal is of those alone',
    ]);
  });

  it('earned nobody knows what where no other has an amount: blank, beside a source that sold nothing and earned nothing', {
    tags: 'slow',
  }, async () => {
    const outcome = await ask('1,2026-10-01,VK,Paid,\n2,2026-10-01,Google,Gone,\n3,2026-10-01,Meta,Paid,50\n');
    expect(outcome.figures('sources', 'revenue')).toEqual({
      ...{ VK: null, Google: '0.00', Meta: '50.00', '(paid)': null, '(total)': '50.00' },
    });
    expect(outcome.figures('sources', 'roas')).toMatchObject({ VK: null, '(paid)': null });
  });

  it('makes all of them blank together, where none has one', async () => {
    const outcome = await ask('1,2026-10-01,VK,Paid,\n2,2026-10-01,Google,Gone,\n');
    expect(of(outcome, 'deals', 'revenue', 'roas', 'romi', 'revenue_per_lead', 'average_deal')).toEqual({
      ...{ deals: 1, revenue: null, roas: null, romi: null, revenue_per_lead: null, average_deal: null },
    });
    expect(said(outcome, 'amounts-missing')).toEqual([
      'the only won deal has no amount: revenue and what is made of it are blank',
    ]);
  });

  it('stays so in every breakdown and period', { tags: 'slow' }, async () => {
    for (const flags of [
      ['--by', 'source'],
      ['--period', 'month'],
      ['--reach', 'observed'],
    ]) {
      const outcome = await ask('1,2026-10-01,VK,Paid,\n2,2026-10-01,Google,Gone,\n', STATUSES, undefined, ...flags);
      const { columns, rows } = outcome.json.reports.sources as { columns: { name: string }[]; rows: unknown[][] };
      const at = columns.findIndex(({ name }) => name === 'revenue');
      expect([flags, rows.at(-1)?.[at]]).toEqual([flags, null]);
    }
  });

  it('is a zero where the CRM says zero', async () => {
    const outcome = await ask('1,2026-10-01,VK,Paid,0\n');
    expect([outcome.total('revenue'), outcome.warnings]).toEqual(['0.00', []]);
  });

  it('hopes for nobody knows what while it is open', async () => {
    const outcome = await ask('1,2026-10-01,VK,Talking,\n2,2026-10-01,Google,Talking,40\n3,2026-10-01,Meta,Gone,7\n');
    expect(outcome.figures('sources', 'pipeline')).toMatchObject({
      ...{ VK: null, Google: '40.00', Meta: '0.00', '(total)': '40.00' },
    });
  });
});

describe('amounts that bear their currency behind a bar', () => {
  it('are read, and their currency with them', { tags: 'slow' }, async () => {
    const outcome = await ask(
      '1,2026-10-01,VK,Paid,150000|RUB\n2,2026-10-01,VK,Paid,1234.50|RUB\n3,2026-10-01,VK,Paid,99|RUB\n',
    );
    expect([outcome.total('revenue'), outcome.json.currency]).toEqual(['151333.50', 'RUB']);
  });

  it('are never added up over currencies', async () => {
    const outcome = await ask('1,2026-10-01,VK,Paid,10|USD\n2,2026-10-01,VK,Paid,20|EUR\n');
    expect([outcome.code, outcome.err]).toEqual([
      2,
      expect.stringContaining('several currencies in one column: EUR, USD'),
    ]);
  });
});

const ENDS = ['deals', 'won_deals', 'lost', 'revenue', 'average_deal', 'pipeline', 'deal_rate', 'cost_per_deal'];
const blank = (...figures: string[]) => Object.fromEntries(figures.map((figure) => [figure, null]));

describe('where nothing tells who is won', () => {
  const rows = '1,2026-10-01,VK,Paid,300\n2,2026-10-01,VK,Gone,0\n3,2026-10-01,Google,Talking,5\n';

  it('deals, lost, revenue, pipeline and what is made of them are blank, and the columns that could tell are named', async () => {
    const outcome = await ask(rows, '', 'revenue: Sum, amount: Sum');
    const all = [...ENDS, 'roas', 'romi', 'revenue_per_lead', 'revenue_share'];
    expect(of(outcome, ...all)).toEqual(blank(...all));
    expect(of(outcome, 'leads', 'cpl')).toEqual({ leads: 3, cpl: '33.3333' });
    expect(said(outcome, 'winners-unknown')).toEqual([
      'nothing tells who is won (no status, date, rule or outcome), so deals, lost, revenue, pipeline and what is made of them are blank; not read, and perhaps it: «Stage»; name the right one under status in funnel.yaml',
    ]);
    const { lost, open } = { lost: outcome.figures('stages', 'lost'), open: outcome.figures('stages', 'open') };
    expect([lost.lead, open.lead]).toEqual([null, null]);
  });

  it.each(['stage_code', 'closed_won_flag', 'deal_status_code'])(
    'names it as programmers write it: %s',
    { tags: 'slow' },
    async (heading) => {
      const outcome = await harness.report({
        'a.csv': `lead_id,created_at,${heading}\n1,2026-10-01,NEW\n2,2026-10-02,WON\n`,
      });
      expect(said(outcome, 'winners-unknown')).toEqual([expect.stringContaining(`perhaps it: «${heading}»`)]);
    },
  );

  it('check says so too, and that a person is needed', async () => {
    const folder = harness.write({
      ...{ 'crm.csv': crm(rows), 'ads.csv': ads, 'funnel.yaml': yaml('', 'revenue: Sum, amount: Sum') },
    });
    const checked = await harness.start(['check', folder], folder);
    expect([checked.code, checked.out]).toEqual([1, expect.stringContaining('nothing tells who is won')]);
  });

  it.each([
    ['a status', STATUSES, 'status: Stage, revenue: Sum, amount: Sum', { deals: 1, lost: 1, revenue: '300.00' }],
    ['an outcome', STATUSES, 'outcome: Stage, revenue: Sum, amount: Sum', { deals: 1, lost: 1, revenue: '300.00' }],
    ['a rule', 'rules: {deal: {Stage: [Paid]}}\n', 'revenue: Sum, amount: Sum', { deals: 1, revenue: '300.00' }],
  ])('%s tells it', { tags: 'slow' }, async (_, top, columns, expected) => {
    const outcome = await ask(rows, top, columns);
    expect(of(outcome, ...Object.keys(expected))).toEqual(expected);
    expect(said(outcome, 'winners-unknown')).toEqual([]);
  });

  it('nor who is lost, where a rule or a date alone tells who is won: blank, and said', { tags: 'slow' }, async () => {
    for (const [top, columns] of [
      ['rules: {deal: {Stage: [Paid]}}\n', 'revenue: Sum, amount: Sum'],
      ['', 'revenue: Sum, amount: Sum, deal_at: Stage'],
    ]) {
      const dated = '1,2026-10-01,VK,2026-10-05,300\n2,2026-10-01,VK,,0\n3,2026-10-01,Google,,5\n';
      const outcome = await ask(top === '' ? dated : rows, top as string, columns);
      expect(of(outcome, 'deals', 'revenue', 'lost', 'pipeline')).toEqual({
        ...{ deals: 1, revenue: '300.00', lost: null, pipeline: null },
      });
      const { lost, open } = { lost: outcome.figures('stages', 'lost'), open: outcome.figures('stages', 'open') };
      expect([lost.lead, open.lead]).toEqual([null, null]);
      expect(said(outcome, 'losses-unknown')).toEqual([
        expect.stringMatching(/^no status or outcome tells who is lost/),
      ]);
    }
  });

  it('a date of winning tells it', async () => {
    const outcome = await harness.report({
      'crm.csv': 'ID,Created,Won on,Sum\n1,2026-10-01,2026-10-02,300\n2,2026-10-01,,40\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, deal_at: Won on, revenue: Sum}}\n',
    });
    expect(of(outcome, 'deals', 'revenue')).toEqual({ deals: 1, revenue: '300.00' });
  });

  it.each(['Дата оплаты', 'Дата продажи'])(
    'a day of paying is read as one of closing, and may tell it: %s',
    { tags: 'slow' },
    async (heading) => {
      const files = { 'a.csv': `ID;Дата создания;${heading};Сумма\n1;01.10.2026;05.10.2026;300\n2;01.10.2026;;\n` };
      const before = await harness.report({
        ...files,
        'funnel.yaml': `files: [{path: a.csv, columns: {closed_at: ${heading}}}]\n`,
      });
      const [message] = said(before, 'winners-unknown');
      expect([of(before, 'deals'), message]).toEqual([
        { deals: null },
        expect.stringContaining(`deal_at: "${heading}"`),
      ]);
      const typed = `files: [{path: a.csv, columns: {deal_at: "${heading}"}}]\n`;
      expect(of(await harness.report({ ...files, 'funnel.yaml': typed }), 'deals', 'revenue')).toEqual({
        deals: 1,
        revenue: '300.00',
      });
    },
  );

  it('statuses of which none means a deal tell who is lost and what is hoped for, and not what was earned', async () => {
    const outcome = await ask(rows, 'statuses: {Paid: decision, Gone: lost, Talking: qualified}\n');
    expect(of(outcome, 'deals', 'revenue', 'roas', 'lost', 'pipeline')).toEqual({
      ...{ deals: null, revenue: null, roas: null, lost: 1, pipeline: '305.00' },
    });
    expect(said(outcome, 'winners-unknown')).toEqual([expect.stringContaining('means a deal, so deals, revenue')]);
  });
});

describe('a CRM in which nobody has bought yet', () => {
  it('says what is hoped for; what was earned is blank until somebody has', async () => {
    const outcome = await harness.report({
      'amo.csv':
        'ID,Название сделки,Бюджет,Ответственный,Дата создания,Этап сделки,Воронка\n1,Заявка,500,Анна,02.10.2026 10:00:00,Первичный контакт,Продажи\n',
    });
    expect(of(outcome, 'deals', 'revenue', 'lost', 'pipeline')).toEqual({
      ...{ deals: null, revenue: null, lost: 0, pipeline: '500.00' },
    });
    expect(said(outcome, 'winners-unknown')).toEqual([]);
  });

  it('is no question of a list of leads without amounts', async () => {
    const outcome = await harness.report({
      'leads.csv':
        'Record Id,Created Time,Lead Owner,Lead Status,Lead Source\n1,2026-10-01 10:00:00,Anna,Contacted,Ads\n2,2026-10-01 10:00:00,Anna,Lost Lead,Ads\n',
    });
    expect(of(outcome, 'leads', 'lost', 'deals')).toEqual({ leads: 2, lost: 1, deals: null });
    expect(said(outcome, 'winners-unknown')).toEqual([]);
  });
});

describe('what revenue and pipeline are made of', () => {
  const rows = '1,2026-10-01,VK,Paid,300\n2,2026-10-01,VK,Gone,0\n3,2026-10-01,Google,Talking,5\n';
  const OF_REVENUE = ['revenue = «Sum» of won deals', 'Revenue = «Sum» of won deals'];
  const OF_PIPELINE = 'Pipeline = «Sum» of open leads';

  it.each([
    ['statuses that tell both', STATUSES, 'status: Stage, revenue: Sum, amount: Sum', true, true],
    ['nothing that tells who is won', '', 'revenue: Sum, amount: Sum', false, false],
    [
      'statuses of which none means a deal',
      'statuses: {Paid: decision, Gone: lost, Talking: qualified}\n',
      'status: Stage, revenue: Sum, amount: Sum',
      false,
      true,
    ],
    ['no column of what was earned', STATUSES, 'status: Stage, amount: Sum', false, true],
    ['no column of what is hoped for', STATUSES, 'status: Stage, revenue: Sum', true, false],
  ])('is told where the figure is: %s', { tags: 'slow' }, async (_, top, columns, revenue, pipeline) => {
    const files = { 'crm.csv': crm(rows), 'ads.csv': ads, 'funnel.yaml': yaml(top, columns) };
    const folder = harness.write(files);
    const { out, code } = await harness.start(['report', folder, '--explain'], folder, { width: 200 });
    const figures = await harness.report(files);
    expect([code, figures.total('revenue') !== null, figures.total('pipeline') !== null]).toEqual([
      0,
      revenue,
      pipeline,
    ]);
    expect([...OF_REVENUE, OF_PIPELINE].map((one) => out.includes(one))).toEqual([revenue, revenue, pipeline]);
  });
});
