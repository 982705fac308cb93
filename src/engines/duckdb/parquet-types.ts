import type { DuckDBType } from '@duckdb/node-api';

/** The type in which a column of a result is stored: a column of only nulls has none of its own. */
export const storedAs = (type: DuckDBType): string => {
  const named = type.toString();
  return named === 'SQLNULL' || named === '"NULL"' ? 'VARCHAR' : named;
};

/**
 * The type in which it is written into a Parquet file; null: unchanged. Sums of whole numbers are wider than Parquet's
 * integers and would become doubles; types that Parquet does not have become text.
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
/** A quoted name is one word: a field of a struct may be called "INTERVAL". */
const WORD = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\w+/g;
