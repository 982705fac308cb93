import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { IS_READ } from '../type/running.js';

/** Two rows that are equal prove nothing. */
export const FEWEST = 3;

/** Days on which one row may be the sum of the others. Without refunds it is the largest one, and half of all. */
export function perhapsDailyTotals(rows: string, measures: readonly string[]): Sql {
  const of = (measure: string, what: string) => name(`${measure}_${what}`);
  const amounts = measures.map(
    (measure) => sql`sum(${name(measure)}) as ${of(measure, 'sum')}, max(${name(measure)}) as ${of(measure, 'largest')},
      min(${name(measure)}) as ${of(measure, 'smallest')}`,
  );
  const isLike = measures.map((measure) => {
    const largest = of(measure, 'largest');
    return sql`(${of(measure, 'smallest')} < 0 or ${largest} <> 0 and ${of(measure, 'sum')} - ${largest} = ${largest})`;
  });
  return sql`(select coalesce(bool_or(day is not null and ${joined(isLike, ' and ')}), false)
    from (select day, ${joined(amounts, ', ')} from ${name(rows)} where ${IS_READ}
      group by day having count(*) >= ${raw(String(FEWEST))}))`;
}
