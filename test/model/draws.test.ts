import { describe, expect, it } from 'vitest';
import { compoundDraws, DRAWS, middleOf } from '../../src/model/figures/compound-draws.js';
import { countInterval, dispersion, priceInterval } from '../../src/model/figures/price-interval.js';
import { integersOf } from '../../src/model/integer-random.js';

const Z = 1.959963984540054;

describe('the interval of a price', () => {
  it.each([
    [1, 1],
    [10, 1],
    [38, 1],
    [250, 1.7],
    [4000, 3],
  ])(
    'of %i with φ %d ends where the count is as far from its mean as chance goes: looked for by halves',
    (count, phi) => {
      const isFar = (mean: number) => (count - mean) ** 2 > Z * Z * phi * mean;
      const edge = (inside: number, outside: number) => {
        let [a, b] = [inside, outside];
        for (let step = 0; step < 200; step++) [a, b] = isFar((a + b) / 2) ? [a, (a + b) / 2] : [(a + b) / 2, b];
        return a;
      };
      const { low, high } = countInterval(count, phi);
      expect(low).toBeCloseTo(edge(count, 1e-12), 6);
      expect(high).toBeCloseTo(edge(count, count * 50 + 100), 6);
    },
  );

  it('is wider where the count varies more from day to day, and never narrower than of independent leads', () => {
    expect(dispersion([3, 3, 3, 3])).toBe(1);
    expect(dispersion([0, 6, 0, 6])).toBe(4);
    expect(dispersion([])).toBe(1);
    const [even, uneven] = [priceInterval(1200, [3, 3, 3, 3]), priceInterval(1200, [0, 6, 0, 6])];
    expect([even?.value, uneven?.value]).toEqual([100, 100]);
    expect(uneven?.low).toBeLessThan(even?.low as number);
    expect(uneven?.high).toBeGreaterThan(even?.high as number);
    expect(priceInterval(1200, [0, 0])).toBeNull();
  });
});

describe('draws of deals', () => {
  const deals = [100, 250, 250, 900, 4000].map((amount) => ({ amounts: [amount, 1], count: 8 }));

  it('have the mean and the variance of a compound Poisson sum: Σx and Σx²', () => {
    const [sums] = compoundDraws(deals, 'a seed', 2) as [Float64Array];
    const mean = sums.reduce((a, b) => a + b, 0) / DRAWS;
    const sd = Math.sqrt(sums.reduce((a, b) => a + (b - mean) ** 2, 0) / (DRAWS - 1));
    const [expected, spread] = [44_000, Math.sqrt(8 * (100 ** 2 + 2 * 250 ** 2 + 900 ** 2 + 4000 ** 2))];
    expect(Math.abs(mean - expected)).toBeLessThan((4 * spread) / Math.sqrt(DRAWS));
    expect(sd / spread).toBeGreaterThan(0.93);
    expect(sd / spread).toBeLessThan(1.07);
  });

  it('are the same in whatever order the deals come, alike ones together or apart, and others by another seed', () => {
    const [sums] = compoundDraws(deals, 'a seed', 2);
    const apart = deals.flatMap(({ amounts, count }) => Array.from({ length: count }, () => ({ amounts, count: 1 })));
    expect(compoundDraws(apart.toReversed(), 'a seed', 2)[0]).toEqual(sums);
    expect(compoundDraws(deals, 'another', 2)[0]).not.toEqual(sums);
    const alike = [1, 3, 2].map((earned) => ({ amounts: [100, earned], count: 2 }));
    expect(compoundDraws(alike.toReversed(), 'a seed', 2)).toEqual(compoundDraws(alike, 'a seed', 2));
  });

  it('leave as many beyond the one end of the middle as beyond the other', () => {
    const all = Float64Array.from({ length: DRAWS }, (_, at) => at);
    expect(middleOf(all)).toEqual({ low: 49, high: 1950 });
    const turned = middleOf(all.map((one) => -one));
    expect([-turned.high, -turned.low]).toEqual([49, 1950]);
  });
});

it('whole numbers of a seed are those of xoshiro128**, by splitmix32 of FNV-1a, worked out in BigInt a second time', () => {
  const M = 0xffffffffn;
  const rotated = (word: bigint, by: bigint) => ((word << by) | (word >> (32n - by))) & M;
  let hash = 0x811c9dc5n;
  for (const letter of '2026-10, VK') hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) & M;
  const state = Array.from({ length: 4 }, () => {
    hash = (hash + 0x9e3779b9n) & M;
    let z = hash ^ (hash >> 16n);
    z = (z * 0x21f0aaadn) & M;
    z ^= z >> 15n;
    z = (z * 0x735a2d97n) & M;
    return z ^ (z >> 15n);
  }) as [bigint, bigint, bigint, bigint];
  const next = integersOf('2026-10, VK');
  for (let round = 0; round < 50; round++) {
    const [a, b, c, d] = state;
    expect(next()).toBe(Number((rotated((b * 5n) & M, 7n) * 9n) & M));
    const [e, f] = [c ^ a, d ^ b];
    state.splice(0, 4, a ^ f, b ^ e, e ^ ((b << 9n) & M), rotated(f, 11n));
  }
});
