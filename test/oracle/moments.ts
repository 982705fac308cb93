// Between two moments of an export.

/** `2026-10-05 00:00:00` is a day: what has no time is not of midnight. */
const isDay = (moment: string) => moment.length === 10 || moment.endsWith('00:00:00');

/** Seconds, a day as its midnight. */
export const secondsAt = (moment: string): number =>
  Date.parse(`${moment.slice(0, 10)}T${moment.slice(11) || '00:00:00'}Z`) / 1000;

/** Whole seconds; days are compared as days. */
export const elapsed = (from: string, to: string): number =>
  isDay(from) || isDay(to)
    ? secondsAt(to.slice(0, 10)) - secondsAt(from.slice(0, 10))
    : secondsAt(to) - secondsAt(from);
