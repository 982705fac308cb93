import { type Exact, round } from '../model/exact.js';
import { trimZeros } from '../model/numbers.js';
import type { Kind } from '../model/sheet.js';

/**
 * A figure for programs: `0.343000` for a rate, `149523.45` for money. With a point, without groups, rounded half away
 * from zero.
 */
export function figure(value: Exact, kind: Kind): string {
  const digits = DECIMALS[kind];
  return digits === undefined ? trimZeros(round(value, 6)) : round(value, digits);
}

/** Kinds that are not listed have as many decimals as they need, up to six. */
const DECIMALS: Partial<Record<Kind, number>> = {
  count: 0,
  rank: 0,
  seconds: 0,
  credit: 6,
  money: 2,
  unit_cost: 4,
  rate: 6,
  points: 6,
  ratio: 6,
};
