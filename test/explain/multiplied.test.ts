import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orRefused } from '../../src/error.js';
import { readScope } from '../../src/options/written-scope.js';
import { folder, funnel, small } from '../cli/run.js';
import { oneIn } from '../given.js';
import { inContext, madeOf, multipliedOut, once, PLAIN } from './multiplied.js';

const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
const foldersIn = (room: string): string[] =>
  readdirSync(join(fixtures, room), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => join(room, name));
const of = (path: string) => ({ ...PLAIN, all: true, paths: [join(fixtures, path)] });

/** What no report can be made of, as its own tests say. */
const REFUSED = [
  ...['crm-meta-leads-center', 'crm-pipedrive-status-twice', 'crm-zoho-home-made-sheet'],
  'yandex-direct-api-cost-in-micros',
].map((name) => join('sources', name));

describe('every printed number', () => {
  it.each(['demo', ...oneIn(8, foldersIn('sources'), 'folders whose numbers are multiplied out')])(
    'of %s is what the rows behind it come to',
    async (path) => {
      const found = await orRefused(() => inContext(of(path), multipliedOut));
      expect('off' in found ? found.off : found.what.en).toEqual(REFUSED.includes(path) ? expect.any(String) : []);
    },
  );

  it.each([
    [
      'by month and campaign of two sources',
      {
        period: 'month',
        by: ['campaign'],
        where: [{ dimension: 'source', values: ['Яндекс Директ', 'Meta Ads'], not: false }],
      },
    ],
    ['by the day of events', { basis: 'event', period: 'month', by: ['manager'] }],
    ['by manager, seen alone', { by: ['manager'], reach: 'observed' }],
    [
      'of some sources, strictly',
      { where: [{ dimension: 'source', values: ['VK Реклама'], not: true }], reach: 'strict' },
    ],
    ['of February against March', { a: readScope('--a', '2026-02'), b: readScope('--b', '2026-03') }],
    [
      'of one source against another, by manager',
      { by: ['manager'], a: readScope('--a', '2026-02,source=VK'), b: readScope('--b', '2026-02,source=Google Ads') },
    ],
  ] as const)('of the demo %s is what the rows behind it come to', async (_, asked) => {
    const { count, off } = await inContext({ ...PLAIN, paths: [join(fixtures, 'demo')], ...asked }, multipliedOut);
    expect(off).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  it('of deals that tell their profit is what the rows behind it come to, and ROMI says what it is read from', async () => {
    const path = folder({
      'crm.csv':
        'ID,Created,Source,Stage,Sum,Left,Goods\n1,2026-03-01,VK,Paid,100,30,\n2,2026-03-01,VK,Paid,300,,200\n',
      'ads.csv': 'Day,Source,Cost\n2026-03-01,VK,100\n',
      'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, source: Source, status: Stage, revenue: Sum, profit: Left, cost_of_goods: Goods}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, cost: Cost}}
statuses: {Paid: deal}
`,
    });
    const { count, off } = await inContext({ ...PLAIN, paths: [path], all: true }, multipliedOut);
    expect([count > 0, off]).toEqual([true, []]);
    const { out } = await funnel(['explain', 'sources.romi', path, '--all', '--row', 'source=VK', '--ids']);
    expect(out).toContain('= (130.00 × 100.0% − 100.00) / 100.00 = 0.30');
    for (const said of ['profit = «Left» of «crm.csv»', 'cost of goods = «Goods»', '2  2026-03-01  VK  100.00'])
      expect(out).toContain(said);
  });

  it('has as many rows listed as it counts, and no lead twice', async () => {
    const files = folder(small());
    const ofMeta = { where: [{ dimension: 'source', values: ['Meta Ads'], not: false }] };
    for (const asked of [{ paths: [join(fixtures, 'demo')], ...ofMeta }, { paths: [files] }])
      await inContext({ ...PLAIN, ...asked }, async (context) => {
        const wanted = once((await madeOf(context)).made);
        const tallied = await context.tallied(wanted);
        for (const [at, one] of wanted.entries()) {
          const listed = await context.rowsBehind(one);
          expect(listed.length).toBe(tallied[at]?.count);
          const keys = listed.flatMap(({ key }) => key ?? []);
          expect(new Set(keys).size).toBe(keys.length);
        }
      });
  });
});
