import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import type { Warning } from '../../model/report.js';
import { text } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { lineOf } from '../scan/scan.js';

/** Two rows that are equal prove nothing. */
const FEWEST = 3;

/**
 * A row whose cost and clicks are those of all the others, of the file or day by day, is very likely a total that bears
 * no known label: everything would count twice. By chance a day adds up so; most days do not.
 */
export async function rowsLikeTotals(engine: Engine, loaded: Loaded, rows: string): Promise<Warning[]> {
  const { recognised, scan, file } = loaded;
  const measures = ['cost', 'clicks'].filter((field) => recognised.columns.has(field));
  if (recognised.table !== 'ad_stats' || measures.length === 0 || scan.records < FEWEST) return [];
  const sums = joined(
    measures.map((field) => sql`sum(${name(field)}) as ${name(`${field}_sum`)}`),
    ', ',
  );
  // The sum is wide enough to subtract from; twice an amount need not fit its type.
  const isRest = joined(
    measures.map((field) => sql`${name(field)} <> 0 and ${name(`${field}_sum`)} - ${name(field)} = ${name(field)}`),
    ' and ',
  );
  const found = async (by: Sql): Promise<bigint[]> => {
    const result = await engine.query(sql`select record from ${name(rows)} r join (
        select ${by} as part, ${sums} from ${name(rows)} group by part having count(*) >= ${FEWEST}) s
      on s.part = ${by} where ${isRest} order by record`);
    return result.map(([record]) => record as bigint);
  };
  let like = await found(sql`true`);
  if (like.length === 0 && recognised.columns.has('day')) {
    const [[days] = []] = await engine.query(sql`select count(*) from (
      select day from ${name(rows)} group by day having count(*) >= ${FEWEST})`);
    const daily = await found(sql`day`);
    if (daily.length * 2 >= Number(days)) like = daily;
  }
  if (like.length === 0) return [];
  const line = lineOf(scan.lineMap, Number(like[0]));
  return [
    {
      code: 'row-equals-the-rest',
      count: like.length,
      message: text(
        `${file.name}: line ${line} is the sum of the other rows: if it is a total, everything counts twice; take it out of the file`,
        `${file.name}: строка ${line} равна сумме остальных: если это итог, всё посчитано дважды; уберите её из файла`,
      ),
    },
  ];
}
