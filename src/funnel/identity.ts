import type { Engine, Value } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';

export interface Identity {
  /** Rows that a later row of the same lead replaces. */
  replaced: { file: number; record: number }[];
  warnings: Warning[];
}

/**
 * `crm_apart`: one row per lead and one per deal. The row with the latest modification wins, else the last in file
 * order; a deal's product lines are no repeats, their amounts are added up. Source: definitions, "Identity".
 */
export async function tellRowsApart(engine: Engine): Promise<Identity> {
  const merged = await setMergedAside(engine);
  const rows = name('crm_unmerged');
  const [[all, keys] = []] = await engine.query(sql`select count(*), count(distinct lead_key) from ${rows}`);
  if (all === keys) {
    await engine.run(sql`create view crm_apart as select * from ${rows}`);
    return merged;
  }
  // A product line repeats its deal with another product, and bears only the amount of that line.
  await engine.run(sql`create table crm_places as select file, record, product_line is not null as is_line,
      row_number() over (partition by lead_key order by modified_at desc nulls last, file desc, record desc) as place,
      rank() over (partition by lead_key order by modified_at desc nulls last, file desc) as version,
      sum(case when product_line is not null then revenue end) over (partition by lead_key, file, modified_at) as line_revenue,
      sum(case when product_line is not null then amount end) over (partition by lead_key, file, modified_at) as line_amount
    from ${rows}`);
  await engine.run(sql`create view crm_apart as select r.* replace (
      coalesce(p.line_revenue, r.revenue) as revenue, coalesce(p.line_amount, r.amount) as amount)
    from ${rows} r join crm_places p on p.file = r.file and p.record = r.record where p.place = 1`);
  const replaced = await engine.query(
    sql`select file, record from crm_places where place > 1 and not (is_line and version = 1) order by file, record`,
  );
  const [[differing] = []] = await engine.query(sql`select count(*) from (
    select r.lead_key from ${rows} r join crm_places p on p.file = r.file and p.record = r.record
    where not p.is_line group by r.lead_key
    having count(*) > 1 and (count(distinct coalesce(revenue, -1)) > 1 or count(distinct coalesce(amount, -1)) > 1))`);
  const { warnings } = merged;
  if (replaced.length > 0)
    warnings.push({
      code: 'duplicate-leads',
      count: replaced.length,
      message: text(
        `${counted(replaced.length, 'row')} with a lead ID that comes again: the latest row of each lead counts`,
        `строк с повторным ID лида: ${replaced.length}; от каждого лида взята последняя`,
      ),
    });
  if (Number(differing) > 0)
    warnings.push({
      code: 'duplicate-amounts',
      count: Number(differing),
      message: text(
        `${counted(Number(differing), 'lead')} with different amounts in several rows: the latest amount counts`,
        `у повторных лидов различаются суммы (лидов: ${differing}); взята последняя`,
      ),
    });
  return { replaced: [...merged.replaced, ...places(replaced)], warnings };
}

const places = (rows: readonly Value[][]): Identity['replaced'] =>
  rows.map(([file, record]) => ({ file: Number(file), record: Number(record) }));

/**
 * `crm_unmerged`: the rows without those that another one lists as merged into it. Exports keep both, and they are one lead.
 * A row that is listed itself lists nobody, so that of two that list each other both remain.
 */
async function setMergedAside(engine: Engine): Promise<Identity> {
  const rows = name(rowsOf('crm'));
  const key = sql`case when entity = 'deal' then concat('deal ', id) else id end`;
  const listed = sql`select lead_key as into_key, ${key} as lead_key
    from (select lead_key, entity, trim(unnest(string_split(merged_ids, ';'))) as id from ${rows} where merged_ids is not null)`;
  await engine.run(sql`create table crm_merged as select distinct lead_key from (${listed})
    where lead_key <> into_key and into_key not in (select lead_key from (${listed}) where lead_key <> into_key)`);
  await engine.run(
    sql`create view crm_unmerged as select * from ${rows} where lead_key not in (select lead_key from crm_merged)`,
  );
  const found = await engine.query(
    sql`select file, record from ${rows} where lead_key in (select lead_key from crm_merged) order by file, record`,
  );
  if (found.length === 0) return { replaced: [], warnings: [] };
  const message = text(
    `${counted(found.length, 'row')} that another row says were merged into it: one lead`,
    `строк, о которых другая строка говорит, что они с ней объединены: ${found.length}; это один лид`,
  );
  return { replaced: places(found), warnings: [{ code: 'merged-leads', count: found.length, message }] };
}
