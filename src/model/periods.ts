import { daysBetween, daysOfPeriod, shiftDay, weekday } from './dates.js';
import type { Days, Period } from './scope.js';

/** What the period of a day is called: `2026-W47`, `2026-11`, `2026-Q4`. */
export const periodOfDay = (day: string, period: Period): string => NAMED[period](day);

/** The ISO week of a day: that of its Thursday. */
export function weekOf(day: string): string {
  const thursday = shiftDay(day, 3 - weekday(day));
  const year = thursday.slice(0, 4);
  return `${year}-W${String(Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1).padStart(2, '0')}`;
}

const NAMED: Record<Period, (day: string) => string> = {
  day: (day) => day,
  week: weekOf,
  month: (day) => day.slice(0, 7),
  quarter: (day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
};

/** All periods from that of the first day to that of the last, in order; none where an end is open. */
export function periodsIn({ from, to }: Days, period: Period): string[] {
  const found: string[] = [];
  for (let day = from; day !== null && to !== null && day <= to; ) {
    const name = periodOfDay(day, period);
    found.push(name);
    day = shiftDay(daysOfPeriod(name)?.to ?? day, 1);
  }
  return found;
}
