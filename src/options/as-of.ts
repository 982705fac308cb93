import { text, UserError } from '../error.js';
import { isDay } from '../model/dates.js';
import { meant } from '../model/meant.js';
import { asksTheClock, daysMeant } from '../model/meant-days.js';
import { defineOption, ifWritten, READING, TEXT, wrongValue } from './define-option.js';

/**
 * A day or a moment: `2026-10-31` stays as it is, `2026-10-31 18:00` becomes `2026-10-31T18:00:00`; `now` and
 * `yesterday` ask the clock.
 */
export const asOf = defineOption({
  flags: '--as-of <moment>',
  offers: ['now', 'yesterday'],
  help: text(
    'as of this day or moment, or by the clock: now, yesterday; default: the latest in the exports',
    'на этот день или момент или по часам: now, yesterday; по умолчанию последний в выгрузках',
  ),
  on: READING,
  given: TEXT,
  read: ifWritten((written) => {
    if (written === 'now' || written === 'yesterday') return written;
    const match = /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?)?$/.exec(written);
    const [, day = '', time, seconds = ':00'] = match ?? [];
    if (!match || !isDay(day))
      throw asksTheClock(written) ? byTheClock(written) : wrongValue('--as-of', written, MOMENT, daysMeant(written));
    return time === undefined ? day : `${day}T${time}${seconds}`;
  }),
});

const MOMENT = text(
  'a day like 2026-10-31 or a moment like 2026-10-31T18:00',
  'день вида 2026-10-31 или момент вида 2026-10-31T18:00',
);

const byTheClock = (written: string): UserError =>
  new UserError(wrongValue('--as-of', written, MOMENT).what, { hint: meant('--as-of now', '--as-of yesterday') });
