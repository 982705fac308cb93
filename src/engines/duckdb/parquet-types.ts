import type { DuckDBType } from '@duckdb/node-api';

/** In which type a column of a result is laid down: one of nothing but null has none of its own. */
export const storedAs = (type: DuckDBType): string => {
  const named = type.toString();
  return named === 'SQLNULL' || named === '"NULL"' ? 'VARCHAR' : named;
};

/**
 * In which type it is written into a Parquet file; null: as it is. Sums of whole numbers are wider than Parquet has them, and
 * it would make doubles of them; what it has no form for is text.
 */
export function writtenAs(type: DuckDBType): string | null {
  const named = type.toString();
  const written = named.replace(WORD, (word) => WRITTEN.get(word) ?? word);
  if (/^(?:UNION|VARIANT|GEOMETRY)\b/.test(named)) return 'VARCHAR';
  return written === named ? null : written;
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ...['HUGEINT', 'UHUGEINT'].map((type) => [type, 'DECIMAL(38,0)'] as const),
  ...['BIGNUM', 'BIT', 'INTERVAL'].map((type) => [type, 'VARCHAR'] as const),
]);
/** A name in quotes is one whole: a field of a struct may be called "INTERVAL". */
const WORD = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\w+/g;
