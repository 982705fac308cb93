import { isDay, shiftDay } from '../../model/dates.js';

/** Days in a row, both included. */
export interface Span {
  from: string;
  to: string;
}

/** How long the days are that a column of dates stands for: each the first of a month, of a week; or a day. */
export type Stride = 'month' | 'week' | 'quarter' | 'day';

/**
 * The days that a cell names: `Октябрь 2026`, `2026-10`, `Oct 26`, `2026-W40`, `Q4 2026`, `28.09.2026 - 04.10.2026`; a single
 * date is the first day of the stride that the heading says. Null: none, or not to be told without a year.
 */
export function spanOf(written: string, stride: Stride, order: DayOrder): Span | null {
  const cell = written.replace(/[\s\u200b\ufeff]+/gu, ' ').trim();
  const short = SHORT_RANGE.exec(cell);
  if (short) return shortRange(short.slice(1));
  const [first, second, ...more] = [...cell.matchAll(DATE)].map((match) => dayIn(match, order));
  if (second && first && more.length === 0) return first <= second ? { from: first, to: second } : null;
  if (first && DATE_ALONE.test(cell)) return strideFrom(first, stride);
  return weekOf(cell) ?? quarterOf(cell) ?? monthOf(cell, stride);
}

export type DayOrder = 'dmy' | 'mdy' | null;

/** In which order the dates of a column stand, where one with a slash or a dash proves it; dots are European. */
export function dayOrderOf(values: Iterable<string>): DayOrder {
  const found = { dmy: false, mdy: false };
  const firsts = { first: true, second: true };
  for (const value of values)
    for (const [, , , , first, separator, second] of value.matchAll(DATE)) {
      if (first === undefined || separator === '.') continue;
      found.dmy ||= Number(first) > 12;
      found.mdy ||= Number(second) > 12;
      firsts.first &&= Number(first) === 1;
      firsts.second &&= Number(second) === 1;
    }
  if (found.dmy !== found.mdy) return found.dmy ? 'dmy' : 'mdy';
  // Of a column of firsts the part that never changes is the day.
  if (firsts.first !== firsts.second) return firsts.first ? 'dmy' : 'mdy';
  return null;
}

const DATE = /(?<!\d)(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})([-./])(\d{1,2})\5(\d{4}))(?!\d)/gu;
const DATE_ALONE = /^[\d./-]+(?:[ T]0{1,2}:00(?::00)?)?$/u;
/** `28.09-04.10.2026`, `01–31.10.2026`. */
const SHORT_RANGE = /^(\d{1,2})(?:\.(\d{1,2}))? ?[-–—] ?(\d{1,2})\.(\d{1,2})\.(\d{4})$/u;

function dayIn(
  [, year, month, date, first, separator, second, ofYear]: readonly (string | undefined)[],
  order: DayOrder,
) {
  if (year) return iso(year, month, date);
  const isEuropean = separator === '.' || order === 'dmy';
  if (!isEuropean && order === null) return undefined;
  return isEuropean ? iso(ofYear, second, first) : iso(ofYear, first, second);
}

function iso(year = '', month = '', date = ''): string | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function shortRange([date, month, toDate, toMonth, year]: readonly (string | undefined)[]): Span | null {
  const [from, to] = [iso(year, month ?? toMonth, date), iso(year, toMonth, toDate)];
  return from && to && from <= to ? { from, to } : null;
}

/** The stride that begins on a day: a month on any of its days, a week on the one that is written. */
export function strideFrom(day: string, stride: Stride): Span {
  if (stride === 'month') return months(day.slice(0, 4), Number(day.slice(5, 7)), 1);
  if (stride === 'quarter') return months(day.slice(0, 4), Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1, 3);
  return { from: day, to: stride === 'week' ? shiftDay(day, 6) : day };
}

function months(year: string, first: number, count: number): Span {
  const at = (month: number, date: number) =>
    new Date(Date.UTC(Number(year), month - 1, date)).toISOString().slice(0, 10);
  return { from: at(first, 1), to: at(first + count, 0) };
}

/** ISO weeks: `2026-W40`, `W40 2026`, `40 неделя 2026`. */
function weekOf(cell: string): Span | null {
  const [, year, week] = /^(\d{4})[ -]?W ?(\d{1,2})$/iu.exec(cell) ?? [];
  const [, named, of] = /^(?:W|week|неделя|нед\.?) ?(\d{1,2})[ ,./-]+(\d{4})(?: г\.?)?$/iu.exec(cell) ?? [];
  const [, number, ofYear] = /^(\d{1,2})(?:-я|-ая)? ?(?:неделя|нед\.?|week)[ ,]+(\d{4})(?: г\.?)?$/iu.exec(cell) ?? [];
  const [at, weeks] = [year ?? of ?? ofYear, Number(week ?? named ?? number)];
  if (at === undefined || weeks < 1 || weeks > 53) return null;
  const fourth = new Date(Date.UTC(Number(at), 0, 4));
  const monday = new Date(Date.UTC(Number(at), 0, 4 - ((fourth.getUTCDay() + 6) % 7) + (weeks - 1) * 7));
  return strideFrom(monday.toISOString().slice(0, 10), 'week');
}

function quarterOf(cell: string): Span | null {
  const [, first, named, roman, year] =
    /^(?:Q ?([1-4])|([1-4])(?:-й)? ?(?:кв\.?|квартал)|(IV|I{1,3}) ?(?:кв\.?|квартал))[ ,./-]*(\d{4})(?: г(?:\.|ода?)?)?$/iu.exec(
      cell,
    ) ?? [];
  const [, ofYear, last] = /^(\d{4})[ -]?Q([1-4])$/iu.exec(cell) ?? [];
  const number = Number(
    first ?? named ?? last ?? (roman ? ['I', 'II', 'III', 'IV'].indexOf(roman.toUpperCase()) + 1 : 0),
  );
  const at = year ?? ofYear;
  return at !== undefined && number > 0 ? months(at, number * 3 - 2, 3) : null;
}

/** `Oct 26`, `окт.26`: a month and two digits; null where they are beyond doubt (`Oct '26`), or it is something else. */
export function monthAndDigits(cell: string): { month: number; digits: number } | null {
  const [, word = '', digits] = SHORT_YEAR.exec(cell.replace(/[\s\u200b\ufeff]+/gu, ' ').trim()) ?? [];
  const month = monthNamed(word);
  return digits === undefined || month === 0 ? null : { month, digits: Number(digits) };
}
const SHORT_YEAR = /^(\p{L}{3,12})\.?[ ,./-]*(\d{2})$/u;

/** The years of the dates among some cells. */
export const yearsOfDates = (cells: Iterable<string>): number[] =>
  [...cells].flatMap((cell) =>
    [...cell.matchAll(DATE)].map(([, year, , , , , , ofYear]) => Number(year ?? ofYear)).filter((year) => year > 1999),
  );

/** A year of two digits is one where the heading says months: under `Week`, `Oct 12` is a day. */
function monthOf(cell: string, stride: Stride): Span | null {
  const [, year, number] = /^(\d{4})[-./ ]?(?:M ?)?(\d{1,2})$/iu.exec(cell) ?? [];
  const [, first, ofYear] = /^(\d{1,2})[-./ ](\d{4})$/u.exec(cell) ?? [];
  const [, word, after] = /^(\p{L}{3,12})\.?[ ,'’./-]*(\d{4}|\d{2})(?: г(?:\.|ода?)?)?$/iu.exec(cell) ?? [];
  const [, before, last] = /^(\d{4})[ ,./-]+(\p{L}{3,12})\.?$/iu.exec(cell) ?? [];
  const at = year ?? ofYear ?? after ?? before;
  const month = Number(number ?? first ?? 0) || monthNamed(word ?? last ?? '');
  if (at === undefined || month < 1 || month > 12 || (at.length === 2 && stride !== 'month')) return null;
  return months(at.length === 2 ? `20${at}` : at, month, 1);
}

/** Names of months in the languages whose exports are read, whole and cut short: a word that only begins like one is none. */
const MONTHS: readonly string[] = [
  'january jan январь января янв enero ene janeiro januar janvier janv gennaio gen',
  'february feb февраль февраля фев февр febrero fevereiro fev februar février févr febbraio',
  'march mar март марта мар marzo março märz mrz mars',
  'april apr апрель апреля апр abril abr avril avr aprile',
  'may май мая mayo maio mai maggio mag',
  'june jun июнь июня июн junio junho juni juin giugno giu',
  'july jul июль июля июл julio julho juli juillet juil luglio lug',
  'august aug август августа авг agosto ago août',
  'september sept sep сентябрь сентября сен сент septiembre setembro set septembre settembre',
  'october oct октябрь октября окт octubre outubro out oktober okt octobre ottobre ott',
  'november nov ноябрь ноября ноя нояб noviembre novembro novembre',
  'december dec декабрь декабря дек diciembre dic dezembro dez dezember décembre déc dicembre',
];
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)));
const monthNamed = (word: string): number => MONTH_NUMBER.get(word.normalize('NFC').toLowerCase()) ?? 0;
