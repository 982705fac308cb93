import { daysOfPeriod, shiftDay } from '../../model/dates.js';
import { monthNamed } from '../../model/months.js';
import { type DayOrder, daysIn } from './written-days.js';

/** Days in a row, both included. */
export interface Span {
  from: string;
  to: string;
}

/** What a day of a column stands for: the month, quarter or week that it begins (or a week that it ends), or itself. */
export type Stride = 'month' | 'week' | 'quarter' | 'monthEnd' | 'weekEnd' | 'day';

/**
 * The days that a cell names: `Октябрь 2026`, `2026-10`, `Oct 26`, `2026-W40`, `Q4 2026`, `28.09.2026 - 04.10.2026`. A
 * single date is the first day of the stride that the heading says. Null: none, or the year is missing.
 */
export function spanOf(written: string, stride: Stride, order: DayOrder): Span | null {
  const cell = written
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .trim()
    .normalize('NFC');
  if (cell.length > LONGEST || !/\d/.test(cell)) return null;
  const [, firstDay] = WEEK_OF.exec(cell) ?? [];
  if (firstDay !== undefined) return spanOf(firstDay, 'week', order);
  const [first, last, ...more] = PACKED.test(cell) ? [] : daysIn(cell, () => order);
  if (first && last && more.length === 0) return first.day <= last.day ? { from: first.day, to: last.day } : null;
  if (first?.at === 0 && AFTER_DATE.test(cell.slice(first.end))) return strideFrom(first.day, stride);
  return weekOf(cell) ?? quarterOf(cell) ?? numbered(cell, stride) ?? monthOf(cell, stride);
}

/** The same for a cell without its year, which is told elsewhere: `Октябрь`, `10`, `Q4`, `W40`, `40`. */
export function spanInYear(written: string, year: string, stride: Stride): Span | null {
  const cell = written.trim();
  const [, number] = /^(?:W|week|неделя|№)? ?(\d{1,2})$/iu.exec(cell) ?? [];
  if (number === undefined) return stride === 'day' ? null : spanOf(`${cell} ${year}`, stride, null);
  const [month, week] = [`${number}.${year}`, `W${number} ${year}`];
  const names = { month, monthEnd: month, week, weekEnd: week, quarter: `Q${number} ${year}` };
  return stride === 'day' ? null : spanOf(names[stride], stride, null);
}

/** `Week of May 13, 2024`, «Неделя с 13.05.2024»: the day is the first of a week, whatever the heading says. */
const WEEK_OF =
  /^(?:week (?:of|from|starting|beginning|commencing)|неделя (?:с|от)|woche (?:vom|ab)|semana del?|semaine du) (.+)$/iu;

/** What is longer is a sentence. */
const LONGEST = 60;
/** Eight digits may be an ID as well. */
const PACKED = /(?<!\d)\d{8}(?!\d)/;
const AFTER_DATE = /^(?: ?г(?:\.|ода)?)?(?:[ T]0{1,2}:00(?::00)?)?$/u;

/** The order of a column's dates, if one with a slash or dash proves it; dates with points are European. */
export function dayOrderOf(values: Iterable<string>): DayOrder {
  const found = { dmy: false, mdy: false };
  const firsts = { first: true, second: true };
  for (const value of values)
    for (const [, first, , second] of value.matchAll(EITHER)) {
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

const EITHER = /(?<!\d)(\d{1,2})([-/])(\d{1,2})\2\d{4}(?!\d)/gu;

/** The days from the date of a row: the month that it lies in, or the week that begins or ends on it. */
export function strideFrom(day: string, stride: Stride): Span {
  const [year = '', month = ''] = day.split('-');
  if (stride === 'weekEnd') return { from: shiftDay(day, -6), to: day };
  if (stride === 'month' || stride === 'monthEnd') return daysOfPeriod(`${year}-${month}`) as Span;
  if (stride === 'quarter') return daysOfPeriod(`${year}-Q${Math.ceil(Number(month) / 3)}`) as Span;
  return { from: day, to: stride === 'week' ? shiftDay(day, 6) : day };
}

const twoDigits = (number: string | number): string => String(number).padStart(2, '0');

/** ISO weeks: `2026-W40`, `W40 2026`, `40 неделя 2026`. */
function weekOf(cell: string): Span | null {
  const [, year, week] = /^(\d{4})[ -]?W ?(\d{1,2})$/iu.exec(cell) ?? [];
  const [, named, of] = /^(?:W|week|неделя|нед\.?) ?(\d{1,2})[ ,./-]+(\d{4})(?: г\.?)?$/iu.exec(cell) ?? [];
  const [, number, ofYear] = /^(\d{1,2})(?:-я|-ая)? ?(?:неделя|нед\.?|week)[ ,]+(\d{4})(?: г\.?)?$/iu.exec(cell) ?? [];
  const [at, which] = [year ?? of ?? ofYear, week ?? named ?? number];
  return at !== undefined && which !== undefined ? daysOfPeriod(`${at}-W${twoDigits(which)}`) : null;
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
  return at !== undefined && number > 0 ? daysOfPeriod(`${at}-Q${number}`) : null;
}

/** What a number beside a year means depends on the heading: under `Week`, `2026-10` is the tenth week. */
function numbered(cell: string, stride: Stride): Span | null {
  const [, year, number] = NUMBER_OF_YEAR.exec(cell) ?? [];
  const [, first, ofYear] = NUMBER_AND_YEAR.exec(cell) ?? [];
  const [at, which] = [year ?? ofYear, number ?? first];
  if (at === undefined || which === undefined) return null;
  if (stride === 'week') return daysOfPeriod(`${at}-W${twoDigits(which)}`);
  if (stride === 'quarter') return daysOfPeriod(`${at}-Q${Number(which)}`);
  return daysOfPeriod(`${at}-${twoDigits(which)}`);
}
const NUMBER_OF_YEAR = /^(\d{4})[-./ ]?(?:M ?)?(\d{1,2})$/iu;
const NUMBER_AND_YEAR = /^(\d{1,2})[-./ ](\d{4})$/u;

/**
 * `Oct 26`, `окт.26`: a month and two digits. Null where the digits are beyond doubt (`Oct '26`), or it is something
 * else.
 */
export function monthAndDigits(cell: string): { month: number; digits: number } | null {
  const [, word = '', digits] = SHORT_YEAR.exec(cell.replace(/[\s\u200b\ufeff]+/gu, ' ').trim()) ?? [];
  const month = monthNamed(word);
  return digits === undefined || month === 0 ? null : { month, digits: Number(digits) };
}
const SHORT_YEAR = /^(\p{L}{3,12})\.?[ ,./-]*(\d{2})$/u;

/** The years in the dates among some cells, whatever the order of their other parts. */
export const yearsOfDates = (cells: Iterable<string>): number[] =>
  [...cells].flatMap((cell) => [...cell.matchAll(OF_YEAR)].map(([, first, , last]) => Number(first ?? last)));
const OF_YEAR = /(?<!\d)(?:(20\d{2})[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}([-./])\d{1,2}\2(20\d{2}))(?!\d)/gu;

/** Two digits are a year where the heading says months: under `Week`, `Oct 12` is a day. */
function monthOf(cell: string, stride: Stride): Span | null {
  const [, word, after] = /^(\p{L}{3,12})\.?[ ,'’./-]*(\d{4}|\d{2})(?: г(?:\.|ода?)?)?$/iu.exec(cell) ?? [];
  const [, before, last] = /^(\d{4})[ ,./-]+(\p{L}{3,12})\.?$/iu.exec(cell) ?? [];
  const at = after ?? before;
  const month = monthNamed(word ?? last ?? '');
  if (at === undefined || (at.length === 2 && stride !== 'month')) return null;
  return daysOfPeriod(`${at.length === 2 ? `20${at}` : at}-${twoDigits(month)}`);
}
