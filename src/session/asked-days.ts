import { type Text, text, UserError } from '../error.js';
import { dayOf, daysOfPeriod, isDay, shiftDay } from '../model/dates.js';
import { meant } from '../model/meant.js';
import { asksTheClock, daysMeant, lengthMeant, monthMeant, weekMeant } from '../model/meant-days.js';
import { periodOfDay } from '../model/periods.js';
import type { Days, Period } from '../model/scope.js';

/** The ways to name the days of a report. */
export interface PeriodOptions {
  from?: string | undefined;
  to?: string | undefined;
  last?: string | undefined;
  week?: string | undefined;
  month?: string | undefined;
  all?: boolean | undefined;
  /** `last` means whole periods, up to the last one that is over. */
  areWhole?: boolean | undefined;
}

/**
 * The days that were asked for; null: none were.
 *
 * @throws {UserError} Where they are named in two ways, or in a form that is not read.
 */
export function askedFor(
  { from, to, last, week, month, all, areWhole = false }: PeriodOptions,
  asOf: string | null,
): Days | null {
  const ways = [from ?? to, last, week, month, all || undefined].filter((way) => way !== undefined);
  if (ways.length > 1)
    throw new UserError(text('the period is named in two ways', 'период указан двумя способами'), {
      hint: text(
        'use one of --from/--to, --last, --week, --month, --all',
        'укажите что-то одно: --from/--to, --last, --week, --month или --all',
      ),
    });
  if (month !== undefined) return monthDays(month, asOf);
  if (week !== undefined) return weekDays(week, asOf);
  if (last !== undefined) return lastDays(last, asOf, areWhole);
  if (from === undefined && to === undefined) return null;
  for (const [option, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (day !== undefined && !isDay(day)) throw notADay(option, day);
  if (from !== undefined && to !== undefined && from > to)
    throw new UserError(text(`--from ${from} is after --to ${to}`, `--from ${from} позже --to ${to}`), {
      hint: meant(`--from ${to} --to ${from}`),
    });
  return { from: from ?? null, to: to ?? null };
}

/** The error for what is no day. `--from 2026-10` means a month, so the hint names its day and `--month`. */
function notADay(option: string, written: string): UserError {
  const month = /^\d{4}-\d{2}$/.test(written) ? daysOfPeriod(written) : null;
  if (asksTheClock(written)) return notA(option, written, A_DAY, ['--last 1d']);
  if (!month) return notA(option, written, A_DAY, daysMeant(written));
  const day = option === '--from' ? month.from : month.to;
  return notA(option, written, A_DAY, [day, `--month ${written}`]);
}

const A_DAY = text('a day like 2026-10-01', 'день вида 2026-10-01');

function monthDays(month: string, asOf: string | null): Days {
  const days = /^\d{4}-\d{2}$/.test(month) ? daysOfPeriod(month) : null;
  if (!days)
    throw notA('--month', month, text('a month like 2026-10', 'месяц вида 2026-10'), [monthMeant(month, asOf)]);
  return days;
}

/** The word of `--week last-whole`. Which week it is depends on the exports, so `choosePeriod` decides. */
export const LAST_WHOLE = 'last-whole';

function weekDays(week: string, asOf: string | null): Days {
  if (week === LAST_WHOLE) return asOf === null ? { from: null, to: null } : wholePeriods(1, 'week', asOf);
  const [, year, number] = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/i.exec(week) ?? [];
  if (!year)
    throw notA('--week', week, text('an ISO week like 2026-W47', 'неделя ISO вида 2026-W47'), [weekMeant(week, asOf)]);
  const days = daysOfPeriod(`${year}-W${number}`);
  if (!days) throw notA('--week', week, text(`a week of ${year}`, `неделя ${year} года`), []);
  return days;
}

function lastDays(last: string, asOf: string | null, areWhole: boolean): Days {
  const match = /^([1-9]\d{0,3})([dwm])$/.exec(last);
  if (!match)
    throw notA('--last', last, text('a length like 7d, 4w or 3m', 'длина вида 7d, 4w или 3m'), [lengthMeant(last)]);
  if (asOf === null) return { from: null, to: null };
  const count = Number(match[1]);
  if (areWhole) return wholePeriods(count, UNITS[match[2] as keyof typeof UNITS], asOf);
  const to = asOf.slice(0, 10);
  if (match[2] !== 'm') return { from: shiftDay(to, 1 - count * (match[2] === 'w' ? 7 : 1)), to };
  const date = new Date(`${to}T00:00:00Z`);
  // The period begins on the day after the same day so many months ago, or after that month's last day.
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), days));
  return { from: shiftDay(dayOf(first), 1), to };
}

/**
 * The last `count` calendar weeks, months or days that are over at the as-of moment. A moment leaves its own day
 * unfinished; a plain day counts as over.
 */
export function wholePeriods(count: number, unit: Period, asOf: string): { from: string; to: string } {
  const last = asOf.length === 10 ? asOf : shiftDay(asOf.slice(0, 10), -1);
  const own = daysOfPeriod(periodOfDay(last, unit)) ?? { from: last, to: last };
  const to = own.to <= last ? own.to : shiftDay(own.from, -1);
  let { from } = daysOfPeriod(periodOfDay(to, unit)) ?? { from: to };
  for (let left = count - 1; left > 0; left--) from = daysOfPeriod(periodOfDay(shiftDay(from, -1), unit))?.from ?? from;
  return { from, to };
}

const UNITS = { d: 'day', w: 'week', m: 'month' } as const;

const notA = (option: string, value: string, wanted: Text, likely: readonly (string | undefined)[]): UserError => {
  const proposed = likely.flatMap((one) => (one === undefined ? [] : one.startsWith('--') ? one : `${option} ${one}`));
  return new UserError(
    text(`${option} ${value}: expected ${wanted.en}`, `${option} ${value}: ожидается ${wanted.ru}`),
    proposed.length > 0 ? { hint: meant(...proposed) } : {},
  );
};
