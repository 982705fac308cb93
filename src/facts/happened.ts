import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql, withLiterals } from '../engines/sql.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { LeadEvent } from '../model/lead-events.js';
import type { Days } from '../model/scope.js';
import type { WonDeals } from './bridge-counts.js';
import { happenedTo } from './counted-in.js';
import { DEALS_ALONE } from './deals-alone.js';
import { hasColumn } from './evidence.js';
import { kindsOf, withUncosted } from './lead-kinds.js';
import { type KindedSettings, rowsIn, withKinds } from './leads.js';
import { COVERS, isUncostedEvent } from './source-covers.js';
import { cameOn, lostOn, type Moments } from './stage-days.js';

/** Whose events there are. */
export interface Happenings extends WonDeals {
  profit: boolean;
}

/**
 * Lays down the events of leads, and of deals that belong to none. An event without a date stands on the day on which its
 * lead was made (`is_undated`), so that it is counted once, however days are divided. Source: reports, "event basis".
 */
export async function layDownEvents(engine: Engine, won: Happenings, settings: KindedSettings): Promise<void> {
  for (const [table, events] of eventsIn(won)) await layDown(engine, table, events, settings);
}

/**
 * The first and the last day on which anything happened, whether or not events are laid down; with `until` up to that day.
 */
export async function daysOfEvents(engine: Engine, won: Happenings, until: string | null = null): Promise<Days> {
  const days = eventsIn(won).flatMap(([table, events]) => {
    const ends = (of: string, own: readonly Event[]) =>
      own.map(({ day, when }) => {
        const isMeant =
          until === null ? when : sql`(${when}) and cast(${day} as date) <= cast(${literal(until)} as date)`;
        return sql`${raw(of)}(case when ${isMeant} then cast(${day} as date) end)`;
      });
    const { plain, others } = apart(events);
    const together = [...(plain.length > 0 ? [plain] : []), ...others.map((one) => [one])];
    return together.map(
      (
        own,
      ) => sql`select least(${joined(ends('min', own), ', ')}) as first, greatest(${joined(ends('max', own), ', ')}) as last
        from ${name(rowsIn(table))} l join ${name(kindsOf(table))} using (kind) ${own[0]?.beside ?? sql``}`,
    );
  });
  const [[from, to] = []] = await engine.query(
    sql`select cast(min(first) as varchar), cast(max(last) as varchar) from (${joined(days, ' union all ')})`,
  );
  return { from: (from ?? null) as string | null, to: (to ?? null) as string | null };
}

/** The same of events that are laid down, in a store as well. */
export async function daysOfLaid(
  engine: Engine,
  tables: readonly string[],
  until: string | null = null,
): Promise<Days> {
  const isMeant = until === null ? sql`` : sql` and happened_on <= cast(${literal(until)} as date)`;
  const days = tables.map(
    (table) => sql`select happened_on as day from ${name(happenedTo(table))} where not is_undated${isMeant}`,
  );
  const [[from, to] = []] = await engine.query(
    sql`select cast(min(day) as varchar), cast(max(day) as varchar) from (${joined(days, ' union all ')})`,
  );
  return { from: (from ?? null) as string | null, to: (to ?? null) as string | null };
}

function eventsIn(won: Happenings): (readonly [table: string, events: readonly Event[]])[] {
  const alone = won.hasDealsAlone ? [[DEALS_ALONE, wins(won)] as const] : [];
  return [['leads', [...stagesOf(won), loss(won.moments), ...wins(won)]], ...alone];
}

/** Events that depend only on the kind of a lead are read together, in one pass over the table. */
const apart = (events: readonly Event[]) => ({
  plain: events.filter(({ beside }) => beside === undefined),
  others: events.filter(({ beside }) => beside !== undefined),
});

async function layDown(
  engine: Engine,
  table: string,
  events: readonly Event[],
  settings: KindedSettings,
): Promise<void> {
  const [rows, kinds] = [name(rowsIn(table)), name(kindsOf(table))];
  const { plain, others } = apart(events);
  const came = plain.map(({ event, when }) => sql`case when ${when} then ${literal(event)} end`);
  const days = plain.map(({ event, day }) => sql`when ${literal(event)} then cast(${day} as date)`);
  const selects = [
    ...(plain.length > 0
      ? [
          sql`select l.*, event, case event ${joined(days, ' ')} end as own_day
            from ${rows} l join (select *, unnest([${joined(came, ', ')}]) as event from ${kinds}) using (kind) where event is not null`,
        ]
      : []),
    ...others.map(
      ({ event, day, when, beside = sql``, amounts }) => sql`select l.* ${amounts ? sql`replace (${amounts})` : sql``},
          ${literal(event)} as event, cast(${day} as date) as own_day
        from ${rows} l join ${kinds} using (kind) ${beside} where ${when}`,
    ),
  ];
  const day = sql`coalesce(own_day, created_day)`;
  const own = sql`select e.* exclude (own_day) replace (${withUncosted(sql`e.kind`, isUncostedEvent(sql`created_day`, day, 'd'))} as kind),
      ${day} as happened_on, own_day is null and event <> 'lead' as is_undated
    from (${joined(selects, ' union all by name ')}) e left join ${COVERS} d on d.source = e.source`;
  const happened = happenedTo(table);
  await engine.run(withLiterals(sql`create table ${name(rowsIn(happened))} as ${own}`));
  const absent = table === DEALS_ALONE ? settings.absentAlone : settings.absent;
  await engine.run(
    withKinds(happened, sql`1`, { ...settings, absent, beside: ['event', 'happened_on', 'is_undated'] }),
  );
}

/** Of which leads it is told, and by which day. */
interface Event {
  event: LeadEvent;
  day: Sql;
  when: Sql;
  /** What is joined for it, and what the row has of a lead's amounts. */
  beside?: Sql;
  amounts?: Sql;
}

const NEVER = sql`cast(null as timestamp)`;

/** Coming to each stage; who is only known to have come has no day. */
function stagesOf({ moments, ofLeads }: WonDeals): Event[] {
  return LEAD_STAGES.map((stage): Event => {
    if (stage === 'lead') return { event: stage, day: sql`created_day`, when: sql`true` };
    const came = cameOn(stage, moments) ?? NEVER;
    const at = raw(String(LEAD_STAGES.indexOf(stage)));
    const isThere = sql`(depth >= ${at} or ${name(hasColumn(stage))}${stage === 'contact' ? sql` or contacted` : sql``})`;
    if (stage !== 'deal' || !ofLeads) return { event: stage, day: came, when: isThere };
    // Of several deals of a lead the first won one is taken; the closing dates of the open ones are no day of winning.
    const isOfDeals = sql`ending = 'won' and d.deal_key is not null`;
    return {
      ...{ event: stage, when: isThere, day: sql`case when ${isOfDeals} then first_won else ${came} end` },
      beside: sql`left join (select deal_key, min(won_on) as first_won from ${ofLeads} group by deal_key) d on d.deal_key = l.key`,
    };
  });
}

const loss = (moments: Moments): Event => ({ event: 'loss', day: lostOn(moments), when: sql`ending = 'lost'` });

/** Every won deal with what it earned. A lead that is won without a deal of its own counts as one deal. */
function wins({ moments, ofLeads, profit }: Happenings): Event[] {
  const came = cameOn('deal', moments) ?? NEVER;
  if (!ofLeads) return [{ event: 'win', day: came, when: sql`ending = 'won'` }];
  const amounts = [
    sql`d.won_revenue as revenue, cast(1 as integer) as won_deals`,
    sql`cast(case when d.won_revenue is null then 0 else 1 end as integer) as priced_deals`,
    ...(profit ? [sql`d.won_profit as profit, cast(d.unprofited as integer) as unprofited`] : []),
  ];
  return [
    {
      ...{ event: 'win', day: sql`d.won_on`, when: sql`ending = 'won'`, amounts: joined(amounts, ', ') },
      beside: sql`join ${ofLeads} d on d.deal_key = l.key`,
    },
    {
      ...{ event: 'win', day: came, when: sql`ending = 'won'` },
      beside: sql`anti join ${ofLeads} d on d.deal_key = l.key`,
    },
  ];
}
