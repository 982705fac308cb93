import type { ClickHouseSettings } from '@clickhouse/client';

/**
 * Nothing: statements are right as a server is set up by default, so that a user who may set nothing (`readonly = 1`) needs no
 * profile. All columns are nullable, so that a join that finds nothing gives null; casts name nullable types, and moments UTC;
 * aliases are no columns; unions say which; and what is joined to leads lies beside them (`beside`). With
 * `aggregate_functions_null_for_empty` a sum over shards was refused: no column of that name.
 */
export const READING: ClickHouseSettings = {};

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
