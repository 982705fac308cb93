/**
 * An exact fraction. Every figure stays a fraction until it is written, so that nothing is rounded twice. The denominator
 * is positive. Fractions are not reduced, since they are only compared and written.
 */
export interface Exact {
  readonly num: bigint;
  readonly den: bigint;
}

export const exact = (num: bigint | number, den: bigint | number = 1n): Exact => {
  const [n, d] = [BigInt(num), BigInt(den)];
  if (d === 0n) throw new RangeError('an exact fraction has no zero denominator');
  return d < 0n ? { num: -n, den: -d } : { num: n, den: d };
};

export const isExact = (value: unknown): value is Exact =>
  typeof value === 'object' && value !== null && 'num' in value && 'den' in value;

export const add = (a: Exact, b: Exact): Exact =>
  a.den === b.den ? { num: a.num + b.num, den: a.den } : { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
export const subtract = (a: Exact, b: Exact): Exact =>
  a.den === b.den ? { num: a.num - b.num, den: a.den } : { num: a.num * b.den - b.num * a.den, den: a.den * b.den };
export const multiply = (a: Exact, b: Exact): Exact => ({ num: a.num * b.num, den: a.den * b.den });
/**
 * a / b; null where b is zero: a blank, never Infinity. Not made by `exact`, most of whose fractions stay: V8 lays down what
 * one place of the code makes among what stays if most of it did, and a quotient is written and gone.
 */
export function divide(a: Exact, b: Exact): Exact | null {
  if (b.num === 0n) return null;
  const [num, den] = a.den === b.den ? [a.num, b.num] : [a.num * b.den, a.den * b.num];
  return den < 0n ? { num: -num, den: -den } : { num, den };
}
export function compare(a: Exact, b: Exact): number {
  const [left, right] = a.den === b.den ? [a.num, b.num] : [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Reads a decimal literal (`-12.5`, `40`) as a fraction; throws on anything else. */
export function parseExact(literal: string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(literal);
  if (!match) throw new RangeError(`not a decimal number: ${literal}`);
  const [, sign, whole = '', fraction = ''] = match;
  return exact(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

/** A JavaScript number (an interval's bound, a norm) to nine decimals. */
export const fromNumber = (value: number): Exact => parseExact(value.toFixed(9));

/** Rounds to `digits` decimals, half away from zero: `round(exact(1n, 8n), 2)` is `0.13`. */
export function round(value: Exact, digits: number): string {
  if (value.den === 1n) return digits === 0 ? `${value.num}` : `${value.num}.${'0'.repeat(digits)}`;
  const scaled = value.num * (TENS[digits] ?? 10n ** BigInt(digits));
  const magnitude = scaled < 0n ? -scaled : scaled;
  const units = (magnitude * 2n + value.den) / (value.den * 2n);
  const padded = units.toString().padStart(digits + 1, '0');
  const sign = scaled < 0n && units > 0n ? '-' : '';
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** The powers of the decimals that columns have: to make one takes as long as all else of a cell. */
const TENS: readonly bigint[] = Array.from({ length: 7 }, (_, at) => 10n ** BigInt(at));

export const toNumber = (value: Exact, digits: number): number => Number(round(value, digits));
