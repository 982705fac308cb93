import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';

const report = (files: Record<string, string>, ...flags: string[]) =>
  funnel(['report', folder(files), '-f', 'json', '--all', ...flags]);
const message = (out: string, code: string): string =>
  JSON.parse(out).warnings.find((one: { code: string }) => one.code === code)?.message ?? '';

describe('what a warning or an error counts and advises', () => {
  it('of the leads of ad forms that are not found counts those that a click ID found among all', async () => {
    const { out, err } = await report({
      'crm.csv':
        'ID,Created,Status,gclid\n1,2026-10-01,New,Cj0aaaaaaa\n2,2026-10-02,New,Cj0bbbbbbb\n3,2026-10-03,New,\n',
      'form.csv':
        'Lead ID,Lead Submit Time,Campaign ID,Form ID,GCL ID\nA1,2026-10-01T10:11:12Z,21001,990,Cj0aaaaaaa\nA2,2026-10-02T09:00:00Z,21002,990,Cj0bbbbbbb\nA3,2026-10-02T11:00:00Z,21002,990,Cj0ccccccc\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, gclid: gclid}}\n  - {path: form.csv}\nstatuses: {New: lead}\n',
    });
    expect(message(out, 'ad-leads-not-found'), err).toMatch(/^1 of 3 leads of the ad forms are not found/);
  });

  it('of two levels with one spend keeps the one that has days', async () => {
    const [whole, daily] = [
      'Campaign,Cost\na,30\n',
      'Day,Campaign,Ad group,Cost\n2026-10-01,a,x,10\n2026-10-02,a,y,20\n',
    ];
    const { code, err } = await report({
      'a.csv': whole,
      'b.csv': daily,
      'funnel.yaml': `currency: RUB
files:
  - {path: a.csv, table: ad_stats, columns: {campaign: Campaign, cost: Cost}, set: {source: VK}, period: {from: 2026-10-01, to: 2026-10-02}}
  - {path: b.csv, table: ad_stats, columns: {day: Day, campaign: Campaign, ad_group: Ad group, cost: Cost}, set: {source: VK}}
`,
    });
    expect(code).toBe(2);
    expect(err).toMatch(/leave a\.csv out: b\.csv covers\s+the same spend by day/);
  });

  it('names a column that an export lacks once, though two fields are read from it', { tags: 'slow' }, async () => {
    const head = 'Deal ID,Created,Stage,Source';
    const { out, err } = await report(
      {
        'a.csv': `${head},Amount\n1,2026-10-01,Won,VK,5\n`,
        'b.csv': `${head}\n2,2026-10-02,Won,VK\n`,
      },
      '--guess',
      '--currency',
      'RUB',
    );
    expect(message(out, 'column-missing'), err).toMatch(/b\.csv: has no «Amount», which/);
  });

  it('knows ig, as Meta tags its own clicks, for Meta', { tags: 'slow' }, async () => {
    const { out, err } = await report({
      'crm.csv': 'ID,Created,Status,Source\n1,2026-10-01,New,ig\n2,2026-10-02,New,fb\n3,2026-10-03,New,fb\n',
      'funnel.yaml':
        'files:\n  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}\nstatuses: {New: lead}\n',
    });
    const leads = Object.fromEntries(rowsOf(out, 'sources').map((row) => [row.get('source'), row.get('leads')]));
    expect([leads.fb, leads.ig], err).toEqual([3, undefined]);
  });
});
