import { giveWay } from '../../model/give-way.js';
import { isNull } from '../../model/nulls.js';
import { cellsAt } from '../scan/cells-at.js';
import type { Loaded } from '../scan/loaded.js';

/** So many IDs of a list show whose they are. */
const SHOWN = 1000;

/**
 * Whether at least half of the leads' IDs at the beginning of a list are in another list too, as IDs of its leads or
 * deals.
 */
export async function shareIds(one: Loaded, list: Loaded): Promise<boolean> {
  const sought = new Set<string>();
  for await (const id of idsOf(one, 'lead_id')) if (sought.add(id).size === SHOWN) break;
  const least = sought.size / 2;
  for (const field of ['lead_id', 'deal_id']) {
    const left = new Set(sought);
    for await (const id of idsOf(list, field)) if (left.delete(id) && sought.size - left.size >= least) return true;
  }
  return false;
}

/** Whether at least a tenth of the rows at the beginning of a list have an ID that stood above. */
export async function comeAgain(one: Loaded): Promise<boolean> {
  const seen = new Set<string>();
  let rows = 0;
  for await (const id of idsOf(one, one.recognised.entity === 'deal' ? 'deal_id' : 'lead_id')) {
    seen.add(id);
    if (++rows === SHOWN) break;
  }
  return (rows - seen.size) * 10 > rows;
}

async function* idsOf(one: Loaded, field: string): AsyncGenerator<string> {
  const column = one.recognised.columns.get(field);
  for (const cell of column ? cellsAt(one, column.index) : []) {
    if (cell === null) await giveWay();
    else if (cell !== '' && !isNull(cell)) yield cell;
  }
}
