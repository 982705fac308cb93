import type { Engine, Value } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { awaitedBy, FOLLOWED } from '../model/came-in-time.js';
import { type Exact, exact } from '../model/exact.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import {
  type Awaited,
  type Known,
  LEAD_MEASURES,
  type LeadMeasureName,
  type Measures,
  noMeasures,
  ZERO,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { exactSum } from './cube.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { secondsBetween } from './dates-in-order.js';
import { inTime, leadsEarning } from './earned-in-time.js';
import { hasReached, LATER_STAGES } from './evidence.js';
import { leadsWhere } from './lead-rows.js';
import { cameOn, lostOn, type Moments } from './stage-days.js';

/** What came of leads within some time of the creation of each. */
export interface FollowedCount {
  readonly keys: Keys;
  /** Measures that grow as leads grow older, and `costed_leads`; null where no export dates the stage they wait for. */
  readonly own: Measures;
  /** By stage, leads that have come to it, and a date that would prove that it was in time is unknown. */
  readonly undated: ReadonlyMap<LeadStage, Exact>;
}

/** Won leads that earned the same, within that time. */
export interface Earned {
  readonly keys: Keys;
  readonly isCosted: boolean;
  readonly revenue: Exact;
  /** What is left of it; null: no export tells. */
  readonly profit: Exact | null;
  /** How many won deals with an amount each of them has. */
  readonly deals: number;
  readonly leads: number;
}

/** `wonDeals`: those of a CRM that keeps deals (`wonDealsIn`). */
type Context = Known & { engine: Engine; dimensions: Dimensions; moments: Moments; wonDeals: Sql | null };

/**
 * Whether a lead came to what is awaited within so many seconds of its creation, by the dates of what proves it then: of
 * the stage or of a later one (`implied`), of each stage up to it (`strict`), of the stage itself (`observed`). Nothing
 * that has no date proves it, except for Infinity, which asks only whether it came.
 */
export function cameWithin(awaited: Awaited, seconds: number, dating: Dating): Sql {
  const { moments, reach } = dating;
  if (seconds === Number.POSITIVE_INFINITY) return sql`true`;
  const within = (moment: Sql | null) =>
    moment ? sql`coalesce(${secondsBetween(sql`created_at`, moment)} <= ${raw(String(seconds))}, false)` : sql`false`;
  const dated = datedStages(dating);
  const own = (stage: LeadStage) => within(cameOn(stage, moments));
  const lost = () => within(sql`(case when ending = 'lost' then ${lostOn(moments)} end)`);
  if (awaited === 'loss') return lost();
  if (awaited === 'worked') return either([came('qualified'), lost()]);
  return came(awaited);

  function came(stage: LeadStage | 'talk'): Sql {
    const at = LEAD_STAGES.indexOf(stage === 'talk' ? 'contact' : stage);
    if (reach === 'observed' || at < 1) return own(LEAD_STAGES[at] as LeadStage);
    if (reach === 'strict' && stage !== 'talk') return joined(provingOf(stage, dating).map(own), ' and ');
    // A conversation proves no qualification, and without one it leaves a lead where it was.
    const later = dated.filter((one) => one !== 'contact' && LEAD_STAGES.indexOf(one) > at);
    const proofs = later.map((one) => sql`(${hasReached(one, reach)} and ${own(one)})`);
    const isQualified = stage === 'contact' && dated.includes('qualified');
    const itself = isQualified ? sql`(${own('contact')} and ${came('qualified')})` : own(LEAD_STAGES[at] as LeadStage);
    return either([itself, ...proofs]);
  }
}
const either = (some: readonly Sql[]): Sql => sql`(${joined(some, ' or ')})`;
/** What dates a lead's stages, and what counts as one reached. */
type Dating = Pick<Known, 'known' | 'reach'> & { readonly moments: Moments };

const datedStages = ({ known, moments }: Dating): LeadStage[] =>
  LATER_STAGES.filter((stage) => known.has(stage) && cameOn(stage, moments));

/** The stages whose dates together prove one by themselves: its own, and where all up to it have to be reached, theirs. */
function provingOf(stage: LeadStage, dating: Dating): LeadStage[] {
  const isBefore = (one: LeadStage) => LEAD_STAGES.indexOf(one) < LEAD_STAGES.indexOf(stage);
  return dating.reach === 'strict' ? [...datedStages(dating).filter(isBefore), stage] : [stage];
}

/** Whether exports date what is awaited. */
function isDated(awaited: Awaited, moments: Moments): boolean {
  if (awaited === 'loss') return moments.has('closed_at');
  if (awaited === 'worked') return isDated('qualified', moments) && isDated('loss', moments);
  return cameOn(awaited === 'talk' ? 'contact' : awaited, moments) !== null;
}

/** By the keys asked for; `period` is the scope's. */
export async function countFollowed(
  { engine, dimensions, wonDeals, ...dating }: Context,
  scope: Scope,
  keys: readonly string[],
  seconds: number,
): Promise<FollowedCount[]> {
  const { stages, told } = toldOf(dating, seconds);
  const awaited = [...new Set(told.flatMap((of) => awaitedBy(of) ?? []))];
  const came = (awaited: Awaited) => name(`came_${awaited}`);
  const sums = told.map((of) => summed(of, dating, came));
  const undated = stages.map((stage) => {
    // Whoever was talked to has come to that stage, qualified or not.
    const of = stage === 'contact' ? 'contacted' : (`reached.${stage}` as const);
    const isReached = leadsWhere(LEAD_MEASURES[of].where(dating.reach));
    const isProven = seconds === Number.POSITIVE_INFINITY ? sql`false` : came(awaitedBy(of) as Awaited);
    const proving = stage === 'contact' ? [stage] : provingOf(stage, dating);
    const lacks = either(proving.map((one) => sql`${cameOn(one, dating.moments) as Sql} is null`));
    return sql`count(case when ${isReached} and ${lacks} and not ${isProven} then 1 end)`;
  });
  const rows = await grouped(engine, scope, dimensions, keys, {
    from: sql`(select *, ${joined([sql`true`, ...awaited.map((one) => sql`${cameWithin(one, seconds, dating)} as ${came(one)}`)], ', ')} from ${leadsEarning(seconds, { wonDeals, profit: dating.has.profit })})`,
    asked: [...sums, ...undated],
  });
  return rows.map(({ keys: own, values }) => {
    const measures = noMeasures();
    for (const [at, of] of told.entries()) measures[of] = exactSum(values[at] ?? null) ?? ZERO;
    const counts = values.slice(told.length);
    return {
      keys: own,
      own: measures,
      undated: new Map(stages.map((stage, at) => [stage, exact(counts[at] as bigint)])),
    };
  });
}

/** What came of no lead at all: none of whatever exports tell. */
export function followedNobody(context: Known & { moments: Moments }): FollowedCount {
  const { stages, told } = toldOf(context, 0);
  const own = noMeasures();
  for (const of of told) own[of] = ZERO;
  return { keys: new Map(), own, undated: new Map(stages.map((stage) => [stage, ZERO])) };
}

/** The stages that have dates, and which measures are unknown because the stage they wait for has none. */
function toldOf(
  known: Known & { moments: Moments },
  seconds: number,
): { stages: LeadStage[]; told: LeadMeasureName[] } {
  const told = [...FOLLOWED, 'leads' as const, 'costed_leads' as const].filter((of) => {
    const awaited = awaitedBy(of);
    return (
      LEAD_MEASURES[of].isKnown(known) &&
      (awaited === null || seconds === Number.POSITIVE_INFINITY || isDated(awaited, known.moments))
    );
  });
  return { stages: datedStages(known), told };
}

function summed(of: LeadMeasureName, { reach }: Known, came: (awaited: Awaited) => Sql): Sql {
  const { where, sum } = LEAD_MEASURES[of];
  const awaited = awaitedBy(of);
  const when = joined([leadsWhere(where(reach)), ...(awaited ? [came(awaited)] : [])], ' and ');
  return sql`sum(case when ${when} then ${sum ? inTime(sum) : sql`1`} end)`;
}

/** The earned amounts, the smallest first, without their leads. */
export async function countEarned(
  { engine, dimensions, has, wonDeals, ...dating }: Context,
  scope: Scope,
  keys: readonly string[],
  seconds: number,
): Promise<Earned[]> {
  const [revenue, profit, deals] = [inTime('revenue'), inTime('profit'), inTime('priced_deals')];
  const won = sql`ending = ${literal('won')} and ${revenue} is not null and ${cameWithin('deal', seconds, dating)}`;
  const rows = await grouped(engine, scope, dimensions, [...keys], {
    from: sql`(select * from ${leadsEarning(seconds, { wonDeals, profit: has.profit })} where ${won})`,
    by: [sql`not uncosted`, revenue, has.profit ? profit : sql`null`, deals],
    asked: [sql`count(*)`],
    order: true,
  });
  return rows.map(({ keys: own, by: [isCosted, earned, left, priced], values: [leads] }) => ({
    ...{ keys: own, isCosted: isCosted === true, leads: Number(leads), deals: Number(priced) },
    ...{ revenue: exactSum(earned ?? null) ?? ZERO, profit: exactSum(left ?? null) },
  }));
}

interface Asking {
  from: Sql;
  asked: readonly Sql[];
  /** Further columns that rows are told apart by. */
  by?: readonly Sql[];
  order?: true;
}

async function grouped(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  keys: readonly string[],
  { from, asked, by = [], order }: Asking,
): Promise<{ keys: Keys; by: Value[]; values: Value[] }[]> {
  const day = sql`created_day`;
  const told = [...keyColumns(keys, scope, day, dimensions), ...by];
  const places = told.map((_, at) => raw(String(at + 1)));
  const tail = places.length === 0 ? sql`` : sql` group by ${joined(places, ', ')}`;
  const sorted = order ? sql` order by ${joined(places, ', ')}` : sql``;
  const rows = await engine.query(
    sql`select ${joined([...told, ...asked], ', ')} from ${rowPerValue(from, keys, dimensions)} where ${inScope(scope, day, dimensions)}${tail}${sorted}`,
  );
  return rows.map((row) => ({
    keys: new Map(keys.map((key, at) => [key, row[at] as string])),
    by: row.slice(keys.length, told.length),
    values: row.slice(told.length),
  }));
}
