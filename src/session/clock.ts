import { Bug } from '../error.js';
import type { Io } from '../io.js';
import { shiftDay } from '../model/dates.js';

/**
 * The present moment on the clocks of a time zone: `2026-11-27T18:05:00`. Without a zone it is in UTC: by the zone of
 * the machine it would be another day on another machine.
 */
export function clockIn({ now }: Pick<Io, 'now'>, zone: string | undefined): string {
  if (!now) throw new Bug('a run without a clock was asked for the time');
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone ?? 'UTC', dateStyle: 'short', timeStyle: 'medium' })
    .format(now())
    .replace(' ', 'T');
}

/** An as-of moment as it was asked for; `now` and `yesterday` become what the clock says. */
export function asOfBy(clock: () => string, written: string | undefined): string | undefined {
  if (written === 'now') return clock();
  return written === 'yesterday' ? shiftDay(clock().slice(0, 10), -1) : written;
}
