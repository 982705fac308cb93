// Exact arithmetic for the oracle: fractions of BigInt, rounded only when shown, and half away from zero.

/** A fraction; `d` is positive. Null: unknown, or divided by zero. */
export type Ratio = { n: bigint; d: bigint } | null;

export const ratio = (n: bigint | number | null, d: bigint | number | null): Ratio => {
  if (n === null || d === null) return null;
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) return null;
  return bottom < 0n ? { n: -top, d: -bottom } : { n: top, d: bottom };
};

export const minus = (a: Ratio, b: Ratio): Ratio => (a && b ? { n: a.n * b.d - b.n * a.d, d: a.d * b.d } : null);
export const plus = (a: Ratio, b: Ratio): Ratio => (a && b ? { n: a.n * b.d + b.n * a.d, d: a.d * b.d } : null);
export const times = (a: Ratio, b: Ratio): Ratio => (a && b ? { n: a.n * b.n, d: a.d * b.d } : null);

/** Negative if a < b, positive if a > b, else 0. */
export const compare = (a: NonNullable<Ratio>, b: NonNullable<Ratio>): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const isBelow = (a: Ratio, b: Ratio): boolean => a !== null && b !== null && compare(a, b) < 0;

/** `0.35`, `35%` or a number, exactly as it is written. */
export const fromDecimal = (value: string | number): NonNullable<Ratio> => {
  const match = /^(-?)(\d*)(?:\.(\d+))?\s*(%?)$/.exec(String(value).trim());
  if (!match) throw new Error(`not a decimal: ${value}`);
  const [, sign, whole = '', tail = '', percent] = match;
  const n = BigInt(`${whole}${tail}` || '0');
  return { n: sign ? -n : n, d: 10n ** BigInt(tail.length) * (percent ? 100n : 1n) };
};

/** n/d rounded to a whole number, half away from zero. */
export const divide = (n: bigint, d: bigint): bigint => {
  const size = ((n < 0n ? -n : n) * 2n + d) / (2n * d);
  return n < 0n ? -size : size;
};

/** A fraction with a fixed number of decimals: `1.005` with two is `1.01`. */
export const fixed = (value: Ratio, digits: number): string | null => {
  if (value === null) return null;
  const scaled = divide(value.n * 10n ** BigInt(digits), value.d);
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

export const asRate = (value: Ratio): number | null => (value === null ? null : Number(fixed(value, 6)) + 0);

const isqrt = (value: bigint): bigint => {
  if (value < 2n) return value;
  let x = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
};

const SCALE = 10n ** 30n;
const Z = (1959963984540054n * SCALE) / 10n ** 15n;

/** The 95 % Wilson interval of `hits` in `n`, to thirty digits. */
export const wilson = (hits: number, n: number): { low: Ratio; high: Ratio } => {
  if (n === 0) return { low: null, high: null };
  const [s, m] = [BigInt(hits), BigInt(n)];
  const z2 = (Z * Z) / SCALE;
  const root = isqrt((z2 + (4n * s * (m - s) * SCALE) / m) * SCALE);
  const middle = 2n * s * SCALE + z2;
  const half = (Z * root) / SCALE;
  const d = 2n * (m * SCALE + z2);
  return {
    low: s === 0n ? { n: 0n, d: 1n } : { n: middle - half, d },
    high: s === m ? { n: 1n, d: 1n } : { n: middle + half, d },
  };
};
