import type { Lang } from './text.js';

/** A day of the calendar as `2026-02-28`: `2026-02-30` is none, nor is a moment. */
export const isDay = (written: string): boolean =>
  DAY.test(written) &&
  !Number.isNaN(Date.parse(`${written}T00:00:00Z`)) &&
  dayOf(new Date(`${written}T00:00:00Z`)) === written;

/** In UTC, where every day has as many hours. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** ISO days inside the program and in English, `01.02.2026` for people who read Russian. Anything else stays as it is. */
export function day(iso: string, lang: Lang): string {
  const [match, year, month, date] = DAY.exec(iso) ?? [];
  return match && lang === 'ru' ? `${date}.${month}.${year}` : iso;
}

/** To the minute: `2026-05-31 18:00`, `31.05.2026 18:00`. */
export function moment(iso: string, lang: Lang): string {
  const [date = '', time] = iso.split('T');
  return time ? `${day(date, lang)} ${time.slice(0, 5)}` : day(date, lang);
}

/** `2026-02-01 to 2026-03-31`, `01.02–31.03.2026`; the year and a single day are said once. */
export function interval(from: string, to: string, lang: Lang): string {
  if (from === to) return day(from, lang);
  if (lang === 'en') return `${from} to ${to}`;
  const sameYear = DAY.test(from) && DAY.test(to) && from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? day(from, lang).slice(0, 5) : day(from, lang)}–${day(to, lang)}`;
}

/** Days in a row are one stretch: `2026-02-01 to 2026-02-03, 2026-02-07`; of more than `most` stretches the first. */
export function stretches(days: readonly string[], lang: Lang, most = 3): string {
  const found: [from: string, to: string][] = [];
  for (const iso of days) {
    const last = found.at(-1);
    if (last && shiftDay(last[1], 1) === iso) last[1] = iso;
    else found.push([iso, iso]);
  }
  const shown = found.slice(0, most).map(([from, to]) => interval(from, to, lang));
  const more = days.filter((iso) => iso > (found[most - 1]?.[1] ?? '')).length;
  if (found.length <= most) return shown.join(', ');
  return `${shown.join(', ')} ${lang === 'en' ? `and ${more} more` : `и ещё ${more}`}`;
}

/** A cell of `--period`: a day, a month (`02.2026`), a quarter (`1 кв. 2026`) or an ISO week, which has one name. */
export function period(cell: string, lang: Lang): string {
  if (lang === 'en') return cell;
  const [month, ofYear, number] = /^(\d{4})-(\d{2})$/.exec(cell) ?? [];
  if (month) return `${number}.${ofYear}`;
  const [quarter, inYear, which] = /^(\d{4})-?Q([1-4])$/.exec(cell) ?? [];
  return quarter ? `${which}\u00a0кв.\u00a0${inYear}` : day(cell, lang);
}

/** The days of a cell of `--period`, both included: of `2026-W47` Monday to Sunday. Null where it is none. */
export function daysOfPeriod(cell: string): { from: string; to: string } | null {
  const [, year = '', part = ''] = /^(\d{4})-(.+)$/.exec(cell) ?? [];
  const first = (month: number) => dayOf(new Date(Date.UTC(Number(year), month - 1, 1)));
  const last = (month: number) => dayOf(new Date(Date.UTC(Number(year), month, 0)));
  if (isDay(cell)) return { from: cell, to: cell };
  if (/^(?:0[1-9]|1[0-2])$/.test(part)) return { from: first(Number(part)), to: last(Number(part)) };
  const quarter = Number(/^Q([1-4])$/.exec(part)?.[1] ?? 0);
  if (quarter > 0) return { from: first(quarter * 3 - 2), to: last(quarter * 3) };
  const week = Number(/^W(\d{2})$/.exec(part)?.[1] ?? 0);
  if (week < 1) return null;
  // ISO weeks: the first is the one with 4 January in it, weeks begin on Monday; a year has the week whose Thursday is in it.
  const fourth = `${year}-01-04`;
  const from = shiftDay(fourth, (week - 1) * 7 - weekday(fourth));
  return shiftDay(from, 3).startsWith(year) ? { from, to: shiftDay(from, 6) } : null;
}

const MS_PER_DAY = 86_400_000;

/** Days in a row are numbers in a row. */
export const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY;
export const dayNumbered = (number: number): string => dayOf(new Date(number * MS_PER_DAY));

/** A day some days later, or earlier. */
export const shiftDay = (iso: string, days: number): string => dayNumbered(dayNumber(iso) + days);

/** From the first of February to the third it is two. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Of two days, or bounds of days: one that is not known bounds nothing. */
export const earliest = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b);
export const latest = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b);

/** From Monday, which is 0. 1 January 1970 was a Thursday. */
export const weekday = (iso: string): number => (((dayNumber(iso) + 3) % 7) + 7) % 7;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
