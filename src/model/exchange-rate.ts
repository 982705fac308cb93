import { type Exact, parseExact } from './exact.js';

/** What one unit of a currency is worth in the report's, in its own digits, on a day (`YYYY-MM-DD`) or, with null, on all. */
export interface Rate {
  currency: string;
  day: string | null;
  worth: Exact;
}

/** More would not fit beside an amount's own digits into the whole numbers that an engine multiplies exactly. */
export const MOST_DIGITS = 18;

/** `0.0000786` is 786 / 10,000,000: no digit is lost. Null where it is no number above zero, or has too many digits. */
export function worthOf(written: string): Exact | null {
  const [, whole = '', fraction = ''] = /^0*(\d*?)(?:\.(\d*?)0*)?$/.exec(written) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '' || digits.length > MOST_DIGITS || whole.length > 12 || fraction.length > 36) return null;
  return parseExact(`${whole || '0'}${fraction && `.${fraction}`}`);
}
