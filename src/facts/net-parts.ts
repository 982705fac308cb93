import { compareWords } from '../model/compare-words.js';
import type { Vat } from '../model/settings.js';

/** The part of an amount that counts, as a fraction, from a day on; day null: always. */
export interface NetPart {
  from: string | null;
  num: bigint;
  den: bigint;
}

/**
 * The parts by VAT, in the order of the days. VAT of 20 % within an amount: 100/120 of it counts. Added to an amount
 * without: 120/100.
 */
export function netParts(vat: Vat | undefined): NetPart[] {
  if (vat === undefined || vat === 'excluded' || vat === 'added') return [{ from: null, num: 1n, den: 1n }];
  if (typeof vat !== 'string')
    return [...vat].sort(([a], [b]) => compareWords(a, b)).map(([from, share]) => ({ from, ...within(share) }));
  const [, added] = /^added (.+)$/.exec(vat) ?? [];
  const { num, den } = within(added ?? vat);
  return [added === undefined ? { from: null, num, den } : { from: null, num: den, den: num }];
}

export const isWhole = (parts: readonly NetPart[]): boolean => parts.every(({ num, den }) => num === den);

function within(share: string): { num: bigint; den: bigint } {
  const [whole = '0', fraction = ''] = share.split('.');
  const num = 10n ** BigInt(fraction.length);
  return { num, den: num + BigInt(whole + fraction) };
}
