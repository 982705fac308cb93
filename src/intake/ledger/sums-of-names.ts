import type { Engine } from '../../engines/engine.js';
import { joined, literal, name, type Sql, sql } from '../../engines/sql.js';
import { parseExact } from '../../model/exact.js';
import { mask } from '../../model/fold.js';
import type { Warning } from '../../model/report.js';
import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { NAMES } from '../scan/scan-rows.js';
import { groupOf } from '../scan/totals.js';
import { foldedCell } from '../type/conditions.js';
import { IS_READ, IS_USED } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { isSum } from './own-totals.js';
import { MEASURES } from './tally.js';

/** Words that a name must contain to be a sum. Which sum it is, is read more closely. */
const PERHAPS = '(?i)total|итог|всего|gesamt|summe|сумма|somme|sum';

/**
 * Warns of names that are very likely sums: rows called `Google Total` that have a day (so that they count as rows) and
 * come to as much as all rows of `Google`. Everything in them counts twice.
 */
export async function sumsOfNames(engine: Engine, { file, recognised }: Loaded, typed: Typed): Promise<Warning[]> {
  const { source, table, columns } = recognised;
  const measure = MEASURES.find((one) => typed.fields.has(one));
  const isHomeMade = areSums(table) && (source === 'guess' || source === 'configured');
  if (!isHomeMade || !measure || !columns.has('day')) return [];
  const labels = NAMES.filter((field) => typed.fields.has(field)).map(
    // Each distinct name is looked at once: a condition on the column itself would be tested on every row.
    (field) => sql`select ${literal(field)}, any_value(${name(field)}) as label from ${name(typed.rows)}
      where ${IS_USED} group by ${name(field)} having regexp_matches(label, ${literal(PERHAPS)})`,
  );
  if (labels.length === 0) return [];
  const found: string[] = [];
  for (const [field, label] of (await engine.query(
    sql`${joined(labels, ' union all ')} order by 1, 2`,
  )) as string[][]) {
    const group = groupOf(label ?? '');
    if (group === undefined) continue;
    const sumOf = (rows: Sql) => sql`cast(coalesce(sum(${name(measure)}) filter (where ${rows}), 0) as varchar)`;
    const isOfGroup = sql`${foldedCell(name(field ?? ''))} = ${group}`;
    const [[own, whole, count] = []] =
      await engine.query(sql`select ${sumOf(sql`${name(field ?? '')} = ${label ?? ''}`)},
        ${sumOf(isOfGroup)}, count(*) filter (where ${isOfGroup}) from ${name(typed.rows)} where ${IS_READ}`);
    const rows = { sum: parseExact(whole as string), count: Number(count) };
    if (rows.sum.num !== 0n && isSum(parseExact(own as string), rows)) found.push(label ?? '');
  }
  if (found.length === 0) return [];
  const list = found
    .slice(0, 3)
    .map((one) => `«${mask(one)}»`)
    .join(', ');
  return [
    {
      code: 'row-equals-the-rest',
      count: found.length,
      message: text(
        `${file.name}: the rows of ${list} come to the sum of those that they are named after: if they are totals, all of it counts twice; take them out of the file`,
        `${file.name}: строки ${list} равны сумме строк, по которым названы: если это итоги, всё посчитано дважды; уберите их из файла`,
      ),
    },
  ];
}
