import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import { compare, exact, multiply } from '../../model/exact.js';
import type { Warning } from '../../model/report.js';
import { text } from '../../model/text.js';
import { lineOf } from '../scan/line-of.js';
import type { Loaded } from '../scan/loaded.js';
import { IS_READ, isNotIn } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { FEWEST } from './daily-totals.js';
import { isSum, rowsOf, totalsOf } from './own-totals.js';
import { type Amount, amountOf, isRead, type Measure, type Tally, tellingOf } from './tally.js';

/** Without refunds such a row is the largest, and half of all. */
const perhapsTotal = ({ sum, largest, smallest }: Amount): boolean =>
  smallest.num < 0n || (largest.num !== 0n && compare(multiply(largest, exact(2)), sum) === 0);

/**
 * Finds a row whose cost and clicks equal those of all other rows, in the file or day by day. It is very likely a total
 * without a known label, and everything would count twice. One day may add up so by chance, most days do not. If a
 * labelled total of the file confirms the rows, it is chance.
 */
export async function rowsLikeTotals(
  engine: Engine,
  loaded: Loaded,
  typed: Typed,
  counted: Tally,
  aside: string | null,
): Promise<Warning[]> {
  const { recognised, scan, file } = loaded;
  const { rows } = typed;
  const measures = tellingOf(recognised);
  const [telling] = measures;
  if (telling === undefined || rowsOf(telling, counted).count < FEWEST) return [];
  if (
    measures.some((field) => totalsOf(loaded, typed, field).some(({ value }) => isSum(value, rowsOf(field, counted))))
  )
    return [];
  const sums = joined(
    measures.map((field) => sql`sum(${name(field)}) as ${name(`${field}_sum`)}`),
    ', ',
  );
  // The row is subtracted from the sum, whose type is wide enough: twice an amount might not fit its own type.
  const isRest = joined(
    measures.map((field) => sql`${name(field)} <> 0 and ${name(`${field}_sum`)} - ${name(field)} = ${name(field)}`),
    ' and ',
  );
  // A blank row does not count as another one: of two equal rows, neither is the sum of the other and a blank.
  const holds = sql`count(*) filter (where ${joined(
    measures.map((field) => sql`${name(field)} <> 0`),
    ' or ',
  )}) >= ${FEWEST}`;
  // Nothing counts twice where all others are excluded.
  const count = sql`count(*) filter (where not excluded) > 1`;
  const read = sql`(select * from ${name(rows)} where ${IS_READ} and ${aside === null ? sql`true` : isNotIn(aside)})`;
  const found = async (by: Sql): Promise<bigint[]> => {
    const result = await engine.query(sql`select record from ${read} r join (
        select ${by} as part, ${sums} from ${read} group by part having ${holds} and ${count}) s
      on s.part = ${by} where not excluded and ${isRest} order by record`);
    return result.map(([record]) => record as bigint);
  };
  const isPerhaps = (measure: Measure) => {
    const amount = amountOf(counted, measure, isRead);
    return amount !== undefined && perhapsTotal(amount);
  };
  let like = measures.every(isPerhaps) ? await found(sql`true`) : [];
  if (like.length === 0 && counted.perhapsDailyTotals) {
    const [[days] = []] = await engine.query(sql`select count(*) from (
      select day from ${read} group by day having count(*) >= ${FEWEST})`);
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
