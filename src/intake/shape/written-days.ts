import { isDay } from '../../model/dates.js';
import { LETTER_OF_MONTHS, monthNamed } from '../../model/months.js';
import type { Pattern } from '../../model/pattern.js';
import { Words } from '../../model/words.js';

/** A day as it stands in a line, from one place of it to another. */
interface WrittenDay {
  day: string;
  at: number;
  end: number;
}

export type DayOrder = 'dmy' | 'mdy' | null;

/**
 * The days written in a line, in order: `2026-10-01`, `01.10.2026`, `8 Jul 2025`, `July 8, 2025`, `1 de octubre de 2026`,
 * `2026年10月1日`, `20261001`, and both ends of `28.09-04.10.2026`, «с 1 по 31 октября 2026», `October 1 – 31, 2026`. Dates
 * with a slash or dash count only if `orderOf` knows the order of day and month.
 */
export function daysIn(line: string, orderOf: (separator: string) => DayOrder): WrittenDay[] {
  // Each notation has a year of four digits, which most names and headings do not.
  if (!/\d{4}/.test(line)) return [];
  const found = NOTATIONS.flatMap(({ pattern, read }) =>
    [...line.matchAll(pattern.in(line))].map(({ index, 0: all, groups = {} }) => ({
      at: index,
      end: index + all.length,
      dates: read(groups, orderOf),
      takesStart: groups.year !== undefined,
    })),
  ).sort((a, b) => a.at - b.at || b.end - a.end);
  const days: WrittenDay[] = [];
  let after = 0;
  for (const { at, end, dates, takesStart } of found) {
    if (at < after || dates.some((day) => day === undefined)) continue;
    const [last] = dates as string[];
    const start = takesStart && last ? startBefore(line.slice(after, at), last, orderOf) : undefined;
    for (const day of start ? [start, ...dates] : dates) days.push({ day: day as string, at, end });
    after = end;
  }
  return days;
}

type Groups = Record<string, string | undefined>;
type Read = (groups: Groups, orderOf: (separator: string) => DayOrder) => (string | undefined)[];

/** An underscore ends a word in a file's name. */
const [OPENS, CLOSES] = ['(?<![\\p{L}\\d])', '(?![\\p{L}\\d]|[.,]\\d)'];
/** After a year may stand `г.`, and the time of a moment. */
const ENDS = '(?![A-SU-Z\\d]|T(?!\\d))';
const NUMBER = '(?:\\.|st|nd|rd|th|er|º|-?го)?';
/** Of a month, if of anything. */
const NAME = `(?<name>${LETTER_OF_MONTHS}{3,12})`;
const TO = '(?:[-–—]|по|до|to|till|until|through|bis|hasta|até|al?|au|tot(?: en met)?|t/m|do)';

const NOTATIONS: readonly { pattern: Words; read: Read }[] = [
  {
    pattern: anywhere(`(?<numbered>\\d{4})(?<mark>[-./_])(?<month>\\d{1,2})\\k<mark>(?<date>\\d{1,2})${ENDS}`),
    read: ({ numbered, month, date }) => [iso(numbered, month, date)],
  },
  {
    pattern: anywhere(`(?<numbered>20\\d{2})(?<month>\\d{2})(?<date>\\d{2})${ENDS}`),
    read: ({ numbered, month, date }) => [iso(numbered, month, date)],
  },
  {
    pattern: anywhere('(?<numbered>\\d{4}) ?[年년] ?(?<month>\\d{1,2}) ?[月월] ?(?<date>\\d{1,2}) ?[日일]'),
    read: ({ numbered, month, date }) => [iso(numbered, month, date)],
  },
  {
    pattern: anywhere(`(?<first>\\d{1,2})(?<mark>[-./])(?<second>\\d{1,2})\\k<mark>(?<year>\\d{4})${ENDS}`),
    read: ({ first, mark = '', second, year }, orderOf) => [inOrder(year, first, second, mark, orderOf)],
  },
  {
    pattern: anywhere(`(?<date>\\d{1,2})${NUMBER}[ _-](?:de |of )?${NAME}\\.?,?[ _-](?:del? )?(?<year>\\d{4})${ENDS}`),
    read: ({ date, name, year }) => [named(year, name, date)],
  },
  {
    pattern: anywhere(`${NAME}\\.?[ _-](?<date>\\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ _-])(?<year>\\d{4})${ENDS}`),
    read: ({ date, name, year }) => [named(year, name, date)],
  },
  {
    pattern: anywhere(`${NAME}\\.? (?<date>\\d{1,2}) ?${TO} ?(?<last>\\d{1,2}),? (?<numbered>\\d{4})${ENDS}`),
    read: ({ name, date, last, numbered }) => [named(numbered, name, date), named(numbered, name, last)],
  },
];

function anywhere(pattern: string): Words {
  return new Words(() => `${OPENS}${pattern}`, 'giu');
}

/** Words after which a number alone is the first day of a range. */
const LEADS = '(?:^|[:;,(«"]|(?<!\\p{L})(?:с|со|за|период|from|for|period|dates?|vom|von|du|dal|del|desde|van|od))\\s*';
/** The beginning of a range without a year, and perhaps without a month, right before its end. */
const STARTS: readonly Pattern[] = [
  new Words(() => `${OPENS}(?<first>\\d{1,2})(?<mark>[./])(?<second>\\d{1,2})${CLOSES}\\.? ?${TO} ?$`, 'iu'),
  new Words(() => `${OPENS}(?<date>\\d{1,2})${NUMBER} (?:de )?${NAME}\\.? ?${TO} ?$`, 'iu'),
  new Words(() => `${OPENS}${NAME}\\.? (?<date>\\d{1,2}),? ?${TO} ?$`, 'iu'),
  new Words(() => `(?:${LEADS}(?<date>\\d{1,2})${NUMBER} ?${TO} ?)$`, 'iu'),
  /(?<=\s)(?<date>\d{2})[-–—]$/u,
];

/** The longest beginning of a range is short: «30 сентября по ». */
const LONGEST_START = 40;

function startBefore(text: string, last: string, orderOf: (separator: string) => DayOrder): string | undefined {
  const near = text.slice(-LONGEST_START);
  if (!/\d/.test(near)) return undefined;
  const [year = '', month] = last.split('-');
  for (const pattern of STARTS) {
    const { first, mark = '', second, date, name } = pattern.exec(near)?.groups ?? {};
    const inYear = (of: string) =>
      first ? inOrder(of, first, second, mark, orderOf) : name ? named(of, name, date) : iso(of, month, date);
    const start = inYear(year);
    if (start === undefined) continue;
    if (start <= last) return start;
    // A range over the turn of the year: `28.12-03.01.2026`.
    return first || name ? inYear(String(Number(year) - 1)) : undefined;
  }
  return undefined;
}

function inOrder(
  year: string | undefined,
  first: string | undefined,
  second: string | undefined,
  mark: string,
  orderOf: (separator: string) => DayOrder,
): string | undefined {
  const order = mark === '.' ? 'dmy' : orderOf(mark);
  return order === null ? undefined : order === 'dmy' ? iso(year, second, first) : iso(year, first, second);
}

const named = (year: string | undefined, name = '', date?: string): string | undefined =>
  iso(year, String(monthNamed(name)), date);

function iso(year = '', month = '', date = ''): string | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
