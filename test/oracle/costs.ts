// What marketing costs besides advertising. The days of a month share an amount to the cent; the first days take what
// is left over.

import type { Config, Days } from './read.js';

/** The part of a cost on one day, in millionths; of a source, or of none (null). */
export interface CostOfDay {
  day: string;
  source: string | null;
  amount: bigint;
}

type Amounts = string | number | Record<string, string | number>;
type OfMonth = string | number | Record<string, unknown>;

const CENT = 10_000n;

const amountsOf = (amounts: Amounts): bigint[] =>
  (typeof amounts === 'object' ? Object.values(amounts) : [amounts]).map((written) => {
    const [whole = '', tail = ''] = String(written).split('.');
    return BigInt(whole + tail.padEnd(2, '0'));
  });

const bornBy = (of: OfMonth): [source: string | null, cents: bigint][] => {
  if (typeof of !== 'object') return amountsOf(of).map((one) => [null, one]);
  const { by, per: _, ...own } = of as { by?: { source: Record<string, Amounts> }; per?: string };
  const ofSources = Object.entries(by?.source ?? {}).flatMap(([source, amounts]) =>
    amountsOf(amounts).map((one): [string, bigint] => [source, one]),
  );
  return [...amountsOf(own as Amounts).map((one): [null, bigint] => [null, one]), ...ofSources];
};

export const costsOn = (config: Config, { from, to }: Days, sourceName: (text: string) => string): CostOfDay[] => {
  const costs = config.costs;
  const found: CostOfDay[] = [];
  if (costs === undefined) return found;
  for (
    let at = new Date(`${from}T00:00:00Z`);
    at.toISOString().slice(0, 10) <= to;
    at.setUTCDate(at.getUTCDate() + 1)
  ) {
    const day = at.toISOString().slice(0, 10);
    const ofMonth = 'per' in costs ? costs : costs[day.slice(0, 7)];
    if (ofMonth === undefined) continue;
    const length = BigInt(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate());
    for (const [source, cents] of bornBy(ofMonth as OfMonth)) {
      const part = cents / length + (BigInt(at.getUTCDate()) <= cents % length ? 1n : 0n);
      found.push({ day, source: source === null ? null : sourceName(source), amount: part * CENT });
    }
  }
  return found;
};
