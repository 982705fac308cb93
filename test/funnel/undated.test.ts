import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const CRM = 'ID,Created,Status,Source\n1,2026-09-05,New,VK\n2,2026-10-06,New,VK\n3,2026-11-07,New,VK\n';
const yaml = (period: string, more = '') => `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
  - {path: ads.csv, table: ad_stats, columns: {source: Source, campaign: Campaign, cost: Cost}${period}}
${more}statuses: {New: lead}
`;
const files = (period: string) => ({
  'crm.csv': CRM,
  'ads.csv': 'Source,Campaign,Month,Cost\nVK,a,October,100\nVK,b,October,50\n',
  'funnel.yaml': yaml(period),
});
const OCTOBER = ', period: {from: 2026-10-01, to: 2026-10-31}';
const report = (own: Record<string, string>, ...flags: string[]) =>
  funnel(['report', folder(own), '-f', 'json', ...flags]);
const spendOf = (out: string) =>
  Object.fromEntries(rowsOf(out, 'sources').map((row) => [row.get('period') ?? row.get('source'), row.get('spend')]));

describe('spend without days, of a period that is known', () => {
  it('counts where the days asked for hold it, and lies outside where none of them is its own', {
    tags: 'slow',
  }, async () => {
    const inside = await report(files(OCTOBER), '--month', '2026-10');
    expect(spendOf(inside.out).VK).toBe('150.00');
    for (const flags of [
      ['--month', '2026-11'],
      ['--month', '2026-09'],
      ['--from', '2026-11-01'],
      ['--to', '2026-09-30'],
    ]) {
      const outside = await report(files(OCTOBER), ...flags);
      expect(outside.code, outside.err).toBe(0);
      expect(spendOf(outside.out).VK ?? null).toBeNull();
    }
    const table = await funnel(['report', folder(files(OCTOBER)), '--month', '2026-11']);
    expect(table.out).toMatch(/outside these days: 2 leads, spend 150\.00/);
  });

  it('is never cut', { tags: 'slow' }, async () => {
    const { code, err } = await report(files(OCTOBER), '--from', '2026-10-15');
    expect(code).toBe(2);
    expect(err).toMatch(/ads\.csv: has no days, and covers 2026-10-01 to 2026-10-31: the period asked for cuts it/);
  });

  it('ends the report where it is asked for without an end', { tags: 'slow' }, async () => {
    const { out } = await report(
      { ...files(OCTOBER), 'crm.csv': CRM.split('\n').slice(0, 3).join('\n') },
      '--from',
      '2026-10-01',
    );
    expect(JSON.parse(out).period).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(spendOf(out).VK).toBe('150.00');
  });

  it('belongs to the month, week or quarter that holds all of it, and is refused by any shorter', {
    tags: 'slow',
  }, async () => {
    for (const [period, key] of [
      ['month', '2026-10'],
      ['quarter', '2026-Q4'],
    ] as const) {
      const { code, out, err } = await report(files(OCTOBER), '--period', period, '--all');
      expect(code, err).toBe(0);
      expect(spendOf(out)[key]).toBe('150.00');
    }
    const weekly = await report(files(OCTOBER), '--period', 'week', '--all');
    expect(weekly.code).toBe(2);
    expect(weekly.err).toMatch(/ads\.csv: has no days, so its spend cannot be told apart by period/);
    // What lies outside the days asked for is told apart already.
    expect((await report(files(OCTOBER), '--period', 'week', '--month', '2026-11')).code).toBe(0);
  });
});

describe('spend without days, of which nothing says the period', () => {
  it('is warned of with its amount, the column that is not read, and what to type', { tags: 'slow' }, async () => {
    const { code, out, err } = await report(files(''));
    expect(code, err).toBe(0);
    const told = JSON.parse(out).warnings.find(({ code: one }: { code: string }) => one === 'undated-spend');
    expect(told.message).toMatch(
      /ads\.csv: has no days, and nothing says which its spend 150\.00 belongs to \(«Month» is not read\).*period: \{from: …, to: …\}/,
    );
  });

  it('is not, where its period is known', { tags: 'slow' }, async () => {
    expect((await report(files(OCTOBER), '--all')).out).not.toMatch(/undated-spend/);
  });
});

it('a row with a day beside its period is of that day', { tags: 'slow' }, async () => {
  const meta = `Campaign name,Day,Amount spent (USD),Link clicks,Reporting starts,Reporting ends
Bread,2026-10-05,10.00,1,2026-10-05,2026-10-11
Bread,2026-10-06,20.00,2,2026-10-05,2026-10-11
`;
  const spent = async (...flags: string[]) => spendOf((await report({ 'meta.csv': meta }, ...flags)).out)['(total)'];
  expect(await spent('--from', '2026-10-05', '--to', '2026-10-05')).toBe('10.00');
  expect(await spent('--from', '2026-10-06', '--to', '2026-10-11')).toBe('20.00');
  expect(await spent('--all')).toBe('30.00');
});
