/** As many that come or do not, each by itself and as likely as the others. */
export interface Trials {
  readonly count: number;
  readonly chance: number;
}

/** How many come in all: on average, and the numbers that one time in twenty no more do, and one in twenty more. */
export interface Expected {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How many of them come: exactly (Poisson-binomial), by adding one kind of trials after the other. Nothing is drawn, and the
 * same trials in another order give the same numbers.
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

/** How likely each number is, from `from` on; what is less likely than `NOTHING` at either end is left out. */
interface Shares {
  readonly from: number;
  readonly of: Float64Array;
}

const NONE: Shares = { from: 0, of: Float64Array.of(1) };
const NOTHING = 1e-20;

/** Each number by the one beside it, from the most likely on, so that nothing grows beyond a double. */
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
