import { isDay, shiftDay } from '../model/dates.js';
import { add, type Exact } from '../model/exact.js';
import { isMuch, ZERO } from '../model/measures.js';

/** The leads that were created on a day, and how many of them are too young for what is asked. */
export interface LeadsOfDay {
  readonly day: string;
  readonly leads: Exact;
  readonly young: Exact;
}

/**
 * The day at whose end at most a tenth of some leads will still be too young, whatever becomes of them until then. A
 * lead is old enough `seconds` after its creation. Null: that is so already.
 */
export function ripeOn(days: readonly LeadsOfDay[], seconds: number): string | null {
  const all = days.reduce((sum, { leads }) => add(sum, leads), ZERO);
  let young = ZERO;
  for (const one of days.filter(({ day }) => isDay(day)).sort((a, b) => (a.day < b.day ? 1 : -1))) {
    young = add(young, one.young);
    if (isMuch(young, all)) return shiftDay(one.day, Math.ceil(seconds / SECONDS_OF_DAY));
  }
  return null;
}

const SECONDS_OF_DAY = 86_400;
