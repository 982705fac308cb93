import type { Engine } from '../engines/engine.js';
import { raw, sql } from '../engines/sql.js';
import { type Exact, isExact } from '../model/exact.js';
import type { Scope } from '../model/scope.js';
import { type Dimensions, inScope, spendInDays, spendInScope, spendIsKnown } from './cube-scope.js';
import { DEALS_ALONE } from './deals-alone.js';

/** What is counted beside the measures, of the leads of a scope. */
export interface ScopeCounts {
  /** The rule that named the source → leads. */
  readonly byMatch: ReadonlyMap<string, bigint>;
  /** Not lost, yet with a reason. */
  readonly strayReasons: bigint;
  /** Lost, yet with evidence of a deal. */
  readonly lostDeals: bigint;
  /** What the same filters hold outside of the days of the scope. */
  readonly outside: { readonly leads: bigint; readonly spend: Exact | null; readonly dealsAlone: bigint };
}

/** `hasDealsAlone`: some deals belong to no lead. */
export async function countScope(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  hasDealsAlone: boolean,
): Promise<ScopeCounts> {
  const day = sql`created_day`;
  const inDays = inScope({ ...scope, where: [] }, day, dimensions);
  const ever = { ...scope, from: null, to: null };
  const anyDay = inScope(ever, day, dimensions);
  // Where spend cannot be told apart as the filters ask, none of it is known to belong to them.
  const spent = spendIsKnown(scope, [], dimensions)
    ? sql`(select sum(spend) from spend where not ${spendInDays(scope)} and ${spendInScope(ever, dimensions)})`
    : sql`null`;
  const alone = hasDealsAlone
    ? sql`(select sum(won_deals) from ${raw(DEALS_ALONE)} where ${anyDay} and not (${inDays}))`
    : sql`null`;
  const [beside = [], ...rows] =
    (await engine.query(sql`select * from (select false as is_row, cast(null as varchar) as rule, 0 as a, 0 as b, 0 as c, 0 as d, ${spent} as e, ${alone} as f
    union all select true, match, count(*) filter (where ${inDays}), count(*) filter (where stray_reason and ${inDays}),
      count(*) filter (where lost_deal and ${inDays}), count(*) filter (where not (${inDays})), null, null
    from leads where ${anyDay} group by match) order by 1, 2`)) as [
      boolean,
      string,
      bigint,
      bigint,
      bigint,
      bigint,
      Exact | null,
      bigint | null,
    ][];
  const [, , , , , , spend = null, dealsAlone = null] = beside;
  const sum = (at: 3 | 4 | 5) => rows.reduce((all, row) => all + row[at], 0n);
  return {
    byMatch: new Map(rows.flatMap(([, match, count]) => (count === 0n ? [] : [[match, count] as const]))),
    strayReasons: sum(3),
    lostDeals: sum(4),
    outside: { leads: sum(5), spend: isExact(spend) ? spend : null, dealsAlone: dealsAlone ?? 0n },
  };
}
