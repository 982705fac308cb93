import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { dayNumber } from '../model/dates.js';
import { type Shift, type WorkingDay, type WorkingTime, workingDays } from '../model/working-time.js';

const COLUMNS = ['shift', 'day', 'before', 'opens', 'closes', 'until'] as const;

/** The calendar of a run, and how it is asked. */
export interface Calendar {
  /** A row per shift and day, with the number of the day. */
  readonly days: Sql;
  /** Whose shift a lead is in, by the manager who has it. */
  readonly shift: Sql;
  /** Seconds worked until the moment that "now" is; by `shift`. */
  readonly byNow: Sql;
  /** The usual working days: `YYYY-MM-DD`. */
  readonly usual: readonly string[];
}

/** `clock`: the second of UTC of a local time. */
export function calendarOf(
  calendar: WorkingTime,
  {
    clock,
    now,
    ...span
  }: { clock: (day: string, seconds: number) => number; now: number; from: string; to: string; whole: number },
): Calendar {
  const own = [...calendar.byManager];
  const shifts: readonly Shift[] = [calendar, ...own.map(([, shift]) => shift)];
  const all = shifts.map((shift) => workingDays({ ...shift, holidays: calendar.holidays }, clock, span));
  const rows = all.flatMap((days, at) =>
    days.map(({ day, before, opens, closes, until }) => ({
      ...{ shift: at, day: dayNumber(day), before, opens, closes },
      until: until === null ? null : dayNumber(until),
    })),
  );
  // One list per column: the engine plans each number of a statement by itself, which takes longer than to read it.
  const columns = COLUMNS.map(
    (column) =>
      sql`unnest(cast(${literal(`[${rows.map((row) => row[column] ?? 'null').join(', ')}]`)} as bigint[])) as ${name(column)}`,
  );
  const branches = own.map(
    ([manager], at) => sql`when ${literal(manager.trim().toLowerCase())} then ${raw(String(at + 1))}`,
  );
  return {
    days: sql`(select ${joined(columns, ', ')})`,
    shift: branches.length === 0 ? sql`0` : sql`case lower(trim(manager)) ${joined(branches, ' ')} else 0 end`,
    byNow: sql`[${joined(
      all.map((days) => raw(String(workedBy(days, now)))),
      ', ',
    )}][t.shift + 1]`,
    usual: (all[0] ?? []).filter(({ opens, closes }) => closes > opens).map(({ day }) => day),
  };
}

/** Seconds worked until a second of UTC within the days. */
function workedBy(days: readonly WorkingDay[], second: number): number {
  const on = days.findLast(({ opens, closes }) => closes > opens && opens <= second);
  return on === undefined ? 0 : on.before + Math.min(second, on.closes) - on.opens;
}

/** Seconds worked until the second `at`, by the row of `working_days` that is joined under a name. */
export const workedUntil = (at: Sql, row: string): Sql => {
  const of = (column: (typeof COLUMNS)[number]) => sql`${name(row)}.${name(column)}`;
  return sql`(${of('before')} + least(greatest(${at} - ${of('opens')}, 0), ${of('closes')} - ${of('opens')}))`;
};
