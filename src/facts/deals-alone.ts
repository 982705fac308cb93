import type { Engine } from '../engines/engine.js';
import { joined, name, sql } from '../engines/sql.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import { LEAD_MEASURES } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { countedIn, isOfEvent } from './counted-in.js';
import { type Dimensions, inScope, keyColumns } from './cube-scope.js';

/** The table of deals that belong to no lead. It has the columns of leads, but its rows do not count as leads. */
export const DEALS_ALONE = 'deals_alone';

/** What the deals of a period that belong to no lead come to. */
export interface DealsAlone {
  /** Of its scope; null: there are no periods. */
  period: string | null;
  /** null: nothing tells who is won. */
  wonDeals: Exact | null;
  /** Those of them that have an amount. */
  pricedDeals: Exact | null;
  /** null: no won deal has an amount. */
  revenue: Exact | null;
}

/**
 * Counts deals without a lead, a row per period that has some, in the order of the periods. `known`: what the exports
 * tell of them.
 */
export async function countDealsAlone(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  known: { wins: boolean; amounts: boolean },
): Promise<DealsAlone[]> {
  const { table, day } = countedIn(scope, DEALS_ALONE);
  const period = scope.period ? keyColumns(['period'], scope, day, dimensions) : [sql`null`];
  const rows =
    await engine.query(sql`select ${joined(period, ', ')} as p, sum(won_deals), sum(priced_deals), sum(revenue)
    from ${name(table)} where ${isOfEvent(scope, LEAD_MEASURES.won_deals)} and ${inScope(scope, day, dimensions)} group by p order by p`);
  return rows.map(([of, won, priced, revenue]) => {
    const earned = isExact(revenue) ? revenue : won === 0n ? exact(0) : null;
    return {
      period: of as string | null,
      wonDeals: known.wins ? exact(won as bigint) : null,
      pricedDeals: known.wins ? exact(priced as bigint) : null,
      revenue: known.wins && known.amounts ? earned : null,
    };
  });
}

/**
 * Won deals without a lead that were made in the scope and have no known day of winning: by the day of events no figure
 * holds them.
 */
export async function countUndatedAlone(engine: Engine, scope: Scope, dimensions: Dimensions): Promise<number> {
  const { table, day } = countedIn(scope, DEALS_ALONE);
  const [[count] = []] = await engine.query(sql`select count(*)
    from ${name(table)} where ${isOfEvent(scope, LEAD_MEASURES.undated_wins)} and ${inScope(scope, day, dimensions)}`);
  return Number(count);
}
