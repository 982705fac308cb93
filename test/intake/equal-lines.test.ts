import { afterAll, describe, expect, it } from 'vitest';
import { book } from './book.js';
import { type Files, makeHarness } from './harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const HEAD = 'Date,Campaign,Clicks,Cost,Note';
const [A, B, C] = ['2026-10-01,A,1,10.00,x', '2026-10-02,B,2,20.00,x', '2026-10-03,C,3,40.00,x'];
const file = (...lines: string[]) => `${[HEAD, ...lines].join('\n')}\n`;

async function said(files: Files) {
  const outcome = await harness.report(files);
  const warning = outcome.json.warnings.find(({ code }) => code === 'equal-lines');
  return { spend: outcome.total('spend'), count: warning?.count ?? 0, message: warning?.message ?? '' };
}

describe('lines of ad statistics that are equal in every cell', () => {
  it.each<[what: string, text: string, count: number, pairs: string, spend: string]>([
    ['beside each other', file(A, B, B, C), 1, 'line 4 = 3', '90.00'],
    ['apart', file(A, B, C, A), 1, 'line 5 = 2', '80.00'],
    ['several times', file(A, A, A, B), 2, 'line 3 = 2, 4 = 2', '50.00'],
    ['of two kinds', file(A, B, B, A), 2, 'line 4 = 3, 5 = 2', '60.00'],
    ['below a title', `Spend of October\n\n${file(A, B, B)}`, 1, 'line 6 = 5', '50.00'],
    ['on both sides of a total', file(B, 'Total,,4,40.00,', B), 1, 'line 4 = 2', '40.00'],
    [
      'with lines in their cells',
      file('2026-10-01,A,1,10.00,"x\ny"', '2026-10-01,A,1,10.00,"x\ny"', B),
      1,
      'line 4 = 2',
      '40.00',
    ],
    [
      'ended by CR and LF, the last by nothing',
      file(A, B, A).trimEnd().replaceAll('\n', '\r\n'),
      1,
      'line 4 = 2',
      '40.00',
    ],
    ['of clicks alone', file('2026-10-01,A,1,,x', '2026-10-01,A,1,,x', B), 1, 'line 3 = 2', '20.00'],
  ])('are all counted and said: %s', { tags: 'slow' }, async (_, text, count, pairs, spend) => {
    const found = await said({ 'a.csv': text });
    expect([found.count, found.spend]).toEqual([count, spend]);
    expect(found.message).toContain(`(${pairs})`);
  });

  it('are said with what the further ones cost', { tags: 'slow' }, async () => {
    expect((await said({ 'a.csv': file(A, A, B, B) })).message).toContain('all are counted, with 30.00 of spend');
    const sheet = [HEAD, A, B, A].map((line) => line.split(','));
    expect((await said({ 'a.xlsx': await book([{ name: 'Ads', rows: sheet }]) })).message).toContain('(line 4 = 2)');
  });

  it.each<[what: string, files: Files]>([
    [
      'each row is a lead',
      {
        'a.csv': 'Created,Name,Status\n2026-10-01,Ann,New\n2026-10-02,Bob,New\n2026-10-01,Ann,New\n',
        'funnel.yaml':
          'files: [{path: a.csv, table: crm, columns: {lead_id: $row, created_at: Created, status: Status}}]\nstatuses: {New: lead}\n',
      },
    ],
    [
      'deals have no ID',
      {
        'a.csv': 'Created,Worth,Status\n2026-10-01,5,Won\n2026-10-02,6,Won\n2026-10-01,5,Won\n',
        'funnel.yaml':
          'files: [{path: a.csv, table: crm, entity: deal, columns: {created_at: Created, status: Status, revenue: Worth}}]\nstatuses: {Won: deal}\n',
      },
    ],
  ])('are said where %s too', { tags: 'slow' }, async (_, files) => {
    const { count, message } = await said(files);
    expect([count, message]).toEqual([1, expect.stringContaining('(line 4 = 2): all are counted, since')]);
  });

  it.each<[what: string, files: Files]>([
    ['a column that nothing reads tells them apart', { 'a.csv': file(A, A.replace('x', 'y'), B) }],
    ['they hold nothing but zeros', { 'a.csv': file('2026-10-01,A,0,0.00,x', '2026-10-01,A,0,0.00,x', B) }],
    ['one has another amount', { 'a.csv': file(A, A.replace('10.00', '10.01'), B) }],
    [
      'they are of a CRM',
      { 'a.csv': 'ID,Created,Status\n1,2026-10-01,Won\n1,2026-10-01,Won\n', 'funnel.yaml': 'statuses: {Won: deal}\n' },
    ],
  ])('are none where %s', { tags: 'slow' }, async (_, files) => {
    expect((await said(files)).count).toBe(0);
  });
});
