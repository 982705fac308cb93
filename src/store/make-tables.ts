import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { inTurn } from './in-turn.js';
import type { Prepared } from './prepare-table.js';
import { AT_ONCE, type Shards } from './shards.js';
import { partName, storedName, type Version } from './versions.js';

/** Makes a table of a version on each node where it is missing. */
export async function makeTable(
  store: ClickHouse,
  { hosts, cluster }: Shards,
  version: Version,
  table: Prepared,
): Promise<void> {
  const isSpread = cluster !== null && table.spread !== 'whole';
  const columns = raw(table.columns.map(({ name: own, type }) => `"${own.replaceAll('"', '""')}" ${type}`).join(', '));
  const stored = name(storedName(version, table.name));
  const order = orderOf(table);
  const local = isSpread ? name(partName(version, table.name)) : stored;
  await inTurn(hosts, AT_ONCE, async (host) => {
    await store.runOn(
      host,
      sql`create table if not exists ${local} (${columns}) engine = MergeTree order by (${joined(order.map(name), ', ')})
        settings allow_nullable_key = 1, non_replicated_deduplication_window = 100000`,
    );
    if (isSpread)
      await store.runOn(
        host,
        sql`create table if not exists ${stored} (${columns}) engine = Distributed(${cluster}, ${store.address.database}, ${partName(version, table.name)}, ${shardOf(table)})`,
      );
  });
}

/** The columns by which rows are sorted on the disk: reports read them by days. */
export const orderOf = ({ columns }: Prepared): string[] =>
  ['created_day', 'day', 'touched_at', 'called_at', 'paid_at', 'key'].filter((own) =>
    columns.some((column) => column.name === own),
  );

/** Says on which shard a row lies. Rows that are joined by the lead lie on the lead's shard; others lie anywhere. */
const shardOf = ({ spread, columns }: Prepared): Sql =>
  // A row sent twice goes to the same shard: a shard that has its part of a chunk does not take it again.
  spread === 'lead'
    ? sql`cityHash64(ifNull("key", ''))`
    : sql`cityHash64(tuple(${joined(
        columns.map((column) => name(column.name)),
        ', ',
      )}))`;
