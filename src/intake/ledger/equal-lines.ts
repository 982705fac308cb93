import type { Engine } from '../../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { add, type Exact, exact, isExact } from '../../model/exact.js';
import { toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import { areSums, RESULTS } from '../../model/tables.js';
import { counted, type Lang, NO_WORDS, text } from '../../model/text.js';
import type { Recognised } from '../recognise/recognised.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import { writtenRows } from '../scan/written-rows.js';
import { IS_USED, isNotIn, keyOf } from '../type/running.js';
import type { Typed } from '../type/type.js';

/** So many equal lines are compared. With more of them it is enough to say that they are there. */
const MOST = 100_000;
/** So many pairs of lines are named. */
const SHOWN = 3;

type Fields = ReadonlySet<string>;

/** The rows of which each counts by itself. Null: they have IDs, by which a repeated row is recognised. */
function rowsAsked({ table, entity, rowIsLead }: Recognised, fields: Fields): Sql | null {
  if (areSums(table)) {
    // A row of zeros changes nothing, however often it stands there.
    const figures = ['cost', 'clicks', 'sessions', 'actions', ...RESULTS].filter((field) => fields.has(field));
    const some = figures.map((figure) => sql`coalesce(${name(figure)}, 0) <> 0`);
    return sql`${IS_USED} and (${joined(some, ' or ')})`;
  }
  if (table !== 'crm' && table !== 'ad_leads') return null;
  const own = entity === 'deal' ? 'deal_id' : 'lead_id';
  if (rowIsLead || (entity === 'deal' && !fields.has(own))) return IS_USED;
  return entity === 'deal' ? sql`${IS_USED} and ${name(own)} is null` : null;
}

const cells = (fields: Fields): Sql => joined([...fields].map(name), ', ');

/** Whether some rows may be equal. Rows of sums of the same day and campaign may be running totals, too. */
export function perhapsAlike(recognised: Recognised, rows: string, fields: Fields): Sql {
  const asked = rowsAsked(recognised, fields);
  if (!asked || fields.size === 0) return sql`false`;
  const areTotals = areSums(recognised.table);
  return sql`(select count(*) > count(distinct hash(${areTotals ? keyOf({ fields }) : cells(fields)}))
    from ${name(rows)} where ${areTotals ? IS_USED : asked})`;
}

/**
 * Lines that are equal in every cell. All of them count where no ID tells that they are one: the export may lack the
 * column in which they differ. But a file that was pasted together has such lines too, and then everything in them counts
 * twice, so they are told. Rows whose records are in the table `aside` are not looked at.
 */
export async function equalLines(
  engine: Engine,
  loaded: Loaded,
  { rows, fields }: Typed,
  aside: string | null,
): Promise<Warning[]> {
  const which = rowsAsked(loaded.recognised, fields);
  if (which === null) return [];
  const asked = aside === null ? which : sql`${which} and ${isNotIn(aside)}`;
  const cost = fields.has('cost') ? name('cost') : sql`null`;
  // Equal rows are found by one hash each; only the few that share one are compared cell by cell.
  const hashed = sql`hash(${cells(fields)})`;
  const alike = await engine.query(sql`select record, cost from (
      select record, ${cost} as cost, count(*) over (partition by ${cells(fields)}) as times
      from ${name(rows)} where ${asked} and ${hashed} in (
        select ${hashed} from ${name(rows)} where ${asked} group by 1 having count(*) > 1)
    ) where times > 1 order by record limit ${raw(String(MOST))}`);
  const costs = new Map(alike.map(([record, spent]) => [Number(record), isExact(spent) ? spent : exact(0)]));
  const first = new Map<string, number>();
  const again: { record: number; of: number }[] = [];
  for await (const [record, written] of writtenRows(loaded, (one) => costs.has(one))) {
    const of = first.get(written);
    if (of === undefined) first.set(written, record);
    else again.push({ record, of });
  }
  if (again.length === 0) return [];
  const { scan, file } = loaded;
  const line = (record: number) => lineOf(scan.lineMap, record);
  const pairs = again.slice(0, SHOWN).map(({ record, of }) => `${line(record)} = ${line(of)}`);
  const list = pairs.join(', ') + (again.length > SHOWN ? ' …' : '');
  const sum = again.reduce<Exact>((all, { record }) => add(all, costs.get(record) ?? exact(0)), exact(0));
  const least = alike.length < MOST ? NO_WORDS : text('at least ', 'не меньше ');
  const spend = (lang: Lang) => (sum.num === 0n ? '' : toTheCent(sum, lang));
  return [
    {
      code: 'equal-lines',
      count: again.length,
      message: text(
        `${file.name}: ${least.en}${counted(again.length, 'line')} equal to an earlier one in every cell (line ${list}): all are counted${spend('en') && `, with ${spend('en')} of spend`}, since an export may lack the column that tells them apart; where the file was put together of others, take the lines out`,
        `${file.name}: строк, во всём равных другой строке файла: ${least.ru}${again.length} (строка ${list}); посчитаны все${spend('ru') && `, это ${spend('ru')} расхода`}: в выгрузке может не быть столбца, который их различает; если файл склеен из других, уберите повторы`,
      ),
    },
  ];
}
