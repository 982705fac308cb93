import { afterAll, describe, expect, it } from 'vitest';
import { makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const yaml = (columns: string, more = '') => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage, revenue: Sum${columns}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal, Gone: lost}
${more}`;
const CRM = `ID,Created,Source,Stage,Sum,Left,Goods
1,2026-03-01,VK,Paid,100,30,60
2,2026-03-01,VK,Paid,300,,200
3,2026-03-01,VK,Gone,500,400,1
4,2026-03-01,Google,Paid,100,10,
5,2026-03-01,Meta,Paid,100,,
`;
const ADS = 'Day,Source,Cost\n2026-03-01,VK,100\n2026-03-01,Google,20\n2026-03-01,Meta,40\n';
const ask = (columns: string, more?: string, ...flags: string[]) =>
  harness.report({ 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': yaml(columns, more) }, '--all', ...flags);
const of = async (columns: string, more?: string) => {
  const outcome = await ask(columns, more);
  const [romi, pays] = [outcome.figures('sources', 'romi'), outcome.figures('sources', 'pays')];
  return ['VK', 'Google', 'Meta', '(total)'].map((name) => [romi[name], pays[name]]);
};
const BOTH = ', profit: Left, cost_of_goods: Goods';

describe('the profit of deals', () => {
  it('is their own, else revenue without the cost of goods, else by the margin', { tags: 'slow' }, async () => {
    expect(await of(BOTH, 'margin: 50%\n')).toEqual([
      [0.3, 'yes'],
      [-0.5, 'no'],
      [0.25, 'yes'],
      [0.1875, 'yes'],
    ]);
  });

  it('is unknown where one of the deals tells none and there is no margin: part of it is no answer', {
    tags: 'slow',
  }, async () => {
    expect(await of(BOTH)).toEqual([
      [0.3, 'yes'],
      [-0.5, 'no'],
      [null, null],
      [null, null],
    ]);
    expect(await of(', profit: Left')).toEqual([
      [null, null],
      [-0.5, 'no'],
      [null, null],
      [null, null],
    ]);
  });

  it('leaves ROMI of revenue as it was where no export tells it', { tags: 'slow' }, async () => {
    expect(await of('')).toEqual([
      [3, null],
      [4, null],
      [1.5, null],
      [2.75, null],
    ]);
  });

  it('is what a margin would have been, where every deal says just that', { tags: 'slow' }, async () => {
    const rows = CRM.replace('300,,200', '300,90,').replace('Paid,100,10,', 'Paid,100,30,').replace('100,,', '100,30,');
    const told = await harness.report(
      { 'crm.csv': rows, 'ads.csv': ADS, 'funnel.yaml': yaml(', profit: Left') },
      '--all',
    );
    const byMargin = await ask('', 'margin: 30%\n');
    for (const figure of ['romi', 'pays', 'romi_rank', 'revenue', 'roas', 'verdict'])
      expect(told.figures('sources', figure)).toEqual(byMargin.figures('sources', figure));
  });

  it('is added up over the deals of a lead, and in the currency of the report', { tags: 'slow' }, async () => {
    const files = {
      'leads.csv': 'ID,Created,Source,Stage\n1,2026-03-01,VK,Talks\n2,2026-03-01,VK,Talks\n',
      'deals.csv':
        'Deal,Lead,Created,Stage,Sum,Left,Cur\n7,1,2026-03-02,Paid,10,2,USD\n8,1,2026-03-02,Paid,20,4,USD\n9,2,2026-03-02,Paid,,,USD\n',
      'ads.csv': 'Day,Source,Cost\n2026-03-01,VK,120\n',
      'funnel.yaml': `currency: RUB
rates: {USD: 50}
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, profit: Left, currency: Cur}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}, currency: RUB}
statuses: {Talks: lead, Paid: deal}
`,
    };
    const outcome = await harness.report(files, '--all');
    expect([outcome.total('revenue'), outcome.total('romi')]).toEqual(['1500.00', 1.5]);
  });

  it('is said below the table, since ROMI is usually of revenue', async () => {
    const { out } = await ask(BOTH, 'margin: 50%\n', '-f', 'table');
    expect(out.replace(/\s+/g, ' ')).toContain('ROMI) is of the profit of deals');
  });

  it('is held against advertising only, and ROMI says so, of whatever it is', { tags: 'slow' }, async () => {
    const notes = ['(profit − spend)', '(revenue × margin − spend)', '(revenue − spend)'];
    for (const [at, [columns, more]] of [[BOTH], ['', 'margin: 50%\n'], ['']].entries()) {
      const { out } = await ask(columns as string, more, '-f', 'table', '--section', 'sources', '--explain');
      expect(out.replace(/\s+/g, ' ')).toContain(`${notes[at]} / spend, where spend is only advertising`);
    }
  });

  it('is added up over the product lines of a deal, and of the deal where each line repeats it', {
    tags: 'slow',
  }, async () => {
    const lines =
      'ID,Created,Source,Stage,Sum,Product,Goods,Left\n1,2026-03-01,VK,Paid,100.50,A,40,90\n1,2026-03-01,VK,Paid,50,B,20,90\n';
    const romi = async (column: string) =>
      (
        await harness.report(
          { 'crm.csv': lines, 'ads.csv': ADS, 'funnel.yaml': yaml(`, product_line: Product, ${column}`) },
          '--all',
        )
      ).figures('sources', 'romi').VK;
    expect(await romi('cost_of_goods: Goods')).toBe(-0.095);
    expect(await romi('profit: Left')).toBe(-0.1);
  });

  it('of lines that cost the same is of each of them where those of another deal differ', {
    tags: 'slow',
  }, async () => {
    const lines = `ID,Created,Source,Stage,Sum,Product,Goods
1,2026-03-01,VK,Paid,100,A,40
1,2026-03-01,VK,Paid,100,B,40
2,2026-03-01,Google,Paid,100,A,40
2,2026-03-01,Google,Paid,300,C,10
`;
    const outcome = await harness.report(
      { 'crm.csv': lines, 'ads.csv': ADS, 'funnel.yaml': yaml(', product_line: Product, cost_of_goods: Goods') },
      '--all',
    );
    expect(outcome.figures('sources', 'romi')).toMatchObject({ VK: 0.2, Google: 16.5 });
  });

  it('of one line of an older download is not that of its deal, which is unknown', { tags: 'slow' }, async () => {
    const columns =
      'lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage, revenue: Sum, product_line: Product';
    const outcome = await harness.report(
      {
        'old.csv': `ID,Created,Changed,Source,Stage,Sum,Product,Goods
1,2026-03-01,2026-03-02,VK,Paid,100,A,40
1,2026-03-01,2026-03-02,VK,Paid,300,B,60
`,
        'new.csv': `ID,Created,Changed,Source,Stage,Sum,Product
1,2026-03-01,2026-03-05,VK,Paid,100,A
1,2026-03-01,2026-03-05,VK,Paid,300,B
`,
        'ads.csv': ADS,
        'funnel.yaml': `currency: RUB
files:
  - {path: old.csv, table: crm, columns: {${columns}, cost_of_goods: Goods}}
  - {path: new.csv, table: crm, columns: {${columns}}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal}
`,
      },
      '--all',
    );
    expect([outcome.figures('sources', 'revenue').VK, outcome.figures('sources', 'romi').VK]).toEqual(['400.00', null]);
  });

  it('of another currency than the amount that it stands beside is unknown', { tags: 'slow' }, async () => {
    const config = `currency: RUB
rates: {USD: 100}
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, source: Source, status: Stage, revenue: Sum, currency: Code}}
  - {path: books.csv, table: crm, columns: {lead_id: ID, created_at: Created, modified_at: Changed, profit: Left, currency: Code}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal}
`;
    const romi = async (code: string) => {
      const outcome = await harness.report(
        {
          'crm.csv': 'ID,Created,Changed,Source,Stage,Sum,Code\n1,2026-03-01,2026-03-02,VK,Paid,2,USD\n',
          'books.csv': `ID,Created,Changed,Left,Code\n1,2026-03-01,2026-03-03,1.50,${code}\n`,
          ...{ 'ads.csv': ADS, 'funnel.yaml': config },
        },
        '--all',
      );
      return ['revenue', 'romi'].map((figure) => outcome.figures('sources', figure).VK);
    };
    expect(await romi('USD')).toEqual(['200.00', 0.5]);
    expect(await romi('RUB')).toEqual(['200.00', null]);
  });
});
