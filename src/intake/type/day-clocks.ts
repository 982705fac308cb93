import { text } from '../../error.js';
import type { Warning } from '../../model/report.js';
import { cellsAt } from '../scan/cells-at.js';
import type { Loaded } from '../scan/loaded.js';
import type { Shape } from './values/cell-shape.js';
import { clockIn } from './values/date-value.js';
import type { Wanted } from './wanted.js';

/** What the times are that stand beside the days of a column. */
interface DayClocks {
  /** Each is a midnight in the time zone of the report, by the offset that stands behind it: it is the day that begins then. */
  areMidnights: boolean;
  /** The time that several days bear, all of them, or the two that winter and summer make of one; else null. */
  only: string | null;
  /** Whether an offset stands behind them. */
  haveOffset: boolean;
}

const STAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(?:(z|utc)|([+-])(\d\d)(?::?(\d\d))?)?$/i;

/**
 * The clocks of a file's columns of days, as far as their cells have times: a script that writes the midnights of Moscow by
 * the clock of UTC makes `2026-03-01T21:00:00Z` of the 2nd of March. Few such columns are read to their end: times of all
 * hours, or midnights as they are written, show at once.
 */
export function dayClocks(loaded: Loaded, zone: string | undefined) {
  const known = new Map<number, DayClocks | null>();
  const isMidnight = midnightsOf(zone);
  return (wanted: readonly Wanted[], shapes: ReadonlyMap<number, readonly Shape[]>): ReadonlyMap<number, DayClocks> => {
    const timed = wanted.filter(
      ({ index, kind }) => kind === 'day' && shapes.get(index)?.some(({ shape }) => clockIn(shape) !== undefined),
    );
    for (const { index } of timed)
      if (!known.has(index)) known.set(index, clocksIn(cellsAt(loaded, index), isMidnight));
    return new Map(
      timed.flatMap(({ index }) => {
        const clocks = known.get(index);
        return clocks ? [[index, clocks] as const] : [];
      }),
    );
  };
}

function clocksIn(cells: Iterable<string | null>, isMidnight: (moment: number) => boolean): DayClocks | null {
  const times = new Set<string>();
  const seen = new Set<string>();
  let [areMidnights, haveOffset] = [true, true];
  for (const written of cells) {
    const cell = written?.trim();
    // A dash, zeros and words for nothing are no day.
    if (!cell || seen.has(cell) || !/[1-9]/.test(cell)) continue;
    seen.add(cell);
    const [, day, hour, minute, second = '00', utc, sign, ahead, further = '00'] = STAMP.exec(cell) ?? [];
    if (day === undefined) return null;
    times.add(`${hour}:${minute}`);
    haveOffset &&= utc !== undefined || sign !== undefined;
    const offset = (Number(ahead ?? 0) * 60 + Number(further)) * (sign === '-' ? -60_000 : 60_000);
    areMidnights &&= haveOffset && isMidnight(Date.parse(`${day}T${hour}:${minute}:${second}Z`) - offset);
    if (!areMidnights && !areOne(times)) return null;
  }
  const isSaid = seen.size > 1 && areOne(times);
  return {
    areMidnights: areMidnights && seen.size > 0,
    haveOffset,
    only: isSaid ? [...times].sort().join(' / ') : null,
  };
}

/** One time, or two an hour apart, at which a day as it is written may be the one before. */
function areOne(times: ReadonlySet<string>): boolean {
  const minutes = [...times].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return (
    minutes.length <= 2 &&
    Math.max(...minutes) - Math.min(...minutes) <= 60 &&
    minutes.every((one) => one > NOON && one < LAST)
  );
}
/** East of Greenwich midnights are in the second half of a day of UTC; the last minute is the end of a day. */
const [NOON, LAST] = [12 * 60, 23 * 60 + 59];

/** Whether a moment, in milliseconds of UTC, is a midnight in a zone; in none it never is, and one of UTC is as it is written. */
function midnightsOf(zone: string | undefined): (moment: number) => boolean {
  if (zone === undefined || zone === 'UTC') return () => false;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' });
  return (moment) => !Number.isNaN(moment) && clock.format(moment) === '00:00:00';
}

/** The columns whose days are those that begin at the moments in their cells. */
export const midnightsAmong = (clocks: ReadonlyMap<number, DayClocks>): ReadonlySet<number> =>
  new Set([...clocks].flatMap(([index, { areMidnights }]) => (areMidnights ? [index] : [])));

/** Days that are read as written, and are perhaps a day early. */
export function perhapsEarly(
  file: string,
  wanted: readonly Wanted[],
  clocks: ReadonlyMap<number, DayClocks>,
): Warning[] {
  return wanted.flatMap(({ index, heading }): Warning[] => {
    const { areMidnights = true, only = null, haveOffset = false } = clocks.get(index) ?? {};
    if (areMidnights || only === null) return [];
    const [en, ru] = haveOffset
      ? [
          'say in which, with --timezone or timezone: in funnel.yaml, or export days without a time',
          'укажите его: --timezone или timezone: в funnel.yaml, либо выгрузите дни без времени',
        ]
      : ['export days without a time', 'выгрузите дни без времени'];
    return [
      {
        code: 'days-perhaps-early',
        count: 1,
        message: text(
          `${file}: all days of «${heading}» bear one time (${only}): midnights of another time zone, as it seems, and each day is read as the one before; ${en}`,
          `${file}: у всех дней «${heading}» одно и то же время (${only}): похоже на полночь другого часового пояса, и каждый день прочитан предыдущим; ${ru}`,
        ),
      },
    ];
  });
}
