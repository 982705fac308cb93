import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, literal, name, type Sql, sql } from '../engines/sql.js';
import type { Bridged } from '../model/bridge.js';
import { isExact } from '../model/exact.js';
import type { Scope } from '../model/scope.js';
import { type Dimensions, inScope } from './cube-scope.js';
import { secondsBetween } from './dates-in-order.js';
import { tellsProfit, UNPROFITED } from './deal-chain.js';
import { DEALS_ALONE } from './deals-alone.js';
import { type MomentsSettings, momentsOf } from './lead-moments.js';
import { cameOn, type Moments } from './stage-days.js';

/** Where won deals stand. */
export interface WonDeals {
  moments: Moments;
  /** A CRM that keeps deals: its won deals (`wonDealsIn`). Null: each lead is its own deal. */
  ofLeads: Sql | null;
  hasDealsAlone: boolean;
}

/**
 * Counts the deals that the leads of a scope have won, and the deals that were won on its days; null where no export
 * dates them.
 */
export async function countBridge(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  { moments, ofLeads, hasDealsAlone }: WonDeals,
): Promise<Bridged | null> {
  const came = cameOn('deal', moments);
  if (!came) return null;
  const filters = inScope({ ...scope, from: null, to: null, period: null }, sql`created_day`, dimensions);
  const isThese = inScope({ ...scope, where: [] }, sql`created_day`, dimensions);
  // A lead that is won without a won deal of its own counts as one deal, dated as the lead is.
  const wonIn = (
    table: string,
  ) => sql`select ${isThese} as is_these, ${literal(table)} = ${literal(DEALS_ALONE)} as is_alone,
      ${ofLeads ? sql`case when d.deal_key is null then cast(${came} as date) else d.won_on end` : sql`cast(${came} as date)`} as won_on,
      ${ofLeads ? sql`case when d.deal_key is null then revenue else d.won_revenue end` : sql`revenue`} as earned
    from ${ofLeads ? sql`${name(table)} l left join ${ofLeads} d on d.deal_key = l.key` : name(table)} where won_deals > 0 and ${filters}`;
  const tables = ['leads', ...(hasDealsAlone ? [DEALS_ALONE] : [])];
  const inDays = sql`won_on is not null and ${inScope({ ...scope, where: [], period: null }, sql`won_on`, dimensions)}`;
  const isLater = scope.to === null ? sql`false` : sql`coalesce(won_on > cast(${scope.to} as date), false)`;
  const counted = (condition: Sql) => sql`count(*) filter (where ${condition})`;
  const [row = []] = await engine.query(
    sql`select ${joined(
      [
        counted(sql`not is_alone and is_these and ${inDays}`),
        counted(sql`not is_alone and not is_these and ${inDays}`),
        counted(sql`is_alone and ${inDays}`),
        counted(sql`not is_alone and is_these and ${isLater}`),
        counted(sql`not is_alone and is_these and not ${isLater} and not (${inDays})`),
        sql`count(earned) filter (where ${inDays})`,
        sql`sum(earned) filter (where ${inDays})`,
      ],
      ', ',
    )} from (${joined(tables.map(wonIn), ' union all ')})`,
  );
  const [these = 0, earlier = 0, alone = 0, closed_later = 0, undated = 0, priced = 0] = row.slice(0, -1).map(Number);
  const revenue = row.at(-1);
  return {
    ...{ closed: these + earlier + alone, of_these: these, of_earlier: earlier, without_lead: alone },
    ...{ closed_later, undated, priced, revenue: isExact(revenue) ? revenue : null },
  };
}

/**
 * The won deals of a CRM that keeps deals, as a sub-select: `deal_key` (the key of its lead), `lead_key` (its own),
 * `won_on`, `won_revenue`, and where deals tell their profit `won_profit` and `unprofited`; `is_only`, no other deal of
 * its lead is won, and `won_after`, how many seconds after the creation of its lead it was won.
 */
export function wonDealsIn(linked: Sql, settings: MomentsSettings): Sql {
  const own = momentsOf({ ...settings, moments: new Set(['deal_at']) }).map(([, date]) => date);
  const profit = tellsProfit(settings.fields) ? sql`, won_profit, ${UNPROFITED} as unprofited` : sql``;
  return spelt.beside(
    sql`won_deals`,
    sql`(select key as deal_key, lead_key, won_revenue${profit}, cast(won_at as date) as won_on, is_only,
      ${secondsBetween(sql`made_at`, sql`won_at`)} as won_after
    from (select *, coalesce(${joined([...own, sql`closed_at`], ', ')}) as won_at from ${linked} where entity = 'deal' and has_deal and not lost) d
    join (select key as its_lead, created_at as made_at, own_won_deals = 1 as is_only from crm_leads) l on l.its_lead = d.key)`,
  );
}
