import { expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { inContext, multipliedOut, PLAIN } from '../explain/multiplied.js';
import { eachOf, seedsOr } from '../given.js';
import { asOf, generateStuck, stuckRows } from './stuck.js';

const COLUMNS = ['lead_id', 'stage', 'age_seconds', 'threshold_seconds', 'why', 'amount'];

eachOf(2, seedsOr(4))('open leads that do not move are those of the oracle: seed %i', async (seed) => {
  const input = generateStuck(seed);
  const { out } = await funnel(['stuck', folder(input.files), '-f', 'json', '--all', '--as-of', asOf]);
  const { rows, unknownAge } = stuckRows(input);
  expect(rowsOf(out, 'stuck').map((row) => COLUMNS.map((column) => row.get(column)))).toEqual(rows);
  expect([rows.length > 0, unknownAge > 0]).toEqual([true, true]);
});

it('what is hoped for from each is that of the lead that is said to stand behind it', async () => {
  const path = folder(generateStuck(2).files);
  const { count, off } = await inContext({ ...PLAIN, paths: [path], all: true, asOf }, multipliedOut);
  expect([count > 50, off]).toEqual([true, []]);
});
