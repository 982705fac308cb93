import type { ClickHouse } from '../engines/clickhouse/open-clickhouse.js';
import { loadsIn, prepareLoads, requireLoad, writeState } from './loads.js';
import { shardsOf } from './shards.js';
import { dropTables } from './sweep.js';
import { requireLoadName } from './versions.js';

/**
 * Takes a load out of a store: from the first row that it writes no report reads it. Gives how many versions it had.
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
  // The oldest first: what is in force stands alone until it goes.
  for (const one of own.reverse()) await writeState(store, one, 'dropped');
  await dropTables(store, shards, load, new Set());
  return own.length;
}
