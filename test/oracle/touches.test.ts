import { describe, expect, it } from 'vitest';
import { folder, funnel, rowsOf } from '../cli/run.js';
import { seedsOr } from '../given.js';
import { generateTouches } from './generate-touches.js';
import { credited } from './touches.js';

const MODELS = ['last-non-direct', 'first', 'last', 'linear', 'position', 'decay'];
const SHOWN = ['leads', 'lost', 'qualified', 'deals', 'won_deals', 'revenue', 'pipeline', 'cpl'];

const run = async (path: string, command: string, ...flags: string[]) => {
  const { code, out, err } = await funnel([command, path, '--all', '-f', 'json', ...flags]);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out;
};

describe('leads that are split over their touches', () => {
  it.each(seedsOr(4))('are the same by the oracle: seed %i', async (seed) => {
    const input = generateTouches(seed);
    const path = folder(Object.fromEntries(input.files.map(({ name, text }) => [name, text])));
    for (const [at, model] of MODELS.entries()) {
      const by = (seed + at) % 3 === 0 ? (['campaign', 'source'] as const) : (['source'] as const);
      const own = by.length > 1 ? ['--by', 'campaign'] : [];
      const rows = rowsOf(await run(path, 'sources', '--attribution', model, ...own), 'sources');
      const shown = rows.flatMap((row): [string, unknown[]][] => {
        // What was spent and brought nobody has no credit.
        if (row.get('row') !== 'source' || (row.get('leads') === 0 && row.get('spend') !== null)) return [];
        const figures =
          by.length > 1 ? SHOWN.map((one) => (one === 'cpl' ? null : row.get(one))) : SHOWN.map((one) => row.get(one));
        return [[JSON.stringify(by.map((key) => row.get(key))), figures]];
      });
      expect([model, by, Object.fromEntries(shown)]).toEqual([model, by, credited(input, model, by)]);
    }
  });
});
