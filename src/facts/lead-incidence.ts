import type { Column, Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Ends, fitIncidences, type Lives } from '../model/aalen-johansen.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { type Incidence, isUndated } from '../model/incidence.js';
import type { Reach } from '../model/report.js';
import { stillToCome } from '../model/still-to-come.js';
import type { Keys } from './cube-memo.js';
import { secondsBetween } from './dates-in-order.js';
import { unknownColumn } from './fact-tables.js';
import { leadsWhere } from './lead-rows.js';
import { cameOn, lostOn, type Moments } from './stage-days.js';
import { ageAt, momentAt } from './young.js';

export interface Watched {
  moments: Moments;
  reach: Reach;
  asOf: string;
}

/** Some keys, their columns, and the rows of leads that have them. */
interface By {
  keys: ReadonlyMap<string, Sql>;
  leads: Sql;
}
const OF_ALL: By = { keys: new Map(), leads: sql`leads` };

/** The incidence of stages that exports date, over all leads, by the values of some keys. */
export async function incidencesOf(
  engine: Engine,
  stages: readonly LeadStage[],
  watched: Watched,
  by: By = OF_ALL,
): Promise<{ keys: Keys; incidence: Incidence }[]> {
  const { dated, groups } = await watchedLives(engine, stages, watched, by);
  return groups.flatMap((group) =>
    fitIncidences(group.lives).map((fit, at) => ({
      keys: group.keys,
      incidence: { stage: dated[at] as LeadStage, ...tallyOf(group, at), ...fit },
    })),
  );
}

/**
 * How likely an open lead still is to come to a stage, by its age in whole days, over all leads. Null: no export dates
 * the stage, too many leads have no date, or too few can be watched.
 */
export async function chancesOf(engine: Engine, stage: LeadStage, watched: Watched): Promise<readonly number[] | null> {
  const { groups } = await watchedLives(engine, [stage], watched, OF_ALL);
  const [all] = groups;
  return all && !isUndated(tallyOf(all, 0)) ? stillToCome(all.lives) : null;
}

/** How many came, and how many were lost, in all and without a date. */
function tallyOf({ counts }: Group, at: number): Parameters<typeof isUndated>[0] {
  const [came, gone, cameUndated, lostUndated] = [CAME, LOST, CAME_UNDATED, LOST_UNDATED].map(
    (end) => counts[at]?.[end] ?? 0,
  ) as [number, number, number, number];
  const undated = { reachedUndated: cameUndated, lostUndated };
  return { reached: came + cameUndated, lost: gone + lostUndated, ...undated };
}

/** The lives of all leads by the values of some keys: until each of those `stages` that exports date. */
async function watchedLives(
  engine: Engine,
  stages: readonly LeadStage[],
  watched: Watched,
  { keys, leads }: By,
): Promise<{ dated: readonly LeadStage[]; groups: readonly Group[] }> {
  const dated = stages.filter((stage) => cameOn(stage, watched.moments));
  if (dated.length === 0) return { dated, groups: [] };
  const names = [...keys.keys()];
  const groups = new Map<string, Group>();
  await engine.scan(livesTo(dated, watched, [...keys.values()], leads), (columns, rows) => {
    const [ends, alike, open, lost, ...others] = columns as [Column, Column, Column, Column, ...Column[]];
    const [came, ofKeys] = [others.slice(0, dated.length), others.slice(dated.length)];
    for (let row = 0; row < rows; row++) {
      const id = JSON.stringify(ofKeys.map((key) => key.getItem(row)));
      const own = new Map(names.map((key, at) => [key, ofKeys[at]?.getItem(row) as string]));
      const group = groups.get(id) ?? noGroup(own, dated.length);
      groups.set(id, group);
      addLives(group, { ends, leads: alike, open, lost, came }, row);
    }
  });
  return { dated, groups: [...groups.values()] };
}

/** How a life ends, as far as it is known. */
const [OPEN, CAME, LOST, CAME_UNDATED, LOST_UNDATED, UNKNOWN] = [0, 1, 2, 3, 4, 5] as const;
const BITS = 3;
const ONE_END = 0b111;

/** The leads of some keys: for each stage, how many ends of each kind there are, and when. */
interface Group {
  keys: Keys;
  counts: number[][];
  lives: Lives & Record<'came' | 'lost' | 'open', Ends[]>;
}

const noGroup = (keys: Keys, stages: number): Group => ({
  keys,
  counts: Array.from({ length: stages }, () => Array<number>(UNKNOWN + 1).fill(0)),
  lives: { stages, came: [], lost: [], open: [] },
});

interface Columns {
  ends: Column;
  leads: Column;
  open: Column;
  lost: Column;
  came: readonly Column[];
}

/** The lives that end in one way. */
function addLives({ counts, lives }: Group, { ends, leads, open, lost, came }: Columns, row: number): void {
  const packed = ends.getItem(row) as number;
  const at = (column: Column | undefined) => column?.getItem(row) as Float64Array;
  let [areOpen, areLost] = [0, 0];
  for (let stage = 0; stage < counts.length; stage++) {
    const end = (packed >> (BITS * stage)) & ONE_END;
    const own = counts[stage] as number[];
    own[end] = (own[end] as number) + (leads.getItem(row) as number);
    if (end === CAME) lives.came.push({ of: 1 << stage, at: at(came[stage]) });
    else if (end === LOST) areLost |= 1 << stage;
    else if (end === OPEN) areOpen |= 1 << stage;
  }
  if (areOpen !== 0) lives.open.push({ of: areOpen, at: at(open) });
  if (areLost !== 0) lives.lost.push({ of: areLost, at: at(lost) });
}

/**
 * A row for each way in which lives of leads of some keys end: a code with `BITS` bits per stage, the number of leads,
 * the ages of the open ones, and after how many seconds the others were lost or came to each stage.
 *
 * What comes after the as-of moment has not happened. A date before creation is out of order and counts as none. A lead
 * that is lost without a known depth has no life either. A row per lead would take twice as long, mostly to hand over;
 * with very many leads one way gets several rows, as an engine hands over no list of all of them.
 */
function livesTo(
  stages: readonly LeadStage[],
  { moments, reach, asOf }: Watched,
  keys: readonly Sql[],
  leads: Sql,
): Sql {
  const until = momentAt(asOf);
  // An as-of day is all of that day.
  const isLater = (date: Sql) => (asOf.length === 10 ? sql`cast(${date} as date) > ${until}` : sql`${date} > ${until}`);
  const end = (of: number) => raw(String(of));
  const parts = stages.map((stage, at) => {
    const date = cameOn(stage, moments) as Sql;
    const hasCome = leadsWhere(reach === 'observed' ? [{ evidence: stage }] : [{ depth: 'from', stage }]);
    const [since, own] = [raw(`since${at}`), raw(`end${at}`)];
    return {
      since: sql`case when ${hasCome} then ${secondsBetween(sql`created_at`, date)} end as ${since}`,
      end: sql`case when ${hasCome} then case when coalesce(${since} < 0, true) then ${end(CAME_UNDATED)}
            when ${isLater(date)} then ${end(OPEN)} else ${end(CAME)} end
          when ending = 'lost' then case when coalesce(lost_after < 0, true) or ${name(unknownColumn(stage))} then ${end(LOST_UNDATED)}
            when ${isLater(lostOn(moments))} then ${end(OPEN)} else ${end(LOST)} end
          when created_at is null then ${end(UNKNOWN)} else ${end(OPEN)} end as ${own}`,
      packed: sql`${own} * ${end(2 ** (BITS * at))}`,
      isOpen: sql`${own} = ${end(OPEN)}`,
      isLost: sql`${own} = ${end(LOST)}`,
      shown: listed(since, sql`${own} = ${end(CAME)}`),
    };
  });
  const keyed = keys.map((key, at) => sql`${key} as ${keyAt(at)}`);
  const each = (of: keyof (typeof parts)[number]) => parts.map((part) => part[of]);
  const grouped = ['ends', 'part', ...keys.map((_, at) => `k${at}`)].map(name);
  return sql`select ${joined(
    [
      sql`cast(${joined(each('packed'), ' + ')} as integer) as ends, cast(count(*) as integer)`,
      listed(sql`greatest(age, 0)`, joined(each('isOpen'), ' or ')),
      listed(sql`lost_after`, joined(each('isLost'), ' or ')),
      ...each('shown'),
      ...keys.map((_, at) => keyAt(at)),
    ],
    ', ',
  )}
    from (select *, ${spelt.part()} as part, ${joined(each('end'), ', ')}
      from (select *, ${ageAt(asOf)} as age, case when ending = 'lost' then ${secondsBetween(sql`created_at`, lostOn(moments))} end as lost_after, ${joined(
        [...each('since'), ...keyed],
        ', ',
      )} from ${leads})) group by ${joined(grouped, ', ')}`;
}

const listed = (seconds: Sql, when: Sql): Sql => spelt.gathered(sql`cast(${seconds} as double)`, when);
const keyAt = (at: number): Sql => name(`k${at}`);
