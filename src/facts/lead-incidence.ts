import type { Engine, Value } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import { DAYS_TOLD, FEWEST_WATCHED, type Incidence } from '../model/incidence.js';
import type { Reach } from '../model/report.js';
import type { Keys } from './cube-memo.js';
import { secondsBetween } from './dates-in-order.js';
import { unknownColumn } from './fact-tables.js';
import { holding } from './lead-rows.js';
import { cameOn, lostOn, type Moments } from './stage-days.js';
import { ageAt, momentAt } from './young.js';

export interface Watched {
  moments: Moments;
  reach: Reach;
  asOf: string;
}

/** The incidence of stages that exports date, over all leads, by the values of some keys. */
export async function incidencesOf(
  engine: Engine,
  stages: readonly LeadStage[],
  watched: Watched,
  keys: ReadonlyMap<string, Sql> = new Map(),
): Promise<{ keys: Keys; incidence: Incidence }[]> {
  const names = [...keys.keys()];
  const lives = stages.flatMap((stage) => livesTo(stage, watched, [...keys.values()]) ?? []);
  if (lives.length === 0) return [];
  const rows = await engine.query(incidenceOf(joined(lives, ' union all '), names.length));
  return rows.map(([stage, ...row]) => ({
    keys: new Map(names.map((key, at) => [key, row[at] as string])),
    incidence: read(stage as Value, row.slice(names.length)),
  }));
}

/** How a life ends, as far as it is known. */
const [OPEN, CAME, LOST, CAME_UNDATED, LOST_UNDATED] = [0, 1, 2, 3, 4].map((end) => raw(String(end))) as [
  Sql,
  Sql,
  Sql,
  Sql,
  Sql,
];

/**
 * A row per lead: the place of the stage, the keys, how its life ends and after how many seconds. What an as-of moment comes
 * before has not come yet. A date before creation is out of order, and is none; nor has a lead one that is lost without a
 * word of how deep it got. Null: no export dates the stage.
 */
function livesTo(stage: LeadStage, { moments, reach, asOf }: Watched, keys: readonly Sql[]): Sql | null {
  const came = cameOn(stage, moments);
  if (!came) return null;
  const [place, until] = [raw(String(LEAD_STAGES.indexOf(stage))), momentAt(asOf)];
  const hasCome = holding(reach === 'observed' ? [{ evidence: stage }] : [{ depth: 'from', stage }]);
  const since = secondsBetween(sql`created_at`, sql`date`);
  // An as-of day is all of that day.
  const isLater = asOf.length === 10 ? sql`cast(date as date) > ${until}` : sql`date > ${until}`;
  return sql`select ${joined([place, ...keys.map((_, at) => keyAt(at))], ', ')}, life,
      case when life in (${CAME}, ${LOST}) then since when life = ${OPEN} then greatest(${ageAt(asOf)}, 0) end as seconds
    from (select *, case when not has_come and not is_lost then case when created_at is null then null else ${OPEN} end
        when coalesce(since < 0 or is_untold, true) then case when has_come then ${CAME_UNDATED} else ${LOST_UNDATED} end
        when ${isLater} then ${OPEN} when has_come then ${CAME} else ${LOST} end as life
      from (select *, ${since} as since
        from (select created_at, ${hasCome} as has_come, ending = 'lost' as is_lost,
            case when ${hasCome} then ${came} else ${lostOn(moments)} end as date,
            not ${hasCome} and ${name(unknownColumn(stage))} as is_untold${joined(
              keys.map((key, at) => sql`, ${key} as ${keyAt(at)}`),
              '',
            )}
          from leads)))`;
}

const keyAt = (at: number): Sql => name(`k${at}`);

/**
 * Over the ends of lives in order: those still watched, who has neither come nor is lost (`alive`, before that moment), and
 * the share that has come. Ends of one moment are of one group: who is open then is still watched.
 */
export function incidenceOf(lives: Sql, keys: number): Sql {
  const group = joined([sql`stage`, ...Array.from({ length: keys }, (_, at) => keyAt(at))], ', ');
  const order = sql`partition by ${group} order by seconds`;
  const counted = (...lives: Sql[]) => sql`count(*) filter (where life in (${joined(lives, ', ')}))`;
  const told = DAYS_TOLD.map((days) => {
    const by = raw(String(days * 86_400));
    return sql`case when any_value(horizon) >= ${by} then coalesce(max(f) filter (where seconds <= ${by}), 0) end`;
  });
  const within = sql`filter (where seconds <= horizon)`;
  return sql`with lives(stage, ${joined([...Array.from({ length: keys }, (_, at) => keyAt(at)), sql`life`], ', ')}, seconds) as materialized (${lives}),
    ends as (select ${group}, seconds, ${counted(CAME)} as came, ${counted(LOST)} as lost, count(*) as all_ends
      from lives where seconds is not null group by ${group}, seconds),
    watched as (select *, sum(all_ends) over (partition by ${group} order by seconds desc) as watched from ends),
    left_alive as (select *, product(1 - (came + lost) / watched) over (${order}) as alive_after,
      max(case when watched >= ${raw(String(FEWEST_WATCHED))} then seconds end) over (partition by ${group}) as horizon from watched),
    shares as (select *, coalesce(lag(alive_after) over (${order}), 1) * came / watched as share from left_alive),
    curve as (select *, sum(share) over (${order}) as f from shares),
    reaching as (select *, max(f) ${within} over (partition by ${group}) as most from curve),
    totals as (select ${group}, ${counted(CAME, CAME_UNDATED)} as reached, ${counted(CAME_UNDATED)} as reached_undated,
      ${counted(LOST, LOST_UNDATED)} as lost, ${counted(LOST_UNDATED)} as lost_undated from lives group by ${group})
    select ${group}, any_value(t.reached), any_value(t.reached_undated), any_value(t.lost), any_value(t.lost_undated),
      any_value(horizon), coalesce(sum(came) ${within}, 0), min(seconds) filter (where seconds <= horizon and f >= 0.9 * most - ${TINY}),
      ${joined(told, ', ')}
    from totals t left join reaching using (${group}) group by ${group} order by ${group}`;
}

/** What a sum of doubles may lack of a whole tenth. */
const TINY = raw('1e-12');

function read(stage: Value, row: readonly Value[]): Incidence {
  const numbers = row.map((value) => (value === null ? null : Number(value)));
  const [reached, reachedUndated, lost, lostUndated, horizon = null, dated, ninetieth = null, ...after] = numbers;
  return {
    stage: LEAD_STAGES[Number(stage)] as LeadStage,
    ...{ reached: reached ?? 0, reachedUndated: reachedUndated ?? 0, lost: lost ?? 0, lostUndated: lostUndated ?? 0 },
    ...{ horizon, dated: dated ?? 0, ninetieth: dated ? ninetieth : null, after },
  };
}
