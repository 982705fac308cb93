import { describe, expect, it } from 'vitest';
import { folder, funnel } from '../cli/run.js';

const TAGS = ['VIP', 'repeat', 'new', 'Опт'];
const tagsOf = (at: number): string[] => TAGS.filter((_, tag) => (at >> tag) % 2 === 1);
/** As a CRM writes them down: with blanks, commas at the end, and one of them twice. */
const cellOf = (at: number): string => {
  const own = tagsOf(at);
  return at % 3 === 0 ? own.reverse().join(' ,') : [...own, ...own.slice(0, 1), ''].join(', ');
};
const SOURCES = ['VK', 'Google', 'Telegram'];
const dayOf = (at: number): string => `2026-04-${String(1 + (at % 28)).padStart(2, '0')}`;
const isIt = (is: boolean): string => (is ? 'yes' : 'no');

/** The same is told by a column of several values and, of one of them, by a column of its own. */
const FILES = {
  'crm.csv': `ID,Created,Status,Source,Manager,Amount,Closed,Called at,Reason,Is VIP,Tags\n${Array.from(
    { length: 240 },
    (_, at) => {
      const status = ['New', 'Called', 'Won', 'Lost'][(at * 11 + Math.floor(at / 7)) % 4] ?? '';
      const isOver = status === 'Won' || status === 'Lost';
      return [
        ...[1000 + at, `${dayOf(at)} 10:00`, status, SOURCES[at % 3], at % 5 === 0 ? 'Ann' : 'Bob'],
        ...[status === 'Won' ? 100 + at : '', isOver ? `2026-05-${String(1 + (at % 20)).padStart(2, '0')}` : ''],
        ...[status === 'New' ? '' : `${dayOf(at)} 1${at % 8}:30`, status === 'Lost' ? ['Price', 'Spam'][at % 2] : ''],
        ...[isIt(tagsOf(at).includes('VIP')), `"${cellOf(at)}"`],
      ].join();
    },
  ).join('\n')}\n`,
  'ads.csv': `Day,Source,Clicks,Cost,Is VIP,Tags\n${Array.from({ length: 84 }, (_, at) =>
    [
      ...[dayOf(at), SOURCES[at % 3], 5 + at, at * 10],
      ...[isIt(tagsOf(at).includes('VIP')), `"${tagsOf(at).join()}"`],
    ].join(),
  ).join('\n')}\n`,
  'funnel.yaml': `timezone: Europe/Moscow
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source, manager: Manager, revenue: Amount, closed_at: Closed, deal_at: Closed, qualified_at: Called at, answered_at: Called at, reason: Reason}}
  - {path: ads.csv, table: ad_stats, columns: {day: Day, source: Source, clicks: Clicks, cost: Cost}}
statuses: {New: lead, Called: qualified, Won: deal, Lost: lost}
sla: {from: created, response: 2h, calendar: {days: Mon-Fri, hours: "09:00-19:00"}}
standard: {Wholesale: {Amount: "> 200"}, Ann: {Manager: Ann}}
dimensions:
  vip: Is VIP
  tags: {column: Tags, split: ","}
`,
};

type Row = Record<string, unknown>;
async function rowsOf(path: string, asked: readonly string[]): Promise<Row[]> {
  const { code, out, err } = await funnel([...asked, path, '-f', 'json', '--lang', 'en', '--as-of', '2026-05-31']);
  expect(code, err).toBe(0);
  const sheets = Object.values(JSON.parse(out).reports) as { columns: { name: string }[]; rows: unknown[][] }[];
  return sheets.flatMap(({ columns, rows }) =>
    rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]))),
  );
}

async function isThere(report: string): Promise<void> {
  const path = folder(FILES);
  const by = (dimension: string) => {
    const words = report.split(' ');
    const at = words.indexOf('--by');
    return at < 0 ? [...words, '--by', dimension] : words.with(at + 1, `${dimension},${words[at + 1]}`);
  };
  const [several, own] = [await rowsOf(path, by('tags')), await rowsOf(path, by('vip'))];
  const isWhole = (of: unknown) => of === null || of === '' || of === undefined || of === '(total)';
  const some = ({ tags: _, vip: __, ...row }: Row) => row;
  const those = several.filter(({ tags }) => tags === 'VIP').map(some);
  expect(those.length).toBeGreaterThan(0);
  expect(those).toEqual(own.filter(({ vip }) => vip === 'yes').map(some));
  expect(several.filter(({ tags }) => isWhole(tags)).map(some)).toEqual(
    own.filter(({ vip }) => isWhole(vip)).map(some),
  );
  expect(new Set(several.map(({ tags }) => tags).filter((of) => !isWhole(of)))).toEqual(
    new Set([...TAGS, '(no tags)']),
  );
}

describe('a column whose cells hold several values', () => {
  const THERE = 'has for each of them the rows of %s that a column of its own has, and the same totals';
  it.each(['sources --period week', 'sla --by speed'])(THERE, isThere);
  it.each([
    'sources',
    'stages',
    'times',
    'sources --basis event',
    'reasons',
    'trend --period week',
    'sla --by manager',
    'standard',
    'scorecard --by manager',
  ])(THERE, { tags: 'slow' }, isThere);

  it.each([
    ['tags=vip', 'vip=yes'],
    ['tags!=VIP', 'vip=no'],
  ])('asked for %s is that of %s', async (several, own) => {
    const path = folder(FILES);
    const [those, one] = [
      await rowsOf(path, ['report', '--where', several]),
      await rowsOf(path, ['report', '--where', own]),
    ];
    expect(those).toEqual(one);
  });
});

describe('the setting of such a column', () => {
  it.each([
    ['{column: Tags, split: ""}', 'dimensions.tags.split: expects what stands between values'],
    ['{columns: Tags, split: ","}', 'did you mean `column`?'],
    ['{split: ","}', '`column` is missing'],
  ])('%s is none: %s', async (tags, says) => {
    const path = folder({ ...FILES, 'funnel.yaml': `${FILES['funnel.yaml'].split('  tags:')[0]}  tags: ${tags}\n` });
    const { code, err } = await funnel(['sources', path, '--lang', 'en']);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
