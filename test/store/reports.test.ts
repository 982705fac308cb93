import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CLICKHOUSE } from '../../src/engines/clickhouse/clickhouse-dialect.js';
import { DUCKDB } from '../../src/engines/duckdb/duckdb-dialect.js';
import { folder, funnel } from '../cli/run.js';
import { CASES, isLong, seedsOr, without } from '../given.js';
import { generate } from '../oracle/generate.js';
import { generateJoin } from '../oracle/generate-join.js';
import { generateSpans } from '../oracle/generate-spans.js';
import { generateTouches } from '../oracle/generate-touches.js';
import type { OracleInput } from '../oracle/read.js';
import { mixed } from './mixed-exports.js';
import { freshDatabase, inStore, noNodes } from './standing.js';

const DEMO = ['fixtures/demo', 'fixtures/demo-calls'];

/** Whatever reads the facts in a way of its own: each table that a store holds is read by one of them. */
const ASKED: readonly string[] = [
  'report -f json --by campaign --period month --explain',
  'report --all --basis event --explain',
  'report --month 2026-05 --where source!=VK --lang ru',
  'review --full --explain',
  'reconcile -f csv',
  'sources --attribution last-non-direct --by ad_group --explain',
  'times --by source -f json',
  'journey --by first-last --explain',
  'sla --by hour',
  'stuck --by source -f csv',
  'leads --where stage=qualified --sort -pipeline --limit 20',
];
const ON_ONE: ReadonlySet<string | undefined> = new Set([ASKED[0], ASKED[5]]);
const MORE: readonly string[] = [
  'report',
  'report -f md --from 2026-04-10 --to 2026-05-20 --where stage!=deal',
  'stages --period quarter --by manager --explain',
  'sources --attribution linear --explain',
  'sources --attribution decay -f json',
  'trend -f md',
  'leak --norms 2026-03',
  'sla --by speed --where source!=VK',
  'scorecard -f html',
  'standard -f json',
  'plan',
  'hypotheses',
  'compare --a source=vk --b 2026-03 --explain',
];
without('FUNNEL_LONG=1: more questions to a store, and random exports', isLong);

/** A random export may have any share of lines that cannot be read. */
const loaded = async (paths: readonly string[], address: string, load: string): Promise<void> => {
  const { code, err } = await funnel(['load', ...paths, '--into', address, '--crm', load, '--max-rejects', '100%']);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
};

describe.skipIf(noNodes)(inStore('reports from a store'), { tags: 'slow' }, () => {
  let [one, two] = ['', ''];
  let mixedOne = '';
  beforeAll(async () => {
    ({ one, two } = await freshDatabase('reports'));
    mixedOne = mixed();
    await loaded(DEMO, one, 'amocrm');
    await loaded(DEMO, two, 'amocrm');
    await loaded([mixedOne], two, 'mixed');
  });

  /** On two shards; on one node some of them, and in the long run all. */
  it.each([...ASKED, ...(isLong ? MORE : [])])(
    'give who may only read the bytes that the exports give: %s',
    { tags: 'slow' },
    async (asked) => {
      const [command = '', ...flags] = asked.split(' ');
      const exports = await funnel([command, ...DEMO, ...flags]);
      // Two refusals would be alike too.
      expect([exports.code, exports.out]).toEqual([0, expect.stringMatching(/./)]);
      const reader = two.replace('//', '//reader:p%40ss%3Aword%2F1@');
      expect(await funnel([command, '--store', reader, '--crm', 'amocrm', ...flags])).toEqual(exports);
      if (isLong || ON_ONE.has(asked)) expect(await funnel([command, '--store', one, ...flags])).toEqual(exports);
    },
  );

  it.each([
    'report --by campaign --explain',
    'report --basis event --period month --by tags',
    'sla --by tags,hour --where tags!=VIP',
    'review',
    ...(isLong ? ['leads -f csv', 'report -f json'] : []),
  ])(
    'give them of deals, payments, costs, sheets of sums and days without a price as well: %s',
    { tags: 'slow' },
    async (asked) => {
      const [command = '', ...flags] = asked.split(' ');
      const exports = await funnel([command, mixedOne, ...flags]);
      expect(exports.out).not.toBe('');
      expect(await funnel([command, '--store', two, '--crm', 'mixed', ...flags])).toEqual(exports);
    },
  );

  it('say alike how long leads take, in however many parts their lives are handed over', { tags: 'slow' }, async () => {
    const asked = ['times', '--by', 'source', '-f', 'json'];
    const whole = await funnel([...asked, ...DEMO]);
    const parts = [
      vi.spyOn(DUCKDB, 'part').mockReturnValue('(row_number() over () // 7)'),
      vi.spyOn(CLICKHOUSE, 'part').mockReturnValue('intDiv(rowNumberInAllBlocks(), 7)'),
    ] as const;
    try {
      expect(await funnel([...asked, ...DEMO])).toEqual(whole);
      expect(await funnel([...asked, '--store', two, '--crm', 'amocrm'])).toEqual(whole);
      for (const part of parts) expect(part).toHaveBeenCalled();
    } finally {
      for (const part of parts) part.mockRestore();
    }
  });

  const school = join(CASES, 'it-school', 'ru');
  it.skipIf(without(school, existsSync(school)))('give those of the online school', { tags: 'slow' }, async () => {
    await loaded([school], two, 'school');
    for (const flags of [['--explain'], ['-f', 'json', '--by', 'campaign', '--period', 'month']])
      expect(await funnel(['report', '--store', two, '--crm', 'school', ...flags])).toEqual(
        await funnel(['report', school, ...flags]),
      );
  });

  it('are written into files alike, a workbook and a page among them', async () => {
    const [own, stored] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'funnel-test-'))) as [string, string];
    const to = (folder: string) => ['report.xlsx', 'report.html', 'all'].flatMap((name) => ['-o', join(folder, name)]);
    await funnel(['report', ...DEMO, ...to(own)]);
    await funnel(['report', '--store', two, '--crm', 'amocrm', ...to(stored)]);
    const files = readdirSync(own, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBe(3);
    for (const { name, parentPath } of files)
      expect(
        readFileSync(join(parentPath.replace(own, stored), name)).equals(readFileSync(join(parentPath, name))),
        name,
      ).toBe(true);
  });

  it.each([
    [['report', 'fixtures/demo'], '--store reads what is loaded, and no exports: fixtures/demo'],
    [['report', '--as-of', '2026-05-01'], '--as-of decides how exports are read'],
    [['sources', '--no-config'], '--no-config decides how exports are read'],
    [['leads', '--decimal', ','], '--decimal decides how exports are read'],
    [['sql', 'select 1'], 'funnel sql reads exports, and no store'],
    [['explain', 'sources.cpl', 'fixtures/demo'], '--store reads what is loaded, and no exports: fixtures/demo'],
    [['report', '--crm', 'nobody'], 'nothing is loaded there as nobody'],
  ] as const)('refuse what only exports can be asked: %s', async (argv, said) => {
    const { code, err } = await funnel([...argv, '--store', two]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });

  it('ask of several loads which one is meant', async () => {
    expect((await funnel(['report', '--store', two])).err).toContain('several CRMs are loaded there (amocrm, mixed');
    expect((await funnel(['report', '--crm', 'mixed'])).err).toContain('--crm names a load of a store');
  });

  const random = [generate, generateSpans, generateJoin, generateTouches] as const;
  it.each(isLong ? seedsOr(30).slice(0, 30) : [])('of random exports give their bytes: seed %i', async (seed) => {
    const made = random[seed % random.length]?.(seed) as OracleInput & { yaml?: string };
    const path = folder({
      ...Object.fromEntries(made.files.map(({ name: file, text }) => [file, text])),
      ...(made.yaml === undefined ? {} : { 'funnel.yaml': made.yaml }),
    });
    await loaded([path], two, 'random');
    for (const flags of [
      ['--all', '--explain'],
      ['--all', '-f', 'json', '--by', 'campaign'],
      ['--basis', 'event', '--all'],
    ])
      expect(await funnel(['report', '--store', two, '--crm', 'random', ...flags])).toEqual(
        await funnel(['report', path, '--max-rejects', '100%', ...flags]),
      );
  });
});
