import type { Engine } from '../../engines/engine.js';
import { name, type Sql, sql } from '../../engines/sql.js';
import { shiftDay, weekday } from '../../model/dates.js';
import { areSums } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { type Stride, strideFrom } from '../shape/span-words.js';
import type { Typed } from './type.js';

/** If all days of a sheet are firsts or lasts of a month, or a week apart, they stand for months or weeks. */
export type Coarse = Extract<Stride, 'month' | 'monthEnd' | 'week'>;

/** So many different days are no column of months. */
const MOST = 600;
/** Fewer weeks might be three days by chance. */
const FEWEST_WEEKS = 3;

/** A heading that says "day" means it. In exports of platforms it is known. */
const SAYS_DAY = /^\s*(?:day|день|dia|día|tag|jour|giorno)\s*$/iu;

/** What a date of a sheet stands for: a month or a week; null: its own day only. */
export async function strideOf(engine: Engine, { recognised }: Loaded, { rows }: Typed): Promise<Coarse | null> {
  const { source, table, columns } = recognised;
  const day = columns.get('day');
  const isOpen = areSums(table) && (source === 'guess' || source === 'configured');
  if (!isOpen || !day || SAYS_DAY.test(day.heading)) return null;
  const found = await engine.query(sql`select distinct cast(day as varchar) from ${name(rows)}
    where reject is null and not excluded and day is not null order by 1 limit ${MOST}`);
  const days = found.map(([one]) => one as string);
  const follows = (stride: Coarse) =>
    days.some(
      (one, at) =>
        at > 0 && shiftDay(strideFrom(days[at - 1] as string, stride).to, 1) === strideFrom(one, stride).from,
    );
  if (days.length === MOST) return null;
  if (days.every((one) => one.endsWith('-01'))) return follows('month') ? 'month' : null;
  if (days.every((one) => shiftDay(one, 1).endsWith('-01'))) return follows('monthEnd') ? 'monthEnd' : null;
  const [first] = days;
  const areWeeks =
    first !== undefined && days.length >= FEWEST_WEEKS && days.every((one) => weekday(one) === weekday(first));
  return areWeeks && follows('week') ? 'week' : null;
}

/** The first and the last day of what a day stands for. */
export const spanOfDay = (stride: Coarse): { from: Sql; to: Sql } => ({
  from: stride === 'monthEnd' ? sql`cast(date_trunc('month', day) as date)` : sql`day`,
  to: stride === 'week' ? sql`day + 6` : sql`last_day(day)`,
});
