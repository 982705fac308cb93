import { describe, expect, it } from 'vitest';
import { askingOnce, type Group } from '../../src/facts/cube-memo.js';
import { exact } from '../../src/model/exact.js';

const group = (keys: Record<string, string>, ...sums: (number | null)[]): Group => ({
  keys: new Map(Object.entries(keys)),
  sums: sums.map((sum) => (sum === null ? null : exact(sum))),
});
const plain = (groups: readonly Group[]) =>
  groups.map(({ keys, sums }) => [[...keys].join(' '), ...sums.map((sum) => (sum === null ? null : Number(sum.num)))]);

const FINE = [
  group({ source: 'VK', campaign: 'a' }, 1, 10),
  group({ source: 'VK', campaign: 'b' }, 2, null),
  group({ source: 'Radio', campaign: 'c' }, 4, null),
];

/** What was asked of the engine, in order. */
function asking(answer: (keys: readonly string[]) => Group[] | null) {
  const asked: string[] = [];
  return {
    asked,
    ask: async (keys: readonly string[], most?: number) => {
      asked.push(keys.join(','));
      return answer(keys)?.slice(0, most) ?? null;
    },
  };
}

describe('a question that was asked', () => {
  it('is not asked again, in whatever order its keys are named', async () => {
    const { ask, asked } = asking(() => FINE);
    const cube = askingOnce(ask, []);
    expect(await cube(['source', 'campaign'])).toBe(await cube(['campaign', 'source']));
    expect(asked).toEqual(['source,campaign']);
  });

  it('answers every coarser one: unknown and something is that something, unknown alone stays unknown', async () => {
    const { ask, asked } = asking(() => FINE);
    const cube = askingOnce(ask, [['source', 'campaign']]);
    expect(plain(await cube(['source']))).toEqual([
      ['source,VK', 3, 10],
      ['source,Radio', 4, null],
    ]);
    expect(plain(await cube([]))).toEqual([['', 7, 10]]);
    expect(asked).toEqual(['source,campaign']);
  });

  it('and cannot be told apart answers no coarser one', async () => {
    const { ask, asked } = asking((keys) => (keys.includes('manager') ? null : [group({ source: 'VK' }, 5)]));
    const cube = askingOnce(ask, [['manager', 'source']]);
    expect(await cube(['source', 'manager'])).toEqual([]);
    expect(plain(await cube(['source']))).toEqual([['source,VK', 5]]);
    expect(asked).toEqual(['manager,source', 'source,manager', 'source']);
  });

  it('and has too many groups to be put together here answers no coarser one', async () => {
    const many = Array.from({ length: 50_001 }, (_, at) => group({ source: 'VK', campaign: String(at) }, 1));
    const { ask, asked } = asking((keys) => (keys.length > 1 ? many : [group({ source: 'VK' }, 50_001)]));
    const cube = askingOnce(ask, [['source', 'campaign']]);
    expect(plain(await cube(['source']))).toEqual([['source,VK', 50_001]]);
    expect(await cube(['source', 'campaign'])).toHaveLength(50_001);
    expect(asked).toEqual(['source,campaign', 'source', 'source,campaign']);
  });
});
