import { type Exact, parseExact } from './exact.js';

/**
 * The value of one unit of a currency in the report's, digits as written, on a day (`YYYY-MM-DD`); day null: on all days.
 */
export interface Rate {
  currency: string;
  day: string | null;
  worth: Exact;
}

/** With more digits, an amount times the rate might not fit into the whole numbers that an engine multiplies exactly. */
export const MOST_DIGITS = 18;

/**
 * `0.0000786` is 786 / 10,000,000, without losing a digit. Null where it is not a number above zero, or has too many
 * digits.
 */
export function worthOf(written: string): Exact | null {
  const [, whole = '', fraction = ''] = /^0*(\d*?)(?:\.(\d*?)0*)?$/.exec(written) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '' || digits.length > MOST_DIGITS || whole.length > 12 || fraction.length > 36) return null;
  return parseExact(`${whole || '0'}${fraction && `.${fraction}`}`);
}
