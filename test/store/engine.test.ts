import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouse, openClickHouse } from '../../src/engines/clickhouse/open-clickhouse.js';
import { mayPass, refusal } from '../../src/engines/clickhouse/refused.js';
import { spelt } from '../../src/engines/spell.js';
import { joined, raw, sql } from '../../src/engines/sql.js';
import type { UserError } from '../../src/error.js';
import { exact } from '../../src/model/exact.js';
import type { Nodes } from '../cluster/nodes.mjs';
import { addressOf, freshDatabase, inStore, noNodes } from './standing.js';

describe.skipIf(noNodes)(inStore('a ClickHouse as an engine'), () => {
  let store: ClickHouse;
  let nodes: Nodes;
  let one: string;
  beforeAll(async () => {
    ({ one, nodes } = await freshDatabase('engine'));
    store = openClickHouse({ address: addressOf(one), patience: 0, tables: new Map([['leads', 'a__1__leads']]) });
    await nodes.nodes[0]?.ask('create table engine_one.a__1__leads (key String, n Int64) order by key');
    await nodes.nodes[0]?.ask(`insert into engine_one.a__1__leads values ('x', 1), ('y', 2)`);
  });
  afterAll(() => store?.close());

  it('gives values exactly, whatever their type', async () => {
    const rows =
      await store.query(sql`select cast('123456789012345678.123456' as Decimal(38, 6)), cast(9007199254740993 as Int64),
      toNullable(null), true, 0.5, 3.0, toDate('2026-10-31'), cast('2026-10-31 12:00:00' as DateTime64(6)), cast('a' as LowCardinality(String)), toUInt8(7)`);
    expect(rows).toEqual([
      [
        ...[exact(123456789012345678123456n, 1_000_000n), 9007199254740993n, null, true, 0.5, 3n],
        ...['2026-10-31', '2026-10-31 12:00:00.000000', 'a', 7n],
      ],
    ]);
  });

  it.each(['\\', "'; drop table x --", 'a\tb\nc\\N', '{p1:String}', '\\N', '', 'ё"`$1', '%27'])(
    'takes a value for nothing but a value: %j',
    async (value) => {
      expect(await store.query(sql`select ${value}, ${`'${value}'`} = concat(${"'"}, ${value}, '''')`)).toEqual([
        [value, 1n],
      ]);
    },
  );

  it('keeps backslashes of literals, whole numbers of any size and what is null', async () => {
    expect(await store.query(sql`select 'a\\n\\\\b''c', ${2n ** 63n - 1n}, ${-5}, ${null}, ${true}`)).toEqual([
      ["a\\n\\\\b'c", 2n ** 63n - 1n, -5n, null, true],
    ]);
  });

  it('takes a cell that comes in a hundred pieces', async () => {
    const [[long] = []] = await store.query(sql`select repeat('abcdefg,', 1000000)`);
    expect(long).toBe('abcdefg,'.repeat(1_000_000));
  });

  it('binds as many values as a list has', { tags: 'slow' }, async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `a name of some length, number ${at} of \\ many'`);
    const list = joined(
      many.map((one) => sql`${one}`),
      ', ',
    );
    const [[count] = []] = await store.query(sql`select length(arrayDistinct([${list}]))`);
    expect(count).toBe(20_000n);
  });

  it('reads tables by the names that they are stored by, and by no others', async () => {
    expect(await store.query(sql`select leads.key from leads where leads.n = 2`)).toEqual([['y']]);
    expect(await store.query(sql`select l.key, 'from leads' from "leads" l join leads as r on r.n = l.n + 1`)).toEqual([
      ['x', 'from leads'],
    ]);
    expect(await store.query(sql`with leads as (select 5 as n) select n from leads`)).toEqual([[5n]]);
  });

  it('hands on as many rows as there are, in their order', async () => {
    const sizes: number[] = [];
    const found: unknown[] = [];
    const numbers = sql`select number, cast(number as Int32), toString(number) from numbers(20000) order by number`;
    await store.scan(numbers, (columns, rows) => {
      sizes.push(rows);
      found.push(columns.map((column) => column.getItem(rows - 1)));
    });
    expect(sizes).toEqual([8192, 8192, 3616]);
    expect(found).toEqual([8191, 16383, 19999].map((last) => [BigInt(last), last, String(last)]));
  });

  it('hands on numbers that are gathered as one list', async () => {
    const found: unknown[] = [];
    const gathered = (above: number) =>
      spelt.gathered(sql`cast(number + 0.5 as double)`, sql`number > ${raw(String(above))}`);
    const lists = sql`select number % 2, ${gathered(2)}, ${gathered(9)} from numbers(6) group by 1 order by 1`;
    await store.scan(lists, (columns) => found.push(...[0, 1].map((row) => columns.map((one) => one.getItem(row)))));
    expect(found).toEqual([
      [0, Float64Array.of(4.5), Float64Array.of()],
      [1, Float64Array.of(3.5, 5.5), Float64Array.of()],
    ]);
  });

  it('hands on lists of more numbers than one may hold in parts of a million, and keeps few of them at a time', {
    tags: 'slow',
  }, async () => {
    const [sizes, rows]: [number[], number[]] = [[], []];
    const all = sql`select ${spelt.part()} as part, ${spelt.gathered(sql`cast(number + 1000000 as double)`, sql`true`)}
      from numbers(2500000) group by part order by part`;
    let sum = 0;
    await store.scan(all, (columns, count) => {
      rows.push(count);
      for (let row = 0; row < count; row++) {
        const list = columns[1]?.getItem(row) as Float64Array;
        sizes.push(list.length);
        for (const one of list) sum += one - 1_000_000;
      }
    });
    expect(sizes).toEqual([1_000_000, 1_000_000, 500_000]);
    expect(sum).toBe((2_500_000 * 2_499_999) / 2);
    expect(rows).toEqual([2, 1]);
  });

  it('says what is wrong in words of its own', async () => {
    const ask = (address: string, statement = sql`select 1`) => {
      const own = openClickHouse({ address: addressOf(address), patience: 0 });
      return own.query(statement).finally(() => own.close());
    };
    await expect(ask(one.replace('//', '//loader:wrong-secret@'))).rejects.toThrow(/does not let loader in/);
    await expect(ask(one.replace('engine_one', 'nowhere'))).rejects.toThrow('it has no database nowhere');
    await expect(ask('clickhouse://127.0.0.1:1/x')).rejects.toThrow('127.0.0.1:1 does not answer (ECONNREFUSED)');
    await expect(ask(`${one}?secure=true`)).rejects.toThrow('speaks no TLS');
    await expect(ask(one, sql`select 1 from a__0__leads`)).rejects.toThrow('has been taken away meanwhile');
    await expect(ask(one, sql`select nothing_of_this_name`)).rejects.toThrow(/47 UNKNOWN_IDENTIFIER$/);
    await expect(ask(one, sql`select throwIf(number = 100000) from numbers(200000)`)).rejects.toThrow('395');
  });

  it('takes a host that nobody knows for a name that is wrong, and does not wait for it', () => {
    const failure = { code: 'ENOTFOUND', type: '', message: 'getaddrinfo ENOTFOUND db.exmaple' };
    const { message, exit } = refusal(failure, addressOf('clickhouse://db.exmaple/x'), 'db.exmaple:8443') as UserError;
    expect([mayPass(failure), message, exit]).toEqual([
      false,
      'clickhouse://db.exmaple:8443/x: no host is called db.exmaple',
      2,
    ]);
  });

  it('lets who may only read do that', async () => {
    const own = openClickHouse({ address: addressOf(one.replace('//', '//reader:p%40ss%3Aword%2F1@')), patience: 0 });
    expect(await own.query(sql`select count(), getSetting('readonly') from engine_one.a__1__leads`)).toEqual([
      [2n, 1n],
    ]);
    await expect(own.run(sql`create table x (a Int64) order by a`)).rejects.toThrow('reader may only read here');
    own.close();
  });
});
