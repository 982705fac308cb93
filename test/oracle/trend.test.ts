import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { seedsOr } from '../given.js';
import { expectSame, runEngine } from './compare.js';
import { generate } from './generate.js';
import type { OracleReport } from './oracle.js';
import { makeContext } from './scope.js';
import { trendOf } from './trend.js';

const folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-trend-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of few invented exports it is known how many deals open leads will become: of these it is. */
const KNOWING = [28, 47, 67, 84, 103];
/** Every other by days, of which there are enough for news; what is spent without a day is of no week. */
const inputs = [...new Set([...seedsOr(5), ...KNOWING])].flatMap((seed) => {
  const input = generate(seed * 11);
  const isDated = makeContext({ ...input, options: {} }).data.ads.every(({ day }) => day !== null);
  const options = { ...input.options, ...(seed % 2 === 0 ? { period: 'day' as const } : {}) };
  return isDated ? [{ seed, input: { ...input, options } }] : [];
});
const found: OracleReport[] = [];

it.each(inputs)('the trend of random exports is what the oracle says: seed $seed', async ({ seed, input }) => {
  const own = join(folder, String(seed));
  mkdirSync(own, { recursive: true });
  for (const { name, text } of input.files) writeFileSync(join(own, name), text);
  writeFileSync(join(own, 'funnel.yaml'), input.yaml);
  const { reports, period } = await runEngine(own, input.options, `seed ${seed}`, 'trend');
  const wanted = trendOf(input, period);
  found.push(wanted);
  expectSame({ trend: wanted }, reports, `seed ${seed} ${JSON.stringify(input.options)} (in ${own})`);
});

it('agree on periods of each kind, on what is expected and on what is news', () => {
  const cells = (name: string) => found.flatMap(({ columns, rows }) => rows.map((row) => row[columns.indexOf(name)]));
  expect(new Set(cells('state'))).toEqual(new Set(['whole', 'partial', 'too early', null]));
  const deals = cells('deals');
  expect(cells('deals_high').some((high, at) => high !== deals[at] && high !== null)).toBe(true);
  expect(cells('signal').flat().map(String)).toEqual(expect.arrayContaining([expect.stringMatching(/ up$/)]));
});
