import { daysOfPeriod, isDay, shiftDay } from './dates.js';
import { monthNamed } from './months.js';
import { weekOf } from './periods.js';

// Other ways in which people write days, and what they probably mean. Nothing is read this way: an error proposes it.

const two = (digits: string): string => digits.padStart(2, '0');
const days = (...found: [year: string, month: string, day: string][]): string[] => [
  ...new Set(found.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`).filter(isDay)),
];

/**
 * `01.10.2026`, `2026/10/1` and `20261001` mean `2026-10-01`; `10/01/2026` may be either of two days; `2026-10-32` means
 * the last day of its month.
 */
export function daysMeant(written: string): string[] {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,2})$/.exec(written) ?? [];
  if (year) return days(lastUpTo(year, month, day));
  const [, first = '', mark, second = '', last = ''] =
    /^(\d{1,2})([-./ ])(\d{1,2})\2((?:20)?\d\d)$/.exec(written) ?? [];
  const full = last.length === 2 ? `20${last}` : last;
  return mark === '.' ? days([full, second, first]) : days([full, second, first], [full, first, second]);
}

/** A month has no 32nd: its last day is the nearest. */
const lastUpTo = (year: string, month: string, day: string): [string, string, string] => {
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return [year, month, String(Math.min(Number(day), last))];
};

const NOW = /^(?:now|today|tomorrow|yesterday|сейчас|сегодня|завтра|вчера)$/iu;
const PAST = /^(?:last|previous|prev|last-whole|прошл\p{L}*|предыдущ\p{L}*)$/iu;
const PRESENT = /^(?:this|current|now|эт\p{L}*|текущ\p{L}*)$/iu;

/** Whether a word asks the clock, which is never read for a number. */
export const asksTheClock = (written: string): boolean => NOW.test(written.trim());

/** `last` is the period before that of the as-of day, `this` is the one it lies in. */
const besideAsOf = (written: string, asOf: string | null, periodOf: (day: string) => string): string | undefined => {
  if (asOf === null) return undefined;
  const present = periodOf(asOf.slice(0, 10));
  if (PRESENT.test(written)) return present;
  return PAST.test(written) ? periodOf(shiftDay(daysOfPeriod(present)?.from ?? asOf.slice(0, 10), -1)) : undefined;
};

/** `10.2026`, `2026/10` and `October 2026` mean `2026-10`; a missing year is that of the exports. */
export function monthMeant(written: string, asOf: string | null): string | undefined {
  const beside = besideAsOf(written.trim(), asOf, (day) => day.slice(0, 7));
  if (beside !== undefined) return beside;
  const words = written.trim().split(/[-./\s]+/);
  const year = words.find((word) => /^\d{4}$/.test(word)) ?? asOf?.slice(0, 4);
  const [word = '', ...others] = words.filter((one) => one !== year);
  const number = /^\d{1,2}$/.test(word) ? Number(word) : monthNamed(word);
  return year === undefined || others.length > 0 || number < 1 || number > 12
    ? undefined
    : `${year}-${two(String(number))}`;
}

/** `W40`, `40` and `2026-40` are `2026-W40`. */
export function weekMeant(written: string, asOf: string | null): string | undefined {
  const beside = besideAsOf(written.trim(), asOf, weekOf);
  if (beside !== undefined) return beside;
  const [match, year = asOf?.slice(0, 4), week = ''] = /^(?:(\d{4})[-./ ]?)?w?-?(\d{1,2})$/i.exec(written.trim()) ?? [];
  return match && year !== undefined && Number(week) >= 1 && Number(week) <= 53 ? `${year}-W${two(week)}` : undefined;
}

const UNITS: [RegExp, string, number][] = [
  [/^(?:d|days?|д|дн\p{L}*|день)$/iu, 'd', 1],
  [/^(?:w|weeks?|нед\p{L}*|н)$/iu, 'w', 1],
  [/^(?:m|months?|мес\p{L}*|м)$/iu, 'm', 1],
  [/^(?:q|quarters?|кв\p{L}*)$/iu, 'm', 3],
  [/^(?:y|years?|год\p{L}*|лет|г)$/iu, 'm', 12],
];

/** `30` is `30d`, `week` is `1w`, `2 years` are `24m`. */
export function lengthMeant(written: string): string | undefined {
  const [match, count = '1', unit = 'd'] = /^(\d{1,3})?\s*(\p{L}+)?$/u.exec(written.trim()) ?? [];
  const found = UNITS.find(([names]) => names.test(unit));
  return !match || !found || Number(count) < 1 ? undefined : `${Number(count) * found[2]}${found[1]}`;
}
