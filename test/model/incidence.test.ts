import { describe, expect, it } from 'vitest';
import { type Ends, fitIncidences } from '../../src/model/aalen-johansen.js';
import { DAYS_TOLD } from '../../src/model/incidence.js';
import { makeRandom } from '../oracle/random.js';

/** How long somebody was watched, and how it ended: 0 still watched, 1 came, 2 lost. */
type Life = readonly [seconds: number, end: 0 | 1 | 2];
const DAY = 86_400;

/** Of the second of two stages; to the first everyone comes who is lost here, and is open who comes. */
function incidence(lives: readonly Life[]) {
  const of = (stages: number, ...ends: Life[1][]): Ends => ({
    of: stages,
    at: Float64Array.from(lives.flatMap(([seconds, end]) => (ends.includes(end) ? [seconds] : []))),
  });
  const [, found] = fitIncidences({
    stages: 2,
    came: [of(2, 1), of(1, 2)],
    lost: [of(2, 2)],
    open: [of(1, 1), of(3, 0)],
  });
  if (!found) throw new Error('there are two stages');
  return found;
}

/** F by another road: each life that ends gives an equal part of its mass to all that are watched longer, in exact fractions. */
function byRedistribution(lives: readonly Life[], until: number): number {
  // Who is open leaves after those whose life ended at the same moment.
  const order = lives.toSorted(([a, one], [b, other]) => a - b || Number(one === 0) - Number(other === 0));
  let [num, den] = [0n, 1n];
  let [massNum, massDen] = [1n, BigInt(lives.length)];
  for (const [at, [seconds, end]] of order.entries()) {
    if (seconds > until) break;
    const rest = BigInt(order.length - at - 1);
    if (end === 1) [num, den] = [num * massDen + massNum * den, den * massDen];
    if (end === 0 && rest > 0n) [massNum, massDen] = [massNum * (rest + 1n), massDen * rest];
    const by = gcd(num, den);
    [num, den] = [num / by, den / by];
    const shared = gcd(massNum, massDen);
    [massNum, massDen] = [massNum / shared, massDen / shared];
  }
  const digits = 10n ** 18n;
  return Number((num * digits) / den) / 1e18;
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** Transplants of Scrucca, Santucci and Aversa (2010), months and ends: 1 died of the treatment, 2 fell ill again. */
const TRANSPLANTS: Life[] = (
  '13 2,1 1,72 0,7 2,8 2,67 0,9 2,5 2,70 0,4 0,7 0,68 0,1 2,10 2,7 2,3 1,4 1,4 1,3 1,3 1,22 2,8 1,2 2,0 2,0 1,35 0,35 0,' +
  '4 2,14 2,26 2,3 2,2 0,8 0,32 0,12 1'
)
  .split(',')
  .map((one) => one.split(' ').map(Number) as unknown as Life);

/** Every life as often as it takes to be heard: the shares stay as they are. */
const often = (lives: readonly Life[]): Life[] => lives.flatMap((life) => Array<Life>(30).fill(life));
const inDays = (lives: readonly Life[]): Life[] => lives.map(([days, end]) => [days * DAY, end]);

describe('incidence', () => {
  it('is that of published transplants, with ends of one month and at the very first moment', () => {
    const { after, ...rest } = incidence(often(inDays(TRANSPLANTS)));
    // One of 35 died at once and one fell ill again; of the 33 left one of each in the first month.
    expect(after[0]).toBeCloseTo(1 / 35 + (33 / 35) * (1 / 33), 12);
    const wanted = [1, 7, 14, 30, 60].map((days) => byRedistribution(TRANSPLANTS, days));
    expect(after.slice(0, 5).map((one) => Number(one?.toFixed(9)))).toEqual(
      wanted.map((one) => Number(one.toFixed(9))),
    );
    // The last are watched for 72 months: nothing is said of 90.
    expect(after[5]).toBeNull();
    expect(rest).toEqual({ horizon: 72 * DAY, dated: 270, ninetieth: 12 * DAY });
  });

  it('is one minus the product of who stays where nobody is lost, and a plain share where nobody is open', () => {
    const kept: Life[] = [
      [1, 1],
      [2, 0],
      [3, 1],
      [5, 0],
      [8, 1],
    ];
    const { after: product } = incidence(often([...inDays(kept), [95 * DAY, 0]]));
    expect(product[5]).toBeCloseTo(1 - (5 / 6) * (3 / 4) * (1 / 2), 12);
    const ended: Life[] = [
      [1, 1],
      [2, 2],
      [3, 1],
      [5, 2],
      [95, 2],
    ];
    expect(incidence(often(inDays(ended))).after).toEqual(
      [0.2, 0.4, 0.4, 0.4, 0.4, 0.4].map((one) => expect.closeTo(one, 12)),
    );
  });

  it('says nothing beyond the time up to which thirty are watched', () => {
    const lives: Life[] = Array.from({ length: 40 }, (_, at): Life => [(at + 1) * DAY, at % 2 === 0 ? 1 : 0]);
    const found = incidence(lives);
    // The thirtieth from the end is the eleventh.
    expect(found.horizon).toBe(11 * DAY);
    expect(found.dated).toBe(6);
    expect(found.after.map((one) => one !== null)).toEqual([true, true, false, false, false, false]);
    expect(incidence(lives.slice(0, 29)).horizon).toBeNull();
  });

  it('counts who comes at the moment at which others drop out of sight before these, at whatever part of the time that is', () => {
    // 61 of 122 seconds in 22 parts is the eleventh, to all digits of a double and by no more than the last of them.
    const often = (times: number, life: Life): Life[] => Array<Life>(times).fill(life);
    const lives: Life[] = [...often(4, [61, 0]), [61, 1], [100, 1], [121, 0], [122, 1], ...often(40, [2 * DAY, 0])];
    expect(incidence(lives).after[0]).toBeCloseTo(byRedistribution(lives, DAY), 12);
  });

  it('agrees with lives that hand their share on to all that are watched longer, whatever the lives', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const random = makeRandom(seed);
      const lives = Array.from(
        { length: random.int(1, 60) },
        (): Life => [
          random.int(0, random.pick([3, 40, 100])) * random.pick([1, DAY, DAY]),
          random.weighted([
            [0, 3],
            [1, 2],
            [2, 4],
          ] as const),
        ],
      );
      const { after, horizon } = incidence(often(lives));
      for (const [at, days] of DAYS_TOLD.entries()) {
        if (days * DAY > (horizon ?? -1)) expect(after[at], `seed ${seed}, ${days} days`).toBeNull();
        else expect(after[at], `seed ${seed}, ${days} days`).toBeCloseTo(byRedistribution(lives, days * DAY), 9);
      }
    }
  });
});
