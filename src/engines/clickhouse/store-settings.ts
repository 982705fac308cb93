import { type ClickHouseSettings, SettingsMap } from '@clickhouse/client';

/**
 * How a server is set up by default, in all that could change a number or how it is written: statements are right by that. It
 * is sent with each of them, since a profile may say otherwise, of a user or of the server, and nothing would show it: half
 * of the leads without an error, a null that reads as 0. A user who may set nothing (`readonly = 1`) may send what is so
 * anyway; where it is not, he is refused, and told which setting it is.
 */
export const READING = {
  // The defaults of an older version. First of all: it is named before what it changes.
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

/** What is said behind a statement that reads: to its shards a node hands on no more than that, and what is not its own. */
export const handedOn = (sent: ClickHouseSettings): string =>
  ` settings ${Object.entries(sent)
    .filter(([name]) => name in READING && name !== 'dialect')
    .map(([name, value]) => `${name} = ${written(value)}`)
    .join(', ')}`;

const written = (value: ClickHouseSettings[string]): string =>
  typeof value === 'string' && !/^\d+$/.test(value) ? `'${value.replaceAll('\\', '\\\\')}'` : String(value);

/**
 * A server that does not know one of these reads statements in another way, and is too old. What else it does not know it is
 * not sent: no profile can set it there.
 */
export const NEEDED: ReadonlySet<string> = new Set<keyof typeof READING>([
  'allow_experimental_analyzer',
  'least_greatest_legacy_null_behavior',
]);

/** What a chunk is written by: whole, on every shard, before it is said to be. */
export const WRITING: ClickHouseSettings = {
  ...READING,
  distributed_foreground_insert: 1,
  insert_distributed_one_random_shard: 0,
  insert_shard_id: '0',
  insert_deduplicate: 1,
  deduplicate_insert: 'enable',
  async_insert: 0,
  // One block a chunk, whatever the machine: its token stands for just those rows.
  max_insert_threads: '1',
  max_insert_block_size: '100000000',
  min_insert_block_size_rows: '100000000',
  min_insert_block_size_bytes: '0',
  input_format_parquet_max_block_size: '100000000',
  input_format_parquet_prefer_block_bytes: 0,
  input_format_parquet_local_time_as_utc: 1,
  input_format_null_as_default: 0,
};

/** For a statement that is longer than what a server takes without being asked for more. */
export const FOR_LONG: ClickHouseSettings = {
  max_query_size: '67108864',
  max_ast_elements: '5000000',
  max_expanded_ast_elements: '5000000',
};
