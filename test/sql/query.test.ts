import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/engines/duckdb/open.js';
import { literal, sql } from '../../src/engines/sql.js';
import { ADS, folder, funnel, YAML } from '../cli/run.js';

const PEOPLE = `ID,Created,Status,Source,Budget,Reason,City
1,2026-10-01 10:00,New,VK,,,=Omsk
2,2026-10-02 11:30,Won,VK,1000.50,,Perm
3,2026-10-03 12:00,Lost,Google,,Call +7 999 123-45-67 later,Perm
anna@example.com,2026-10-04 09:15,Qualified,Google,300,,
ivan@example.com,2026-10-04 09:20,Qualified,Google,200,,
`;
const exports = folder({
  'crm.csv': PEOPLE,
  'ads.csv': ADS,
  'funnel.yaml': `${YAML}dimensions: {city: City, status: City}\n`,
  'query.sql': 'select source,\n  count(*) as leads\nfrom leads\ngroup by all order by all;\n',
  'wrong.sql': 'select source,\n  revenu\nfrom leads\n',
});
const ask = (query: string, ...flags: string[]) => funnel(['sql', query, exports, ...flags]);
const csv = async (query: string, ...flags: string[]) => {
  const { out, err, code } = await ask(query, '-f', 'csv', ...flags);
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out;
};

/** Of every type there is, one. */
const TYPES = `select 149523.450000::decimal(38,6) as money, 2.5::decimal(4,1) as half, 6.9246::decimal(18,6) as price, 0.1 + 0.2 as exact,
  1/3 as third, 1e-7::double as tiny, 1e21::double as huge, -0.0::double as zero, 'nan'::double as nan, '-inf'::float as inf, 1/0 as none,
  9007199254740993 as unsafe, 170141183460469231731687303715884105727::hugeint as hugeint, 7::tinyint as small,
  123456789012345678901234567890::bignum as bignum, date '2026-10-01' as day, timestamp '2026-10-01 10:00' as moment, timestamp '2026-10-01 10:00:00.5' as half_second,
  timestamptz '2026-10-01 10:00:00+03' as instant, timestamp_ns '2026-10-01 10:00:00.123456789' as ns, 'infinity'::date as never, time '10:00' as clock,
  interval 3 day as span, true as yes, [1, null] as list, {'a': 1, 'b': 1.50} as struct, map {'k': 2} as map, null as unknown, '=1+1' as formula, -5.20 as minus,
  'a'::enum('a','b') as enum, uuid '00000000-0000-0000-0000-000000000001' as uuid, '101'::bit as bit, 'x'::blob as blob, union_value(n := 1) as choice,
  {'INTERVAL': 5, 'BIT "HUGEINT': 2} as named`;

describe('what a query gives is written', () => {
  it('as CSV: plain decimals, ISO days, nothing for the unknown, formulas inert in texts alone', async () => {
    const [head, row] = (await csv(TYPES)).split('\n');
    expect(head).toMatch(/^money,half,price,exact,/);
    expect(row).toBe(
      '149523.45,2.5,6.9246,0.3,0.3333333333333333,0.0000001,1000000000000000000000,0,NaN,-Infinity,,9007199254740993,' +
        '170141183460469231731687303715884105727,7,123456789012345678901234567890,2026-10-01,2026-10-01T10:00:00,2026-10-01T10:00:00.5,' +
        '2026-10-01T07:00:00Z,2026-10-01T10:00:00.123456789,infinity,10:00:00,3 days,true,"[1, null]","{""a"": 1, ""b"": ""1.50""}","{""k"": 2}",,' +
        `'=1+1,-5.20,a,00000000-0000-0000-0000-000000000001,101,x,1,"{""INTERVAL"": 5, ""BIT \\""HUGEINT"": 2}"`,
    );
    expect(await csv("select '=1+1' as a", '--raw')).toBe('a\n=1+1\n');
  });

  it('as JSON that is valid: decimals and what a double would not hold as text, with what it stands on', async () => {
    const { out } = await ask(TYPES, '-f', 'json');
    const { rows, columns, ...rest } = JSON.parse(out);
    const cells = new Map(columns.map(({ name }: { name: string }, at: number) => [name, rows[0][at]]));
    expect(Object.fromEntries(cells)).toMatchObject({
      ...{
        money: '149523.45',
        price: '6.9246',
        exact: '0.3',
        third: 1 / 3,
        tiny: 1e-7,
        huge: 1e21,
        zero: 0,
        nan: 'NaN',
      },
      ...{
        inf: '-Infinity',
        none: null,
        unsafe: '9007199254740993',
        small: 7,
        instant: '2026-10-01T07:00:00Z',
        yes: true,
      },
      ...{
        list: [1, null],
        struct: { a: 1, b: '1.50' },
        map: { k: 2 },
        unknown: null,
        formula: '=1+1',
        minus: '-5.20',
      },
    });
    expect(columns[0]).toEqual({ name: 'money', type: 'DECIMAL(38,6)' });
    expect(rest).toMatchObject({
      ...{
        schema: 'funnel/sql/1',
        period: { from: '2026-10-01', to: '2026-10-04' },
        currency: 'RUB',
        cut: false,
        query: TYPES,
      },
      ...{ where: [], ledger: expect.any(Array), warnings: expect.any(Array) },
    });
  });

  it('as Parquet, in the types that it has, whole or not at all, and never over an input', async () => {
    const path = join(exports, '..', `funnel-sql-${process.pid}.parquet`);
    const { code, err } = await ask(
      TYPES.replace('170141183460469231731687303715884105727', '99999999999999999999'),
      '-o',
      path,
    );
    expect([code, err]).toEqual([0, expect.stringContaining('leads created 2026-10-01 to 2026-10-04')]);
    const engine = await openDuckDb({ files: [path], threads: 1 });
    const [row] = await engine.query(
      sql`select money::varchar, hugeint::varchar, unsafe::varchar, day::varchar, instant::varchar, span, third, list::varchar, struct::varchar, unknown::varchar, bignum, named::varchar
        from read_parquet(${literal(path)})`,
    );
    expect(row).toEqual([
      ...['149523.450000', '99999999999999999999', '9007199254740993', '2026-10-01'],
      ...[
        '2026-10-01 07:00:00+00',
        '3 days',
        1 / 3,
        '[1, NULL]',
        "{'a': 1, 'b': 1.50}",
        null,
        '123456789012345678901234567890',
        // A field that is called as a type.
        `{'INTERVAL': 5, 'BIT "HUGEINT': 2}`,
      ],
    ]);
    const [[said] = []] = await engine.query(
      sql`select decode(value) from parquet_kv_metadata(${literal(path)}) where decode(key) = 'funnel'`,
    );
    engine.close();
    expect(JSON.parse(String(said))).toMatchObject({
      period: { from: '2026-10-01', to: '2026-10-04' },
      currency: 'RUB',
    });
    const before = readFileSync(path);
    expect(await ask('select 1 as a, 2 as A', '-o', path)).toMatchObject({
      code: 2,
      err: expect.stringContaining('two columns are called'),
    });
    expect(await ask('select cast(source as integer) as n from leads', '-o', path)).toMatchObject({ code: 2 });
    expect(readFileSync(path).equals(before)).toBe(true);
    const over = await ask('select 1', '-f', 'parquet', '-o', join(exports, 'crm.csv'));
    expect([over.code, readFileSync(join(exports, 'crm.csv'), 'utf8')]).toEqual([2, PEOPLE]);
    expect(await ask('select 1 as a', '-o', join(exports, 'result.csv'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('among the exports'),
    });
    // Beside an export that is named by itself nothing is read the next time.
    const beside = join(exports, 'beside.csv');
    const one = await funnel(['sql', 'select 1 as a', join(exports, 'crm.csv'), '-o', beside]);
    expect([one.code, readFileSync(beside, 'utf8')]).toEqual([0, 'a\n1\n']);
    rmSync(beside);
    // By a pattern that would find it.
    for (const [named, result] of [
      ['*.csv', 'result.csv'],
      ['**/*.csv', 'deep/result.csv'],
    ] as const)
      expect([
        named,
        await funnel(['sql', 'select 1 as a', join(exports, named), '-o', join(exports, result)]),
      ]).toEqual([named, expect.objectContaining({ code: 2, err: expect.stringContaining('among the exports') })]);
    const terminal = await funnel(['sql', 'select 1', exports, '-f', 'parquet'], { isTerminal: true });
    expect(terminal).toMatchObject({ code: 2, err: expect.stringContaining('-o result.parquet') });
    expect((await ask('select 1 as a', '-f', 'parquet')).out.slice(0, 4)).toBe('PAR1');
  });

  it('as a table: what it stands on above and below, days and numbers as in reports, in either language', async () => {
    const query =
      'select source, count(*) as leads, sum(revenue) as revenue, min(created_on) as first from leads group by all order by all';
    const { out } = await ask(query, '--lang', 'ru');
    expect(out).toContain('лиды, созданные 01.10–04.10.2026');
    expect(out).not.toContain('•••');
    expect(out).toMatch(
      /^РЕЗУЛЬТАТ\nsource +leads +revenue +first\nGoogle +3 +— +03\.10\.2026\nVK +2 +1\u00a0000,50 +01\.10\.2026$/m,
    );
    expect(out).toContain('НА ЧЁМ ОСНОВАНО');
    const narrow = await funnel(['sql', query, exports], { width: 60 });
    for (const line of narrow.out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    const shares = 'select 2::double / 3 as a, -0.039796 as b, 0.99999::double as c, 0.000012345::double as d';
    expect((await ask(shares)).out).toMatch(/^0\.6667 +−0\.0398 +1 +0\.00001235$/m);
    expect((await ask('select \'\u001b[2J\' as "\u001b[2J"')).out).not.toContain('\u001b');
  });

  it('whole, or it is said that there is more', { tags: 'slow' }, async () => {
    const query = 'select * from range(1500) t(n)';
    expect((await ask(query)).out).toContain('only the first 1,000 rows: there are more (-f csv has all)');
    expect((await csv(query)).split('\n')).toHaveLength(1502);
    const few = await ask(query, '-f', 'json', '--limit', '3');
    expect(JSON.parse(few.out)).toMatchObject({ rows: [[0], [1], [2]], cut: true });
    expect(few.err).toContain('! only the first 3 rows: there are more\n');
    expect((await ask(query, '-f', 'json', '--limit', '1500')).err).not.toContain('there are more');
    // The engine gives 2,048 at a time: of the next there is none to write.
    const full = await ask('select * from range(3000) t(n)', '-f', 'json', '--limit', '2048');
    expect([JSON.parse(full.out).rows.length, JSON.parse(full.out).cut]).toEqual([2048, true]);
    const many = await ask('select * from range(1000001) t(n)', '-f', 'csv');
    expect([many.code, many.out, many.err]).toEqual([
      2,
      '',
      expect.stringContaining('more than 1,000,000 rows: nothing is written'),
    ]);
  });

  it('in the same bytes by any number of threads', { tags: 'slow' }, async () => {
    const query = 'select source, list(lead_id) as ids, sum(revenue) from leads group by source';
    const one = await csv(query, '--threads', '1');
    for (const threads of ['2', '8']) expect(await csv(query, '--threads', threads)).toBe(one);
    const rows = await csv('select * from leads', '--threads', '8');
    expect(rows).toBe(await csv('select * from leads order by created_at, lead_id', '--threads', '1'));
  });
});

describe('a query', () => {
  it('stands in a file as well, and its mistakes are said of the file', async () => {
    const run = (name: string) => funnel(['sql', `@${name}`, '-f', 'csv', '-q'], { cwd: exports });
    expect((await run('query.sql')).out).toBe('source,leads\nGoogle,3\nVK,2\n');
    expect((await run('wrong.sql')).err).toBe(
      'funnel: wrong.sql: line 2, column 3: there is no column revenu\n  → did you mean revenue?\n',
    );
    expect((await run('none.sql')).err).toContain('none.sql: there is no such file with a query');
    expect((await run('.')).code).toBe(2);
  });

  it.each([
    ['select sourse from leads', 'line 1, column 8: there is no column sourse\n  → did you mean source?'],
    ['select l.xyzzy from leads l', 'there is no column xyzzy\n  → there are: lead_id, created_at,'],
    ['select * from lead', 'line 1, column 15: there is no table lead\n  → did you mean leads?'],
    ['select summ(revenue) from leads', 'there is no function summ()\n  → did you mean sum?'],
    [
      'select source, count(*) from leads',
      'source stands neither in GROUP BY nor in a sum or another aggregate\n  → group by all',
    ],
    ['select source from leads, spend', 'source stands in several tables\n  → name the table: leads.source'],
    ['select sum(source) from leads', 'nothing takes these: sum(VARCHAR)'],
    ['select cast(source as integer) from leads', '«VK» is no INT32\n  → try_cast'],
    ["select 'привет', from from leads", 'line 1, column 23: not understood at «from»'],
    ['select count(*) from leads where', 'line 1, column 33: the query ends too early'],
    ["select 'a", 'line 1, column 8: a quote is not closed'],
    ['select (select source from leads)', 'gives several rows\n  → take one'],
    ['select 170141183460469231731687303715884105727::hugeint + 1', 'DuckDB: Overflow in addition of INT128'],
  ])('that is wrong is said in a sentence, with where and what to type: %s', { tags: 'slow' }, async (query, said) => {
    const { code, out, err } = await ask(query);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(said)]);
    expect(err).not.toMatch(/Error:|LINE|\n\s+at /);
  });

  it.each(['select sourse from leads', "select 'a", 'select now()', 'select 1; select 2'])(
    'that is wrong is said in Russian as well: %s',
    async (query) => {
      const { err } = await ask(query, '--lang', 'ru');
      expect(err.replace(/«.*?»|DuckDB|SELECT|[a-z_:]+/g, '')).toMatch(/^[^a-z]*[а-я][^a-z]*$/i);
    },
  );

  it('is asked for where it is missing, and how it is quoted where the shell took it apart', async () => {
    expect(await funnel(['sql'])).toMatchObject({ code: 2, err: expect.stringContaining('funnel sql --views') });
    expect(await funnel(['sql', 'select', '*', 'from', 'leads'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('in quotes'),
    });
    expect(await funnel(['sql', 'select 1', exports, '-o', 'x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--out x.csv'),
    });
    expect(await funnel(['sql', 'select 1', exports, '-o', 'x.csv', '-f', 'json'])).toMatchObject({ code: 2 });
    for (const seconds of ['0', '-1', 'x', '100000'])
      expect(await ask('select 1', '--timeout', seconds)).toMatchObject({
        code: 2,
        err: expect.stringContaining('--timeout'),
      });
    expect(
      await ask('with recursive r(n) as (select 1 union all select n + 1 from r) from r', '--timeout', '0.1'),
    ).toMatchObject({ code: 2, err: expect.stringContaining('no answer within 0.1 s') });
  });
});

describe('the views', () => {
  it('hold no people: not in texts, not in IDs, by which leads are still told apart', { tags: 'slow' }, async () => {
    const all = (
      await Promise.all(
        ['leads', 'spend', 'events', 'touches', 'calls', 'payments'].map((view) => csv(`select * from ${view}`)),
      )
    ).join('\n');
    expect(all).not.toMatch(/999|example\.com/);
    expect(
      await csv(
        'select lead_id, count(*) as n from leads join events using (lead_id) where event = $$lead$$ group by all order by all',
      ),
    ).toBe('lead_id,n\n1,1\n2,1\n3,1\n••• 1,1\n••• 2,1\n');
    const { err } = await ask('select reason from leads', '-f', 'csv');
    expect(err).toContain('--personal shows them');
    expect(await csv("select reason from leads where lead_id = '3'", '--personal')).toContain('+7 999 123-45-67');
    expect(await csv("select lead_id from leads where lead_id like 'anna%'", '--personal')).toBe(
      'lead_id\nanna@example.com\n',
    );
  });

  it('hold the leads and the money of the days and filters of a report, and a column for each dimension', {
    tags: 'slow',
  }, async () => {
    const count = 'select (select count(*) from leads) as leads, (select sum(spend) from spend) as spend';
    expect(await csv(count)).toBe('leads,spend\n5,250.14\n');
    expect(await csv(count, '--from', '2026-10-02', '--to', '2026-10-03')).toBe('leads,spend\n2,50.05\n');
    expect(await csv(count, '--where', 'source=VK')).toBe('leads,spend\n2,150.15\n');
    const lost = await ask(count, '-f', 'csv', '--where', 'city=Perm');
    expect([lost.out, lost.err]).toEqual([
      'leads,spend\n2,\n',
      expect.stringContaining('spend has no rows: nothing tells it apart by that (only city = Perm)'),
    ]);
    expect(await csv("select city, own_status, status from leads where lead_id = '2'")).toBe(
      'city,own_status,status\nPerm,Perm,Won\n',
    );
  });

  it('say what is blank in every row, since what is counted by it is no zero', { tags: 'slow' }, async () => {
    const { out, err } = await ask(
      'select count(*) filter (where proposal) as proposals, sum(proposal) as known from leads',
      '-f',
      'csv',
    );
    expect(out).toBe('proposals,known\n0,\n');
    expect(err).toContain('! blank in every row, so what is counted by it is unknown and not 0: leads.proposal\n');
    expect((await ask('select count(*) from calls', '-f', 'csv')).err).toContain(
      '! calls has no rows, since no export lists any: what is counted by it is unknown and not 0\n',
    );
    expect((await ask('select count(*) from calls', '-f', 'csv', '-q')).err).toBe('');
    const alone = folder({ 'crm.csv': PEOPLE, 'funnel.yaml': YAML.replace(/ {2}- path: ads[^-]*?(?=statuses)/, '') });
    expect((await funnel(['sql', 'select sum(spend) from spend', alone, '-f', 'csv'])).err).toContain(
      '! spend has no rows, since no export lists any: what is counted by it is unknown and not 0\n',
    );
    expect((await ask('select 1', '-f', 'csv', '--strict')).code).toBe(
      (await funnel(['sources', exports, '--strict', '-f', 'csv'])).code,
    );
  });

  it('are listed, each column with its type and a sentence in either language', async () => {
    for (const lang of ['en', 'ru']) {
      const { out } = await funnel(['sql', '--views', '--lang', lang], { width: 60 });
      for (const view of ['leads', 'spend', 'touches', 'events', 'calls', 'payments'])
        expect(out).toMatch(new RegExp(`^${view} · `, 'm'));
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    }
    const { views } = JSON.parse((await funnel(['sql', '--views', '-f', 'json'])).out) as {
      views: Record<string, { name: string; type: string; says: Record<string, string> }[]>;
    };
    const columns = Object.values(views).flat();
    expect(columns.filter(({ says }) => !says.en || !/[а-я]|^won, lost|^lead, /.test(says.ru ?? ''))).toEqual([]);
    for (const [view, listed] of Object.entries(views)) {
      const described = JSON.parse((await ask(`select * from ${view}`, '-f', 'json')).out).columns as {
        name: string;
        type: string;
      }[];
      expect(described.slice(0, listed.length)).toEqual(listed.map(({ name, type }) => ({ name, type })));
    }
    expect((await funnel(['sql', '--views', '-f', 'csv'])).out).toMatch(
      /^view,column,type,says\nleads,lead_id,VARCHAR,/,
    );
  });

  it.each([[['-o', 'views.csv']], [['-f', 'parquet']]])('are shown and not written: %j is refused', async (asked) => {
    expect(await funnel(['sql', '--views', ...asked])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('funnel sql --views -f csv > views.csv'),
    });
  });
});

it('a payment of a deal is one of its lead; one of nobody is there with --all, and where it lies in the days', {
  tags: 'slow',
}, async () => {
  const paid = folder({
    'crm.csv': 'ID,Created,Status,Source\n1,2026-10-01,New,VK\n2,2026-10-02,Won,VK\n',
    'deals.csv': 'Deal,Lead,Created,Status,Amount\n10,2,2026-10-03,Won,700\n11,2,2026-10-03,Won,300\n',
    'pay.csv': 'Deal,Day,Sum\n10,2026-10-10,700\n11,2026-10-11,100\n99,2026-10-12,5\n98,2026-10-02,4\n',
    'funnel.yaml': `currency: RUB
files:
  - {path: crm.csv, table: crm, columns: {lead_id: ID, created_at: Created, status: Status, source: Source}}
  - {path: deals.csv, table: crm, entity: deal, columns: {deal_id: Deal, lead_id: Lead, created_at: Created, status: Status, revenue: Amount}}
  - {path: pay.csv, table: payments, columns: {deal_id: Deal, paid_at: Day, amount: Sum}}
statuses: {New: lead, Won: deal}
`,
  });
  const query = 'select lead_id, sum(amount) as paid from payments group by all order by all';
  const run = async (...flags: string[]) => (await funnel(['sql', query, paid, '-f', 'csv', ...flags])).out;
  expect(await run()).toBe('lead_id,paid\n2,800.00\n,4.00\n');
  expect(await run('--all')).toBe('lead_id,paid\n2,800.00\n,9.00\n');
  expect(await run('--where', 'source=VK')).toBe('lead_id,paid\n2,800.00\n');
});
