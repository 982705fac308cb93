import type { Engine } from '../engines/engine.js';
import { raw, type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';
import type { WarningCode } from '../model/warnings.js';

/** Whether a moment is of a day and no time: then days are compared, not midnights. */
const isDay = (moment: Sql): Sql => sql`${moment} = date_trunc('day', ${moment})`;
const before = (one: Sql, other: Sql): Sql =>
  sql`coalesce(case when ${isDay(one)} or ${isDay(other)} then cast(${one} as date) < cast(${other} as date) else ${one} < ${other} end, false)`;

/** Days. */
const LATER = 31;

/**
 * Closing dates that cannot be: before the lead or deal was created, after the as-of moment, or a month after all else.
 * They count in the stage they reached; what is said of time is not to be trusted.
 * The closing date of what is still open is a plan, and may lie ahead.
 */
export async function findAnomalies(
  engine: Engine,
  fields: ReadonlySet<string>,
  { asked, latest }: { asked: string | undefined; latest: string | null },
): Promise<Warning[]> {
  if (!fields.has('closed_at')) return [];
  const count = (when: Sql) => sql`count(*) filter (where ${when})`;
  // An as-of day is all of that day.
  const endOf = (moment: string) =>
    moment.length === 10
      ? sql`cast(${moment} as timestamp) + interval 86399 second`
      : sql`cast(${moment} as timestamp)`;
  // Nobody said when the exports were made: a deal may be won days after the last lead came, hardly months.
  const derived =
    latest === null ? sql`cast(null as timestamp)` : sql`${endOf(latest)} + interval ${raw(String(LATER))} day`;
  const limit = asked !== undefined && (latest === null || asked > latest) ? endOf(asked) : derived;
  const isLate = before(limit, sql`closed_at`);
  const [[early, ahead] = []] = await engine.query(
    sql`select ${count(before(sql`closed_at`, sql`created_at`))}, ${count(isLate)} from crm_latest`,
  );
  const [[late] = [0n]] =
    Number(ahead) === 0
      ? []
      : await engine.query(sql`select count(*) from crm_marked where ${isLate} and (lost or has_deal)`);
  const found = (code: WarningCode, number: unknown, en: string, ru: string): Warning[] =>
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
      `${counted(Number(late), 'lead')} won or lost long after everything else in the exports, or after the as-of moment: counted as the exports say; look at the dates`,
      `лидов, выигранных или потерянных намного позже всего остального или после даты среза: ${late}; посчитаны как в выгрузке; проверьте даты`,
    ),
  ];
}
