import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { addressOf } from './standing.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the cluster to try has the nodes, the user, the database and the cluster that the README names, on loopback alone', () => {
  const { services, configs } = parse(read('fixtures/cluster/compose.yaml'), { merge: true });
  const [, written = ''] = /'(clickhouse:\/\/loader@localhost[^']+)'/.exec(read('README.md')) ?? [];
  const { hosts, user, database, cluster, isSecure } = addressOf(written);
  const nodes = Object.values(services) as { ports: string[]; environment: Record<string, string> }[];
  expect(nodes.map(({ ports }) => ports)).toEqual(hosts.map((host) => [`127.0.0.1:${host.split(':')[1]}:8123`]));
  for (const { environment } of nodes)
    expect([environment.CLICKHOUSE_USER, environment.CLICKHOUSE_DB]).toEqual([user, database]);
  expect(configs.cluster.content).toContain(`<${cluster}>`);
  for (const service of Object.keys(services)) expect(configs.cluster.content).toContain(`<host>${service}</host>`);
  expect(isSecure).toBe(false);
});
