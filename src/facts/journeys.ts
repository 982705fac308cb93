import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { secondsBetween } from './dates-in-order.js';
import type { Chained } from './deal-chain.js';
import type { Touches } from './touches.js';

/** What the exports tell of the ways on which leads came. */
interface JourneysSettings {
  touches: Touches;
  hasTouches: boolean;
  /** Where the CRM keeps deals: whose lead each row is. */
  linked: Chained['linked'];
  /** A column of the CRM counts touches. */
  hasCounts: boolean;
}

/**
 * Lays down `journeys`, a row per lead: how many touches it had before it was made (null: unknown), the days since the
 * first of them, the first and the last source, and whether it came again later.
 *
 * A lead that is in no list of touches had none if a list would hold it: by its ID, or by a client ID that the CRM knows,
 * on the days that such lists cover. Without any list, the CRM's own column of counts is all there is.
 */
export async function layDownJourneys(engine: Engine, settings: JourneysSettings): Promise<void> {
  await engine.run(
    sql`create table journeys as ${settings.hasTouches ? ofLists(settings.touches) : ofColumn(settings)}`,
  );
}

function ofLists({ isByLead, hasClients }: Touches): Sql {
  // A list by client IDs says nothing of days on which the list by leads has ended.
  const isOnDays = (has: Sql) => sql`l.created_day between ${dayIn(sql`min`, has)} and ${dayIn(sql`max`, has)}`;
  const isHeld = [
    ...(isByLead ? [sql`(not l.not_in_crm and ${isOnDays(sql`lead_id is not null`)})`] : []),
    ...(hasClients
      ? [
          sql`(l.key in (select key from lead_clients where not is_nobody) and ${isOnDays(sql`(client_id is not null or google_client_id is not null)`)})`,
        ]
      : []),
  ];
  const isBefore = sql`filter (where stands = 'before')`;
  const order = sql`(touched_at, source, campaign is null, campaign)`;
  const none = sql`case when ${isHeld.length > 0 ? joined(isHeld, ' or ') : sql`false`} then 0 end`;
  return sql`select l.key, coalesce(nullif(n, 0), ${none}) as touches, ${secondsBetween(sql`first_at`, sql`l.created_at`)} as since, first_source, last_source,
      coalesce(returned, ${none} <> 0) as returned
    from leads l left join (select key, count(*) ${isBefore} as n, min(touched_at) ${isBefore} as first_at,
        arg_min(source, ${order}) ${isBefore} as first_source, arg_max(source, ${order}) ${isBefore} as last_source,
        bool_or(stands = 'after') as returned
      from touches where key is not null group by key) t on t.key = l.key`;
}

/** The first or the last day of the lists that hold such rows. */
const dayIn = (end: Sql, has: Sql): Sql =>
  sql`(select cast(${end}(touched_at) as date) from touch_rows where file in (select file from touch_rows where ${has}))`;

function ofColumn({ hasCounts, linked }: JourneysSettings): Sql {
  const counted = linked
    ? sql`(select d.key, max(c.touches) as n from ${name(rowsOf('crm'))} c join ${linked} d on d.lead_key = c.lead_key group by 1)`
    : sql`(select lead_key as key, max(touches) as n from ${name(rowsOf('crm'))} group by 1)`;
  const none = sql`cast(null as bigint) as since, cast(null as varchar) as first_source, cast(null as varchar) as last_source,
    cast(null as boolean) as returned`;
  return hasCounts
    ? sql`select l.key, t.n as touches, ${none} from leads l left join ${counted} t on t.key = l.key`
    : sql`select l.key, cast(null as bigint) as touches, ${none} from leads l`;
}
