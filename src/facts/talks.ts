import type { Engine } from '../engines/engine.js';
import { raw, sql } from '../engines/sql.js';
import type { Chained } from './deal-chain.js';
import { toldBits } from './evidence.js';

/**
 * Adds talks to the leads as evidence of `contact`: calls by people in which both sides spoke, from the day of creation
 * on. For lost leads made on the days of the lists they prove the opposite too: nobody spoke to them. Needs `calls`.
 */
export async function withTalks(engine: Engine, chained: Chained): Promise<Chained> {
  const { leads } = chained;
  await engine.run(sql`create table lead_talks as select c.key, min(c.called_at) as talked_at
    from calls c join ${leads} l on l.key = c.key
    where c.is_person and c.has_talk and cast(c.called_at as date) >= cast(l.created_at as date) group by c.key`);
  const bit = raw(String(toldBits(['contact'])));
  const isTold = sql`coalesce(cast(l.created_at as date) between (select cast(min(called_at) as date) from calls)
    and (select cast(max(called_at) as date) from calls), false)`;
  return {
    ...chained,
    leads: sql`(select l.* replace (l.has_contact or t.key is not null as has_contact, least(l.contact_at, t.talked_at) as contact_at,
        case when ${isTold} then coalesce(l.told, 0) | ${bit} else l.told end as told)
      from ${leads} l left join lead_talks t on t.key = l.key)`,
  };
}
