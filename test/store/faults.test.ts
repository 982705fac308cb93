import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouse, openClickHouse } from '../../src/engines/clickhouse/open-clickhouse.js';
import { orRefused } from '../../src/error.js';
import { loadFacts } from '../../src/store/load-facts.js';
import { factsInForce } from '../../src/store/loads.js';
import { folder, funnel, small } from '../cli/run.js';
import { type Nodes, startNodes } from '../cluster/nodes.mjs';
import { isLong } from '../given.js';
import { askedOf, madeFacts } from './made-facts.js';
import { addressOf, freshDatabase, inStore, noNodes } from './standing.js';

type Facts = Awaited<ReturnType<typeof madeFacts>>;

describe.skipIf(noNodes)(inStore('a load that something comes in the way of'), () => {
  const closing: { close(): void }[] = [];
  const to = (address: string, patience = 0, tables: ReadonlyMap<string, string> = new Map()): ClickHouse => {
    const store = openClickHouse({ address: addressOf(address), patience, tables });
    closing.push(store);
    return store;
  };
  const made = async (turn: number, rows?: number): Promise<Facts> => {
    const facts = await madeFacts(turn, rows);
    closing.push(facts);
    return facts;
  };
  /** Which turn is in force there, whole to the last value. */
  const turnAt = async (address: string, of: readonly Facts[]): Promise<number> => {
    const { tables, description } = await factsInForce(to(address, 5000), 'made');
    const turn = of.findIndex((_, at) => description === `turn ${at + 1}`);
    expect(await askedOf(to(address, 5000, tables), 'calls__beside')).toEqual(
      await askedOf((of[turn] as Facts).engine),
    );
    return turn + 1;
  };
  let [first, second]: Facts[] = [];
  let both: Facts[];
  beforeAll(async () => {
    both = await Promise.all([made(1), made(2)]);
    [first, second] = both;
  });
  afterAll(() => {
    for (const one of closing) one.close();
  });

  describe('two shards, of which one is killed', () => {
    let nodes: Nodes;
    let address: string;
    beforeAll(async () => {
      nodes = await startNodes(2);
      for (const node of nodes.nodes) await node.ask('create database faults');
      address = `clickhouse://${nodes.hosts}/faults?cluster=two`;
      await loadFacts(to(address), first as Facts);
    });
    afterAll(() => nodes?.stop());

    it('while a chunk is on its way, and stays down: the version before stands, and what is left is said', async () => {
      const store = to(address);
      const kills: ClickHouse = {
        ...store,
        insertOn: async (host, table, file, token) => {
          const sent = store.insertOn(host, table, file, token);
          if (token.endsWith('leads:1')) await nodes.nodes[1]?.kill();
          return sent;
        },
      };
      const ended = await orRefused(() => loadFacts(kills, second as Facts));
      const { message } = ended as Error;
      expect(message).toMatch(
        /does not answer \(\w+\); of 3,001 rows (?:300|600) are there, and the version before stands$/,
      );
      // Nobody reads half of it, either.
      await expect(factsInForce(to(address), 'made')).rejects.toThrow('does not answer');
      await nodes.nodes[1]?.start();
      expect(await turnAt(address, both)).toBe(1);
    });

    it('and is brought back: the same command goes on where it stopped, and all of it is there once', async () => {
      const done = await loadFacts(to(address), second as Facts);
      expect(done).toMatchObject({ version: { number: 2 }, isSame: false });
      expect(done.resumed).toBeGreaterThan(0);
      expect(await turnAt(address, both)).toBe(2);
    });

    it('in mid-load, and comes back by itself: whoever waits has the new version whole', async () => {
      const store = to(address, 30_000);
      let back: Promise<void> | undefined;
      const kills: ClickHouse = {
        ...store,
        insertOn: async (host, table, file, token) => {
          const sent = store.insertOn(host, table, file, token);
          if (token.endsWith('calls:0')) {
            await nodes.nodes[1]?.kill();
            back = nodes.nodes[1]?.start();
          }
          return sent;
        },
      };
      expect(await loadFacts(kills, first as Facts)).toMatchObject({ version: { number: 3 } });
      await back;
      expect(await turnAt(address, both)).toBe(1);
    });
  });

  it('two loaders of the same facts at once, and two of different ones: one version, or the other', {
    tags: 'slow',
  }, async () => {
    const { two } = await freshDatabase('at_once');
    const again = await made(1);
    const [a, b] = await Promise.all([loadFacts(to(two), first as Facts), loadFacts(to(two), again)]);
    expect([a.version, b.version]).toEqual([a.version, a.version]);
    expect(await turnAt(two, both)).toBe(1);
    const others = await Promise.all([
      orRefused(() => loadFacts(to(two), { ...again, program: '2' })),
      orRefused(() => loadFacts(to(two), second as Facts)),
    ]);
    expect(others.some((one) => !(one instanceof Error))).toBe(true);
    expect([1, 2]).toContain(await turnAt(two, both));
  });

  it('a connection that is cut at any moment: the version before, or the new one, and then all of it', {
    tags: 'slow',
  }, async () => {
    const { one } = await freshDatabase('cut');
    // Small ones: there are as many loads as a load asks things.
    const few = await Promise.all([made(1, 90), made(2, 90)]);
    const facts = few.map((one) => ({ ...one, chunk: 60, tables: one.tables.filter(({ name }) => name !== 'spend') }));
    await loadFacts(to(one), facts[0] as Facts);
    const port = Number(/:(\d+)\//.exec(one)?.[1]);
    let [count, cutAt] = [0, 0];
    // Requests are counted; one is cut off before the store has it, or once it has and before it can say so.
    const proxy = createServer((client) => {
      const store = connect(port, '127.0.0.1');
      for (const side of [client, store]) side.on('error', () => {});
      const cut = () => {
        for (const side of [client, store]) side.destroy();
      };
      client.on('data', (data) => {
        if (/^(?:POST|GET) \//.test(data.toString('latin1'))) count += 1;
        if (count === cutAt && count % 2 === 0) return cut();
        store.write(data);
      });
      store.on('data', (data) => (count === cutAt ? cut() : client.write(data)));
      client.on('close', () => store.destroy());
      store.on('close', () => client.destroy());
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const by = one.replace(`:${port}`, `:${(proxy.address() as AddressInfo).port}`);
    let [turn, cuts] = [1, 0];
    const outcomes = new Set<string>();
    // All of them in the long run; a few, before and after, in the short.
    for (cutAt = 2; ; cutAt += isLong ? 1 : 5) {
      count = 0;
      const next = facts[turn % 2] as Facts;
      const ended = await orRefused(() => loadFacts(to(by), next));
      const isThrough = count < cutAt;
      const now = await turnAt(one, facts);
      const isNew = now !== turn;
      outcomes.add(`${ended instanceof Error ? 'refused' : 'done'}, ${isNew ? 'new' : 'old'}`);
      if (!(ended instanceof Error)) expect(now).toBe((turn % 2) + 1);
      turn = now;
      cuts += 1;
      if (isThrough) break;
    }
    proxy.close();
    expect(cuts).toBeGreaterThan(5);
    expect([...outcomes]).toEqual(expect.arrayContaining(['done, new', 'refused, old']));
  });
});

describe('a password', () => {
  /** Answers as whoever wants to have it seen: with all that it was sent. */
  const standIn = async () => {
    const heard: string[] = [];
    const server = createHttp((request, response) => {
      const said = JSON.stringify([request.url, request.headers]);
      heard.push(said);
      response.writeHead(500, { 'x-clickhouse-exception-code': '60' });
      response.end(`Code: 60. DB::Exception: ${said} secret-word (UNKNOWN_TABLE)`);
    });
    const raw: string[] = [];
    server.on('connection', (socket) => socket.prependListener('data', (data) => raw.push(data.toString('latin1'))));
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
    return { heard, raw, port: (server.address() as AddressInfo).port, close: () => server.close() };
  };

  it('is printed nowhere, whatever comes back', async () => {
    const { heard, port, close } = await standIn();
    const exports = folder(small());
    const said: string[] = [];
    const env = { FUNNEL_SQL: '1', FUNNEL_STORE_PATIENCE: '0', FUNNEL_STORE_PASSWORD: 'secret-word' };
    const asked = [
      ['load', exports, '--into', `clickhouse://me:secret-word@127.0.0.1:${port}/x`],
      ['load', exports, '--into', `clickhouse://me@127.0.0.1:${port}/x`, '--personal'],
      ['load', '--list', '--into', `clickhouse://me:secret-word@127.0.0.1:1/x`],
      ['load', exports, '--into', `clickhouse:/me:secret-word@127.0.0.1/x`],
      ['load', exports, '--into', `clickhouse://me:secret-word@127.0.0.1/x?tsl=off`],
      ['load', exports, '--itno', `clickhouse://me:secret-word@127.0.0.1/x`],
      ['load', `clickhouse://me:secret-word@127.0.0.1/x`],
      ['report', `clickhouse://me:secret-word@127.0.0.1/x`, '--personal'],
    ];
    for (const argv of asked)
      for (const lang of ['en', 'ru']) {
        const { out, err, code } = await funnel([...argv, '--lang', lang], { env });
        expect([argv, code]).not.toEqual([argv, 0]);
        said.push(out, err);
      }
    close();
    // It did go to the store.
    expect(heard.join('\n')).toContain(Buffer.from('me:secret-word').toString('base64'));
    expect(said.join('\n')).not.toContain('secret-word');
    expect(said.join('\n')).not.toContain(Buffer.from('me:secret-word').toString('base64'));
  });

  it('leaves the machine by TLS alone, unless that is asked for', async () => {
    const { heard, raw, port, close } = await standIn();
    // No loopback by its name, though this machine answers.
    const { err } = await funnel(['load', '--list', '--into', `clickhouse://me:secret-word@0.0.0.0:${port}/x`], {
      env: { FUNNEL_STORE_PATIENCE: '0' },
    });
    expect(err).toContain('speaks no TLS');
    expect([heard, raw.every((data) => data.startsWith('\x16\x03'))]).toEqual([[], true]);
    await funnel(['load', '--list', '--into', `clickhouse://me:secret-word@0.0.0.0:${port}/x?secure=false`]);
    expect(heard).toHaveLength(1);
    close();
  });
});
