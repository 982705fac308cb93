import type { Engine } from '../engines/engine.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import type { Chained } from './deal-chain.js';
import type { Touches } from './touches.js';

/** What the exports tell of the ways on which leads came. */
export interface JourneysSettings {
  touches: Touches;
  hasTouches: boolean;
  /** Where the CRM keeps deals: whose lead each row is. */
  linked: Chained['linked'];
  /** A column of the CRM counts touches. */
  hasCounts: boolean;
}

/**
 * Lays down `journeys`: per lead how many touches it had before it was made (null: nothing tells), the days since the
 * first of them, the first and the last source, whether it came again later, and whether one of them was an ad. Who is in
 * no list of touches had none where the list would hold them: by the lead's ID, or by a client that the CRM knows, on the
 * days that the list covers. Without a list the column of the CRM that counts them is all there is.
 */
export async function layDownJourneys(engine: Engine, settings: JourneysSettings): Promise<void> {
  await engine.run(
    sql`create table journeys as ${settings.hasTouches ? ofLists(settings.touches) : ofColumn(settings)}`,
  );
}

function ofLists({ isByLead, hasClients }: Touches): Sql {
  const isHeld = [
    ...(isByLead ? [sql`not l.not_in_crm`] : []),
    ...(hasClients ? [sql`l.key in (select key from lead_clients)`] : []),
  ];
  const isBefore = sql`filter (where stands = 'before')`;
  const order = sql`(touched_at, source, campaign is null, campaign)`;
  // Days where either of the two moments is one.
  const since = sql`case when first_at = date_trunc('day', first_at) or l.created_at = date_trunc('day', l.created_at)
    then (cast(l.created_at as date) - cast(first_at as date)) * 86400 else date_diff('second', first_at, l.created_at) end`;
  const none = sql`case when (${isHeld.length > 0 ? joined(isHeld, ' or ') : sql`false`})
    and l.created_day between (select cast(min(touched_at) as date) from touches)
      and (select cast(max(touched_at) as date) from touches) then 0 end`;
  return sql`select l.key, coalesce(nullif(n, 0), ${none}) as touches, ${since} as since, first_source, last_source,
      coalesce(returned, ${none} <> 0) as returned, coalesce(had_ad, false) as had_ad
    from leads l left join (select key, count(*) ${isBefore} as n, min(touched_at) ${isBefore} as first_at,
        arg_min(source, ${order}) ${isBefore} as first_source, arg_max(source, ${order}) ${isBefore} as last_source,
        bool_or(stands = 'after') as returned, bool_or(is_ad and stands = 'before') as had_ad
      from touches where key is not null group by key) t on t.key = l.key`;
}

function ofColumn({ hasCounts, linked }: JourneysSettings): Sql {
  const counted = linked
    ? sql`(select d.key, max(c.touches) as n from ${name(rowsOf('crm'))} c join ${linked} d on d.lead_key = c.lead_key group by 1)`
    : sql`(select lead_key as key, max(touches) as n from ${name(rowsOf('crm'))} group by 1)`;
  const none = sql`cast(null as bigint) as since, cast(null as varchar) as first_source, cast(null as varchar) as last_source,
    cast(null as boolean) as returned, false as had_ad`;
  return hasCounts
    ? sql`select l.key, t.n as touches, ${none} from leads l left join ${counted} t on t.key = l.key`
    : sql`select l.key, cast(null as bigint) as touches, ${none} from leads l`;
}
