import type { Engine } from '../engines/engine.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Text, text } from '../error.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';
import type { WarningCode } from '../model/warnings.js';

/** Dates of stages that cannot be right. Such leads keep the stages that they have reached, and are counted. */
export async function findStageAnomalies(
  engine: Engine,
  {
    dated,
    hasHistory,
    asOf,
  }: {
    /** Stages that have a date column in the CRM. */
    dated: readonly LeadStage[];
    hasHistory: boolean;
    /** `YYYY-MM-DD` (all of that day) or `YYYY-MM-DDTHH:MM:SS`. */
    asOf: string | null;
  },
): Promise<Warning[]> {
  const sources: Sql[] = dated.map((stage) => {
    const moment = name(`${stage}_at`);
    const until = asOf === null ? sql`true` : notAfter(moment, asOf);
    return sql`select lead_key, ${raw(String(LEAD_STAGES.indexOf(stage)))} as stage, ${moment} as moment, ${until} as is_past
      from crm_latest where ${moment} is not null`;
  });
  if (hasHistory)
    sources.push(
      sql`select lead_key, stage, moment, ${asOf === null ? sql`true` : notAfter(sql`moment`, asOf)} as is_past from stage_moments`,
    );
  if (sources.length === 0) return [];
  const moments = sql`(${joined(sources, ' union all ')})`;
  // Exports write some of their dates without a time: days are compared as days.
  const [[early, disordered, late] = []] = await engine.query(sql`select
    (select count(distinct m.lead_key) from ${moments} m join crm_latest c on c.lead_key = m.lead_key
      where cast(m.moment as date) < cast(c.created_at as date)),
    (select count(*) from (select lead_key from (select lead_key, stage, min(cast(moment as date)) as day from ${moments} group by lead_key, stage)
      group by lead_key having min(day) filter (where stage = ${DEAL}) < max(day) filter (where ${isIn(sql`stage`, BEFORE)}))),
    (select count(distinct lead_key) from ${moments} where not is_past)`);
  return [
    warning('stage-before-created', early, {
      en: 'with a date of a stage before the day they were created: the stage counts',
      ru: 'с датой этапа раньше дня создания: этап засчитан',
    }),
    warning('won-before-earlier-stage', disordered, {
      en: 'won on a day before they entered an earlier stage: both count',
      ru: 'выигранных раньше, чем они вошли в более ранний этап: засчитаны оба',
    }),
    warning('stage-after-as-of', late, {
      en: 'with a date of a stage later than the last moment of the other exports: the stage counts; --as-of leaves later ones out',
      ru: 'с датой этапа позже последней даты остальных выгрузок: этап засчитан; --as-of уберёт более поздние',
    }),
  ].flat();
}

const DEAL = raw(String(LEAD_STAGES.indexOf('deal')));
/** Not the contact: sales often call before they qualify, and talk on after they have won. */
const BEFORE = (['lead', 'qualified', 'proposal', 'decision'] as const).map((stage) => LEAD_STAGES.indexOf(stage));

const notAfter = (moment: Sql, asOf: string): Sql =>
  asOf.length === 10
    ? sql`cast(${moment} as date) <= cast(${asOf} as date)`
    : sql`${moment} <= cast(${asOf} as timestamp)`;

function warning(code: WarningCode, found: unknown, { en, ru }: Text): Warning[] {
  const count = Number(found ?? 0);
  return count === 0
    ? []
    : [{ code, count, message: text(`${counted(count, 'lead')} ${en}`, `лидов ${ru}: ${count}`) }];
}
