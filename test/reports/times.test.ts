import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const DEMO = join(fileURLToPath(new URL('../..', import.meta.url)), 'fixtures/demo');

describe('times', () => {
  it('names the way of each row, and draws no funnel of ways', { tags: 'slow' }, async () => {
    const { out } = await funnel(['times', DEMO], { width: 100 });
    const lines = out.split('\n');
    const head = lines.findIndex((line) => line.startsWith('Stage'));
    const rows = lines.slice(head + 1, head + 7).map((line) => line.split(/\s{2,}/).slice(0, 2));
    expect(rows).toEqual([
      ['Qualified lead', 'Lead'],
      ['Manager contact', 'Qualified lead'],
      ['Proposal', 'Manager contact'],
      ['Decision', 'Proposal'],
      ['Deal', 'Decision'],
      ['', 'Lead'],
    ]);
    expect(out).not.toMatch(/[▏█]|bars:/u);
  });

  it('takes a loss after the as-of moment for none yet: such a lead is watched to that moment, as an open one is', {
    tags: 'slow',
  }, async () => {
    const line = (at: number, [status, won, closed]: readonly string[]) =>
      `${at},2026-03-01,${status},${won},${closed}\n`;
    const crm = (late: readonly string[]) =>
      `ID,Created,Status,Won on,Closed\n${Array.from({ length: 80 }, (_, at) =>
        line(at + 1, at < 20 ? ['Won', '2026-03-03', '2026-03-03'] : at < 40 ? ['Lost', '', '2026-03-05'] : late),
      ).join('')}`;
    const yaml = `files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, deal_at: Won on, closed_at: Closed}}
statuses: {New: lead, Won: deal, Lost: lost}
`;
    const of = async (late: readonly string[]) => {
      const path = folder({ 'crm.csv': crm(late), 'funnel.yaml': yaml });
      const { out } = await funnel(['times', path, '--as-of', '2026-03-10', '-f', 'csv']);
      const [head = '', row = ''] = out.split('\n');
      return Object.fromEntries(head.split(',').map((column, at) => [column, row.split(',')[at]]));
    };
    const lost = await of(['Lost', '', '2026-03-20']);
    expect(lost).toEqual(await of(['New', '', '']));
    // A quarter came within a week; nobody is watched for a fortnight.
    expect(lost).toMatchObject({ by_1d: '0.000000', by_7d: '0.250000', by_14d: '' });
  });

  it('takes a lead for won when the first of its won deals was, else when it says so itself; the day on which another deal is to be closed is none', async () => {
    const path = folder({
      'leads.csv': `ID,Created,Status,Closed,Source
1,2026-01-01,New,,no day of the deal
2,2026-01-01,Won,,no day of the lead
3,2026-01-01,Won,2026-01-04,itself
4,2026-01-01,New,,two deals
5,2026-01-01,New,,an open deal
6,2026-01-01,Won,2026-01-03,both
`,
      'deals.csv': `Deal,Lead,Created,Closed,Status
7,1,2026-01-02,,Won
8,1,2026-01-02,2026-01-21,New
9,2,2026-01-02,2026-01-25,New
10,3,2026-02-20,2026-02-22,New
11,4,2026-01-02,2026-01-09,Won
12,4,2026-01-02,2026-01-05,Won
13,5,2026-01-02,2026-01-06,Won
14,5,2026-01-02,2026-01-03,New
15,6,2026-01-02,2026-01-08,Won
`,
      'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, closed_at: Closed, status: Status, source: Source}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, closed_at: Closed, status: Status}}
statuses: {New: lead, Won: deal}
`,
    });
    const { out } = await funnel(['times', path, '-f', 'csv', '--by', 'source']);
    const [head = [], ...rows] = out
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const told = ['source', 'reached', 'timed', 'median_seconds'].map((column) => head.indexOf(column));
    const days = (many: number) => String(many * 86_400);
    expect(rows.map((row) => told.map((at) => row[at]))).toEqual([
      ['an open deal', '1', '1', days(5)],
      ['both', '1', '1', days(7)],
      ['itself', '1', '1', days(3)],
      ['no day of the deal', '1', '0', ''],
      ['no day of the lead', '1', '0', ''],
      ['two deals', '1', '1', days(4)],
    ]);
  });
});
