import type * as Api from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import { SqlDecimal, SqlFields, type SqlValue } from '../../model/sql-value.js';

/** The library, which is loaded only where a query is asked. */
export type Duckdb = Omit<typeof Api, 'default'>;

/** Values of the engine in forms that hang on no machine. */
export function valueReader(duckdb: Duckdb): (value: DuckDBValue) => SqlValue {
  const { DuckDBTimestampValue: Moment } = duckdb;
  return read;

  function read(value: DuckDBValue): SqlValue {
    if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint')
      return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : new SqlDecimal(String(value));
    if (value instanceof duckdb.DuckDBDecimalValue) return new SqlDecimal(value.toString());
    if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue)
      return value.items.map(read);
    if (value instanceof duckdb.DuckDBStructValue)
      return new SqlFields(Object.entries(value.entries).map(([key, own]) => [key, read(own)]));
    if (value instanceof duckdb.DuckDBMapValue)
      return new SqlFields(value.entries.map(({ key, value: own }) => [read(key), read(own)]));
    if (value instanceof duckdb.DuckDBUnionValue) return read(value.value);
    // Its own text would be in the zone of the machine.
    if (value instanceof duckdb.DuckDBTimestampTZValue) return `${iso(new Moment(value.micros).toString())}Z`;
    if (value instanceof duckdb.DuckDBDateValue)
      return Math.abs(value.days) === NEVER ? endless(value.days) : value.toString();
    if (
      value instanceof Moment ||
      value instanceof duckdb.DuckDBTimestampSecondsValue ||
      value instanceof duckdb.DuckDBTimestampMillisecondsValue ||
      value instanceof duckdb.DuckDBTimestampNanosecondsValue
    )
      return iso(value.toString());
    return value.toString();
  }
}

const iso = (moment: string): string => moment.replace(' ', 'T');

/** The days of `infinity`. */
const NEVER = 2 ** 31 - 1;
const endless = (days: number): string => (days > 0 ? 'infinity' : '-infinity');
