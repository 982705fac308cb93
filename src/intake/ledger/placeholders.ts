import type { Engine } from '../../engines/engine.js';
import { isIn, name, raw, type Sql, sql } from '../../engines/sql.js';
import type { Recognised } from '../recognise/recognised.js';
import { isDestroyed } from '../type/clean-id.js';
import { COMES_AGAIN } from '../type/select.js';
import type { Typed } from '../type/type.js';

/** An ID is a placeholder only on so many rows, with so many different moments of creation. */
const [ROWS, MOMENTS] = [10, 3];

const ownId = ({ table, columns, rowIsLead, entity }: Recognised): string | undefined => {
  const own = entity === 'deal' ? 'deal_id' : 'lead_id';
  return table === 'crm' && !rowIsLead && columns.has(own) ? own : undefined;
};

/**
 * Whether some ID may stand on ten rows or more, and on more than one in a hundred. IDs are counted in so many bins that
 * in a large file only a single frequent ID can fill one; which it is, is asked only then.
 */
export function perhapsPlaceholders(recognised: Recognised, { rows, again }: Pick<Typed, 'rows' | 'again'>): Sql {
  const own = ownId(recognised);
  if (own === undefined || again === 'none') return sql`false`;
  const binned = (which: Sql) =>
    sql`(select count(*) as n from ${name(rows)} where ${which} group by hash(${name(own)}) % 4096)`;
  const all = sql`${name(own)} is not null`;
  // Of the rows of an ID all but one come again.
  if (again === 'some')
    return sql`(select coalesce(max(n) + 1 >= ${raw(String(ROWS))}
        and (max(n) + 1) * 100 > (select count(*) from ${name(rows)} where ${all}), false) from ${binned(name(COMES_AGAIN))})`;
  return sql`(select max(n) >= ${raw(String(ROWS))} and max(n) * 100 > sum(n) from ${binned(all)})`;
}

/**
 * IDs in a CRM file that stand for no lead: on ten rows or more, and on more than one in a hundred, created at three or
 * more different moments, in a file most of whose IDs stand on one row. Product lines repeat an ID with the same moment
 * of creation, and histories repeat all of their IDs.
 */
export async function placeholderIds(engine: Engine, { rows }: Typed, recognised: Recognised): Promise<string[]> {
  const own = name(ownId(recognised) ?? '');
  const frequent =
    await engine.query(sql`with ids as (select ${own} as id, count(*) as n from ${name(rows)} where ${own} is not null group by id)
    select id from ids where n >= ${ROWS} and n * 100 > (select sum(n) from ids) and not ${isDestroyed(sql`id`)}
      and (select count(*) filter (where n = 1) * 2 > count(*) from ids) order by id`);
  if (frequent.length === 0) return [];
  const isFrequent = isIn(
    own,
    frequent.map(([id]) => id as string),
  );
  const found = await engine.query(sql`select ${own} as id from ${name(rows)}
    where ${isFrequent} group by id having count(distinct created_at) >= ${MOMENTS} order by id`);
  return found.map(([id]) => id as string);
}
