// The time between two moments of an export.

/** Whether a moment is a plain day. `2026-10-05 00:00:00` is: a moment without a time is not midnight. */
const isDay = (moment: string) => moment.length === 10 || moment.endsWith('00:00:00');

/** Seconds since 1970; a plain day is its midnight. */
export const secondsAt = (moment: string): number =>
  Date.parse(`${moment.slice(0, 10)}T${moment.slice(11) || '00:00:00'}Z`) / 1000;

/** Whole seconds between two moments. If one is a plain day, the two are compared as days. */
export const elapsed = (from: string, to: string): number =>
  isDay(from) || isDay(to)
    ? secondsAt(to.slice(0, 10)) - secondsAt(from.slice(0, 10))
    : secondsAt(to) - secondsAt(from);
