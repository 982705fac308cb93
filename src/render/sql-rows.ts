import { moment } from '../model/dates.js';
import { parseExact, round } from '../model/exact.js';
import { number, toTheCent, trimZeros } from '../model/numbers.js';
import { type SqlColumn, SqlDecimal, SqlFields, type SqlValue } from '../model/sql-value.js';
import type { Lang } from '../model/text.js';
import { type CsvOptions, words, write } from './csv-text.js';
import { list, value as scalar } from './json-text.js';
import { safe } from './safe.js';
import { type Shown, UNKNOWN } from './shown-cell.js';

// Rows of a query can have values of any type; each type has one fixed form.

/** Rows as CSV lines: plain decimals, ISO days, empty cells for unknown values, lists and structs as JSON. */
export const sqlCsv = (rows: readonly (readonly SqlValue[])[], options: CsvOptions): string =>
  write(
    rows.map((row) => row.map((value) => (isNumber(value) ? plain(value) : words(inWords(value), options)))),
    options,
  );

/** A row as JSON. Decimals are strings, and so are whole numbers that a double could not hold. */
export const sqlJson = (row: readonly SqlValue[]): string => list(row.map(inJson));

/** A cell of a table. */
export function sqlShown(value: SqlValue, { isMoment }: Pick<SqlColumn, 'isMoment'>, lang: Lang): Shown {
  if (value === null) return { text: UNKNOWN, style: 'quiet' };
  if (isMoment && typeof value === 'string' && MOMENT.test(value)) return { text: moment(value, lang), style: 'plain' };
  if (!isNumber(value)) return { text: cut(safe(inWords(value))), style: 'plain' };
  const digits = plain(value);
  const fraction = digits.split('.')[1] ?? '';
  // A small number that two decimals would turn into zero, or into another number, keeps its digits.
  const isSmall = fraction.length > 2 && Math.abs(Number(digits)) < 1;
  // A short whole number may be a year: it is not grouped.
  if (/^-?\d{1,4}$/.test(digits)) return { text: digits.replace('-', '−'), style: 'plain' };
  if (isSmall || !/^-?[\d.]+$/.test(digits)) return { text: isSmall ? sized(digits, lang) : digits, style: 'plain' };
  // Cents are shown if there are any: the program does not know what a sum of a person's own query is worth.
  const exact = parseExact(digits);
  const hasCents = value instanceof SqlDecimal && /\.\d*[1-9]/.test(digits);
  return { text: hasCents ? toTheCent(exact, lang) : number(exact, 'quantity', lang), style: 'plain' };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/;

type SqlNumber = bigint | number | SqlDecimal;
const isNumber = (value: SqlValue): value is SqlNumber =>
  typeof value === 'bigint' || typeof value === 'number' || value instanceof SqlDecimal;

/**
 * `149523.450000` is `149523.45`, `6.924600` is `6.9246`, `100.000000` is `100.00`: exact, without zeros after the
 * cents.
 */
const withCents = (digits: string): string => digits.replace(/(\.\d{2}\d*?)0+$/, '$1');

const plain = (value: SqlNumber): string =>
  value instanceof SqlDecimal ? withCents(value.digits) : typeof value === 'bigint' ? String(value) : spelt(value);

/** A double without an exponent: `1e-7` is `0.0000001`. */
function spelt(value: number): string {
  const [, sign = '', units = '', fraction = '', power] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (power === undefined) return Object.is(value, -0) ? '0' : String(value);
  const digits = units + fraction;
  const point = units.length + Number(power);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

const inWords = (value: SqlValue): string =>
  value === null ? '' : typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : inJson(value);

function inJson(value: SqlValue): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return scalar(value);
  if (typeof value === 'bigint') return isSafe(value) ? String(value) : scalar(String(value));
  if (typeof value === 'number') return JSON.stringify(value);
  if (value instanceof SqlDecimal) return scalar(plain(value));
  if (value instanceof SqlFields) {
    const fields = value.entries.map(
      ([key, own]) => `${scalar(typeof key === 'string' ? key : inWords(key))}: ${inJson(own)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  return list(value.map(inJson));
}

const isSafe = (value: bigint): boolean => value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;

const LONGEST = 500;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** A small number, rounded to four digits: `0.0397`, `0.0000123`; two thirds is `0.6667`. */
function sized(digits: string, lang: Lang): string {
  const leading = /^-?0\.(0*)/.exec(digits)?.[1]?.length ?? 0;
  const shown = trimZeros(round(parseExact(digits), leading + FEW));
  const signed = shown.startsWith('-') ? `−${shown.slice(1)}` : shown;
  return lang === 'ru' ? signed.replace('.', ',') : signed;
}
const FEW = 4;

/** The columns, for programs. */
export const sqlColumns = (columns: readonly SqlColumn[]): string =>
  list(columns.map(({ name, type }) => `{"name": ${scalar(name)}, "type": ${scalar(type)}}`));
