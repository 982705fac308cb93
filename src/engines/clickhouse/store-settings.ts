import type { ClickHouseSettings } from '@clickhouse/client';

/**
 * What statements mean the same by as in DuckDB. Each was needed: without any one of them some report gave other numbers.
 * A user who may set nothing (`readonly = 1`) has them in his profile.
 */
export const READING: ClickHouseSettings = {
  // A lead without a touch has no touch of the day 1970-01-01.
  join_use_nulls: 1,
  // `cast(null as date)` is null, and no error.
  cast_keep_nullable: 1,
  // Of grouping sets the key that is not grouped by is null, not empty.
  group_by_use_nulls: 1,
  // A sum of nothing is unknown and never zero.
  aggregate_functions_null_for_empty: 1,
  union_default_mode: 'DISTINCT',
  except_default_mode: 'DISTINCT',
  intersect_default_mode: 'DISTINCT',
  // `sum(x) as x … where x > 0` asks for the column.
  prefer_column_name_to_alias: 1,
  // A join of two tables that lie by one key stays on its shard; `global` counts rows of full joins twice.
  distributed_product_mode: 'local',
  // Half of the data is no answer.
  skip_unavailable_shards: 0,
  // No moment moves with the zone of a server.
  session_timezone: 'UTC',
  // A statement may hold long lists of names.
  max_query_size: '16777216',
  max_ast_elements: '5000000',
  max_expanded_ast_elements: '5000000',
};

/** What a chunk is written by: whole, on every shard, before it is said to be. */
export const WRITING: ClickHouseSettings = {
  distributed_foreground_insert: 1,
  insert_deduplicate: 1,
  async_insert: 0,
  // One block a chunk, whatever the machine: its token stands for just those rows.
  max_insert_threads: '1',
  max_insert_block_size: '100000000',
  min_insert_block_size_rows: '100000000',
  min_insert_block_size_bytes: '0',
  input_format_parquet_max_block_size: '100000000',
  input_format_parquet_prefer_block_bytes: 0,
  input_format_null_as_default: 0,
};
