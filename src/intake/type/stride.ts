import type { Engine } from '../../engines/engine.js';
import { literal, name, type Sql, sql } from '../../engines/sql.js';
import { shiftDay, weekday } from '../../model/dates.js';
import { areSums } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import type { Days } from '../shape/preamble.js';
import { type Stride, strideFrom } from '../shape/span-words.js';
import type { Typed } from './type.js';

/** If all days of a file are firsts or lasts of a month, or a week apart, they stand for months or weeks. */
export type Coarse = Extract<Stride, 'month' | 'monthEnd' | 'week'>;

/** So many different days are no column of months. */
const MOST = 600;
/** Fewer weeks might be three days by chance. */
const FEWEST_WEEKS = 3;

/** Monday and Sunday: the weeks of a platform begin with no other day. Ads may well run on Saturdays alone. */
const BEGIN_WEEKS = [0, 6];

/** A heading that says "day" means it. */
const SAYS_DAY =
  /^\s*(?:(?:by |stat time )?day|gregorian ?date|день|dia|día|tag|jour|giorno|dag|dzień|den|gün|zi|hari|ngày|天|单日|日)\s*$/iu;

/**
 * What a date of a file stands for: a month or a week; null: its own day only. `ends` are the first and the last of all
 * days that its used rows have.
 */
export async function strideOf(
  engine: Engine,
  { recognised }: Loaded,
  { rows }: Typed,
  ends: Ends | null,
): Promise<Coarse | null> {
  const { source, table, columns } = recognised;
  const day = columns.get('day');
  if (!areSums(table) || !day || SAYS_DAY.test(day.heading)) return null;
  // Most files are told by their ends alone: to ask for all days is a statement for each file.
  const isOnlyDay = !columns.has('period_from') && !columns.has('period_to');
  if (isOnlyDay && !mayBeCoarse(ends)) return null;
  const found = await engine.query(sql`select distinct cast(day as varchar) from ${name(rows)}
    where reject is null and not excluded and day is not null order by 1 limit ${MOST}`);
  const days = found.map(([one]) => one as string);
  const follows = (stride: Coarse) =>
    days.some(
      (one, at) =>
        at > 0 && shiftDay(strideFrom(days[at - 1] as string, stride).to, 1) === strideFrom(one, stride).from,
    );
  if (days.length === MOST) return null;
  if (days.every(isFirst)) return follows('month') ? 'month' : null;
  if (days.every(isLast)) return follows('monthEnd') ? 'monthEnd' : null;
  const [first] = days;
  const isOwn = source === 'guess' || source === 'configured';
  const areWeeks =
    first !== undefined &&
    days.length >= FEWEST_WEEKS &&
    days.every((one) => weekday(one) === weekday(first)) &&
    (isOwn || BEGIN_WEEKS.includes(weekday(first)));
  return areWeeks && follows('week') ? 'week' : null;
}

interface Ends {
  from: string;
  to: string;
}
const mayBeCoarse = (ends: Ends | null): boolean =>
  ends !== null &&
  ([isFirst, isLast].some((is) => is(ends.from) && is(ends.to)) || weekday(ends.from) === weekday(ends.to));
const isFirst = (day: string): boolean => day.endsWith('-01');
const isLast = (day: string): boolean => isFirst(shiftDay(day, 1));

/** The first and the last day of what a day stands for, as far as the file says that it covers them. */
export function spanOfDay(stride: Coarse, stated: Days | undefined): { from: Sql; to: Sql } {
  const from = stride === 'monthEnd' ? sql`cast(date_trunc('month', day) as date)` : sql`day`;
  const to = stride === 'week' ? sql`day + 6` : sql`last_day(day)`;
  if (!stated) return { from, to };
  const [first, last] = [stated.from, stated.to].map((one) => sql`cast(${literal(one)} as date)`) as [Sql, Sql];
  const within = (day: Sql, cut: Sql) =>
    sql`case when ${from} <= ${last} and ${to} >= ${first} then ${cut} else ${day} end`;
  return { from: within(from, sql`greatest(${from}, ${first})`), to: within(to, sql`least(${to}, ${last})`) };
}
