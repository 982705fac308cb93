import { type ClickHouseSettings, SettingsMap } from '@clickhouse/client';

/**
 * The default settings of a server, as far as they could change a number or how it is written: statements are correct
 * under these. They are sent with each statement, because a profile may set them otherwise without any sign: half of the
 * leads, or a null that reads as 0. A user who may change nothing (`readonly = 1`) may send a setting that already has
 * this value; otherwise the error says which one differs.
 */
export const READING = {
  // Defaults of an older version. It comes first, as it changes others.
  compatibility: '',
  dialect: 'clickhouse',
  // All rows of all shards, or an error.
  skip_unavailable_shards: 0,
  limit: '0',
  offset: '0',
  group_by_overflow_mode: 'throw',
  sort_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  read_overflow_mode: 'throw',
  read_overflow_mode_leaf: 'throw',
  set_overflow_mode: 'throw',
  join_overflow_mode: 'throw',
  distinct_overflow_mode: 'throw',
  transfer_overflow_mode: 'throw',
  timeout_overflow_mode: 'throw',
  timeout_overflow_mode_leaf: 'throw',
  distributed_group_by_no_merge: '0',
  distributed_product_mode: 'deny',
  prefer_global_in_and_join: 0,
  make_distributed_plan: 0,
  serialize_query_plan: 0,
  implicit_transaction: 0,
  // Shards taken for copies of each other.
  parallel_replicas_for_non_replicated_merge_tree: 0,
  additional_table_filters: SettingsMap.from({}),
  additional_result_filter: '',
  final: 0,
  discard_query_data: 0,
  // What was so a minute ago.
  use_query_cache: 0,
  // What a statement means.
  allow_experimental_analyzer: 1,
  least_greatest_legacy_null_behavior: 0,
  enable_global_with_statement: 1,
  enable_positional_arguments: 1,
  enable_order_by_all: 1,
  enforce_strict_identifier_format: 0,
  prefer_column_name_to_alias: 0,
  asterisk_include_virtual_columns: 0,
  union_default_mode: '',
  except_default_mode: 'ALL',
  intersect_default_mode: 'ALL',
  join_default_strictness: 'ALL',
  join_use_nulls: 0,
  group_by_use_nulls: 0,
  cast_keep_nullable: 0,
  data_type_default_nullable: 0,
  transform_null_in: 0,
  aggregate_functions_null_for_empty: 0,
  empty_result_for_aggregation_by_empty_set: 0,
  empty_result_for_aggregation_by_constant_keys_on_empty_set: 1,
  count_distinct_implementation: 'uniqExact',
  short_circuit_function_evaluation: 'enable',
  decimal_check_overflow: 1,
  date_time_overflow_behavior: 'ignore',
  session_timezone: '',
  // How what comes of it is written.
  extremes: 0,
  format_tsv_null_representation: '\\N',
  output_format_tsv_crlf_end_of_line: 0,
  bool_true_representation: 'true',
  bool_false_representation: 'false',
  date_time_output_format: 'simple',
  date_time_64_output_format_cut_trailing_zeros_align_to_groups_of_thousands: 0,
  output_format_decimal_trailing_zeros: 0,
  output_format_always_write_decimal_point_in_float_and_decimal: 0,
  output_format_float_precision: '0',
} as const satisfies ClickHouseSettings;

/**
 * Settings written behind a statement that reads: a node passes only these, and those that differ from its own, on to the
 * shards.
 */
export const handedOn = (sent: ClickHouseSettings): string =>
  ` settings ${Object.entries(sent)
    .filter(([name]) => name in READING && name !== 'dialect')
    .map(([name, value]) => `${name} = ${written(value)}`)
    .join(', ')}`;

const written = (value: ClickHouseSettings[string]): string =>
  typeof value === 'string' && !/^\d+$/.test(value) ? `'${value.replaceAll('\\', '\\\\')}'` : String(value);

/**
 * A server without one of these would read statements differently, and is too old. Other unknown settings are not sent:
 * no profile can have set them there.
 */
export const NEEDED: ReadonlySet<string> = new Set<keyof typeof READING>([
  'allow_experimental_analyzer',
  'least_greatest_legacy_null_behavior',
]);

/** Settings for writing a chunk: completely, and on every shard, before it is confirmed. */
export const WRITING: ClickHouseSettings = {
  ...READING,
  distributed_foreground_insert: 1,
  insert_distributed_one_random_shard: 0,
  insert_shard_id: '0',
  insert_deduplicate: 1,
  deduplicate_insert: 'enable',
  async_insert: 0,
  // One block per chunk on any machine: its token stands for exactly these rows.
  max_insert_threads: '1',
  max_insert_block_size: '100000000',
  min_insert_block_size_rows: '100000000',
  min_insert_block_size_bytes: '0',
  input_format_parquet_max_block_size: '100000000',
  input_format_parquet_prefer_block_bytes: 0,
  input_format_parquet_local_time_as_utc: 1,
  input_format_null_as_default: 0,
};

/** For a statement longer than what a server accepts by default. */
export const FOR_LONG: ClickHouseSettings = {
  max_query_size: '67108864',
  max_ast_elements: '5000000',
  max_expanded_ast_elements: '5000000',
};
