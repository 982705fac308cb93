import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { name, sql } from '../engines/sql.js';
import { inTurn } from './in-turn.js';
import { loadsIn, writeState } from './loads.js';
import type { Shards } from './shards.js';
import { versionIn, versionName } from './versions.js';

/**
 * Removes the versions of a load that nobody reads. It keeps the version in force, the one before it (a report may be
 * reading it), and newer ones that are being loaded.
 */
export async function sweep(store: ClickHouse, shards: Shards, load: string): Promise<void> {
  const known = (await loadsIn(store)).filter((one) => one.load === load);
  const ready = known.filter(({ state }) => state === 'ready');
  const [current] = ready;
  const kept = new Set([
    ...ready.slice(0, 2),
    ...known.filter(({ state, number }) => state === 'loading' && number > (current?.number ?? 0)),
  ]);
  for (const one of known) if (!kept.has(one) && one.state !== 'dropped') await writeState(store, one, 'dropped');
  await dropTables(store, shards, load, new Set([...kept].map(versionName)));
}

/** Removes the tables of a load except those of the versions in `kept`. */
export async function dropTables(
  store: ClickHouse,
  { hosts }: Shards,
  load: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  await Promise.all(
    hosts.map(async (host) => {
      const rows = await store.queryOn(
        host,
        // The tables that read all shards are removed before those that lie on them.
        sql`select name from system.tables where database = ${store.address.database} and startsWith(name, ${`${load}__`})
          order by engine = 'Distributed' desc, name`,
      );
      const old = rows
        .map(([table]) => String(table))
        .filter((table) => {
          const version = versionIn(table);
          return version?.load === load && !kept.has(version.name);
        });
      await inTurn(old, 4, (table) => store.runOn(host, sql`drop table if exists ${name(table)} sync`));
    }),
  );
}
