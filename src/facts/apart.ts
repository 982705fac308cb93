import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { findMerged, IS_MERGED } from './merged.js';
import { type Place, places, without } from './places.js';

/** What became of the rows of the CRM. */
export interface Apart {
  /** One row per lead and one per deal, as canonical rows: a sub-select. */
  rows: Sql;
  /** Rows that another one says were merged into it. */
  merged: Place[];
  /** Rows that a later one of the same lead or deal replaces. */
  replaced: Place[];
}

/**
 * One row per lead and one per deal: that with the latest modification, else the last in file order; a deal's product
 * lines are no repeats, their amounts are added up. Source: definitions, "Identity". Only rows whose key comes again are
 * looked at closely, in `crm_again`: one in a hundred.
 */
export async function tellRowsApart(engine: Engine, fields: ReadonlySet<string>): Promise<Apart> {
  const merged = fields.has('merged_ids') ? await findMerged(engine) : [];
  const all = merged.length > 0 ? sql`(select * from ${ROWS} where not (${IS_MERGED}))` : ROWS;
  const hasLines = fields.has('product_line');
  await engine.run(rowsAgain(all, hasLines));
  const replaced = places(await engine.query(REPLACED));
  return { rows: replaced.length > 0 || hasLines ? withoutRepeats(all, hasLines) : all, merged, replaced };
}

const ROWS = name(rowsOf('crm'));
/** A product line repeats its deal with another product, and bears only the amount of that line. */
const IS_LINE = sql`product_line is not null`;
const AMOUNTS = ['revenue', 'amount'] as const;

/** `crm_again`: the rows of keys that come again; place 1 stays. `version` 1 is the latest state, a line of it no repeat. */
function rowsAgain(all: Sql, hasLines: boolean): Sql {
  const latest = raw('partition by lead_key order by modified_at desc nulls last');
  const sums = AMOUNTS.map(
    (amount) =>
      sql`sum(case when ${IS_LINE} then ${name(amount)} end) over (partition by lead_key, file, modified_at) as ${name(`line_${amount}`)}`,
  );
  return sql`create table crm_again as select file, record, lead_key, created_at, revenue, amount, ${IS_LINE} as is_line,
      row_number() over (${latest}, file desc, record desc) as place, rank() over (${latest}, file desc) as version,
      rank() over (${latest}) as tied${hasLines ? sql`, ${joined(sums, ', ')}` : sql``}
    from ${all} where lead_key in (select lead_key from ${all} group by lead_key having count(*) > 1)`;
}

/** A line of the latest version is added up in the first one. */
const IS_ADDED = sql`place > 1 and is_line and version = 1`;
const IS_REPLACED = sql`place > 1 and not (is_line and version = 1)`;
/** The product lines that were added up in the first of their deal. */
export const ADDED_LINES = sql`(select file, record from crm_again where ${IS_ADDED})`;
const REPLACED = sql`select file, record from crm_again where ${IS_REPLACED} order by file, record`;

/** Leads whose rows differ in their amounts; were made further apart than zones and missing times explain; stand in several files. */
export const AGAIN = {
  from: sql`(select count(distinct coalesce(revenue, -1)) filter (where not is_line) > 1
      or count(distinct coalesce(amount, -1)) filter (where not is_line) > 1 as differs,
    date_diff('day', min(created_at), max(created_at)) as apart, count(distinct file) as files
    from crm_again group by lead_key)`,
  values: {
    again_differing: sql`count(*) filter (where differs)`,
    again_apart: sql`count(*) filter (where apart > 1)`,
    again_in_files: sql`count(*) filter (where files > 1)`,
  },
};

function withoutRepeats(all: Sql, hasLines: boolean): Sql {
  const staying = without(all, sql`(select file, record from crm_again where place > 1)`);
  if (!hasLines) return staying;
  const added = AMOUNTS.map(
    (amount) => sql`coalesce(p.${name(`line_${amount}`)}, r.${name(amount)}) as ${name(amount)}`,
  );
  return sql`(select r.* replace (${joined(added, ', ')}) from ${staying} r
    left join crm_again p on p.file = r.file and p.record = r.record)`;
}
