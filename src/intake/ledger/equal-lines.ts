import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import { add, type Exact, exact, isExact } from '../../model/exact.js';
import { toTheCent } from '../../model/numbers.js';
import type { Warning } from '../../model/report.js';
import { counted, type Lang, text } from '../../model/text.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import { writtenRows } from '../scan/written-rows.js';
import type { Typed } from '../type/type.js';

/** So many pairs of lines are named. */
const SHOWN = 3;

/** Rows that count and bear figures. A row of zeros changes nothing, however often it stands there. */
const counts = (fields: ReadonlySet<string>): Sql => {
  const figures = ['cost', 'clicks', 'sessions', 'actions'].filter((field) => fields.has(field));
  const some = figures.map((figure) => sql`coalesce(${name(figure)}, 0) <> 0`);
  return sql`reject is null and not excluded and (${joined(some, ' or ')})`;
};

const cells = (fields: ReadonlySet<string>): Sql => joined([...fields].map(name), ', ');

/** Whether some rows are alike in all that is read of them. */
export const perhapsEqualLines = (rows: string, fields: ReadonlySet<string>): Sql =>
  sql`(select count(*) > count(distinct hash(${cells(fields)})) from ${name(rows)} where ${counts(fields)})`;

/**
 * Two lines of ad statistics that are equal in every cell both count, since an export may lack the column that tells them
 * apart; but a file that was pasted together has them too, and what they cost then counts twice.
 */
export async function equalLines(engine: Engine, loaded: Loaded, { rows, fields }: Typed): Promise<Warning[]> {
  const cost = fields.has('cost') ? name('cost') : sql`null`;
  const alike = await engine.query(sql`select record, cost from (
      select rowid as record, ${cost} as cost, count(*) over (partition by ${cells(fields)}) as times
      from ${name(rows)} where ${counts(fields)}) where times > 1 order by record`);
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
  const spend = (lang: Lang) => (sum.num === 0n ? '' : toTheCent(sum, lang));
  return [
    {
      code: 'equal-lines',
      count: again.length,
      message: text(
        `${file.name}: ${counted(again.length, 'line')} equal to an earlier one in every cell (line ${list}): all are counted${spend('en') && `, with ${spend('en')} of spend`}, since an export may lack the column that tells them apart; where the file was put together of others, take the lines out`,
        `${file.name}: строк, во всём равных другой строке файла: ${again.length} (строка ${list}); посчитаны все${spend('ru') && `, это ${spend('ru')} расхода`}: в выгрузке может не быть столбца, который их различает; если файл склеен из других, уберите повторы`,
      ),
    },
  ];
}
