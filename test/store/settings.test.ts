import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClickHouse } from '../../src/engines/clickhouse/open-clickhouse.js';
import { handedOn, READING } from '../../src/engines/clickhouse/store-settings.js';
import { cellReader, linesOf } from '../../src/engines/clickhouse/wire.js';
import { sql } from '../../src/engines/sql.js';
import { funnel } from '../cli/run.js';
import { type Nodes, startNodes } from '../cluster/nodes.mjs';
import { isLong, without as leftOut } from '../given.js';
import { addressOf, inStore, noNodes } from './standing.js';

const DEMO = ['fixtures/demo', 'fixtures/demo-calls'];

leftOut('FUNNEL_LONG=1: each setting by itself, where it may be set', isLong);
const MORE: readonly string[][] = [
  ['--basis', 'event', '--all'],
  ['-f', 'json', '--by', 'manager'],
];

/** What a profile may say otherwise than ClickHouse does by default: of each setting that is sent another value. */
const OTHERWISE: Readonly<Record<keyof typeof READING, string>> = {
  compatibility: '22.8',
  dialect: 'kusto',
  skip_unavailable_shards: '1',
  limit: '3',
  offset: '1',
  group_by_overflow_mode: 'any',
  sort_overflow_mode: 'break',
  result_overflow_mode: 'break',
  read_overflow_mode: 'break',
  read_overflow_mode_leaf: 'break',
  set_overflow_mode: 'break',
  join_overflow_mode: 'break',
  distinct_overflow_mode: 'break',
  transfer_overflow_mode: 'break',
  timeout_overflow_mode: 'break',
  timeout_overflow_mode_leaf: 'break',
  distributed_group_by_no_merge: '1',
  distributed_product_mode: 'local',
  prefer_global_in_and_join: '1',
  make_distributed_plan: '1',
  serialize_query_plan: '1',
  implicit_transaction: '1',
  parallel_replicas_for_non_replicated_merge_tree: '1',
  additional_table_filters: `{'leads':'1=0'}`,
  additional_result_filter: '0',
  final: '1',
  discard_query_data: '1',
  use_query_cache: '1',
  allow_experimental_analyzer: '0',
  least_greatest_legacy_null_behavior: '1',
  enable_global_with_statement: '0',
  enable_positional_arguments: '0',
  enable_order_by_all: '0',
  enforce_strict_identifier_format: '1',
  prefer_column_name_to_alias: '1',
  asterisk_include_virtual_columns: '1',
  union_default_mode: 'DISTINCT',
  except_default_mode: 'DISTINCT',
  intersect_default_mode: 'DISTINCT',
  join_default_strictness: 'ANY',
  join_use_nulls: '1',
  group_by_use_nulls: '1',
  cast_keep_nullable: '1',
  data_type_default_nullable: '1',
  transform_null_in: '1',
  aggregate_functions_null_for_empty: '1',
  empty_result_for_aggregation_by_empty_set: '1',
  empty_result_for_aggregation_by_constant_keys_on_empty_set: '0',
  count_distinct_implementation: 'uniq',
  short_circuit_function_evaluation: 'disable',
  decimal_check_overflow: '0',
  date_time_overflow_behavior: 'throw',
  session_timezone: 'Asia/Tokyo',
  extremes: '1',
  format_tsv_null_representation: '',
  output_format_tsv_crlf_end_of_line: '1',
  bool_true_representation: '1',
  bool_false_representation: '0',
  date_time_output_format: 'iso',
  date_time_64_output_format_cut_trailing_zeros_align_to_groups_of_thousands: '1',
  output_format_decimal_trailing_zeros: '1',
  output_format_always_write_decimal_point_in_float_and_decimal: '1',
  output_format_float_precision: '1',
};
const SETTINGS = Object.keys(OTHERWISE) as (keyof typeof READING)[];

const tag = (name: string, value: string) => `<${name}>${value}</${name}>`;
const otherwise = (name: keyof typeof READING) => tag(name, OTHERWISE[name]);
const ODD = SETTINGS.filter((name) => name !== 'use_query_cache')
  .map((name) => otherwise(name))
  .join('');

describe.skipIf(noNodes)(inStore('a store that is set up otherwise'), { tags: 'slow' }, () => {
  let nodes: Nodes;
  let exports: Awaited<ReturnType<typeof funnel>>;
  const at = (user: string) => `clickhouse://${user}@${nodes.hosts}/settings?cluster=two`;
  const report = (user: string, ...flags: string[]) => funnel(['report', ...flags, '--store', at(user)]);
  beforeAll(async () => {
    nodes = await startNodes(2, {
      zone: 'Asia/Tokyo',
      profiles: {
        // All at once, but what does not go together.
        odd: ODD,
        // A shard is asked by these what its tables are like, before it is sent any.
        shards: ODD.replace(otherwise('dialect'), ''),
        ...Object.fromEntries(
          SETTINGS.flatMap((name) => [
            [`may_set_${name}`, otherwise(name)],
            [`reads_${name}`, otherwise(name) + tag('readonly', '1')],
          ]),
        ),
        held: tag('limit', '3') + tag('constraints', tag('limit', '<const/>')),
      },
    });
    for (const node of nodes.nodes) await node.ask('create database settings');
    exports = await funnel(['report', ...DEMO]);
    const { code, err } = await funnel(['load', ...DEMO, '--into', at('odd')]);
    expect([code, err]).toEqual([0, expect.stringContaining('version 1 is in force')]);
  });
  afterAll(() => nodes?.stop());

  it('gives the bytes of the exports, where it is all that at once', async () => {
    for (const flags of [[], ['--by', 'campaign', '--period', 'month', '--explain'], ...(isLong ? MORE : [])])
      expect(await report('odd', ...flags)).toEqual(await funnel(['report', ...DEMO, ...flags]));
  });

  it('gives them to whose own profile is as it should be, of shards that are set up otherwise', {
    tags: 'slow',
  }, async () => {
    const env = { FUNNEL_STORE_PASSWORD: 'p@ss:word/1' };
    for (const user of ['loader', 'reader'])
      expect(await funnel(['report', '--store', at(user)], { env })).toEqual(exports);
  });

  it.each(isLong ? SETTINGS : [])('gives them where it may be set: %s', async (name) => {
    expect(await report(`may_set_${name}`)).toEqual(exports);
  });

  it.each(SETTINGS)('refuses in words that name it where it may not be set: %s', { tags: 'slow' }, async (name) => {
    const { code, out, err } = await report(`reads_${name}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`the profile of reads_${name} does not have ${name} = ${String(READING[name]) || "''"}, and`);
    expect(err).toContain('readonly = 2');
  });

  it('says what a constraint holds', async () => {
    const held = await report('held');
    expect([held.code, held.err]).toEqual([2, expect.stringContaining('the profile of held does not have limit = 0')]);
    const { err } = await funnel(['report', '--store', at('held'), '--lang', 'ru']);
    expect(err).toContain('в профиле пользователя held не limit = 0, и задать это ему нельзя');
    expect(err).toContain('никаких constraints');
  });

  it('lists loads by UTC, wherever it stands', async () => {
    const since = (moment: string) =>
      nodes.nodes[0]?.ask(`select ${moment} from settings.funnel_loads where state = 'ready'${handedOn(READING)}`);
    const [utc, there] = [await since(`toString(max(since), 'UTC')`), await since('toString(max(since))')];
    expect(there).not.toBe(utc);
    const { out } = await funnel(['load', '--list', '--into', at('odd')]);
    expect(out.trimEnd().endsWith(`  ${utc}`), out).toBe(true);
  });

  it('gives no half of the leads where a shard is down, whatever may be skipped', async () => {
    await nodes.nodes[1]?.kill();
    const env = { FUNNEL_STORE_PATIENCE: '0' };
    const asked = (user: string) => funnel(['report', '--store', at(user)], { env });
    for (const user of ['may_set_skip_unavailable_shards', 'odd']) {
      const { code, out, err } = await asked(user);
      expect([code, out, err]).toEqual([74, '', expect.stringContaining('does not answer')]);
    }
    expect((await asked('reads_skip_unavailable_shards')).code).toBe(2);
  });
});

describe('a store of another version', () => {
  /** Answers as one that does not know a setting. */
  const without = async (unknown: string) => {
    const asked: URLSearchParams[] = [];
    const server = createServer((request, response) => {
      const given = new URL(request.url ?? '', 'http://x').searchParams;
      asked.push(given);
      request.resume();
      if (given.has(unknown)) {
        response.writeHead(404, { 'x-clickhouse-exception-code': '115' });
        response.end(`Code: 115. DB::Exception: Unknown setting '${unknown}'. (UNKNOWN_SETTING) (version 22.8.1.1)`);
      } else response.end('n\nUInt8\n1\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const store = openClickHouse({ address: addressOf(`clickhouse://127.0.0.1:${port}/x`), patience: 0 });
    const close = () => {
      store.close();
      server.close();
    };
    return { asked, store, close };
  };

  it('is not sent what it does not know, from the first answer on', async () => {
    const { asked, store, close } = await without('extremes');
    for (let turn = 0; turn < 2; turn++) expect(await store.query(sql`select 1 as n`)).toEqual([[1n]]);
    close();
    expect(asked.map((given) => given.has('extremes'))).toEqual([true, false, false]);
    expect(asked.every((given) => given.get('skip_unavailable_shards') === '0')).toBe(true);
  });

  it('is refused where it reads statements in another way', async () => {
    const { store, close } = await without('least_greatest_legacy_null_behavior');
    await expect(store.query(sql`select 1 as n`)).rejects.toThrow(
      'does not know the setting least_greatest_legacy_null_behavior: it is too old',
    );
    close();
  });
});

describe('cells of an answer', () => {
  it.each([
    ...(['Int64', 'UInt8', 'Decimal(18, 6)', 'Float64', 'Bool'] as const).map((type) => [type, ''] as const),
    ...([
      ['Int64', '5\r'],
      ['Int64', '0x10'],
      ['Decimal(18, 6)', '1.'],
      ['Float64', ' 1'],
      ['Bool', '1'],
    ] as const),
  ])('are no value of %s where they are none: %j', (type, cell) => {
    for (const own of [type, `Nullable(${type})`]) expect(() => cellReader(own)(cell)).toThrow(`no ${type}`);
    expect(cellReader(`Nullable(${type})`)('\\N')).toBe(null);
  });

  it('are as many in each row as there are columns', async () => {
    const rowsOf = async (answer: string) => {
      const rows: string[][] = [];
      for await (const cells of linesOf([new TextEncoder().encode(answer)] as unknown as AsyncIterable<Uint8Array>))
        rows.push(cells);
      return rows;
    };
    expect(await rowsOf('a\tb\nInt64\tString\n1\t\n')).toEqual([
      ['a', 'b'],
      ['Int64', 'String'],
      ['1', ''],
    ]);
    await expect(rowsOf('a\tb\nInt64\tString\n1\n')).rejects.toThrow('more or fewer cells');
  });
});
