import { afterAll, describe, expect, it } from 'vitest';
import { expectRefused, makeHarness } from '../intake/harness.js';

const harness = makeHarness();
afterAll(harness.remove);

const DAY = 86_400_000;
/** Days from Monday, 2 March 2026, on: the first of 2026-W10. */
const day = (number: number) => new Date(Date.UTC(2026, 2, 2) + number * DAY).toISOString().slice(0, 10);

/** Leads of a day, of a source: how many, their status, and after how many days they were closed. */
type Group = [made: number, from: string, count: number, status: string, closed?: number];

function folderOf(
  groups: readonly Group[],
  spend: readonly [made: number, from: string, cost: number][],
  last: number,
) {
  const leads = groups.flatMap(([made, from, count, status, closed]) =>
    Array.from(
      { length: count },
      () =>
        `${day(made)},${day(last)},${from},${status},${status === 'Sold' ? 10 : ''},${closed === undefined ? '' : day(made + closed)}`,
    ),
  );
  return harness.write({
    'crm.csv': ['id,born,touched,from,stage,paid,shut', ...leads.map((lead, at) => `${at + 1},${lead}`)].join('\n'),
    'ads.csv': ['Day,From,Cost', ...spend.map(([made, from, cost]) => `${day(made)},${from},${cost}`)].join('\n'),
    'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: born, modified_at: touched, source: from, status: stage, closed_at: shut, revenue: paid}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: From, cost: Cost}}
statuses: {New: lead, Sold: deal, Gone: {lost: lead}}
maturity: {deal: 14d}
`,
  });
}

/** Rows of its CSV, as what they say under some headings. */
async function rows(folder: string, headings: readonly string[], ...flags: string[]): Promise<string[][]> {
  const { out, err, code } = await harness.start(['trend', folder, '-f', 'csv', '-q', ...flags], folder);
  expect([code, err]).toEqual([0, '']);
  const [head = [], ...lines] = out
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((line) => headings.map((heading) => line[head.indexOf(heading)] ?? `no ${heading}`));
}

/** The CRM tells of April on, ad statistics of mid-March to the end of April; nobody came and nothing was spent in W17. */
const GAPS = folderOf(
  [
    [35, 'VK', 6, 'Sold', 1],
    [44, 'VK', 9, 'Sold', 1],
    [58, 'Radio', 3, 'Sold', 1],
  ],
  [
    [15, 'VK', 50],
    [36, 'VK', 60],
    [44, 'VK', 180],
    [57, 'VK', 30],
  ],
  80,
);

describe('trend', () => {
  it('is of weeks without a gap: zero where the exports tell of days without rows, blank where they tell of none', async () => {
    expect(await rows(GAPS, ['period', 'state', 'leads', 'deals', 'spend', 'cpl'], '--all')).toEqual([
      ['2026-W12', 'partial', '', '', '50.00', ''],
      ['2026-W13', 'partial', '', '', '0.00', ''],
      ['2026-W14', 'partial', '0', '0', '0.00', ''],
      ['2026-W15', 'whole', '6', '6', '60.00', '10.0000'],
      ['2026-W16', 'whole', '9', '9', '180.00', '20.0000'],
      ['2026-W17', 'whole', '0', '0', '0.00', ''],
      ['2026-W18', 'partial', '3', '3', '30.00', '10.0000'],
      ['(total)', '', '18', '18', '320.00', '17.7778'],
    ]);
  });

  it('has no whole period where the exports tell of no day', async () => {
    const asked = ['--from', '2026-04-06', '--to', '2026-04-12'];
    expect(await rows(folderOf([], [], 0), ['period', 'state', 'leads', 'spend'], ...asked)).toEqual([
      ['2026-W15', 'partial', '', ''],
      ['(total)', '', '', ''],
    ]);
  });

  it('tells changes as shares of the period before, from a whole one to a whole one alone', async () => {
    const changes = ['period', 'leads_change', 'cpl_change', 'spend_change', 'signal'];
    expect((await rows(GAPS, changes, '--all', '--figure', 'leads,cpl', '--figure', 'spend')).slice(2)).toEqual([
      ['2026-W14', '', '', '', ''],
      ['2026-W15', '', '', '', ''],
      ['2026-W16', '0.500000', '1.000000', '2.000000', ''],
      ['2026-W17', '-1.000000', '', '-1.000000', ''],
      ['2026-W18', '', '', '', ''],
      ['(total)', '', '', '', ''],
    ]);
  });

  it('tells no change from below zero, nor of a count that is the least there can be', async () => {
    const loss = folderOf(
      [
        [35, 'VK', 8, 'Sold', 1],
        [42, 'VK', 12, 'Sold', 1],
        [50, 'VK', 12, 'Sold', 1],
      ],
      [35, 42, 49].map((made) => [made, 'VK', 100]),
      80,
    );
    const changes = ['romi', 'romi_change', 'roas_change'];
    expect(await rows(loss, changes, '--from', day(35), '--to', day(48), '--figure', 'romi,roas')).toEqual([
      ['-0.200000', '', ''],
      ['0.200000', '', '0.500000'],
      ['0.000000', '', ''],
    ]);
    const unknown = harness.write({
      'crm.csv': [
        'id,born,touched,stage',
        ...[0, 7, 14].flatMap((made, week) =>
          Array.from(
            { length: 40 },
            (_, at) => `${week}-${at},${day(made)},${day(80)},${at < 10 * (week + 1) ? 'Good' : 'Gone'}`,
          ),
        ),
      ].join('\n'),
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: born, modified_at: touched, status: stage}}
statuses: {Good: qualified, Gone: lost}
`,
    });
    const until = ['--from', day(0), '--to', day(20), '--figure', 'qualified,leads'];
    expect(await rows(unknown, ['qualified', 'qualified_change', 'leads_change'], ...until)).toEqual([
      ['10', '', ''],
      ['20', '', '0.000000'],
      ['30', '', '0.000000'],
      ['60', '', ''],
    ]);
  });

  it('has a series of its own for each value of what it is broken down by, with zeros of its own', {
    tags: 'slow',
  }, async () => {
    const april = ['--from', '2026-04-01', '--to', '2026-04-30'];
    expect(
      await rows(GAPS, ['period', 'source', 'leads', 'spend'], '--by', 'source', '--period', 'month', ...april),
    ).toEqual([
      ['2026-04', 'VK', '15', '270.00'],
      ['(total)', 'VK', '15', '270.00'],
      ['2026-04', 'Radio', '3', ''],
      ['(total)', 'Radio', '3', ''],
    ]);
  });

  it('says how many deals a period that is too early comes to in the end: those there are, and those expected', async () => {
    // Of the leads of the first week half are lost on the fifth day and half are sold on the tenth. So who is open after two
    // days is as likely to be sold as not: of 20 that is 6 to 14, 9 times in 10.
    const folder = folderOf(
      [
        [0, 'VK', 100, 'Gone', 5],
        [0, 'VK', 100, 'Sold', 10],
        [15, 'VK', 2, 'Sold', 1],
        [19, 'VK', 20, 'New'],
        [21, 'VK', 40, 'Gone', 0],
      ],
      [
        [0, 'VK', 100],
        [21, 'VK', 1],
      ],
      21,
    );
    const found = await rows(folder, ['period', 'state', 'deals', 'deals_low', 'deals_high', 'leads_change'], '--all');
    expect(found).toEqual([
      ['2026-W10', 'whole', '100', '', '', ''],
      ['2026-W11', 'whole', '0', '', '', '-1.000000'],
      ['2026-W12', 'too early', '2', '8', '16', ''],
      ['2026-W13', 'partial', '0', '', '', ''],
      ['(total)', '', '102', '', '', ''],
    ]);
    const { out } = await harness.start(['trend', folder, '--all', '--lang', 'ru'], folder, { width: 140 });
    expect(out).toContain('сделок в итоге = уже есть и ещё будут из открытых лидов');
    expect(out).toContain('для сигнала нужно не меньше 8 полных созревших периодов до него');
  });

  it('tells what is news in words of the language, and in the same ones to programs', async () => {
    const weeks = [20, 22, 19, 21, 20, 22, 20, 19, 60, 61];
    const folder = folderOf(
      weeks.map((count, at): Group => [at * 7, 'VK', count, 'Gone', 1]),
      weeks.map((_, at) => [at * 7, 'VK', 100]),
      120,
    );
    const found = await rows(folder, ['period', 'signal'], '--to', day(69));
    expect(found.map(([, signal]) => signal)).toEqual([...Array(8).fill(''), 'leads up; cpl down', '', '']);
    const { out } = await harness.start(['trend', folder, '--to', day(69), '--lang', 'ru'], folder, { width: 160 });
    expect(out).toMatch(/2026-W18 .* Лиды ↑, CPL ↓\n/);
  });

  it('refuses figures that it cannot follow, and other reports that follow none', async () => {
    expectRefused(
      await harness.start(['trend', GAPS, '--figure', 'roass'], GAPS),
      /--figure roass: expected one of leads, .*\n.*did you mean --figure roas\?/,
    );
    expectRefused(
      await harness.start(['stages', GAPS, '--figure', 'cpl'], GAPS),
      /--figure: stages follow no figure from period to period\n.*funnel trend exports\/ --figure cpl/,
    );
  });

  it('stands beside other reports without giving them periods', async () => {
    const { out } = await harness.start(['report', GAPS, '--section', 'trend,sources', '--all', '-f', 'json'], GAPS);
    const { reports } = JSON.parse(out) as { reports: Record<string, { columns: { name: string }[] }> };
    expect(reports.sources?.columns[0]?.name).toBe('source');
    expect(reports.trend?.columns.slice(0, 2).map(({ name }) => name)).toEqual(['period', 'state']);
  });

  it('is refused by weeks where a month of spend has no days, and is told by months', async () => {
    const monthly = harness.write({
      'crm.csv': 'id,born,from,stage\n1,2026-04-06,VK,Sold\n2,2026-05-31,VK,Sold\n',
      'ads.csv': 'From,Cost\nVK,60\n',
      'funnel.yaml': `files:
  - {path: crm.csv, table: crm, columns: {lead_id: id, created_at: born, source: from, status: stage}}
  - {path: ads.csv, table: ad_stats, columns: {source: From, cost: Cost}, period: {from: 2026-04-01, to: 2026-04-30}}
statuses: {Sold: deal}
`,
    });
    expectRefused(
      await harness.start(['trend', monthly], monthly),
      /spend cannot be told apart by period\n.*export it by day, or ask for a longer --period/,
    );
    expect(await rows(monthly, ['period', 'leads', 'spend'], '--period', 'month', '--all')).toEqual([
      ['2026-04', '1', '60.00'],
      ['2026-05', '1', ''],
      ['(total)', '2', '60.00'],
    ]);
  });
});
