import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { loadsIn, prepareLoads, requireLoad, writeState } from './loads.js';
import { shardsOf } from './shards.js';
import { dropTables } from './sweep.js';
import { requireLoadName } from './versions.js';

/**
 * Takes a load out of a store. From the first row that this writes, no report reads the load. Gives the number of its
 * versions.
 *
 * @throws {UserError} Where there is no load of this name.
 */
export async function dropLoad(store: ClickHouse, load: string): Promise<number> {
  requireLoadName(load);
  const shards = await shardsOf(store);
  await prepareLoads(store, shards);
  const all = await loadsIn(store);
  const own = all.filter((one) => one.load === load && one.state !== 'dropped');
  if (own.length === 0)
    requireLoad(new Map(all.filter(({ state }) => state !== 'dropped').map((one) => [one.load, one])), load, store);
  // The oldest first, so that the version in force is the last to go.
  for (const one of own.reverse()) await writeState(store, one, 'dropped');
  await dropTables(store, shards, load, new Set());
  return own.length;
}
