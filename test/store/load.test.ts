import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouse, openClickHouse } from '../../src/engines/clickhouse/open-clickhouse.js';
import { raw, sql } from '../../src/engines/sql.js';
import { dropLoad } from '../../src/store/drop-load.js';
import { loadFacts } from '../../src/store/load-facts.js';
import { factsInForce, inForce, loadsIn } from '../../src/store/loads.js';
import { askedOf, madeFacts } from './made-facts.js';
import { addressOf, freshDatabase, inStore, noNodes } from './standing.js';

type Facts = Awaited<ReturnType<typeof madeFacts>>;

describe.skipIf(noNodes)(inStore('facts that are loaded'), { tags: 'slow' }, () => {
  const closing: { close(): void }[] = [];
  const to = (address: string, tables: ReadonlyMap<string, string> = new Map()): ClickHouse => {
    const store = openClickHouse({ address: addressOf(address), patience: 0, tables });
    closing.push(store);
    return store;
  };
  const made = async (turn: number): Promise<Facts> => {
    const facts = await madeFacts(turn);
    closing.push(facts);
    return facts;
  };
  let addresses: Awaited<ReturnType<typeof freshDatabase>>;
  let [first, second]: Facts[] = [];
  beforeAll(async () => {
    addresses = await freshDatabase('loads');
    [first, second] = await Promise.all([made(1), made(2)]);
  });
  afterAll(() => {
    for (const one of closing) one.close();
  });

  describe.each(['one', 'two'] as const)('on %s', (which) => {
    it('are all there, exactly, and joined where they lie', async () => {
      const store = to(addresses[which]);
      const done = await loadFacts(store, first as Facts);
      expect(done).toMatchObject({ isSame: false, isOvertaken: false, resumed: 0, rows: 3001, version: { number: 1 } });
      const { tables, description } = await factsInForce(store, undefined);
      expect(description).toBe('turn 1');
      const [there, here] = [
        await askedOf(to(addresses[which], tables), 'calls__beside'),
        await askedOf((first as Facts).engine),
      ];
      expect(here).toHaveLength(300);
      expect(there).toEqual(here);
      expect(await to(addresses[which], tables).query(sql`select sum(spend) from spend`)).toEqual(
        await first?.engine.query(sql`select sum(spend) from spend`),
      );
    });

    it('change nothing when they are loaded again', async () => {
      const store = to(addresses[which]);
      const before = await loadsIn(store);
      expect(await loadFacts(store, first as Facts)).toMatchObject({ isSame: true, version: { number: 1 } });
      expect(await loadsIn(store)).toEqual(before);
    });

    it('take the place of those before, which stay for one version more', async () => {
      const store = to(addresses[which]);
      expect(await loadFacts(store, second as Facts)).toMatchObject({ version: { number: 2 }, before: { number: 1 } });
      expect((await factsInForce(store, 'made')).description).toBe('turn 2');
      // The first again is a third version: its tokens are of that one.
      expect(await loadFacts(store, first as Facts)).toMatchObject({ isSame: false, version: { number: 3 } });
      expect((await loadsIn(store)).map(({ number, state }) => [number, state])).toEqual([
        [3, 'ready'],
        [2, 'ready'],
        [1, 'dropped'],
      ]);
      const kept = await store.query(sql`select distinct splitByString('__', name)[2] from system.tables
        where database = ${store.address.database} and startsWith(name, 'made__') order by 1`);
      expect(kept.map(([one]) => String(one).slice(0, 2))).toEqual(['2_', '3_']);
    });

    it('are told apart by their names', async () => {
      const store = to(addresses[which]);
      await loadFacts(store, { ...(second as Facts), load: 'another' });
      expect([...inForce(await loadsIn(store)).keys()]).toEqual(['another', 'made']);
      await expect(factsInForce(store, undefined)).rejects.toThrow('several CRMs are loaded there (another, made)');
      await expect(factsInForce(store, 'amocrm')).rejects.toThrow('nothing is loaded there as amocrm');
      await expect(loadFacts(store, { ...(second as Facts), load: 'a__b' })).rejects.toThrow('--crm a__b');
    });

    it('are dropped, and leave nothing', async () => {
      const store = to(addresses[which]);
      await expect(dropLoad(store, 'amocrm')).rejects.toThrow('nothing is loaded there as amocrm');
      expect(await dropLoad(store, 'made')).toBe(2);
      expect(await dropLoad(store, 'another')).toBe(1);
      await expect(factsInForce(store, undefined)).rejects.toThrow('nothing is loaded there');
      const left = await store.query(sql`select name from system.tables where database = ${store.address.database}`);
      expect(left.map(([table]) => table).filter((table) => !String(table).startsWith('funnel_loads'))).toEqual([]);
    });

    it('are not put in force where the store holds something else than it was sent', async () => {
      const store = to(addresses[which]);
      // A row too many, of nobody knows whom, while they are loaded.
      const odd: ClickHouse = {
        ...store,
        insertOn: async (host, table, file, token) => {
          await store.insertOn(host, table, file, token);
          if (token.includes(':spend:0')) await store.write(sql`insert into ${table} (record) select 5`);
        },
      };
      await expect(loadFacts(odd, first as Facts)).rejects.toThrow(
        'spend is not there as it was sent (rows, count of record, sum of record)',
      );
      await expect(factsInForce(store, undefined)).rejects.toThrow('nothing is loaded there');
      expect(await loadFacts(store, first as Facts)).toMatchObject({ isSame: false });
    });

    it('are not for who may only read', async () => {
      const reader = to(addresses[which].replace('//', '//reader:p%40ss%3Aword%2F1@'));
      await expect(loadFacts(reader, second as Facts)).rejects.toThrow('reader may only read here');
      const { tables } = await factsInForce(reader, undefined);
      const reading = to(addresses[which].replace('//', '//reader:p%40ss%3Aword%2F1@'), tables);
      expect(await reading.query(raw('select count(*) from leads'))).toEqual([[1000n]]);
    });
  });

  it('that are taken out while they are loaded are never put in force', async () => {
    const facts = await made(3);
    const store = to(addresses.two);
    let isDropped = false;
    const handOn: Facts['handOn'] = async (rows) => {
      if (!isDropped) await dropLoad(store, 'gone');
      isDropped = true;
      return facts.handOn(rows);
    };
    await expect(loadFacts(store, { ...facts, load: 'gone', handOn })).rejects.toThrow('has been taken away meanwhile');
    expect(inForce(await loadsIn(store)).has('gone')).toBe(false);
  });

  describe('while another does something in the last moment', () => {
    /** A store that does it before the row that says `state` of a version is written. */
    const doingBefore = (store: ClickHouse, state: string, work: () => Promise<unknown>): ClickHouse => {
      let isDone = false;
      return {
        ...store,
        write: async (statement) => {
          if (!isDone && statement.params.includes(state)) {
            isDone = true;
            await work();
          }
          await store.write(statement);
        },
      };
    };

    it('that takes them out: they are not in force, which is said, and nothing is left of them', async () => {
      const store = to(addresses.two);
      const drops = doingBefore(store, 'ready', () => dropLoad(store, 'late'));
      await expect(loadFacts(drops, { ...(first as Facts), load: 'late' })).rejects.toThrow(
        'late: version 1 has been taken away meanwhile',
      );
      await expect(factsInForce(store, 'late')).rejects.toThrow();
      const [[left] = []] = await store.query(sql`select count(*) from system.tables
        where database = ${store.address.database} and startsWith(name, 'late__')`);
      expect(left).toBe(0n);
      // The next one is a version of its own.
      expect(await loadFacts(store, { ...(first as Facts), load: 'late' })).toMatchObject({ version: { number: 2 } });
    });

    it.each([
      ['ready', 2],
      ['loading', 1],
    ])('that loads others before they are %s: what is in force is said', async (state, number) => {
      const store = to(addresses.two);
      const load = `late-${state}`;
      const others = doingBefore(store, state, () => loadFacts(store, { ...(second as Facts), load }));
      const done = await loadFacts(others, { ...(first as Facts), load });
      const inPlace = inForce(await loadsIn(store)).get(load);
      expect([done.version.number, inPlace?.number]).toEqual([1, number]);
      expect(done.isOvertaken).toBe(inPlace?.hash !== done.version.hash);
      expect((await factsInForce(store, load)).description).toBe(done.isOvertaken ? 'turn 2' : 'turn 1');
    });
  });

  it('are not loaded into a database of a cluster by the address of one of its nodes', async () => {
    const alone = addresses.two.replace(/,.*\//, '/').replace(/\?.*/, '');
    await expect(loadFacts(to(alone), first as Facts)).rejects.toThrow('this database holds loads of a cluster');
    const twice = addresses.two.replace(/(127\S+?),127[^/]*/, '$1,$1');
    await expect(loadFacts(to(twice), first as Facts)).rejects.toThrow('not a shard of two each');
    await expect(loadFacts(to(addresses.two.replace('=two', '=many')), first as Facts)).rejects.toThrow(
      'knows no cluster many',
    );
  });
});
