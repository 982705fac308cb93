import type { Engine, Value } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';

export interface Identity {
  /** Rows that another row of the same lead replaces. */
  replaced: { file: number; record: number }[];
  warnings: Warning[];
}

/**
 * `crm_unmerged`: the rows without those that another one lists as merged into it. Exports keep both, and they are one lead.
 * `crm_merged` says into which: links and histories may still bear the old ID. A row that is listed itself lists nobody, so
 * that of two that list each other both remain.
 */
export async function setMergedAside(engine: Engine): Promise<Identity> {
  const rows = name(rowsOf('crm'));
  const key = sql`case when entity = 'deal' then concat('deal ', id) else id end`;
  const listed = sql`select lead_key as into_key, ${key} as lead_key
    from (select lead_key, entity, trim(unnest(string_split(merged_ids, ';'))) as id from ${rows} where merged_ids is not null)`;
  await engine.run(sql`create table crm_merged as select lead_key, min(into_key) as into_key from (${listed})
    where lead_key <> into_key and into_key not in (select lead_key from (${listed}) where lead_key <> into_key) group by lead_key`);
  const found = await engine.query(
    sql`select file, record from ${rows} where lead_key in (select lead_key from crm_merged) order by file, record`,
  );
  const others = found.length > 0 ? sql` where lead_key not in (select lead_key from crm_merged)` : sql``;
  await engine.run(sql`create view crm_unmerged as select * from ${rows}${others}`);
  if (found.length === 0) return { replaced: [], warnings: [] };
  const message = text(
    `${counted(found.length, 'row')} that another row says were merged into it: one lead`,
    `строк, о которых другая строка говорит, что они с ней объединены: ${found.length}; это один лид`,
  );
  return { replaced: places(found), warnings: [{ code: 'merged-leads', count: found.length, message }] };
}

/** Where the rows of a query (file, record) stand. */
export const places = (rows: readonly Value[][]): Identity['replaced'] =>
  rows.map(([file, record]) => ({ file: Number(file), record: Number(record) }));
