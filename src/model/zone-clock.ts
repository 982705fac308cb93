import { dayNumber } from './dates.js';

const DAY = 86_400;

/**
 * A stretch of local times (seconds since 1970) with one offset from UTC: those before `until` that no earlier stretch
 * holds.
 */
export interface Stretch {
  readonly until: number;
  /** The same in UTC: from then on the clocks are others. */
  readonly ends: number;
  /** The clocks are so many seconds ahead. */
  readonly ahead: number;
  /** Clocks skip these times: all of them are this second of UTC. */
  readonly at: number | null;
}

/** Where clocks are always as far ahead. */
export const steadyClock = (ahead: number): Stretch[] => [{ until: Infinity, ends: Infinity, ahead, at: null }];

/** The seconds at which clocks are looked at: from the first to the last, every `step`. */
export const lookedAt = (from: string, to: string): { first: number; last: number; step: number } => ({
  first: (dayNumber(from) - 2) * DAY,
  last: (dayNumber(to) + 2) * DAY,
  step: DAY,
});

/** The stretches of a zone over a range of days. A local time that comes twice is the first of the two. */
export function stretchesOf(zone: string | undefined, from: string, to: string): Stretch[] {
  if (zone === undefined) return steadyClock(0);
  const aheadAt = offsetIn(zone);
  const { first, last, step } = lookedAt(from, to);
  const found: Stretch[] = [];
  let ahead = aheadAt(first);
  for (let at = first; at < last; at += step) {
    const after = aheadAt(at + step);
    if (after === ahead) continue;
    // The second from which on the clocks are others.
    let [low, high] = [at, at + step];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (aheadAt(middle) === ahead) low = middle;
      else high = middle;
    }
    found.push({ until: high + ahead, ends: high, ahead, at: null });
    if (after > ahead) found.push({ until: high + after, ends: high, ahead, at: high });
    ahead = after;
  }
  return [...found, ...steadyClock(ahead)];
}

/** The second of UTC of a day's local time. `seconds` count from midnight; 86,400 is the next midnight. */
export function clockOf(stretches: readonly Stretch[]): (day: string, seconds: number) => number {
  return (day, seconds) => {
    const local = dayNumber(day) * DAY + seconds;
    const { at, ahead } = stretches.find(({ until }) => local < until) as Stretch;
    return at ?? local - ahead;
  };
}

/** The offset of a zone from UTC, in whole seconds, at a second of UTC. */
function offsetIn(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  return (at) => {
    const parts = format
      .formatToParts(new Date(at * 1000))
      .flatMap(({ value }) => (/^\d+$/.test(value) ? [Number(value)] : []));
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - at;
  };
}
