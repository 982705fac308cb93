import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { groupBy } from '../model/group-by.js';

/** The nodes of a store. A table that is not spread is sent to each of them. */
export interface Shards {
  readonly hosts: readonly string[];
  /** The name of the cluster; null: one node alone. */
  readonly cluster: string | null;
}

/**
 * Finds the nodes: those of the address, each of which is a shard, or those of the cluster that the address names.
 *
 * @throws {UserError} Where they are not exactly the shards of one cluster.
 */
export async function shardsOf(store: ClickHouse): Promise<Shards> {
  const { hosts, cluster: named, shown } = store.address;
  const [first = ''] = hosts;
  if (hosts.length === 1 && named === undefined) return { hosts, cluster: null };
  const rows = await store.query(sql`select cluster, shard_num, replica_num, host_name from system.clusters
    order by cluster, shard_num, replica_num`);
  const listed = rows.map(([cluster, shard, , host]) => ({ cluster, shard: Number(shard), host: String(host) }));
  const known = groupBy(listed, ({ cluster }) => String(cluster));
  const fitting = [...known].filter(
    ([name, nodes]) => (named ?? name) === name && (named !== undefined || nodes.length === hosts.length),
  );
  const [found] = fitting;
  const refuse = (en: string, ru: string, hint = NAMES_ITS_NODES) =>
    new UserError(text(`${shown}: ${en}`, `${shown}: ${ru}`), { hint });
  const list = [...known.keys()].join(', ') || '—';
  if (found === undefined)
    throw refuse(
      named === undefined ? `it knows no cluster of ${hosts.length} nodes` : `it knows no cluster ${named}`,
      named === undefined ? `в нём нет кластера из ${hosts.length} узлов` : `в нём нет кластера ${named}`,
      text(`clusters there: ${list}`, `кластеры там: ${list}`),
    );
  if (fitting.length > 1)
    throw refuse(
      'it knows several clusters of as many nodes',
      'в нём несколько кластеров из стольких узлов',
      text(`?cluster=NAME names one of ${list}`, `назовите один: ?cluster=ИМЯ, есть ${list}`),
    );
  const [cluster, nodes] = found;
  if (new Set(nodes.map(({ shard }) => shard)).size < nodes.length)
    throw refuse(
      `shards of ${cluster} have several replicas, and funnel writes to one each`,
      `у шардов ${cluster} несколько реплик, а funnel пишет в одну`,
      text('name a cluster of one replica a shard', 'нужен кластер с одной репликой на шард'),
    );
  const port = first.slice(first.lastIndexOf(':'));
  const all = hosts.length === 1 ? nodes.map(({ host }) => `${host}${port}`) : hosts;
  if (all.length !== nodes.length)
    throw refuse(
      `${cluster} has ${nodes.length} shards, and the address ${all.length} nodes`,
      `в ${cluster} шардов ${nodes.length}, а в адресе узлов ${all.length}`,
    );
  // Each node is asked for its shard: one that is named twice would hold half of the facts, and another none.
  const own = await Promise.all(
    all.map(async (host) => {
      const [[shard = null] = []] = await store.queryOn(
        host,
        sql`select min(shard_num) from system.clusters where cluster = ${cluster} and is_local having count(*) > 0`,
      );
      return shard === null ? null : Number(shard);
    }),
  );
  if (own.includes(null) || new Set(own).size < all.length)
    throw refuse(`its nodes are not a shard of ${cluster} each`, `её узлы — не по одному на шард ${cluster}`);
  return { hosts: all, cluster };
}

const NAMES_ITS_NODES = text(
  'clickhouse://node1:port,node2:port/database?cluster=NAME names a node of each shard',
  'clickhouse://узел1:порт,узел2:порт/база?cluster=ИМЯ — узел каждого шарда',
);

/** The number of requests to a store that run at the same time. */
export const AT_ONCE = 8;
