import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADS, CRM, folder, funnel, YAML } from '../cli/run.js';
import { workOf } from '../work.js';

// Whatever a heading or a cell consists of, reading one ten times as long takes at most fifteen times as long. A
// pattern that backtracks over it would take a hundred times as long, and no signal interrupts a pattern.

const UNITS = [
  ...[' ', '\u00a0', '\t', '\u200b', '\n', 'a\n'],
  ...['1', '0', '-', '_', ':', '=', '(', '[', '"', "'", '@', '%D0'],
  ...['1.1', '1,1', '1:', '1/', '1 ', '1e', 'A1', '+7 9', '$1', '0.'],
  ...['a', 'я', 'e\u0301', '😀', 'a b ', 'a@', 'Total ', 'Этап: ', 'Cost (', ' - ', ': ', 'ждё1', 'не ', '{a'],
];
const [SHORT, LONG] = [1000, 10_000];
const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));
/** A cell that begins with a unit, and one that ends a word with it. */
const cells = (length: number) => UNITS.flatMap((unit) => [repeated(unit, length), `x${repeated(unit, length)}x`]);
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');

/** The same export with a column more for each of the cells, or a row more with each in one of its columns. */
const withHeadings = (table: string, length: number) =>
  csv(
    table
      .trim()
      .split('\n')
      .map((line, at) => [...line.split(','), ...cells(length).map((cell) => (at === 0 ? cell : ''))]),
  );
const withRows = (table: string, column: number, length: number) => {
  const [header = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const odd = cells(length).map((cell, at) =>
    (rows[0] ?? []).map((own, place) =>
      place === column ? cell : place === 0 && !/Day/.test(header[0] ?? '') ? `${at + 100}` : own,
    ),
  );
  return csv([header, ...rows, ...odd]);
};

type Files = (length: number) => Record<string, string>;
const known = { 'crm.csv': CRM, 'ads.csv': ADS, 'funnel.yaml': YAML };
const headings = (table: string): string[] => (table.split('\n')[0] ?? '').split(',');
const PLACES: [place: string, files: Files][] = [
  ['headings beside those of a CRM', (length) => ({ ...known, 'crm.csv': withHeadings(CRM, length) })],
  ['headings without a configuration', (length) => ({ 'ads.csv': withHeadings(ADS, length) })],
  ['headings of nothing that is known', (length) => ({ 'a.csv': csv([cells(length), cells(length).map(() => '1')]) })],
  ...headings(CRM).map((name, at): [string, Files] => [
    `cells under ${name} of a CRM`,
    (length) => ({ ...known, 'crm.csv': withRows(CRM, at, length) }),
  ]),
  ...headings(ADS).map((name, at): [string, Files] => [
    `cells under ${name} of ad statistics`,
    (length) => ({ ...known, 'ads.csv': withRows(ADS, at, length) }),
  ]),
  [
    'lines above a header',
    (length) => ({
      'ads.csv':
        csv(
          cells(length)
            .slice(0, 40)
            .map((cell) => [`Client: ${cell}`]),
        ) + ADS,
    }),
  ],
  ['lines below the rows', (length) => ({ 'ads.csv': `${ADS}\n${csv(cells(length).map((cell) => [cell]))}` })],
];

describe('time grows with the length alone', () => {
  it.each(PLACES)('%s', { tags: 'slow' }, async (_, files) => {
    const run = async (length: number) => {
      const cwd = folder(files(length));
      return workOf(() => funnel(['report', cwd, '--currency', 'RUB', '--guess', '--max-rejects', '100%'], { cwd }));
    };
    // Measured again only where it seems to grow faster: a busy machine only ever adds, so the least of three counts.
    let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let times = 0; times < 3; times++) {
      long = Math.min(long, await run(LONG));
      if (long < 15 * FLOOR) return;
      short = Math.min(short, await run(SHORT));
      if (long < 15 * short) return;
    }
    expect(long).toBeLessThan(15 * Math.max(short, FLOOR));
  });
});

/** Milliseconds of work that a run of nothing takes. */
const FLOOR = 100;

describe('a pattern of a person', () => {
  const yaml = (pattern: string) =>
    `files: [{path: a.csv, table: ad_stats, columns: {day: Day, source: Source, campaign: "/${pattern}/", cost: Cost}}]`;
  const over = (pattern: string, heading: string) => {
    const cwd = folder({
      'a.csv': `Day,Source,${heading},Cost\n2026-03-02,mail,A,10.00\n`,
      'funnel.yaml': yaml(pattern),
    });
    return funnel(['check', cwd], { cwd });
  };

  it.each(['^(a+)+$', '^(a|aa)*$', '^(a*)*(a*)*c$', '^(a|a)*$'])('cannot hang the program: %s', async (pattern) => {
    const before = process.cpuUsage();
    const { code, err } = await over(pattern, `${'a'.repeat(60)}!`);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
    expect([code, err]).toEqual([2, expect.stringContaining('has no column')]);
  });

  it('finds a heading whatever its case, by its groups too', { tags: 'slow' }, async () => {
    expect((await over('^camp(aign|agne)$', 'CAMPAIGN')).err).toBe('');
    expect((await over('камп', 'Рекламная КАМПАНИЯ')).err).toBe('');
  });

  it('that cannot be read says what is not', async () => {
    const { code, err } = await over('a(?=b)', 'ab');
    expect([code, err]).toEqual([2, expect.stringContaining('look')]);
  });
});

describe('a header', () => {
  it('of two thousand unknown columns is answered at once', { tags: 'slow' }, async () => {
    const names = Array.from({ length: 2000 }, (_, at) => `Some column ${at} of a wide export`);
    const cwd = folder({ 'a.csv': csv([names, names.map(() => '1')]) });
    const before = process.cpuUsage();
    expect((await funnel(['report', join(cwd, 'a.csv')])).err).toContain('not an export that is known');
    expect(process.cpuUsage(before).user).toBeLessThan(12_000_000);
  });

  it('whose question is long is found by it', { tags: 'slow' }, async () => {
    const question = `Which of our products have you used before, and ${'what did you think of them, and '.repeat(20)}why?`;
    const cwd = folder({
      ...known,
      'crm.csv': csv(
        CRM.trim()
          .split('\n')
          .map((line, at) => [...line.split(','), at === 0 ? question : 'none']),
      ),
      'funnel.yaml': `${YAML}dimensions: {answer: ${JSON.stringify(question)}}\n`,
    });
    const { code, out } = await funnel(['sources', cwd, '--by', 'answer', '-f', 'csv']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^none,/m)]);
  });
});
