import { describe, expect, it } from 'vitest';
import { expectedOf, type Trials } from '../../src/model/poisson-binomial.js';
import { stillToCome } from '../../src/model/still-to-come.js';
import { makeRandom } from '../oracle/random.js';

/** The probability of each number, by going through all ways in which each one comes or not. */
function byEnumeration(chances: readonly number[]): number[] {
  const shares = Array<number>(chances.length + 1).fill(0);
  for (let way = 0; way < 2 ** chances.length; way++) {
    let [share, count] = [1, 0];
    for (const [at, chance] of chances.entries()) {
      const comes = ((way >> at) & 1) === 1;
      share *= comes ? chance : 1 - chance;
      count += Number(comes);
    }
    shares[count] = (shares[count] ?? 0) + share;
  }
  return shares;
}

function percentile(shares: readonly number[], part: number): number {
  let sum = 0;
  return shares.findIndex((share) => {
    sum += share;
    return sum >= part - 1e-12;
  });
}

const each = (chances: readonly number[]): Trials[] => chances.map((chance) => ({ count: 1, chance }));

describe('how many are expected', () => {
  it('is what every way in which they may come adds up to, whatever their chances', () => {
    for (const seed of Array.from({ length: 40 }, (_, at) => at + 1)) {
      const random = makeRandom(seed);
      const chances = Array.from({ length: random.int(0, 12) }, () => random.int(0, 20) / 20);
      const shares = byEnumeration(chances);
      const { mean, low, high } = expectedOf(each(chances));
      expect([low, high], `seed ${seed}`).toEqual([percentile(shares, 0.05), percentile(shares, 0.95)]);
      expect(mean).toBeCloseTo(
        shares.reduce((sum, share, count) => sum + share * count, 0),
        9,
      );
    }
  });

  it('is the binomial of the textbooks where all are alike', () => {
    // Tables of the binomial: P(X ≤ 5) = 0.0207 and P(X ≤ 6) = 0.0577 of 20 at one half; P(X ≤ 13) = 0.9423, P(X ≤ 14) = 0.9793.
    expect(expectedOf([{ count: 20, chance: 0.5 }])).toEqual({ mean: 10, low: 6, high: 14 });
    // Of 10 at 0.3: 0.0282 none, 0.1493 one at most, 0.8497 four, 0.9527 five.
    expect(expectedOf([{ count: 10, chance: 0.3 }])).toEqual({ mean: 3, low: 1, high: 5 });
    // Of 10,000 at one half the deviation is 50: 1.645 of these on either side.
    expect(expectedOf([{ count: 10_000, chance: 0.5 }])).toEqual({ mean: 5000, low: 4918, high: 5082 });
  });

  it('depends neither on the order of those who may come, nor on how they are put together', () => {
    const [some, others] = [
      { count: 300, chance: 0.01 },
      { count: 40, chance: 0.7 },
    ];
    const whole = expectedOf([some, others]);
    const apart = [others, { ...some, count: 100 }, { ...some, count: 200 }, { count: 0, chance: 0.4 }];
    expect(expectedOf(apart)).toEqual({ ...whole, mean: expect.closeTo(whole.mean, 9) });
  });

  it('is certain of who comes for sure and who never does', () => {
    expect(expectedOf([])).toEqual({ mean: 0, low: 0, high: 0 });
    expect(
      expectedOf([
        { count: 7, chance: 1 },
        { count: 9, chance: 0 },
      ]),
    ).toEqual({ mean: 7, low: 7, high: 7 });
  });
});

const DAY = 86_400;
type Life = readonly [days: number, end: 'open' | 'came' | 'lost'];

function chances(all: readonly Life[]): readonly number[] | null {
  const of = (which: Life[1]) =>
    all.flatMap(([days, end]) => (end === which ? [{ of: 1, at: Float64Array.of(days * DAY) }] : []));
  return stillToCome({ stages: 1, came: of('came'), lost: of('lost'), open: of('open') });
}
const often = (times: number, life: Life): Life[] => Array<Life>(times).fill(life);

describe('how likely an open lead is to come yet', () => {
  it('is the share of those who come later among those who had not come nor were lost, where nobody is open', () => {
    const found = chances([
      ...often(30, [2, 'came']),
      ...often(20, [5, 'lost']),
      ...often(10, [8, 'came']),
      ...often(40, [9, 'lost']),
    ]);
    // 40 of 100; after two days 10 of 70, after five 10 of 50, after eight nobody.
    expect(found?.map((one) => Number(one.toFixed(9)))).toEqual(
      [0.4, 0.4, 1 / 7, 1 / 7, 1 / 7, 0.2, 0.2, 0.2, 0, 0].map((one) => Number(one.toFixed(9))),
    );
  });

  it('hands on the share of those who drop out of sight to those who are watched longer', () => {
    const found = chances([
      ...often(40, [1, 'came']),
      ...often(30, [3, 'open']),
      ...often(15, [6, 'came']),
      ...often(15, [6, 'lost']),
      ...often(30, [7, 'open']),
    ]);
    // 130: 40 came, of the 90 left 30 drop out; of the 60 left 15 come, and as many are lost.
    expect(found?.map((one) => Number(one.toFixed(9)))).toEqual(
      [(40 + 90 * 0.25) / 130, 0.25, 0.25, 0.25, 0.25, 0.25, 0, 0].map((one) => Number(one.toFixed(9))),
    );
  });

  it('is unknown where thirty are never watched, and ends where thirty no longer are', () => {
    expect(chances(often(29, [3, 'came']))).toBeNull();
    expect(chances([...often(10, [3, 'came']), ...often(29, [9, 'open'])])).toHaveLength(4);
  });
});
