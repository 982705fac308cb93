/**
 * Starts real ClickHouse nodes on free ports of loopback (about half a second and 285 MB each). `npm install --no-save` here
 * comes first. By hand:
 *
 *     node test/cluster/nodes.mjs        one node
 *     node test/cluster/nodes.mjs 2      two shards of a cluster called `two`
 *
 * prints their addresses and lets them stand until Ctrl-C.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const { platform, arch } = process;

/** Why no node can be started here, in a few words; undefined where it can. */
export const whyNot = () => {
  if (!existsSync(join(here, 'node_modules/chdb')) || !existsSync(join(here, 'node_modules/ffi-rs')))
    return 'npm install has not been run in test/cluster';
  const library = { linux: `linux-${arch}-gnu`, darwin: `darwin-${arch}` }[platform];
  if (library === undefined || !existsSync(join(here, `node_modules/@chdb/lib-${library}/libchdb.so`)))
    return `chdb has no library for ${platform} ${arch}`;
  return undefined;
};

/**
 * `count` nodes, which know each other as the shards of a cluster called `two` (`three`, …). `users`: the user `default`
 * without a password may do all, `loader` (password `p@ss:word/1`) too, `reader` (the same) only reads. `profiles`: of each a
 * user who is called as it is, without a password, with what stands in it as XML; `default` is that of `default` and `loader`,
 * which those of all others begin with, and `shards` that of shards that ask each other. `zone`: where the nodes stand (`Asia/Tokyo`).
 */
export const startNodes = async (count = 1, { profiles = {}, zone = 'UTC' } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'funnel-nodes-'));
  const ports = await freePorts(count * 2);
  const nodes = Array.from({ length: count }, (_, i) => makeNode(folder, i, ports, { profiles, zone }));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await Promise.all(nodes.map((node) => node.start()));
  return {
    nodes,
    cluster: clusterOf(count),
    /** `127.0.0.1:1,127.0.0.1:2`: what stands in an address between user and database. */
    hosts: nodes.map(({ host }) => host).join(','),
    async stop() {
      await Promise.all(nodes.map((node) => node.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const clusterOf = (count) => ['one', 'two', 'three', 'four'][count - 1] ?? `of${count}`;

const makeNode = (folder, index, ports, { profiles, zone }) => {
  const own = join(folder, `${index + 1}`);
  const http = ports[index * 2];
  mkdirSync(own);
  writeFileSync(join(own, 'users.xml'), usersOf(profiles));
  writeFileSync(join(own, 'config.xml'), configOf(index, ports, 'shards' in profiles ? 'shards' : 'default'));
  let child;
  const node = {
    host: `127.0.0.1:${http}`,
    http,
    get pid() {
      return child?.pid;
    },
    /** What the node has written about itself, for a test that fails. */
    log: '',
    async start() {
      // A node may once in many runs abort its first query (code 236): it is started again.
      for (let attempt = 1; ; attempt++) {
        node.log = '';
        child = spawn(process.execPath, [join(here, 'node.mjs'), own], {
          stdio: ['pipe', 'pipe', 'pipe'],
          env: { ...process.env, TZ: zone },
        });
        child.stdin.on('error', () => {});
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (data) => {
            node.log = `${node.log}${data}`.slice(-20_000);
          });
        if (await answers(node, child)) return;
        await node.kill();
        if (attempt === 3) throw new Error(`no node at ${node.host}\n${node.log}`);
      }
    },
    /** At once, as when a machine loses its power. `start` brings it back with its data. */
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    /** It stands still without closing its connections, as behind a cable that is pulled, until `thaw`. */
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    /** A statement, and what it answers as text. */
    async ask(statement, settings = {}) {
      const answer = await fetch(`http://${node.host}/?${new URLSearchParams(settings)}`, {
        method: 'POST',
        body: statement,
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text.trimEnd();
    },
  };
  return node;
};

const answers = async (node, child) => {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    try {
      return (await node.ask('select 1')) === '1';
    } catch (error) {
      if (error instanceof Error && /Code: 236/.test(error.message)) return false;
      await sleep(50);
    }
  }
  return false;
};

const freePorts = async (count) => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
};

const configOf = (index, ports, asker) => `<clickhouse>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${ports[index * 2]}</http_port>
  <tcp_port>${ports[index * 2 + 1]}</tcp_port>
  <logger><level>warning</level></logger>
  <users_config>users.xml</users_config>
  <remote_servers>
    <${clusterOf(ports.length / 2)}>
${ports
  .filter((_, i) => i % 2 === 1)
  .map(
    (port) => `      <shard><replica><host>127.0.0.1</host><port>${port}</port><user>${asker}</user></replica></shard>`,
  )
  .join('\n')}
    </${clusterOf(ports.length / 2)}>
  </remote_servers>
</clickhouse>
`;

const user = (name, password, profile) =>
  `    <${name}><password>${password}</password><networks><ip>127.0.0.1</ip></networks><profile>${profile}</profile><quota>default</quota></${name}>`;
const usersOf = ({ default: own = '', ...profiles }) => `<clickhouse>
  <profiles>
    <default>${own}</default>
    <reader><readonly>1</readonly></reader>
${Object.entries(profiles)
  .map(([name, inner]) => `    <${name}>${inner}</${name}>`)
  .join('\n')}
  </profiles>
  <quotas><default/></quotas>
  <users>
${user('default', '', 'default')}
${user('loader', 'p@ss:word/1', 'default')}
${user('reader', 'p@ss:word/1', 'reader')}
${Object.keys(profiles)
  .map((name) => user(name, '', name))
  .join('\n')}
  </users>
</clickhouse>
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reason = whyNot();
  if (reason !== undefined) throw new Error(reason);
  const { nodes, hosts, cluster, stop } = await startNodes(Number(process.argv[2] ?? 1));
  const question = nodes.length > 1 ? `?cluster=${cluster}` : '';
  console.log(`clickhouse://${hosts}/default${question}`);
  // Whoever reads it does so with the password of `loader`.
  console.log(`clickhouse://reader:p%40ss%3Aword%2F1@${hosts}/default${question}`);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, async () => {
      await stop();
      process.exit(0);
    });
}
