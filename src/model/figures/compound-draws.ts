import { integersOf } from '../integer-random.js';

/** As many times it is drawn anew what might have been earned. */
export const DRAWS = 2000;

/** A won deal, or several equal ones, in whole numbers (cents, deals), which add up exactly. */
export interface Drawn {
  readonly amounts: readonly number[];
  readonly count: number;
}

/**
 * What the deals of some leads might have come to by chance: each deal occurs a Poisson number of times. Gives `DRAWS`
 * sums for each kind of amount. `seed` names the leads. IDs and the order of rows have no influence, since deals are
 * taken in the order of their amounts.
 */
export function compoundDraws(deals: readonly Drawn[], seed: string, amounts: number): Float64Array[] {
  const sorted = deals.toSorted((a, b) => compareAmounts(a.amounts, b.amounts));
  const integer = integersOf(seed);
  const sums = Array.from({ length: amounts }, () => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw++)
    for (const { amounts: own, count } of sorted) {
      let times = 0;
      for (let one = 0; one < count; one++) times += poissonOfOne(integer());
      if (times > 0)
        for (let at = 0; at < amounts; at++) addTo(sums[at] as Float64Array, draw, times * (own[at] as number));
    }
  return sums;
}

function addTo(sums: Float64Array, draw: number, amount: number): void {
  sums[draw] = (sums[draw] as number) + amount;
}

function compareAmounts(a: readonly number[], b: readonly number[]): number {
  for (const [at, one] of a.entries()) if (one !== b[at]) return one - (b[at] as number);
  return 0;
}

/** How often something comes that is expected once, by 32 random bits. */
function poissonOfOne(bits: number): number {
  let times = 0;
  while (times < AT_MOST.length && bits >= (AT_MOST[times] as number)) times++;
  return times;
}

/** 2³² times the probability of at most 0, 1, 2 … occurrences: e⁻¹ (1 + 1 + 1/2 + 1/6 + …). */
const AT_MOST = [
  1580030169, 3160060337, 3950075422, 4213413783, 4279248374, 4292415292, 4294609778, 4294923276, 4294962463,
  4294966817, 4294967253, 4294967292,
];

/** The interval that holds 19 of 20 of some differences, leaving out equally many at both ends. */
export function middleOf(differences: Float64Array): { low: number; high: number } {
  const sorted = differences.toSorted();
  const beyond = Math.floor(differences.length / 40);
  return { low: sorted[beyond - 1] as number, high: sorted[differences.length - beyond] as number };
}
