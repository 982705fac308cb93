import type { Engine, Value } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Exact, exact } from '../model/exact.js';
import type { Pace } from '../model/figures/paces.js';
import type { StagePair } from '../model/funnel-stages.js';
import type { Scope } from '../model/scope.js';
import { countedIn, isOfEvent } from './counted-in.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { secondsBetween } from './dates-in-order.js';
import type { Watched } from './lead-incidence.js';
import { cameOn } from './stage-days.js';
import { momentAt } from './young.js';

/** How long the leads of a scope took, a list in the order of the steps for the values of some keys. */
export async function pacesOf(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  watched: Watched,
  keys: readonly string[],
  steps: readonly StagePair[],
): Promise<{ keys: Keys; paces: readonly Pace[] }[]> {
  const { table, day } = countedIn(scope, 'leads');
  const took = steps.map((step, at) => {
    const isHere = isOfEvent(scope, { on: step[1] });
    return sql`case when ${isHere} then ${secondsOf(step, watched)} end as ${raw(`t${at}`)}`;
  });
  if (took.length === 0) return [];
  const columns = keyColumns(keys, scope, day, dimensions).map((key, at) => sql`${key} as ${raw(`k${at}`)}`);
  const asked = steps.flatMap((_, at) => {
    const own = raw(`t${at}`);
    const inOrder = sql`${own} >= 0`;
    const quantile = (share: string) => spelt.quantile(own, raw(share), inOrder);
    return [sql`count(*) filter (where ${inOrder})`, quantile('0.5'), quantile('0.9')];
  });
  const names = keys.map((_, at) => raw(`k${at}`));
  const grouped = keys.length === 0 ? sql`` : sql` group by ${joined(names, ', ')}`;
  const rows = await engine.query(sql`select ${joined([...names, ...asked], ', ')}
    from (select ${joined([...columns, ...took], ', ')} from ${rowPerValue(name(table), keys, dimensions)} where ${inScope(scope, day, dimensions)})${grouped}`);
  return rows.map((row) => ({
    keys: new Map(keys.map((key, at) => [key, row[at] as string])),
    paces: steps.map((_, at) => {
      const [timed, median, p90] = row.slice(keys.length + at * 3) as [bigint, Value, Value];
      return { timed: exact(timed), median: inSeconds(median), p90: inSeconds(p90) };
    }),
  }));
}

/**
 * How many seconds a lead took from one stage to the next: negative where it came in another order, null where it did not
 * come or has no date.
 */
function secondsOf([from, to]: StagePair, { moments, asOf }: Watched): Sql {
  const [since, until] = [cameOn(from, moments), cameOn(to, moments)];
  if (!since || !until) return sql`cast(null as bigint)`;
  const hasHappened =
    asOf.length === 10 ? sql`cast(${until} as date) <= ${momentAt(asOf)}` : sql`${until} <= ${momentAt(asOf)}`;
  return sql`case when ${hasHappened} then ${secondsBetween(since, until)} end`;
}

/** Whether both moments of a lead are known and in order. */
export const isTimed = (step: StagePair, watched: Watched): Sql =>
  sql`coalesce(${secondsOf(step, watched)} >= 0, false)`;

/** Between two whole seconds the median lies in steps of tenths; anything beyond is an error of doubles. */
export const inSeconds = (value: Value): Exact | null =>
  value === null ? null : exact(BigInt(Math.round(Number(value) * 10)), 10n);
