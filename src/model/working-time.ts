import { dayNumber, dayNumbered, weekday } from './dates.js';

/** Minutes since midnight; 540 to 1080 is 09:00-18:00. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** When somebody works in a usual week. */
export interface Shift {
  /** ISO weekdays: 1 is Monday. */
  readonly days: readonly number[];
  readonly hours: Hours;
}

/** When a company works: its usual week, days that differ (null: off), and managers with shifts of their own. */
export interface WorkingTime extends Shift {
  readonly holidays: ReadonlyMap<string, Hours | null>;
  readonly byManager: ReadonlyMap<string, Shift>;
}

/** A day of a calendar; moments are seconds of UTC. */
export interface WorkingDay {
  readonly day: string;
  /** Seconds worked before it, since the first day of the list. */
  readonly before: number;
  readonly opens: number;
  /** The same as `opens` on a day off. */
  readonly closes: number;
  /**
   * The last day on which something is in time that may take so many whole working days after this one; null: there is
   * none.
   */
  readonly until: string | null;
}

/**
 * The days of a range (both ends included), for the company or for one shift. Days that differ do so for all shifts.
 * Where clocks change, nobody works a skipped hour, and a repeated one counts twice. `clock` gives the second of UTC of a
 * day's local time; `whole` is the number of working days that something may take.
 */
export function workingDays(
  { holidays, ...usual }: Pick<WorkingTime, 'holidays'> & Shift,
  clock: (day: string, seconds: number) => number,
  { from, to, whole }: { from: string; to: string; whole: number },
): WorkingDay[] {
  const hoursOn = (day: string): Hours | null => {
    const own = holidays.get(day);
    if (own !== undefined) return own;
    return usual.days.includes(weekday(day) + 1) ? usual.hours : null;
  };
  const working = nextWorking(hoursOn, dayNumber(from) + 1, dayNumber(to), whole);
  const found: WorkingDay[] = [];
  let [before, next] = [0, 0];
  for (let at = dayNumber(from); at <= dayNumber(to); at++) {
    const day = dayNumbered(at);
    const { from: first, to: last } = hoursOn(day) ?? { from: 0, to: 0 };
    const [opens, closes] = [clock(day, first * 60), clock(day, last * 60)];
    while (next < working.length && (working[next] as number) <= at) next++;
    const until = working[next + whole - 1];
    found.push({ day, before, opens, closes, until: until === undefined ? null : dayNumbered(until) });
    before += closes - opens;
  }
  return found;
}

/** The numbers of the working days from a first one up to so many after a last one. */
function nextWorking(hoursOn: (day: string) => Hours | null, first: number, last: number, more: number): number[] {
  const found: number[] = [];
  let left = more;
  for (let at = first; left > 0 && at <= last + LONGEST * more; at++) {
    if (hoursOn(dayNumbered(at)) === null) continue;
    found.push(at);
    if (at > last) left--;
  }
  return found;
}

/** No calendar has so many days off in a row; one that consists of days off has no working day to look for. */
const LONGEST = 31;

/** How many days of a range (both ends included) are worked; a short one counts like any other. */
export function countWorkingDays(
  { days, holidays }: Pick<WorkingTime, 'days' | 'holidays'>,
  { from, to }: { from: string; to: string },
): number {
  let count = 0;
  for (let at = dayNumber(from); at <= dayNumber(to); at++) {
    const own = holidays.get(dayNumbered(at));
    if (own === undefined ? days.includes(weekday(dayNumbered(at)) + 1) : own !== null) count++;
  }
  return count;
}
