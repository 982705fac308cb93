import { add, divide, type Exact, exact, multiply, subtract } from '../exact.js';
import { type Measures, ZERO } from '../measures.js';
import { amountOf, type Comparison, groupOf, type Which } from './comparison.js';
import { evaluate } from './formula.js';
import { scopedOf } from './side.js';

/**
 * A change in two parts that add up to it: the effect of another mix of sources, and the effect of each source's own
 * rate.
 */
interface MixAndRate {
  readonly mix: Exact;
  readonly rate: Exact;
}

/**
 * For rates r = Σ w·r, with w the share of leads: mix = Σ Δw·r̄, rate = Σ w̄·Δr, with the means of both sides. For costs
 * c = S/Q, with y = Q/S = Σ u·y and u the share of spend: both parts of the change of y, times −c_a·c_b. A source that
 * one side lacks has the rate of the other side. Null where one side has no figure, or a source has results without any
 * spend.
 */
export function mixAndRate(row: Comparison): MixAndRate | null {
  const { way } = row.figure;
  const [a, b] = [amountOf(row, 'a'), amountOf(row, 'b')];
  if (a === null || b === null || (way !== 'rate' && way !== 'cost')) return null;
  const [before, after] = [partsOf(row, 'a'), partsOf(row, 'b')];
  if (!before || !after) return null;
  let [mix, rate] = [ZERO, ZERO];
  for (const source of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(source), after.get(source)];
    const [wasRate, isRate] = [was?.rate ?? is?.rate, is?.rate ?? was?.rate];
    if (!wasRate || !isRate) continue;
    const [wasShare, isShare] = [was?.share ?? ZERO, is?.share ?? ZERO];
    mix = add(mix, multiply(subtract(isShare, wasShare), mean(wasRate, isRate)));
    rate = add(rate, multiply(mean(wasShare, isShare), subtract(isRate, wasRate)));
  }
  if (way === 'rate') return { mix, rate };
  const turned = multiply(exact(-1), multiply(a, b));
  return { mix: multiply(turned, mix), rate: multiply(turned, rate) };
}

const mean = (one: Exact, other: Exact): Exact => multiply(exact(1, 2), add(one, other));

/** For each source its share of the denominator, and its part of the numerator; for costs the other way round. */
function partsOf(row: Comparison, which: Which): Map<string, { share: Exact; rate: Exact }> | null {
  const { formula } = row.figure.figure;
  if (formula.op !== 'over') return null;
  const [above, below] = row.figure.way === 'cost' ? [formula.right, formula.left] : [formula.left, formula.right];
  const side = row[which];
  const group = groupOf(row, which);
  const whole = evaluate(below, scopedOf(side, group.own));
  const parts = new Map<string, { share: Exact; rate: Exact }>();
  for (const [source, own] of ofGroup(side.sources, group.sources)) {
    const [some, of] = [above, below].map((one) => evaluate(one, scopedOf(side, asOfWhole(own))) ?? ZERO) as [
      Exact,
      Exact,
    ];
    const [share, rate] = [whole && divide(of, whole), divide(some, of)];
    if (share === null) return null;
    if (rate !== null) parts.set(source, { share, rate });
    else if (some.num !== 0n) return null;
  }
  return parts;
}

/** Where few values are unknown in all, many of one source may be: they count as in the whole, so that the parts add up. */
const asOfWhole = (own: Measures): Measures => ({ ...own, 'unknown_depth.qualified': null });

function* ofGroup(
  sources: ReadonlyMap<string, Measures>,
  only: readonly string[] | null,
): Generator<[source: string, own: Measures]> {
  for (const [source, own] of sources) if (only === null || only.includes(source)) yield [source, own];
}

/** How much the mix of sources has moved: half of the sum by which their shares of leads differ, from 0 to 1. */
export function movedMix(a: ReadonlyMap<string, Measures>, b: ReadonlyMap<string, Measures>): Exact | null {
  const [was, is] = [leadShares(a), leadShares(b)];
  if (!was || !is) return null;
  const all = [...new Set([...was.keys(), ...is.keys()])].map((source) => {
    const moved = subtract(is.get(source) ?? ZERO, was.get(source) ?? ZERO);
    return moved.num < 0n ? multiply(exact(-1), moved) : moved;
  });
  return multiply(exact(1, 2), all.reduce(add, ZERO));
}

function leadShares(sources: ReadonlyMap<string, Measures>): Map<string, Exact> | null {
  const whole = [...sources.values()].reduce((sum, { leads }) => add(sum, leads ?? ZERO), ZERO);
  if (whole.num === 0n) return null;
  return new Map(
    [...sources].map(([source, { leads }]): [string, Exact] => [source, divide(leads ?? ZERO, whole) ?? ZERO]),
  );
}
