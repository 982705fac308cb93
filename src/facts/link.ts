import type { Engine } from '../engines/engine.js';
import { idsIn } from '../engines/ids-in.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';

/**
 * Lays down `lead_deals` (for a deal, the lead that holds its ID) and, where the CRM keeps deals, `deal_contacts` (the
 * one lead that a deal names). Gives the rows of `crm`, each deal with its lead, as a sub-select.
 *
 * A cell may hold several IDs (HubSpot's `Associated Contact IDs`): the deal belongs to the first of them that is a lead
 * here, else to the first. If its own link names no lead that is here, a table of links may name it, or the lead that
 * holds the deal's ID.
 */
export async function linkDeals(
  engine: Engine,
  crm: Sql,
  {
    hasDeals,
    hasHistory,
    hasPayments,
    hasCalls,
    hasMerged,
  }: { hasDeals: boolean; hasHistory: boolean; hasPayments: boolean; hasCalls: boolean; hasMerged: boolean },
): Promise<Sql> {
  if (!hasDeals && !hasHistory && !hasPayments && !hasCalls) return crm;
  await engine.run(sql`create table lead_deals as select id as deal_id, min(lead_key) as lead_key
    from (${listed(crm, sql`deal_id`, 'lead')}) where id <> '' group by id`);
  if (!hasDeals) return crm;
  const own = sql`select lead_key, id, 0 as rank, place from (${listed(crm, sql`lead_id`, 'deal')})`;
  const apart = sql`select concat('deal ', deal_id), lead_id, 1, row_number() over (order by file, record) from ${name(rowsOf('deal_links'))}`;
  // If none of several IDs is here, the first of them is taken, and not the whole cell.
  const place = sql`case when l.lead_key is null and d.place = 0 then ${MOST_IDS} else d.place end`;
  const back = sql`select concat('deal ', deal_id), lead_key, 2, 0 from lead_deals`;
  const [id, merged] = hasMerged
    ? [sql`coalesce(m.into_key, d.id)`, sql` left join crm_merged m on m.lead_key = d.id`]
    : [sql`d.id`, sql``];
  await engine.run(sql`create table deal_contacts as
    select d.lead_key, arg_min(${id}, (l.lead_key is null, d.rank, ${place})) as lead_id
    from (${own} union all ${apart} union all ${back}) d${merged}
    left join ${crm} l on l.entity = 'lead' and l.lead_key = ${id}
    where d.id <> '' group by d.lead_key`);
  // With a condition on one side of the join beside the key, the engine would compare all pairs.
  return sql`(select c.* replace (coalesce(d.lead_id, c.lead_id) as lead_id)
    from ${crm} c left join deal_contacts d on d.lead_key = case when c.entity = 'deal' then c.lead_key end)`;
}

/** No cell has as many. */
const MOST_IDS = 1_000_000;

/** The IDs of the cells, one a row, with their place in it. */
const listed = (crm: Sql, ids: Sql, entity: 'lead' | 'deal'): Sql =>
  sql`select lead_key, id, place from (${idsIn(sql`(select lead_key, ${ids} as ids from ${crm} where entity = ${entity} and ${ids} is not null)`)})`;
