import { describe, expect, it } from 'vitest';
import { reportRows } from '../cli/run.js';
import { exportsOf } from '../findings/data.js';

const path = exportsOf({
  leads: [
    { source: 'VK', status: 'Lost late', count: 3, reason: 'Слишком дорого' },
    { source: 'VK', status: 'Lost late', count: 2, reason: 'слишком дорого!' },
    { source: 'VK', status: 'Lost early', count: 5 },
    { source: 'Google', status: 'Lost early', count: 4, reason: 'Слишком дорого' },
    { source: 'Google', status: 'Won', count: 4, reason: 'Сомневался' },
    { source: 'Google', status: 'Lost early', count: 1, reason: 'Позвонить 8 916 123-45-67' },
  ],
  spend: [
    { source: 'VK', cost: 100 },
    { source: 'Google', cost: 90 },
  ],
});
const reasons = (...flags: string[]) => reportRows('reasons', path, ...flags);
const cells = async (columns: string[], ...flags: string[]) =>
  (await reasons(...flags)).map((row) => columns.map((column) => row.get(column)));

describe('reasons of leads that were lost', () => {
  it('are shares of their own source and stage, which add up, and cost what their leads did', {
    tags: 'slow',
  }, async () => {
    const columns = ['source', 'stage', 'reason', 'lost', 'share', 'money_spent'];
    expect(await cells(columns, '--by', 'source,stage')).toEqual([
      ['VK', 'lead', '(no reason given)', 5, 1, '50.00'],
      ['VK', 'proposal', 'Слишком дорого', 5, 1, '50.00'],
      ['Google', 'lead', 'Слишком дорого', 4, 0.8, '40.00'],
      ['Google', 'lead', 'Позвонить •••', 1, 0.2, '10.00'],
    ]);
    for (const by of ['source', 'stage', 'category', 'source,category']) {
      const shares = new Map<string, number>();
      for (const row of await reasons('--by', by)) {
        const own = by
          .split(',')
          .map((one) => row.get(one))
          .join();
        shares.set(own, (shares.get(own) ?? 0) + Number(row.get('share')));
      }
      for (const share of shares.values()) expect(share).toBeCloseTo(1, 5);
    }
  });

  it('stand in every spelling where somebody asks, people hidden all the same', { tags: 'slow' }, async () => {
    const folded = await cells(['reason', 'category', 'lost']);
    const unfolded = await cells(['reason', 'category', 'lost'], '--unfolded');
    expect(folded).toEqual([
      ['Слишком дорого', 'price', 9],
      ['(no reason given)', null, 5],
      ['Позвонить •••', null, 1],
    ]);
    expect(unfolded).toEqual([
      ['Слишком дорого', 'price', 7],
      ['(no reason given)', null, 5],
      ['слишком дорого!', 'price', 2],
      ['Позвонить •••', null, 1],
    ]);
  });
});
