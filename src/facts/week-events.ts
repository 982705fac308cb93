import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import { LEAD_STAGES, type LeadStage } from '../model/funnel-stages.js';
import type { Scope } from '../model/scope.js';
import { happenedTo } from './counted-in.js';
import { type Dimensions, inScope } from './cube-scope.js';

/** A lead that won on some days, with what its deals brought on these days. */
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
  /** Nothing of its source was won before, or may have been: a deal without a date counts from the creation of its lead. */
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
  const rows =
    await engine.query(sql`select w.key, w.its_source, w.its_campaign, w.its_touches, w.days, w.deals, w.earned,
      not coalesce(b.first_win < cast(${scope.from ?? '0001-01-01'} as date), false) as is_new
    from (select h.key as key, any_value(source) as its_source, any_value(campaign) as its_campaign, any_value(touches) as its_touches,
        min(date_diff('day', created_day, happened_on)) as days, sum(won_deals) as deals,
        case when sum(priced_deals) = sum(won_deals) then sum(revenue) end as earned, min(happened_on) as first_on
      from ${HAPPENED} h left join ${spelt.beside(sql`journeys`, sql`journeys`)} j on j.key = h.key
      where ${of('win')} and ${isThere} group by h.key) w
    left join (select source, min(happened_on) as first_win from ${HAPPENED} where event = 'win' group by source) b on b.source = w.its_source
    order by w.earned desc nulls last, w.first_on, w.key`);
  return rows.map(([key, source, campaign, touches, days, deals, revenue, isNew]) => ({
    ...{ key: key as string, source: source as string, campaign: campaign as string | null },
    ...{ touches: number(touches), days: number(days), deals: Number(deals), revenue: number(revenue) },
    isNewSource: isNew === true,
  }));
}

/** The rows of the CRM, those of a CRM that keeps deals (else null), and its leads. */
interface RowsOfCrm {
  readonly linked: Sql | null;
  readonly leads: Sql;
}

/** `key, amount`: what was hoped for of a lost lead. */
export function lostAmounts({ linked, leads }: RowsOfCrm): Sql {
  // The amount on the lead itself is what its deals are about. With deals, only theirs are added up.
  const ofDeals = sql`sum(lost_amount) filter (where entity = 'deal')`;
  const amount = linked
    ? sql`case when bool_or(entity = 'deal') then ${ofDeals} else sum(lost_amount) end`
    : sql`sum(lost_amount)`;
  return spelt.beside(
    sql`lost_amounts`,
    sql`(select key, ${amount} as amount from ${linked ?? leads} where lost group by key)`,
  );
}

/** The leads that were lost on the days of a scope after a stage or a later one, the largest first; events are laid down. */
export async function lostOnDays(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  from: LeadStage,
  rowsOfCrm: RowsOfCrm,
): Promise<LostLead[]> {
  const rows = await engine.query(sql`select h.key, h.stage, h.reason, h.source, a.amount
    from ${HAPPENED} h left join ${lostAmounts(rowsOfCrm)} a on a.key = h.key
    where ${of('loss')} and depth >= ${raw(String(LEAD_STAGES.indexOf(from)))} and ${inScope(scope, DAY, dimensions)}
    order by a.amount desc nulls last, h.happened_on, h.key`);
  return rows.map(([key, stage, reason, source, hoped]) => ({
    ...{ key: key as string, stage: stage as LeadStage, reason: reason as string, source: source as string },
    amount: number(hoped),
  }));
}
