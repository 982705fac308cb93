import { dayNumber, isDay } from '../../model/dates.js';
import { type Exact, exact, isExact, multiply, parseExact, round } from '../../model/exact.js';
import { trimZeros } from '../../model/numbers.js';
import type { Kind } from '../../model/sheet.js';
import type { Lang } from '../../model/text.js';
import { safe } from '../safe.js';
import type { Told } from '../told-columns.js';

/** A cell of a workbook: a number with its format, or words. Null: nothing is known, so the cell is empty. */
export type TypedCell = null | { readonly words: string } | { readonly number: string; readonly format: string };

/** The cell of a column in a row. */
export function typedCell({ values, kinds, kind, cells }: Told, at: number, lang: Lang): TypedCell {
  const [value, own, shown] = [values[at] ?? null, kinds[at] ?? kind, cells[at]?.text ?? ''];
  if (value === null) return null;
  if (isExact(value)) return numberCell(value, own, shown);
  if (typeof value !== 'string') return { words: shown };
  // Text that was cut for a terminal is written in full.
  return dateCell(value, own, lang) ?? { words: shown.endsWith('…') ? safe(value) : shown };
}

/** Excel has fifteen digits. A longer number is written as text, in full. */
const MOST_DIGITS = 15;
const DAY = exact(1n, 86_400n);

function numberCell(value: Exact, kind: Kind, shown: string): TypedCell {
  // Excel has no negative times.
  if (kind === 'seconds' && value.num < 0n) return { words: shown };
  const number = numberOf(value, kind);
  if (digitsOf(number) > MOST_DIGITS) return { words: shown };
  const format = FORMATS[kind] ?? (number.includes('.') ? '#,##0.00' : '#,##0');
  if (shown.startsWith('≥')) return { number, format: `"≥ "${format}` };
  return { number, format: shown.startsWith('+') || kind === 'points' ? `+${format};-${format};${format}` : format };
}

/**
 * The number in the cell: an amount to the cent, a count as a whole number, a quotient as exactly as Excel can hold it,
 * a time in days.
 */
export function numberOf(value: Exact, kind: Kind): string {
  if (kind === 'money') return trimZeros(round(value, 2));
  if (kind === 'count' || kind === 'rank') return round(value, 0);
  if (kind === 'seconds') return finely(multiply(parseExact(round(value, 0)), DAY));
  return finely(value);
}

function finely(value: Exact): string {
  const whole = round(value, 0).replace('-', '').length;
  return trimmed(round(value, Math.max(0, Math.min(12, MOST_DIGITS - whole))));
}

const trimmed = (decimal: string): string => (decimal.includes('.') ? trimZeros(decimal) : decimal);
const digitsOf = (decimal: string): number => decimal.replace(/[-.]/g, '').replace(/^0+/, '').length;

const AMOUNT = '#,##0.00';
/** Numbers of other kinds have decimals if they are not whole. */
const FORMATS: Partial<Record<Kind, string>> = {
  count: '#,##0',
  rank: '0',
  rate: '0.0%',
  points: '0.0%',
  ratio: AMOUNT,
  money: AMOUNT,
  unit_cost: AMOUNT,
  seconds: '[h]:mm:ss',
};

/** Excel counts days from the end of 1899. Before March 1900 its days differ from the calendar. */
const FIRST_DAY = 25_569;
const EARLIEST = '1900-03-01';

function dateCell(written: string, kind: Kind, lang: Lang): TypedCell {
  if (kind !== 'moment' && kind !== 'period') return null;
  const [, day = '', hours, minutes, seconds] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(written) ?? [];
  if (!isDay(day) || day < EARLIEST) return null;
  const date = DATES[lang];
  const whole = exact(dayNumber(day) + FIRST_DAY);
  if (hours === undefined) return { number: round(whole, 0), format: date };
  const past = BigInt(hours) * 3600n + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0);
  return { number: finely(exact(whole.num * 86_400n + past, 86_400n)), format: `${date} hh:mm` };
}

const DATES: Record<Lang, string> = { en: 'yyyy-mm-dd', ru: 'dd.mm.yyyy' };
