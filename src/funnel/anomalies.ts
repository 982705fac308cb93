import type { Engine } from '../engines/engine.js';
import { type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';

/** Whether a moment is of a day and no time: then days are compared, not midnights. */
const isDay = (moment: Sql): Sql => sql`${moment} = date_trunc('day', ${moment})`;
const before = (one: Sql, other: Sql): Sql =>
  sql`coalesce(case when ${isDay(one)} or ${isDay(other)} then cast(${one} as date) < cast(${other} as date) else ${one} < ${other} end, false)`;

/**
 * Closing dates that cannot be: before the lead or deal was created, after the as-of moment. They count in the stage they reached; what is said of time is not to be trusted.
 * The closing date of what is still open is a plan, and may lie ahead.
 */
export async function findAnomalies(
  engine: Engine,
  fields: ReadonlySet<string>,
  asOf: string | null,
): Promise<Warning[]> {
  if (!fields.has('closed_at')) return [];
  const count = (when: Sql) => sql`count(*) filter (where ${when})`;
  // By days: the default as-of moment is that of a row, and the same day goes on after it.
  const isLate = asOf === null ? sql`false` : sql`coalesce(cast(closed_at as date) > cast(${asOf.slice(0, 10)} as date), false)`;
  const [[early, ahead] = []] = await engine.query(
    sql`select ${count(before(sql`closed_at`, sql`created_at`))}, ${count(isLate)} from crm_latest`,
  );
  const [[late] = [0n]] =
    Number(ahead) === 0
      ? []
      : await engine.query(sql`select count(*) from crm_marked where ${isLate} and (lost or has_deal)`);
  const found = (code: string, number: unknown, en: string, ru: string): Warning[] =>
    Number(number) === 0 ? [] : [{ code, count: Number(number), message: text(en, ru) }];
  return [
    ...found(
      'closed-before-created',
      early,
      `${counted(Number(early), 'lead')} closed before created: counted in the stage reached; do not trust what is said of their time`,
      `лидов, закрытых раньше, чем созданы: ${early}; они посчитаны на своём этапе, но их сроки недостоверны`,
    ),
    ...found(
      'closed-after-as-of',
      late,
      `${counted(Number(late), 'lead')} won or lost on a day after the as-of moment: counted as the exports say; a date is wrong, or the as-of moment is`,
      `лидов, выигранных или потерянных позже даты среза: ${late}; посчитаны как в выгрузке, но неверна либо дата, либо срез`,
    ),
  ];
}
