import { literal, type Sql, sql } from './sql.js';

/** What separates the IDs of a cell: `1;2` (HubSpot), `1, 2` (amoCRM), lines (Excel), `["1","2"]`. */
const BETWEEN = literal('[\\s"\']*[;,|\\n\\r][\\s"\']*');
const HAS_SEVERAL = literal('[;,|\\n\\r]');
const ENDS = literal('^[\\s"\'\\[]+|[\\s"\'\\]]+$');

/**
 * One row per ID, with its place in the cell, from rows with the `ids` of a cell. What looks like several may be one (a
 * name that stands in for an ID: «Иванов, ООО»), so the whole cell comes first.
 */
export const idsIn = (rows: Sql): Sql =>
  sql`select * exclude (several, one), case when several then regexp_replace(one, ${ENDS}, '', 'g') else trim(one) end as id from (
    select * exclude (list), unnest(list) as one, unnest(range(len(list))) as place from (
      select * exclude (ids), case when several then list_prepend(ids, regexp_split_to_array(ids, ${BETWEEN})) else [ids] end as list
      from (select *, regexp_matches(ids, ${HAS_SEVERAL}) as several from ${rows})))`;
