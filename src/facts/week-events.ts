import type { Engine } from '../engines/engine.js';
import { literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Scope } from '../model/scope.js';
import { happenedTo } from './counted-in.js';
import { type Dimensions, inScope } from './cube-scope.js';

/** A lead that won on some days, with what its deals of these days brought. */
export interface WonLead {
  readonly key: string;
  readonly source: string;
  readonly campaign: string | null;
  /** Touches before it; null: nothing tells. */
  readonly touches: Exact | null;
  /** From its creation to the first of the deals; null: it has no date of creation. */
  readonly days: Exact | null;
  readonly deals: number;
  /** Null: some of the deals have no amount. */
  readonly revenue: Exact | null;
  /** Nothing of its source was won before, nor may have been: one of which nothing says when counts from its creation. */
  readonly isNewSource: boolean;
}

/** A lead that was lost on some days. */
export interface LostLead {
  readonly key: string;
  readonly stage: LeadStage;
  readonly reason: string;
  readonly source: string;
  /** What was hoped for; null: the CRM does not say. */
  readonly amount: Exact | null;
}

const HAPPENED = name(happenedTo('leads'));
const DAY = sql`happened_on`;
const of = (event: 'win' | 'loss'): Sql => sql`event = ${literal(event)} and not is_undated`;
const number = (value: unknown): Exact | null =>
  value === null || value === undefined ? null : isExact(value) ? value : exact(BigInt(value as bigint | number));

/** The leads that won on the days of a scope, the largest first; events and journeys are laid down. */
export async function wonOn(engine: Engine, scope: Scope, dimensions: Dimensions): Promise<WonLead[]> {
  const isThere = inScope(scope, DAY, dimensions);
  const rows = await engine.query(sql`select w.key, w.source, w.campaign, j.touches, w.days, w.deals, w.revenue,
      not exists (select 1 from ${HAPPENED} b where b.event = 'win' and b.source = w.source
        and b.happened_on < cast(${scope.from ?? '0001-01-01'} as date)) as is_new
    from (select key, any_value(source) as source, any_value(campaign) as campaign, min(happened_on - created_day) as days,
        sum(won_deals) as deals, case when sum(priced_deals) = sum(won_deals) then sum(revenue) end as revenue, min(happened_on) as first_on
      from ${HAPPENED} where ${of('win')} and ${isThere} group by key) w
    left join journeys j on j.key = w.key order by w.revenue desc nulls last, w.first_on, w.key`);
  return rows.map(([key, source, campaign, touches, days, deals, revenue, isNew]) => ({
    ...{ key: key as string, source: source as string, campaign: campaign as string | null },
    ...{ touches: number(touches), days: number(days), deals: Number(deals), revenue: number(revenue) },
    isNewSource: isNew === true,
  }));
}

/** The leads that were lost on the days of a scope after a stage or a later one, the largest first; events are laid down. */
export async function lostOnDays(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  from: LeadStage,
  { linked, leads }: { readonly linked: Sql | null; readonly leads: Sql },
): Promise<LostLead[]> {
  // What a lead itself hopes for is what its deals are about: with deals, only theirs is added up.
  const ofDeals = sql`sum(lost_amount) filter (where entity = 'deal')`;
  const amount = linked
    ? sql`case when bool_or(entity = 'deal') then ${ofDeals} else sum(lost_amount) end`
    : sql`sum(lost_amount)`;
  const rows = await engine.query(sql`select h.key, h.stage, h.reason, h.source, a.amount
    from ${HAPPENED} h left join (select key, ${amount} as amount from ${linked ?? leads} where lost group by key) a on a.key = h.key
    where ${of('loss')} and depth >= ${raw(String(LEAD_STAGES.indexOf(from)))} and ${inScope(scope, DAY, dimensions)}
    order by a.amount desc nulls last, h.happened_on, h.key`);
  return rows.map(([key, stage, reason, source, hoped]) => ({
    ...{ key: key as string, stage: stage as LeadStage, reason: reason as string, source: source as string },
    amount: number(hoped),
  }));
}
