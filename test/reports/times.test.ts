import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const DEMO = join(fileURLToPath(new URL('../..', import.meta.url)), 'fixtures/demo');

describe('times', () => {
  it('names the way of each row, and draws no funnel of ways', async () => {
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

  it('takes a loss after the as-of moment for none yet: such a lead is watched to that moment, as an open one is', async () => {
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

  it('knows no day of a won deal by the day on which another deal of its lead is to be closed', async () => {
    const path = folder({
      'leads.csv': 'ID,Created,Status,Closed\n1,2026-01-01,New,\n2,2026-01-01,Won,\n3,2026-01-01,Won,2026-01-04\n',
      'deals.csv': `Deal,Lead,Created,Closed,Status
7,1,2026-01-02,,Won
8,1,2026-01-02,2026-01-21,New
9,2,2026-01-02,2026-01-25,New
10,3,2026-02-20,2026-02-22,New
`,
      'funnel.yaml': `files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, closed_at: Closed, status: Status}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, closed_at: Closed, status: Status}}
statuses: {New: lead, Won: deal}
`,
    });
    const { out } = await funnel(['times', path, '-f', 'csv']);
    const [head = [], row = []] = out.split('\n').map((line) => line.split(','));
    const of = (column: string) => row[head.indexOf(column)];
    // The third says itself when it was won.
    expect(['n', 'reached', 'timed', 'median_seconds'].map(of)).toEqual(['3', '3', '1', '259200']);
  });
});
