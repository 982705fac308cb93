import type { Engine } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { Warning } from '../model/report.js';
import { counted } from '../model/text.js';
import { type Identity, places, setMergedAside } from './merged.js';
import { type CrmFiles, idsStartAgain, undecided } from './repeated-ids.js';

/**
 * `crm_apart`: one row per lead and one per deal. The row with the latest modification wins, else the last in file
 * order; a deal's product lines are no repeats, their amounts are added up. Source: definitions, "Identity".
 */
export async function tellRowsApart(engine: Engine, files: CrmFiles): Promise<Identity> {
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
  const warnings = [...merged.warnings, ...(await idsStartAgain(engine, files))];
  if (replaced.length > 0) warnings.push(await comesAgain(engine, replaced.length, files));
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

async function comesAgain(engine: Engine, rows: number, { names }: CrmFiles): Promise<Warning> {
  const { leads, files } = await undecided(engine);
  const list = files.map((file) => names[file] ?? '').join(', ');
  const rest =
    leads === 0
      ? text('', '')
      : text(
          `; of ${counted(leads, 'lead')} in several files nothing tells which row is newer (no date of modification decides): the row of ${list} counts, because it comes last by name`,
          `; у лидов из нескольких файлов (${leads}) ничто не говорит, какая строка новее (дата изменения не решает): посчитана строка из ${list}, потому что этот файл последний по имени`,
        );
  return {
    code: 'duplicate-leads',
    count: rows,
    message: text(
      `${counted(rows, 'row')} with a lead ID that comes again: the latest row of each lead counts${rest.en}`,
      `строк с повторным ID лида: ${rows}; от каждого лида взята последняя${rest.ru}`,
    ),
  };
}
