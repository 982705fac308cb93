import type { Hours } from './working-time.js';

/**
 * Reads `09:00-18:00`, `9:00 – 18:30`; undefined where it is something else. It does not check that the hours are of one
 * day.
 */
export function readHours(written: string): Hours | undefined {
  const match = /^(\d\d?):([0-5]\d) ?[-–—] ?(\d\d?):([0-5]\d)$/.exec(written.trim());
  if (!match) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return Math.max(from, to) <= 24 * 60 ? { from, to } : undefined;
}

/** Hours over midnight would belong to two days. */
export const isHoursOfADay = ({ from, to }: Hours): boolean => from < to;
