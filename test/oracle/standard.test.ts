import { expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { inContext, multipliedOut, PLAIN } from '../explain/multiplied.js';
import { eachOf, seedsOr } from '../given.js';
import { generateStandard, matrixRows, standardRows } from './standard.js';

eachOf(2, seedsOr(4))(
  'leads by the standard, and what sales made of them, are what the oracle says: seed %i',
  async (seed) => {
    const { rows, files } = generateStandard(seed);
    const path = folder(files);
    for (const [report, wanted] of [
      ['standard', standardRows],
      ['standard_matrix', matrixRows],
    ] as const) {
      const { out } = await funnel([report, path, '-f', 'json', '--all']);
      expect(rowsOf(out, report).map((row) => [...row.values()])).toEqual(wanted(rows));
      const bySource = await funnel([report, path, '-f', 'json', '--all', '--by', 'source']);
      const ofVk = rowsOf(bySource.out, report).filter((row) => row.get('source') === 'VK');
      const own = wanted(rows.filter(({ Source }) => Source === 'VK'));
      const expected = report === 'standard' ? own : own.slice(0, -1);
      expect(ofVk.map((row) => [...row.values()].slice(1))).toEqual(expected);
    }
  },
);

it('each number of both is that of the leads that are said to stand behind it', async () => {
  const path = folder(generateStandard(5).files);
  const { count, off } = await inContext({ ...PLAIN, paths: [path], all: true, by: ['source'] }, multipliedOut);
  expect([count > 100, off]).toEqual([true, []]);
});
