import { isDay } from '../../model/dates.js';

/** The days that an export covers, both included. */
export interface Days {
  from: string;
  to: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `July 8, 2025`, `8 Jul 2025`, `01.03.2026`, `2026-03-01`, `2026.03.01`, `20260301`. A slash date says neither day nor month. */
const DAYS = [
  '([A-Z][a-z]{2,8})\\.? (\\d{1,2}), (\\d{4})',
  '(\\d{1,2}) ([A-Z][a-z]{2,8}) (\\d{4})',
  '(\\d{2})\\.(\\d{2})\\.(\\d{4})',
  '(\\d{4})[-._](\\d{2})[-._](\\d{2})',
  '(20\\d{2})(\\d{2})(\\d{2})',
];
/** An underscore ends a word in a file's name, though `\b` takes it for a letter. */
const DAY = new RegExp(`(?<![A-Za-z\\d])(?:${DAYS.join('|')})(?![A-Za-z\\d])`, 'g');

/** Day and month of a date with one of these between them could stand in either order: `9/30/2026` says in which. */
const EITHER = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2\d{4}(?!\d)/g;

/** Which order the dates above a header prove, by their separator: one part of some is above 12. */
export function orderIn(preamble: readonly string[]): Map<string, { dayFirst: boolean; monthFirst: boolean }> {
  const found = new Map<string, { dayFirst: boolean; monthFirst: boolean }>();
  for (const [, first, separator = '', second] of preamble.flatMap((line) => [...line.matchAll(EITHER)])) {
    const seen = found.get(separator) ?? { dayFirst: false, monthFirst: false };
    found.set(separator, {
      dayFirst: seen.dayFirst || (Number(first) > 12 && Number(second) <= 12),
      monthFirst: seen.monthFirst || (Number(second) > 12 && Number(first) <= 12),
    });
  }
  return found;
}

/** The period out of the lines above a header, or of a file's name: one line with two days, or two lines with one each (start, end). */
export function periodIn(preamble: readonly string[]): Days | null {
  const order = orderIn(preamble).get('/');
  const inOrder = order && order.dayFirst !== order.monthFirst ? (order.dayFirst ? 'dmy' : 'mdy') : null;
  const found = preamble.map((line) => [
    ...[...line.matchAll(DAY)].flatMap((match) => dayOf(match) ?? []),
    ...(inOrder === null ? [] : [...line.matchAll(SLASHED)].flatMap((match) => slashed(match, inOrder) ?? [])),
  ]);
  const range = found.find((days) => days.length === 2);
  const single = found.filter((days) => days.length === 1).flat();
  const [from, to] = range ?? (single.length === 2 ? single : []);
  return from !== undefined && to !== undefined && from <= to ? { from, to } : null;
}

const SLASHED = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g;

function slashed([, first = '', second = '', year]: readonly string[], order: 'dmy' | 'mdy'): string | undefined {
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

/** The one day that a file's name states: `amocrm_export_leads_2026-10-31.csv`. */
export function dayIn(name: string): string | null {
  const [day, ...more] = [...name.matchAll(DAY)].flatMap((match) => dayOf(match) ?? []);
  return day !== undefined && more.length === 0 ? day : null;
}

function dayOf([, m1, d1, y1, d2, m2, y2, d3, m3, y3, y4, m4, d4, y5, m5, d5]: readonly string[]): string | undefined {
  const month = (word: string | undefined) => MONTHS.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1;
  const [year, number, day] = y1
    ? [y1, month(m1), d1]
    : y2
      ? [y2, month(m2), d2]
      : y3
        ? [y3, Number(m3), d3]
        : y4
          ? [y4, Number(m4), d4]
          : [y5, Number(m5), d5];
  if (!year || !number || !day) return undefined;
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}
