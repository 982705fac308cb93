/** A number of trials, each independent and equally likely to succeed. */
export interface Trials {
  readonly count: number;
  readonly chance: number;
}

/** How many succeed in all: the mean, and the numbers that are exceeded downwards, and upwards, one time in twenty. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The exact distribution of successes (Poisson-binomial), adding one kind of trials after another. Nothing is random, and
 * the order of the trials does not change the numbers.
 */
export function expectedOf(trials: readonly Trials[]): Expected {
  const inOrder = trials.filter(({ count }) => count > 0).toSorted((a, b) => a.chance - b.chance || a.count - b.count);
  const shares = inOrder.reduce((sum, one) => convolved(sum, binomial(one)), NONE);
  return {
    mean: inOrder.reduce((sum, { count, chance }) => sum + count * chance, 0),
    low: percentile(shares, 0.05),
    high: percentile(shares, 0.95),
  };
}

/** The probabilities of the numbers from `from` on; at both ends those below `NOTHING` are left out. */
interface Shares {
  readonly from: number;
  readonly of: Float64Array;
}

const NONE: Shares = { from: 0, of: Float64Array.of(1) };
const NOTHING = 1e-20;

/** Each number from the one beside it, beginning with the most likely, so that nothing grows beyond a double. */
function binomial({ count, chance }: Trials): Shares {
  if (chance <= 0) return NONE;
  if (chance >= 1) return { from: count, of: NONE.of };
  const odds = chance / (1 - chance);
  const peak = Math.min(count, Math.floor((count + 1) * chance));
  const above: number[] = [];
  for (let [at, share] = [peak, 1]; share > NOTHING && at <= count; at++) {
    above.push(share);
    share *= ((count - at) / (at + 1)) * odds;
  }
  const below: number[] = [];
  for (let [at, share] = [peak, 1]; at > 0; at--) {
    share *= at / (count - at + 1) / odds;
    if (share <= NOTHING) break;
    below.push(share);
  }
  const of = Float64Array.from([...below.reverse(), ...above]);
  const all = of.reduce((sum, one) => sum + one, 0);
  return { from: peak - below.length, of: of.map((one) => one / all) };
}

function convolved(a: Shares, b: Shares): Shares {
  const of = new Float64Array(a.of.length + b.of.length - 1);
  for (const [at, share] of a.of.entries())
    for (let other = 0; other < b.of.length; other++)
      of[at + other] = (of[at + other] as number) + share * (b.of[other] as number);
  const first = of.findIndex((one) => one > NOTHING);
  const last = of.findLastIndex((one) => one > NOTHING);
  return { from: a.from + b.from + first, of: of.slice(first, last + 1) };
}

/** The smallest number that as large a part does not exceed. */
function percentile({ from, of }: Shares, part: number): number {
  let sum = 0;
  const at = of.findIndex((share) => {
    sum += share;
    return sum >= part - ROUNDING;
  });
  return from + at;
}

/** What a sum of doubles may lack of a whole part. */
const ROUNDING = 1e-12;
