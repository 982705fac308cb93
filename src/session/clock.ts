import { Bug } from '../error.js';
import type { Io } from '../io.js';
import { shiftDay } from '../model/dates.js';

/**
 * The moment as it is written on the clocks of a time zone: `2026-11-27T18:05:00`. Without a zone those of UTC: what a machine is
 * set to would be another day on another machine.
 */
export function clockIn({ now }: Pick<Io, 'now'>, zone: string | undefined): string {
  if (!now) throw new Bug('a run without a clock was asked for the time');
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone ?? 'UTC', dateStyle: 'short', timeStyle: 'medium' })
    .format(now())
    .replace(' ', 'T');
}

/** An as-of moment: what asks the clock becomes what it says. */
export function asOfBy(clock: () => string, written: string | undefined): string | undefined {
  if (written === 'now') return clock();
  return written === 'yesterday' ? shiftDay(clock().slice(0, 10), -1) : written;
}
