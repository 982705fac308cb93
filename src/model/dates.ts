import type { Lang } from './text.js';

/** Whether it is a day of the calendar like `2026-02-28`; neither `2026-02-30` nor a moment is. */
export const isDay = (written: string): boolean =>
  DAY.test(written) &&
  !Number.isNaN(Date.parse(`${written}T00:00:00Z`)) &&
  dayOf(new Date(`${written}T00:00:00Z`)) === written;

/** In UTC, where every day has as many hours. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A day for people: ISO in English, `01.02.2026` in Russian. Anything else stays as it is. */
export function day(iso: string, lang: Lang): string {
  const [match, year, month, date] = DAY.exec(iso) ?? [];
  return match && lang === 'ru' ? `${date}.${month}.${year}` : iso;
}

/** To the minute: `2026-05-31 18:00`, `31.05.2026 18:00`. */
export function moment(iso: string, lang: Lang): string {
  const [date = '', time] = iso.split('T');
  return time ? `${day(date, lang)} ${time.slice(0, 5)}` : day(date, lang);
}

/** `2026-02-01 to 2026-03-31`, `01.02–31.03.2026`: a shared year is written once, and so is a single day. */
export function interval(from: string, to: string, lang: Lang): string {
  if (from === to) return day(from, lang);
  if (lang === 'en') return `${from} to ${to}`;
  const sameYear = DAY.test(from) && DAY.test(to) && from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? day(from, lang).slice(0, 5) : day(from, lang)}–${day(to, lang)}`;
}

/** Days as ranges: `2026-02-01 to 2026-02-03, 2026-02-07`; of more than `most` ranges the first ones. */
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

/**
 * A cell of `--period` in words: a day, a month (`02.2026`), a quarter (`1 кв. 2026`), or an ISO week, which looks the
 * same in both languages.
 */
export function period(cell: string, lang: Lang): string {
  if (lang === 'en') return cell;
  const [month, ofYear, number] = /^(\d{4})-(\d{2})$/.exec(cell) ?? [];
  if (month) return `${number}.${ofYear}`;
  const [quarter, inYear, which] = /^(\d{4})-?Q([1-4])$/.exec(cell) ?? [];
  return quarter ? `${which}\u00a0кв.\u00a0${inYear}` : day(cell, lang);
}

/** The first and last day of a cell of `--period`: Monday to Sunday of `2026-W47`. Null where it is no period. */
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
  // ISO weeks begin on Monday and belong to the year of their Thursday; the first one contains 4 January.
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
