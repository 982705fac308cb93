import { describe, expect, it } from 'vitest';
import { reportRows } from '../cli/run.js';
import { type Exports, exportsOf } from '../findings/data.js';

const MARKET: Exports = {
  leads: [
    { source: 'VK', status: 'Won', count: 2, budget: 100 },
    { source: 'VK', status: 'Lost', count: 3, reason: 'Дубль заявки' },
    { source: 'VK', status: 'Lost', count: 1, reason: 'Too dear' },
    { source: 'VK', status: 'New', count: 4, reason: 'Дубль заявки' },
    { source: 'Google', status: 'Lost', count: 2, reason: 'second card' },
  ],
  spend: [
    { source: 'VK', cost: 140 },
    { source: 'Google', cost: 50 },
  ],
};
const sources = async (exports: Exports) =>
  (await reportRows('sources', exportsOf(exports))).map((row) =>
    ['source', 'leads', 'repeats', 'duplicates', 'cpl', 'cpl_unique'].map((column) => row.get(column)),
  );

describe('leads that are others once more', () => {
  it('stay leads, and stand beside them: lost ones whose reason is a duplicate', { tags: 'slow' }, async () => {
    expect(await sources(MARKET)).toEqual([
      ['VK', 10, null, 3, '14.0000', '20.0000'],
      ['Google', 2, null, 0, '25.0000', '25.0000'],
      ['(paid)', 12, null, 3, '15.8333', '21.1111'],
      ['(total)', 12, null, 3, '15.8333', '21.1111'],
    ]);
  });

  it('by the category of the configuration too, whatever it is called, and not where it says another', {
    tags: 'slow',
  }, async () => {
    for (const name of ['duplicate', 'Дубли', 'Duplicates'])
      expect((await sources({ ...MARKET, yaml: `reasons: {${name}: [second card]}` }))[1]).toEqual([
        ...['Google', 2, null, 2, '25.0000', null],
      ]);
    expect((await sources({ ...MARKET, yaml: 'reasons: {Прочее: [Дубль заявки]}' }))[0]).toEqual([
      ...['VK', 10, null, 0, '14.0000', '14.0000'],
    ]);
  });

  it('are unknown where no export says why leads were lost', { tags: 'slow' }, async () => {
    expect((await sources({ ...MARKET, without: ['reason'] }))[0]).toEqual(['VK', 10, null, null, '14.0000', null]);
  });
});
