import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { CONVERSION_IDS, type ConversionId, type ConversionStage } from '../model/conversion-templates.js';
import type { Exact } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { Built } from './built.js';
import { exactSum } from './cube.js';
import { cameOn } from './stage-days.js';
import { ageAt, momentAt } from './young.js';

/** A lead of the CRM, as far as a platform is told of it. */
export interface ConversionLead {
  readonly key: string;
  /** `2026-10-01 12:00:00`, in the zone of the report; null: unknown. */
  readonly createdAt: string | null;
  /** When it came to the stage; null: unknown, or after the as-of moment that was asked for. */
  readonly reachedAt: string | null;
  /** Since its creation, up to the as-of moment; null: unknown. */
  readonly seconds: number | null;
  readonly hasReached: boolean;
  readonly ending: 'won' | 'lost' | 'open';
  readonly reason: string | null;
  readonly category: string | null;
  readonly revenue: Exact | null;
  /** Whether each of its won deals has an amount; if not, the known sum is only a part. */
  readonly isPriced: boolean;
  /** As its row of the CRM has them; null: it has none. */
  readonly ids: ReadonlyMap<ConversionId, string | null>;
}

/**
 * All leads of the CRM in the order of their creation, and of their IDs where that is the same. A deal that has a date
 * without a time on the day of its lead came no earlier than the lead: midnight would be before the click.
 */
export async function conversionLeads(
  engine: Engine,
  { leads, moments, wonDeals }: Pick<Built, 'leads' | 'moments' | 'wonDeals'>,
  fields: ReadonlySet<string>,
  { stage, asOf, isAsked }: { stage: ConversionStage; asOf: string; isAsked: boolean },
): Promise<ConversionLead[]> {
  const there = CONVERSION_IDS.filter((id) => fields.has(id));
  const came = cameOn(stage, moments) ?? sql`cast(null as timestamp)`;
  // Of several deals of a lead the first won one is taken; the closing dates of the open ones are no day of winning.
  const isOfDeals = stage === 'deal' && wonDeals !== null;
  const deals = sql`left join (select deal_key, min(won_on) as first_won from ${wonDeals ?? sql`leads`} group by deal_key) d on d.deal_key = l.key`;
  const reached = isOfDeals
    ? sql`case when d.deal_key is not null then cast(first_won as timestamp) else ${came} end`
    : came;
  const isReached = stage === 'deal' ? sql`ending = 'won'` : sql`depth >= ${raw(String(LEAD_STAGES.indexOf(stage)))}`;
  // Only an as-of moment that was asked for cuts anything: a deal may be closed after the latest moment of the exports.
  const end = asOf.length === 10 ? sql`${momentAt(asOf)} + interval 1 day` : sql`${momentAt(asOf)} + interval 1 second`;
  const dated = sql`select l.*, ${reached} as reached_on from leads l ${isOfDeals ? deals : sql``} where not coalesce(not_in_crm, false)`;
  const isThatDay = sql`cast(reached_on as date) = cast(created_at as date)`;
  const reachedAt = sql`case when ${isAsked ? sql`reached_on < ${end}` : sql`true`} then case when ${isThatDay} then greatest(reached_on, created_at) else reached_on end end`;
  const ids = sql`select b.key as lead${list(there.map((id) => sql`r.${name(id)}`))} from ${leads} b
    join ${name(rowsOf('crm'))} r on r.file = b.file and r.record = b.record`;
  const columns = [
    ...[sql`key`, written(sql`created_at`), written(reachedAt), ageAt(asOf)],
    ...[
      isReached,
      sql`ending`,
      sql`reason`,
      sql`category`,
      sql`revenue`,
      sql`priced_deals >= won_deals`,
      ...there.map((id) => name(id)),
    ],
  ];
  const rows = await engine.query(sql`select ${joined(columns, ', ')}
    from (${dated}) l left join (${ids}) own on own.lead = l.key order by created_at nulls last, key`);
  return rows.map(
    ([key, createdAt, reachedAt, seconds, hasReached, ending, reason, category, revenue, isPriced, ...own]) => ({
      ...({ key, createdAt, reachedAt, ending, reason, category } as Pick<
        ConversionLead,
        'key' | 'createdAt' | 'reachedAt' | 'ending' | 'reason' | 'category'
      >),
      seconds: seconds === null || seconds === undefined ? null : Number(seconds),
      hasReached: hasReached === true,
      revenue: exactSum(revenue ?? null),
      isPriced: isPriced === true,
      ids: new Map(there.map((id, at) => [id, (own[at] ?? null) as string | null])),
    }),
  );
}

const list = (columns: readonly Sql[]): Sql =>
  joined(
    columns.map((one) => sql`, ${one}`),
    '',
  );
const written = (moment: Sql): Sql => sql`strftime(${moment}, '%Y-%m-%d %H:%M:%S')`;
