import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';

/** What tells the dates of a CRM row: the fields that some export has, and whether there is a history. */
interface Dated {
  fields: ReadonlySet<string>;
  hasHistory: boolean;
}

/** Without the contact: sales often call before they qualify, and go on talking after they have won. */
const BEFORE: readonly LeadStage[] = ['lead', 'qualified', 'proposal', 'decision'];

/**
 * Conditions for dates of a row that cannot be right: closed before it was made (`closed_early`), in a stage before that
 * (`stage_early`), won before an earlier stage (`won_early`). Only those whose dates some export has.
 */
export function outOfOrder(dated: Dated): Record<string, Sql> {
  const dates = new Map(LEAD_STAGES.flatMap((stage) => firstDate(stage, dated)));
  const [known, earlier] = [[...dates.values()], BEFORE.flatMap((stage) => dates.get(stage) ?? [])];
  const deal = dates.get('deal');
  return {
    ...(dated.fields.has('closed_at') ? { closed_early: isBefore(sql`closed_at`, sql`created_at`) } : {}),
    // Exports write some of their dates without a time: days are compared as days.
    ...(known.length > 0 ? { stage_early: dayBefore(sql`least(${joined(known, ', ')})`, sql`created_at`) } : {}),
    ...(deal && earlier.length > 0 ? { won_early: dayBefore(deal, sql`greatest(${joined(earlier, ', ')})`) } : {}),
  };
}

/** The first date of a stage, of its column or its history. */
function firstDate(stage: LeadStage, { fields, hasHistory }: Dated): [LeadStage, Sql][] {
  const own = [
    ...(fields.has(`${stage}_at`) ? [name(`${stage}_at`)] : []),
    ...(hasHistory ? [name(`${stage}_since`)] : []),
  ];
  return own.length > 0 ? [[stage, sql`least(${joined(own, ', ')})`]] : [];
}

/** The last date of a stage that a row of the CRM has, of its columns or its history. */
export function lastStageDate(fields: ReadonlySet<string>, hasHistory: boolean): Sql {
  const own = LEAD_STAGES.map((stage) => `${stage}_at`).filter((column) => fields.has(column));
  const all = [...own, ...(hasHistory ? ['last_moment'] : [])].map(name);
  return all.length > 0 ? sql`greatest(${joined(all, ', ')})` : sql`cast(null as timestamp)`;
}

export const dayBefore = (one: Sql, other: Sql): Sql => sql`cast(${one} as date) < cast(${other} as date)`;

/** Whether a moment is a day without a time. Then days are compared, and not midnights. */
export const isDay = (moment: Sql): Sql => spelt.isDay(moment);
export const isBefore = (one: Sql, other: Sql): Sql =>
  sql`coalesce(case when ${isDay(one)} or ${isDay(other)} then cast(${one} as date) < cast(${other} as date) else ${one} < ${other} end, false)`;

/**
 * Whole seconds from one moment to another. If one of them is a day without a time, they are counted from day to day.
 * `isToADay`: whether the second one is known to be.
 */
export function secondsBetween(from: Sql, to: Sql, isToADay?: boolean): Sql {
  const days = sql`${raw(String(DAY))} * date_diff('day', cast(${from} as date), cast(${to} as date))`;
  if (isToADay) return sql`(${days})`;
  const isOfDays = isToADay === undefined ? sql`${isDay(from)} or ${isDay(to)}` : isDay(from);
  return sql`(case when ${isOfDays} then ${days} else date_diff('second', ${from}, ${to}) end)`;
}
const DAY = 86_400;
