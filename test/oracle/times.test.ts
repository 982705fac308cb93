import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { eachOf, seedsOr } from '../given.js';
import { expectSame, runEngine } from './compare.js';
import { generate } from './generate.js';
import { timesOf } from './oracle.js';

const folder = mkdtempSync(join(tmpdir(), 'funnel-oracle-times-'));
afterAll(() => rmSync(folder, { recursive: true }));

eachOf(5, seedsOr(12))('the times of random exports are what the oracle says: seed %i', async (seed) => {
  const input = generate(seed * 7);
  const own = join(folder, String(seed));
  mkdirSync(own, { recursive: true });
  for (const { name, text } of input.files) writeFileSync(join(own, name), text);
  writeFileSync(join(own, 'funnel.yaml'), input.yaml);
  const { reports } = await runEngine(own, input.options ?? {}, `seed ${seed}`, 'times');
  expectSame({ times: timesOf(input) }, reports, `seed ${seed}`);
});

it('agree where it is known how long leads take, and where it is not', () => {
  const known = seedsOr(12).flatMap((seed) => {
    const { columns, rows } = timesOf(generate(seed * 7));
    return rows.map((row) => row[columns.indexOf('maturity_seconds')] !== null);
  });
  expect(new Set(known)).toEqual(new Set([true, false]));
});
