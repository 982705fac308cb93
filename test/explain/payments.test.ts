import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';
import { inContext, multipliedOut, PLAIN } from './multiplied.js';

/**
 * Lead 1 has won two deals on one day and one on another; lead 2 has no deal and is won itself; deal 12 belongs to no
 * lead here.
 */
const FILES = {
  'leads.csv': 'ID,Created,Source,Stage\n1,2026-03-01,VK,Talks\n2,2026-03-01,VK,Paid\n3,2026-03-02,Google,Talks\n',
  'deals.csv': `Deal,Lead,Created,Stage,Sum,Closed
7,1,2026-03-02,Paid,1000,2026-03-05
8,1,2026-03-03,Paid,500,2026-03-05
9,1,2026-03-03,New,700,
10,3,2026-03-03,Paid,900,
11,1,2026-03-03,Paid,900,2026-03-20
12,99,2026-03-03,Paid,40,2026-03-21
`,
  'ads.csv': 'Day,Source,Cost\n2026-03-01,VK,100\n2026-03-02,Google,200\n',
  'pay.csv': `No,Deal,Lead,When,Sum
p1,7,,2026-03-05,600
p2,7,,2026-03-09,400.50
p3,8,,2026-03-05,500
p4,9,,2026-03-06,1
p5,10,,2026-03-07,120
p6,,2,2026-03-08,30
p7,11,,2026-04-02,70
p8,12,,2026-04-02,40
p9,77,,2026-04-02,5
`,
  'funnel.yaml': `currency: RUB
files:
  - {path: leads.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Stage, revenue: Sum, closed_at: Closed}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}, currency: RUB}
  - {path: pay.csv, table: payments, columns: {payment_id: No, deal_id: Deal, lead_id: Lead, paid_at: When, amount: Sum}}
statuses: {Paid: deal, Talks: lead, New: lead}
`,
};

describe('explain of revenue that was paid', () => {
  const path = folder(FILES);
  const explain = async (...argv: string[]) => (await funnel(['explain', ...argv, path, '--all'])).out;

  it('lists the payments by file and line, with the lead and the day of each, and not the leads', {
    tags: 'slow',
  }, async () => {
    expect(await explain('sources.revenue', '--row', 'source=VK', '--ids', '-f', 'csv')).toBe(
      [
        'part,lead_id,file,line,day,source,adds',
        'revenue,1,pay.csv,2,2026-03-05,VK,600.00',
        'revenue,1,pay.csv,4,2026-03-05,VK,500.00',
        'revenue,2,pay.csv,7,2026-03-08,VK,30.00',
        'revenue,1,pay.csv,3,2026-03-09,VK,400.50',
        'revenue,1,pay.csv,8,2026-04-02,VK,70.00',
        '',
      ].join('\n'),
    );
    const page = await explain('sources.revenue', '--row', 'source=VK', '--ids');
    expect(page).toContain('revenue of won deals: 1,600.50 · payments: 5\n');
    expect(page).toMatch(/^ {3}pay\.csv:3 · 1 +2026-03-09 +VK +400\.50$/m);
    expect(await explain('sources.revenue', '--row', 'source=VK', '--lang', 'ru')).toContain(' · оплат: 5\n');
    const { parts } = JSON.parse(await explain('sources.roas', '--row', 'source=Google', '--ids', '--json'));
    expect(parts[0]).toMatchObject({ rows: 1, of: 'payments', listed: [{ lead_id: '3', file: 'pay.csv', line: 6 }] });
    expect(parts[1]).toMatchObject({ of: 'spend' });
  });

  it('lists by the day of events those of the deals won in these days', async () => {
    const by = ['--basis', 'event', '--from', '2026-03-05', '--to', '2026-03-10', '--row', 'source=VK'];
    const { out } = await funnel(['explain', 'sources.revenue', path, ...by, '--ids', '-f', 'csv']);
    expect(out.split('\n').slice(1, -1)).toEqual([
      'revenue,1,pay.csv,2,2026-03-05,VK,600.00',
      'revenue,1,pay.csv,4,2026-03-05,VK,500.00',
      'revenue,1,pay.csv,3,2026-03-09,VK,400.50',
    ]);
  });

  it('lists by the day of events no payment of a lead of another row, nor of one that was won nobody knows when', {
    tags: 'slow',
  }, async () => {
    const listed = async (source: string) => {
      const asked = ['--basis', 'event', '--row', `source=${source}`, '--ids', '-f', 'csv'];
      return (await explain('sources.revenue', ...asked)).split('\n').slice(1, -1);
    };
    expect(await listed('Google')).toEqual([]);
    expect((await listed('VK')).map((line) => line.split(',')[1])).toEqual(['1', '1', '1', '1']);
  });

  it('lists the leads where these are split over their touches', { tags: 'slow' }, async () => {
    const touched = folder({
      ...FILES,
      't.csv': 'lead,at,source\n1,2026-02-27 10:00,VK\n1,2026-02-28 10:00,Beta\n',
      'funnel.yaml': FILES['funnel.yaml'].replace(
        'statuses',
        '  - {path: t.csv, table: touches, columns: {lead_id: lead, touched_at: at, source: source}}\nstatuses',
      ),
    });
    const asked = ['--all', '--attribution', 'linear', '--row', 'source=Beta', '--ids', '-f', 'csv'];
    expect((await funnel(['explain', 'sources.revenue', touched, ...asked])).out.split('\n')[1]).toBe(
      'revenue,1,,,2026-03-01,Beta,785.25',
    );
  });

  it.each([{}, { basis: 'event' }, { period: 'month', by: ['campaign'] }] as const)(
    'comes to what is printed: %j',
    { tags: 'slow' },
    async (asked) => {
      const { count, off } = await inContext({ ...PLAIN, paths: [path], all: true, ...asked }, multipliedOut);
      expect([count > 100, off]).toEqual([true, []]);
    },
  );
});
