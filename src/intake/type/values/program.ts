/**
 * How cells of a shape become values without an engine: for each digit of the value, from the last to the first, its byte
 * in the cell; null where there is none. What no program can read is left to the SQL of a reading.
 */
export type Program =
  /** Microseconds since 1970, from the digits `yyyyMMddHHmmss`. */
  | { of: 'moment'; digits: readonly (number | null)[] }
  /** The digits as a whole number, times `factor`. */
  | { of: 'number'; digits: readonly number[]; factor: bigint };

/** `%d.%m.%Y %H:%M` over `00.00.0000 00:00`: where the parts of a moment stand; undefined where the shape is not so written. */
export function momentProgram(format: string, shape: string): Program | undefined {
  const parts = new Map<string, number[]>();
  let at = 0;
  for (const [token, part] of format.matchAll(/%(.)|[^%]/gu)) {
    if (part === undefined) {
      if (shape[at++] !== token) return undefined;
      continue;
    }
    const digits = DIGITS[part];
    const there = /^0*/.exec(shape.slice(at))?.[0].length ?? 0;
    if (digits === undefined || there < 1 || there > digits || (part === 'Y' && there < digits)) return undefined;
    parts.set(part, [
      ...Array.from({ length: digits - there }, () => null as never),
      ...Array.from({ length: there }, (_, digit) => at + digit),
    ]);
    at += there;
  }
  if (at !== shape.length || !['Y', 'm', 'd'].every((part) => parts.has(part))) return undefined;
  const digits = Object.entries(DIGITS).flatMap(([part, length]) => parts.get(part) ?? new Array(length).fill(null));
  return { of: 'moment', digits };
}

/** Parts of a moment by the order of their size. */
const DIGITS: Record<string, number> = { Y: 4, m: 2, d: 2, H: 2, M: 2, S: 2 };

/** An amount has room for so many digits before the mark; behind it so many are kept. */
const [MOST_WHOLE, MOST_FRACTION, MOST_DIGITS] = [12, 6, 16];

/**
 * The number of an approved shape, in units of `10^-scale`, from all its digits. Undefined where the engine would round
 * or refuse it.
 */
export function numberProgram(
  shape: string,
  { mark, isNegative, scale }: { mark: '.' | ',' | null; isNegative: boolean; scale: number },
): Program | undefined {
  const parts = mark === null ? [shape] : shape.split(mark);
  const [whole = '', fraction = ''] = parts.map((part) => part.replace(/[^0]/g, ''));
  const isWritten = parts.length === 1 || (parts.length === 2 && whole !== '' && /^0/.test(parts[1] ?? ''));
  if (!isWritten || whole === '' || whole.length > MOST_WHOLE || whole.length + fraction.length > MOST_DIGITS)
    return undefined;
  if (fraction.length > Math.min(MOST_FRACTION, scale)) return undefined;
  const digits = [...Buffer.from(shape)].flatMap((byte, at) => (byte === ZERO ? [at] : []));
  const factor = 10n ** BigInt(scale - fraction.length);
  return { of: 'number', digits, factor: isNegative ? -factor : factor };
}

const ZERO = 0x30;
