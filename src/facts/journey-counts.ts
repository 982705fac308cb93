import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Exact, exact } from '../model/exact.js';
import { MANY_TOUCHES, UNKNOWN_TOUCHES } from '../model/figures/journey-figures.js';
import {
  type Known,
  LEAD_MEASURES,
  type LeadMeasureName,
  type Measures,
  noMeasures,
  settleAmounts,
  ZERO,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { countedIn, isOfEvent } from './counted-in.js';
import { exactSum } from './cube.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { leadsWhere } from './lead-rows.js';

/** Leads with as many touches, and what became of them. */
export interface Journey {
  readonly keys: Keys;
  readonly own: Measures;
  /** Seconds from the first touch to the lead, in the median; null: no touch of theirs has a moment. */
  readonly median: Exact | null;
  /** Leads that came again once they were leads; null: nothing tells. */
  readonly returns: Exact | null;
}

const MEASURES: readonly LeadMeasureName[] = [
  ...(['leads', 'reached.lead', 'reached.qualified', 'unknown_depth.qualified', 'reached.deal'] as const),
  ...(['won_deals', 'priced_deals', 'revenue'] as const),
];

const BUCKET = sql`case when touches is null then ${literal(UNKNOWN_TOUCHES)} when touches >= ${raw(String(MANY_TOUCHES))}
  then ${literal(`${MANY_TOUCHES}+`)} else cast(touches as varchar) end`;
/** What names the rows of journeys besides the dimensions of leads. */
export const JOURNEY_KEYS: Readonly<Record<string, Sql>> = {
  touches: BUCKET,
  first_source: sql`first_source`,
  last_source: sql`last_source`,
};

/**
 * Counts the journeys of a scope, all or those with a touch (`isTouched`), by some keys, which may be keys of journeys:
 * `touches`, `first_source`, `last_source`.
 */
export async function countJourneys(
  { engine, dimensions, ...known }: Known & { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  keys: readonly string[],
  isTouched = false,
): Promise<Journey[]> {
  const told = MEASURES.filter((of) => LEAD_MEASURES[of].isKnown(known));
  const sums = told.map((of) => {
    const { where, sum, ...event } = LEAD_MEASURES[of];
    const held = sql`filter (where ${leadsWhere(where(known.reach))} and ${isOfEvent(scope, event)})`;
    return sum ? sql`sum(${name(sum)}) ${held}` : sql`count(*) ${held}`;
  });
  const { table, day } = countedIn(scope, 'leads');
  const isMade = isOfEvent(scope, LEAD_MEASURES.leads);
  const columns = keys.map((key) => JOURNEY_KEYS[key] ?? (keyColumns([key], scope, day, dimensions)[0] as Sql));
  const grouped = keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, at) => at + 1).join(', '))}`;
  // A way has a beginning.
  const isOfSources = isTouched || keys.includes('first_source');
  const rows = await engine.query(sql`select ${joined([...columns, ...sums], ', ')},
      cast(${spelt.quantile(sql`since`, sql`0.5`, sql`touches > 0 and ${isMade}`)} * 2 as bigint),
      case when count(returned) > 0 then count(*) filter (where returned and ${isMade}) end, count(*)
    from ${rowPerValue(sql`${name(table)} join ${spelt.beside(sql`journeys`, sql`journeys`)} using (key)`, keys, dimensions)}
    where ${inScope(scope, day, dimensions)}${isOfSources ? sql` and touches > 0` : sql``}${grouped}`);
  return rows
    .filter((row) => row.at(-1) !== 0n)
    .map((row) => {
      const own = noMeasures();
      for (const [at, of] of told.entries())
        own[of] = exactSum(row[keys.length + at] ?? null) ?? (LEAD_MEASURES[of].sum ? ZERO : null);
      const [twice, returns] = row.slice(-3) as [bigint | null, bigint | null];
      return {
        keys: new Map(keys.map((key, at) => [key, row[at] as string])),
        own: settleAmounts(own),
        median: twice === null ? null : exact(twice, 2n),
        returns: returns === null ? null : exact(returns),
      };
    });
}

/** Leads with a deal that look direct, those of them that saw an ad before, and what these earned. */
export interface DirectDeals {
  readonly deals: bigint;
  readonly withAd: bigint;
  readonly revenue: Exact | null;
}

export async function countDirectDeals(
  { engine, dimensions, reach }: Pick<Known, 'reach'> & { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  direct: ReadonlySet<string>,
): Promise<DirectDeals> {
  const isDeal = leadsWhere(LEAD_MEASURES['reached.deal'].where(reach));
  const names = [...direct].sort().map(literal);
  const { table, day } = countedIn(scope, 'leads');
  const came = isOfEvent(scope, LEAD_MEASURES['reached.deal']);
  const won = isOfEvent(scope, LEAD_MEASURES.revenue);
  const hadAd = sql`a.key is not null`;
  const [[deals = 0n, withAd = 0n, revenue = null] = []] =
    await engine.query(sql`select count(*) filter (where ${came}), count(*) filter (where ${hadAd} and ${came}),
      sum(revenue) filter (where ${hadAd} and ${won})
    from ${name(table)} l left join (select distinct key from ${spelt.beside(sql`touches`, sql`touches`)} where is_ad and stands = 'before') a on a.key = l.key
    where ${isDeal} and ${spelt.isOneOf(sql`source`, ...names)} and ${inScope(scope, day, dimensions)}`);
  return { deals: deals as bigint, withAd: withAd as bigint, revenue: exactSum(revenue) };
}
