import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import { mayBeCalled } from '../../src/engines/duckdb/query-functions.js';
import { openSealed, type Sealed } from '../../src/engines/duckdb/sealed.js';
import { sql } from '../../src/engines/sql.js';
import { orRefused, UserError } from '../../src/error.js';
import { folder } from '../cli/run.js';

const files = folder({ 'secret.csv': 'a,b\n1,2\n', 'secret.parquet': '' });
const secret = join(files, 'secret.csv');
const written = join(files, 'written');
const BOUNDS = { mostRows: 1000, seconds: 30 };
const TABLES = ['leads', 'spend'];

let sealed: Sealed;
beforeAll(async () => {
  sealed = await openSealed({ memory: '200MB' });
  const engine = await openDuckDb({ files: [], threads: 1 });
  const columns = [
    { name: 'lead_id', type: 'VARCHAR' },
    { name: 'amount', type: 'DECIMAL(38,6)' },
  ];
  await sealed.copy('leads', columns, engine, sql`select 'n' || i, cast(i as decimal(38,6)) from range(3000) t(i)`);
  engine.close();
});
afterAll(() => sealed.close());

const said = async (work: () => Promise<unknown>): Promise<string> => {
  const done = await orRefused(work);
  return done instanceof UserError ? `${done.what.en} → ${done.hint?.en}` : 'answered';
};
const looked = (query: string) => said(() => sealed.lookThrough(query, TABLES));
const asked = (query: string, bounds: Partial<typeof BOUNDS> = {}) =>
  said(() => sealed.ask(query, { ...BOUNDS, ...bounds }, () => {}));

/** Whatever reads or writes anything but the tables: by a table, by a function, by a name of a file. */
const ELSEWHERE = [
  ...['read_csv', 'read_csv_auto', 'read_text', 'read_blob', 'read_json', 'read_parquet', 'parquet_metadata'],
  ...['sniff_csv', 'glob', 'parquet_scan', 'query_table', 'parquet_schema'],
].map((name) => `select * from ${name}('${secret}')`);
const BY_NAME = [
  `select * from '${secret}'`,
  `from "${secret}"`,
  `select (select count(*) from '${secret}')`,
  `select * from leads where lead_id in (from '${secret}')`,
  `select * from leads union all select * from '${secret}'`,
  `with x as (select * from '${secret}') select * from x`,
  `with recursive x as (select 1 union all select 2 from '${secret}') select * from x`,
  `select * from leads, lateral (select * from '${secret}')`,
  `select list_transform([1], lambda x: (select count(*) from '${secret}'))`,
];
const OF_THE_ENGINE = [
  'select * from duckdb_settings()',
  'select * from duckdb_settings',
  'select * from duckdb_tables',
  'select * from information_schema.tables',
  'select * from pg_catalog.pg_class',
  'select * from sqlite_master',
  'select * from system.main.duckdb_views',
  "select * from pragma_table_info('leads')",
  "from query('select 1')",
  "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
  'with a as (select * from duckdb_tables), duckdb_tables as (select 1) select * from a',
  'select * from (with duckdb_tables as (select 1) from duckdb_tables), duckdb_tables',
  // What is named within it is not seen by what names it, though a part of it comes again and again.
  ...['duckdb_databases', 'sqlite_master'].map(
    (name) =>
      `with ${name} as (with recursive r(n) as (select 1 union all select n + 1 from r where n < 2) select s.* from r, ${name} s) select * from ${name}`,
  ),
  'select * from main.leads',
  'select * from test_all_types()',
];
const CALLS = [
  ...['getenv', 'getvariable', 'current_setting', 'json_serialize_sql', 'write_log', 'nextval', 'pg_get_viewdef'].map(
    (name) => `select ${name}('threads')`,
  ),
  ...['version', 'current_database', 'current_schemas', 'txid_current', 'current_query', 'pg_backend_pid'].map(
    (name) => `select ${name}()`,
  ),
  ...['select current_schema', 'select current_user', "select list_aggr([1], 'sum')", 'select sleep_ms(1)'],
  'select stats(amount) from leads',
];
const OF_THE_CLOCK = [
  ...['now', 'today', 'get_current_timestamp', 'transaction_timestamp', 'current_localtimestamp', 'NOW'].map(
    (name) => `select ${name}()`,
  ),
  ...['current_date', 'Current_Timestamp', 'localtime', 'localtimestamp', 'current_time'].map(
    (name) => `select ${name}`,
  ),
  "select age(date '2026-01-01')",
  'select ago(interval 1 day)',
  "select date_diff('day', date '2026-01-01', current_date)",
];
const OF_DICE = [
  ...['random', 'uuid', 'gen_random_uuid', 'uuidv7'].map((name) => `select ${name}()`),
  'select reservoir_quantile(amount, 0.5) from leads',
  'select * from leads using sample 5',
  'select * from leads tablesample 5%',
  'select * from (select * from leads using sample 5)',
];
const NO_SELECTS = [
  `copy leads to '${written}'`,
  `copy (select 1) to '${written}' (format parquet)`,
  `copy leads from '${secret}'`,
  `attach '${written}' as x`,
  "attach ':memory:' as x",
  `export database '${written}'`,
  `import database '${files}'`,
  ...['pragma version', "pragma table_info('leads')", 'set threads = 4', 'reset threads', 'set variable x = 1'],
  ...['install httpfs', 'load httpfs', 'load json', 'call duckdb_settings()', 'checkpoint', 'begin', 'vacuum'],
  ...['create table x as select 1', 'create view x as select 1', 'create macro f() as 1', 'drop table leads'],
  ...['insert into leads values (1, 2)', 'update leads set amount = 0', 'delete from leads', 'truncate leads'],
  ...['explain select 1', 'explain analyze select 1', 'prepare x as select 1', 'execute x', 'use main'],
  'pivot leads on lead_id using count(*)',
  "comment on table leads is 'x'",
];

describe('a query', () => {
  it('that reads or calls anything but the tables is refused before it runs, with where and what else', async () => {
    for (const query of ELSEWHERE)
      expect([query, await looked(query)]).toEqual([
        query,
        expect.stringMatching(/is not read from.*there are: leads, spend/),
      ]);
    for (const query of BY_NAME)
      expect([query, await looked(query)]).toEqual([
        query,
        expect.stringMatching(/^line 1, column \d+: there is no table .*secret/),
      ]);
    for (const query of OF_THE_ENGINE)
      expect([query, await looked(query)]).toEqual([
        query,
        expect.stringMatching(/there is no table|is not read from/),
      ]);
    for (const query of CALLS)
      expect([query, await looked(query)]).toEqual([
        query,
        expect.stringMatching(/may not be called|there is no function/),
      ]);
    for (const query of OF_THE_CLOCK)
      expect([query, await looked(query)]).toEqual([
        query,
        expect.stringMatching(/reads the clock.*date '2026-10-31'/),
      ]);
    for (const query of OF_DICE)
      expect([query, await looked(query)]).toEqual([query, expect.stringMatching(/every time/)]);
  });

  it('that is no SELECT is not run, whatever stands before or behind it', async () => {
    for (const query of NO_SELECTS) {
      for (const typed of [query, `${query};`, `/* select 1 */ ${query} -- select 1`])
        expect([typed, await looked(typed)]).toEqual([typed, expect.stringContaining('only a SELECT is run')]);
      // A pragma that asks is a SELECT to the engine, and harmless.
      if (!query.startsWith('pragma'))
        expect([query, await asked(query)]).toEqual([query, expect.not.stringMatching(/^answered$/)]);
    }
    expect(existsSync(written)).toBe(false);
  });

  it('that is refused at once closes a database that answers nothing any more: else the process ends with it', {
    tags: 'slow',
  }, async () => {
    for (let time = 0; time < 20; time++) {
      const own = await openSealed({});
      const refusal = expect(own.lookThrough('\0', TABLES)).rejects.toThrow(UserError);
      own.close();
      await refusal;
    }
  });

  it('is one: not none, and not two', async () => {
    for (const query of ['', '  ', '-- select 1', '/* select 1 */', ';;'])
      expect([query, await looked(query)]).toEqual([query, expect.stringContaining('the query is empty')]);
    for (const query of ['select 1; select 2', 'select 1;\n-- x\nselect 2;', "select ';'; select 2"])
      expect([query, await looked(query)]).toEqual([query, expect.stringContaining('2 statements')]);
    for (const query of [`select 1; copy leads to '${written}'`, `copy leads to '${written}'; select 1`])
      expect([query, await looked(query)]).toEqual([query, expect.stringContaining('only a SELECT is run')]);
    expect([await looked('select $1'), await looked('select ?')]).toEqual([
      expect.stringContaining('no value here'),
      expect.stringContaining('no value here'),
    ]);
    expect(await looked('select 1\0')).toContain('NUL');
    expect(await looked('describe leads')).toContain('only a SELECT is run');
  });

  it.each([
    'select * from leads',
    'FROM Leads SELECT count(*)',
    'select 1; -- two',
    "select ';' as a",
    'values (1), (2)',
    'table leads',
    'with leads as (select 1 as x) select * from leads',
    'with a as (select 1), b as (select * from a) select * from b, a',
    'with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r',
    'select row_number() over (order by amount), sum(amount) filter (where amount > 1) over w from leads window w as (partition by lead_id)',
    "select date_trunc('month', date '2026-01-15'), strftime(date '2026-01-15', '%G-W%V'), extract(year from date '2026-01-15')",
    "select age(date '2026-01-15', date '2026-01-01'), interval 3 day, '2026-01-01'::date + 1",
    "select list_sum([1, 2]), [x * 2 for x in [1, 2]], {a: 1}.a, unnest([1, 2]), repeat('█', 3)",
    'select * from range(3), generate_series(1, 2) t(n), unnest([1]) u(m)',
    'select * exclude (amount) from leads a asof join leads b using (lead_id, amount)',
    "select * from leads pivot (count(*) for lead_id in ('n1', 'n2'))",
    "select string_agg(lead_id, ', ' order by amount), median(amount), quantile_cont(amount, 0.9), regexp_extract('a1', '\\d') from leads group by all having count(*) > 0 order by all limit 3",
    "select case when 1 between 0 and 2 then coalesce(null, 'x') end || nullif('a', 'b'), cast('1' as integer), 'a' like 'b%', exists (select 1)",
    'select current_price from (select 1 as current_price)',
  ])('of the tables alone is answered: %s', async (query) => {
    expect([await looked(query), await asked(query, { mostRows: 10_000 })]).toEqual(['answered', 'answered']);
  });
});

it('the database itself is locked as well, where a query would come past what looks it through', async () => {
  for (const query of [
    ...ELSEWHERE,
    `select * from '${secret}'`,
    `select * from read_csv('https://example.invalid/a.csv')`,
  ])
    expect([query, await asked(query)]).toEqual([query, expect.stringMatching(/DuckDB: |there is no/)]);
  const engine = await said(() =>
    sealed.ask(
      "select current_setting('enable_external_access'), current_setting('lock_configuration'), current_setting('threads'), current_setting('TimeZone'), current_setting('autoload_known_extensions')",
      BOUNDS,
      (rows) => expect(rows).toEqual([[false, true, 1n, 'UTC', false]]),
    ),
  );
  expect(engine).toBe('answered');
});

it('a query without end, or with more than anybody reads, is stopped, and the next one is answered', async () => {
  const late = { seconds: 0.2, mostRows: Number.POSITIVE_INFINITY };
  for (const query of [
    'select count(*) from leads a, leads b, leads c, leads d',
    'with recursive r(n) as (select 1 union all select n + 1 from r) select * from r',
    'with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r',
    'select count(*) from range(100000000000000)',
    'select * from generate_series(1, 100000000000000)',
  ])
    expect([query, await asked(query, late)]).toEqual([query, expect.stringContaining('no answer within 0.2 s')]);
  // What is constant is not worked out before the bounds hold, and what would be whole before they do is refused.
  for (const query of ['select range(1000000000)', "select repeat('x', 3000000000)"])
    expect([query, await asked(query)]).toEqual([query, expect.stringContaining('the memory limit was reached')]);
  for (const query of ['select list_sum(range(1000000000))', 'select unnest(generate_series(1, 1000000000))'])
    expect([query, await looked(query)]).toEqual([query, expect.stringContaining('stands behind FROM alone')]);
  for (const query of [
    "select repeat('x', 3000000000)",
    'select list_resize([1], 1000000 * 1000)',
    'select repeat(lead_id, amount::int) from leads',
  ])
    expect([query, await looked(query)]).toEqual([query, expect.stringContaining('no small number')]);
  expect(await asked('select * from leads')).toContain('more than 1,000 rows');
  expect(await asked('select count(*) from leads')).toBe('answered');
});

it('what functions a query may call is known: none comes with another engine unseen', async () => {
  const names: string[] = [];
  const known = new Map<string, { isSteady: boolean; givesRows: boolean; givesValues: boolean }>();
  await sealed.ask(
    `select lower(function_name), bool_and(stability is null or stability = 'CONSISTENT'), bool_or(function_type in ('table', 'table_macro')),
      bool_or(function_type in ('scalar', 'aggregate', 'macro')) from duckdb_functions() group by 1 order by 1`,
    { ...BOUNDS, mostRows: 10_000 },
    (rows) => {
      for (const [name, isSteady, givesRows, givesValues] of rows) {
        known.set(String(name), {
          isSteady: isSteady === true,
          givesRows: givesRows === true,
          givesValues: givesValues === true,
        });
        names.push(String(name));
      }
    },
  );
  const list = new URL('may-be-called.txt', import.meta.url);
  const allowed = names.filter((name) => mayBeCalled(name, known)).sort();
  expect(allowed).toEqual(readFileSync(list, 'utf8').trimEnd().split('\n'));
});
