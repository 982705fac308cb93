import { isDay, shiftDay } from '../model/dates.js';
import { monthNamed } from '../model/months.js';
import { afterSteps } from '../model/plain-dates.js';

/** The order of day and month in dates with this separator. */
export type OrderOf = (separator: string) => 'dmy' | 'mdy';

const TIME = String.raw`(?:(?:,? +|T)\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|[+-]\d\d(?::?\d\d)?))?)?`;
const ISO = new RegExp(`^(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})(${TIME})$`, 'iu');
const NUMERIC = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4}|\\d\\d)(${TIME})$`, 'iu');
const PACKED = /^(\d{4})(\d\d)(\d\d)$/;
const SECONDS = /^(\d{10})(\d{3})?$/;
const WEEKDAY = String.raw`(?:\p{L}{2,12}\.?,? )?`;
const DAY_FIRST = new RegExp(
  `^(${WEEKDAY})(\\d{1,2})((?:\\.|er|º)?[ -](?:de )?)(\\p{L}{3,12})(\\.?,?[ -](?:de )?)(\\d{4}|\\d\\d)((?: г\\.?)?${TIME})$`,
  'iu',
);
const MONTH_FIRST = new RegExp(`^(${WEEKDAY})(\\p{L}{3,12})(\\.? )(\\d{1,2})(,? )(\\d{4})(${TIME})$`, 'iu');

/**
 * Dates before the first day mean that there is none (`1970-01-01`), those from the second day on that there is no end.
 * Both stay.
 */
const [FIRST, LAST] = ['1990-01-01', '2100-01-01'];

/**
 * Moves a date by a number of days and writes it in the same form. Null: the cell is no date, as far as can be told.
 */
export function shiftedDate(cell: string, days: number, orderOf: OrderOf): string | null {
  const parts = partsOf(cell, orderOf);
  if (parts === null) return null;
  const { day, write } = parts;
  const moved = shiftDay(day, days);
  return day < FIRST || moved < FIRST || day >= LAST ? cell : write(moved);
}

/** The day of a cell; null: it has none, or one that means there is none. */
export function dayWritten(cell: string, orderOf: OrderOf): string | null {
  const day = partsOf(cell, orderOf)?.day ?? null;
  return day === null || day < FIRST || day >= LAST ? null : day;
}

interface Written {
  day: string;
  write(day: string): string;
}

/** A date in another form is moved in its plain form. */
const partsOf = (cell: string, orderOf: OrderOf): Written | null =>
  plainParts(cell, orderOf) ?? plainParts(afterSteps(cell), orderOf);

function plainParts(cell: string, orderOf: OrderOf): Written | null {
  const iso = ISO.exec(cell);
  if (iso) {
    const [, year = '', sign = '', month = '', date = '', rest = ''] = iso;
    return of([year, month, date], ([y, m, d]) => [y, sign, like(m, month), sign, like(d, date), rest].join(''));
  }
  const numeric = NUMERIC.exec(cell);
  if (numeric) {
    const [, first = '', sign = '', second = '', year = '', rest = ''] = numeric;
    const isDayFirst = orderOf(sign) === 'dmy';
    const [date, month] = isDayFirst ? [first, second] : [second, first];
    return of([year, month, date], ([y, m, d]) => {
      const [own, other] = [like(d, date), like(m, month)];
      return [isDayFirst ? own : other, sign, isDayFirst ? other : own, sign, y.slice(-year.length), rest].join('');
    });
  }
  const [, year, month, date] = PACKED.exec(cell) ?? [];
  if (year !== undefined && month !== undefined && date !== undefined)
    return of([year, month, date], (parts) => parts.join(''));
  const [, seconds, thousandths = ''] = SECONDS.exec(cell) ?? [];
  if (seconds !== undefined) {
    const day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
    const since = Number(seconds) - Date.parse(day) / 1000;
    return { day, write: (to) => `${Date.parse(to) / 1000 + since}${thousandths}` };
  }
  return named(cell);
}

function named(cell: string): Written | null {
  const dayFirst = DAY_FIRST.exec(cell);
  if (dayFirst && monthNamed(dayFirst[4] ?? '') > 0) {
    const [, weekday = '', date = '', gap = '', month = '', between = '', year = '', rest = ''] = dayFirst;
    return of([year, String(monthNamed(month)), date], ([y, m, d]) =>
      [weekday, like(d, date), gap, monthLike(m, month), between, y.slice(-year.length), rest].join(''),
    );
  }
  const monthFirst = MONTH_FIRST.exec(cell);
  if (!monthFirst || monthNamed(monthFirst[2] ?? '') === 0) return null;
  const [, weekday = '', month = '', gap = '', date = '', between = '', year = '', rest = ''] = monthFirst;
  return of([year, String(monthNamed(month)), date], ([y, m, d]) =>
    [weekday, monthLike(m, month), gap, like(d, date), between, y, rest].join(''),
  );
}

function of(
  [year, month, date]: readonly [string, string, string],
  write: (parts: [string, string, string]) => string,
): Written | null {
  const day = [year.length === 2 ? `20${year}` : year, month.padStart(2, '0'), date.padStart(2, '0')].join('-');
  if (!isDay(day)) return null;
  return { day, write: (to) => write(to.split('-') as [string, string, string]) };
}

/** A part of a date, without a leading zero if there was none. */
const like = (part: string, before: string): string =>
  before.length === 1 ? String(Number(part)) : part.padStart(before.length, '0');

const ENGLISH = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
const RUSSIAN = [
  ...['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября'],
  ...['ноября', 'декабря'],
];

/** The name of a month in the style of another one: its alphabet, its capitals, shortened or not. */
function monthLike(month: string, before: string): string {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(before);
  const name = (isCyrillic ? RUSSIAN : ENGLISH)[Number(month) - 1] ?? '';
  const cut = before.length <= 4 ? name.slice(0, 3) : name;
  return before[0] === before[0]?.toUpperCase() ? `${cut[0]?.toUpperCase()}${cut.slice(1)}` : cut.toLowerCase();
}

/**
 * Moves a month, quarter, week or day given by its name (`2026-11`): to the one that most of its moved days are in.
 * Null: it is no period.
 */
export function shiftedPeriod(
  name: string,
  days: number,
  spanOf: (name: string) => { from: string; to: string } | null,
) {
  const span = spanOf(name);
  if (span === null) return null;
  const length = (Date.parse(span.to) - Date.parse(span.from)) / DAY;
  const middle = shiftDay(span.from, Math.floor(length / 2) + days);
  if (isDay(name)) return middle;
  const [year = '', month = ''] = middle.split('-');
  if (/-Q/.test(name)) return `${year}${/^\d{4}-?/.exec(name)?.[0].slice(4)}Q${Math.ceil(Number(month) / 3)}`;
  if (!/-W/.test(name)) return `${year}-${month}`;
  // A week belongs to the year of its Thursday.
  const thursday = shiftDay(shiftDay(span.from, days), 3);
  const ofYear = thursday.slice(0, 4);
  const number = Math.floor((Date.parse(thursday) - Date.parse(`${ofYear}-01-01`)) / DAY / 7) + 1;
  return `${ofYear}-W${String(number).padStart(2, '0')}`;
}

const DAY = 86_400_000;

/**
 * Years as a number of whole weeks, so that each day stays the same day of the week and within three days of its date.
 */
const weeksOf = (years: number): number => Math.round((years * 365.2425) / 7);

/**
 * The days by which dates move (negative), from the years that were drawn. Fewer where dates would otherwise come near
 * those that mean there is none, but at least one year.
 */
export function daysBack(years: number, earliest: string | null): number {
  const most = earliest === null ? years : Math.max(1, Number(earliest.slice(0, 4)) - 1991);
  return -7 * weeksOf(Math.min(years, most));
}
