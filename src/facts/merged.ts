import type { Engine } from '../engines/engine.js';
import { idsIn } from '../engines/ids-in.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { type Place, placesIn } from './places.js';

/**
 * Lays down `crm_merged`: the leads that another row lists as merged into it, and that other lead. Links and histories
 * may still bear the old ID. Exports keep both rows, though they are one lead. A row that is listed itself lists nobody,
 * so that two rows that list each other both stay. Gives the rows to be set aside.
 */
export async function findMerged(engine: Engine): Promise<Place[]> {
  const rows = name(rowsOf('crm'));
  const key = sql`case when entity = 'deal' then concat('deal ', id) else id end`;
  const listed = sql`select lead_key as into_key, ${key} as lead_key
    from (${idsIn(sql`(select lead_key, entity, merged_ids as ids from ${rows} where merged_ids is not null)`)})`;
  await engine.run(sql`create table crm_merged as select lead_key, min(into_key) as into_key from (${listed})
    where lead_key <> into_key and into_key not in (select lead_key from (${listed}) where lead_key <> into_key) group by lead_key`);
  return placesIn(await engine.query(sql`select file, record from ${rows} where ${IS_MERGED} order by file, record`));
}

export const IS_MERGED: Sql = sql`lead_key in (select lead_key from crm_merged)`;

/**
 * `id, into_key`: the old IDs of leads that were merged into another one, and the IDs of forms that only these came of.
 * Null: no export lists merged leads.
 */
export function idsMerged(fields: ReadonlySet<string>): Sql | null {
  if (!fields.has('merged_ids')) return null;
  const rows = name(rowsOf('crm'));
  const others = sql`select ad_lead_id from ${rows} where ad_lead_id is not null and not ${IS_MERGED}`;
  return sql`(select lead_key as id, into_key from crm_merged
    union select r.ad_lead_id, m.into_key from ${rows} r join crm_merged m using (lead_key)
      where r.ad_lead_id is not null and r.ad_lead_id not in (${others}))`;
}
