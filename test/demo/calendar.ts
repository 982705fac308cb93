// Moments by the clock of Moscow, as seconds from the first day of the demo, so that no time zone can interfere.

const FIRST_DAY = Date.UTC(2026, 1, 2);
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** The day of the exports; the latest edit in them. */
export const AS_OF = at('2026-05-31', 18 * HOUR + 42 * MINUTE + 7);

/** The latest edit in the download of a month later. */
export const JUNE = at('2026-06-30', 17 * HOUR + 5 * MINUTE + 31);

/** Defender's day, Women's day (moved to Monday), May holidays. */
const HOLIDAYS = new Set(['2026-02-23', '2026-03-09', '2026-05-01', '2026-05-11'].map((day) => at(day, 0) / DAY));
const OPENS = 9 * HOUR;
const CLOSES = 19 * HOUR;

function at(day: string, seconds: number): number {
  return (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / 1000 + seconds;
}

/** From Monday, 0. Days and moments before the first are negative. */
export const weekday = (day: number): number => modulo(day, 7);
/** Seconds since midnight. */
export const clockOf = (moment: number): number => modulo(moment, DAY);

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const isWorkday = (day: number): boolean => weekday(day) < 5 && !HOLIDAYS.has(day);

/** The moment so much working time later (nine to seven, Monday to Friday). */
export function afterWork(moment: number, seconds: number): number {
  let day = Math.floor(moment / DAY);
  let clock = Math.max(clockOf(moment), OPENS);
  let left = seconds;
  for (;;) {
    if (isWorkday(day) && clock < CLOSES) {
      if (left <= CLOSES - clock) return day * DAY + clock + left;
      left -= CLOSES - clock;
    }
    day++;
    clock = OPENS;
  }
}

const iso = (moment: number): string => new Date(FIRST_DAY + moment * 1000).toISOString();
/** `2026-02-02`. */
export const isoDay = (day: number): string => iso(day * DAY).slice(0, 10);
/** `02.02.2026`. */
export const ruDay = (day: number): string => isoDay(day).split('-').reverse().join('.');
/** `2026-02-02T10:05:00+03:00`. */
export const isoMoment = (moment: number): string => `${iso(moment).slice(0, 19)}+03:00`;
/** `02.02.2026 10:05:00`. */
export const ruMoment = (moment: number): string => `${ruDay(Math.floor(moment / DAY))} ${iso(moment).slice(11, 19)}`;
