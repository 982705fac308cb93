import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { orRefused } from '../../src/error.js';
import type { Wanted } from '../../src/facts/behind.js';
import { readScope } from '../../src/options/written-scope.js';
import { REPORTS } from '../../src/reports/all-reports.js';
import { folder, funnel, small } from '../cli/run.js';
import { isLong, oneIn, without } from '../given.js';
import { COMPUTED, inContext, madeOf, multipliedIn, multipliedOut, once, PLAIN } from './multiplied.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
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

/** A firm whose exports tell all that the demo does not: calls, who comes again, assignments, a plan with a bonus, four months. */
function tellingAll(): string {
  const at = (day: number, hour: number) =>
    new Date(Date.UTC(2026, 7, 3 + day, hour)).toISOString().slice(0, 16).replace('T', ' ');
  const leads = Array.from({ length: 240 }, (_, i) => {
    const day = Math.floor(i / 2.4);
    // In the week that is looked at more than usual are lost late, for one reason.
    const isBad = i >= 187 && i <= 220;
    const status = isBad ? 'Late' : (['Won', 'Good', 'Lost', 'New', 'Won'][i % 5] as string);
    const [isWon, isLost] = [status === 'Won', status === 'Lost' || isBad];
    const cells = [`L${i}`, at(day, 9 + (i % 7)), at(day, 9 + (i % 7) + (i % 2)), status, i % 3 ? 'VK' : 'Google'];
    const phone = `+7 916 234-${10 + (i % 50)}-${10 + (i % 50)}`;
    const more = [
      i % 2 ? 'Ann' : 'Leo',
      phone,
      isLost ? ['Too dear', '', 'Спам'][isBad ? 0 : i % 3] : '',
      50 + i,
      i % 4,
      isWon ? 100 + i : '',
    ];
    return [
      ...cells,
      ...more,
      isWon || status === 'Good' ? at(day + 1, 12) : '',
      isWon || isLost ? at(day + 6, 15) : '',
    ];
  });
  const calls = leads.flatMap(([id, made, , , , who], i) =>
    Array.from({ length: i % 4 }, (_, turn) =>
      [id, String(made).replace(/:00$/, `:${10 + turn * 20}`), who, 'out', turn === 2 || i % 3 === 0 ? 60 : 0].join(),
    ),
  );
  const ads = Array.from({ length: 100 }, (_, day) =>
    ['VK', 'Google'].map((source) => `${at(day, 0).slice(0, 10)},${source},${70 + day},${20 + (day % 9)},${day % 5}`),
  ).flat();
  return folder({
    'crm.csv': `Id,Made,Given,State,From,Who,Tel,Why,Hoped,Seen,Paid,Fit,Shut\n${leads.map((cells) => cells.join()).join('\n')}\n`,
    'calls.csv': `Id,At,Who,Way,Talk\n${calls.join('\n')}\n`,
    'ads.csv': `Day,From,Cost,Clicks,Goals\n${ads.join('\n')}\n`,
    'funnel.yaml': `currency: RUB
timezone: Europe/Moscow
files:
  - {path: crm.csv, table: crm, columns: {lead_id: Id, created_at: Made, assigned_at: Given, status: State, source: From, manager: Who, phone: Tel, reason: Why, amount: Hoped, touches: Seen, revenue: Paid, qualified_at: Fit, closed_at: Shut}}
  - {path: calls.csv, table: calls, columns: {lead_id: Id, called_at: At, manager: Who, direction: Way, talk: Talk}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: From, cost: Cost, clicks: Clicks, actions: Goals}}
statuses: {New: lead, Good: qualified, Won: deal, Lost: lost, Late: {lost: proposal}}
ids: {country: RU}
repeats: {by: phone}
maturity: {deal: 7d}
norms: {qualified: 0.5, deal: 0.5}
sla: {answer: calls, calendar: {days: Mon-Sun, hours: "08:00-20:00"}}
plan: {per: month, revenue: 9000, deals: 20, leads: 70, spend: 9000}
bonus: {of: revenue, steps: {50%: 50%, 100%: 100%}}
kpi: {marketing: {qualified_of_worked: 0.5, cpql: 100}, sales: {qualified_to_deal: 0.5, lost_without_reason: 0.2}, shared: [revenue]}
hypotheses: [{name: Shorter form, figure: qualified_rate, since: 2026-09-14, weeks: 2}]
decisions: [{since: 2026-10-05, who: Ann, what: Call at once, figure: qualified_rate}]
`,
  });
}

without('FUNNEL_LONG=1: the rows listed behind more than two numbers of a kind', isLong);

/** Some numbers of each kind, since each is listed by statements of its own; the long run lists all. */
function someOfEach(wanted: readonly Wanted[]): Wanted[] {
  const seen = new Map<string, number>();
  return wanted.filter(({ behind, rows }) => {
    const kind = JSON.stringify([behind.table, [...behind.keys.keys()], { ...rows, sources: undefined }]);
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return isLong || count <= 2;
  });
}

describe('every printed number', () => {
  const told = new Set<string>();
  const isOff = ({ off, columns }: Awaited<ReturnType<typeof multipliedOut>>) => {
    for (const column of columns) told.add(column);
    return off;
  };

  it('of a firm whose exports tell everything is what the rows behind it come to, of its last week too', {
    tags: 'slow',
  }, async () => {
    const asked = { ...PLAIN, paths: [tellingAll()], from: '2026-10-01', to: '2026-10-31' };
    const ofWeek = REPORTS.filter((one) => one.isOfWeek);
    const off = await inContext(asked, async (context) => [
      ...isOff(await multipliedOut(context)),
      ...isOff(await multipliedIn(context, ofWeek)),
    ]);
    expect(off).toEqual([]);
  });

  it.each(['demo', ...oneIn(8, foldersIn('sources'), 'folders whose numbers are multiplied out')])(
    'of %s is what the rows behind it come to',
    { tags: 'slow' },
    async (path) => {
      const found = await orRefused(() => inContext(of(path), multipliedOut));
      expect('off' in found ? isOff(found) : found.what.en).toEqual(REFUSED.includes(path) ? expect.any(String) : []);
    },
  );

  const ofDemo = async (asked: Partial<typeof PLAIN>) => {
    const found = await inContext({ ...PLAIN, paths: [join(fixtures, 'demo')], ...asked }, multipliedOut);
    expect(isOff(found)).toEqual([]);
    expect(found.count).toBeGreaterThan(500);
  };
  it.each([
    ['by the day of events', { basis: 'event', period: 'month', by: ['manager'] }],
    ['of February against March', { a: readScope('--a', '2026-02'), b: readScope('--b', '2026-03') }],
    [
      'by month and campaign of two sources',
      {
        period: 'month',
        by: ['campaign'],
        where: [{ dimension: 'source', values: ['Яндекс Директ', 'Meta Ads'], not: false }],
      },
    ],
    ['by manager, seen alone', { by: ['manager'], reach: 'observed' }],
    [
      'of some sources, strictly',
      { where: [{ dimension: 'source', values: ['VK Реклама'], not: true }], reach: 'strict' },
    ],
    [
      'of one source against another, by manager',
      { by: ['manager'], a: readScope('--a', '2026-02,source=VK'), b: readScope('--b', '2026-02,source=Google Ads') },
    ],
  ] as const)('of the demo %s is what the rows behind it come to', { tags: 'slow' }, (_, asked) => ofDemo(asked));

  it('has been there: of each column that is computed some', { tags: 'slow' }, () => {
    // Bounds are no sum of rows; goals of web analytics have exports of their own, and reasons above usual the tests of review.
    const apart = ['trend.deals_low', 'trend.deals_high', 'reconcile_counts.analytics_goals'].concat(
      ...['review_reasons.lost', 'review_reasons.usual_high'],
    );
    expect(COMPUTED.filter((column) => !told.has(column) && !apart.includes(column))).toEqual([]);
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
        const wanted = someOfEach(once((await madeOf(context)).made));
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
