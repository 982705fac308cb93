import { giveWay } from '../../model/give-way.js';
import { cellsAt } from '../scan/cells-at.js';
import type { Loaded } from '../scan/loaded.js';

/** So many IDs of a list show whose they are. */
const SHOWN = 1000;

/** Whether half of the leads' IDs at the beginning of a list, and more, are those of another. */
export async function shareIds(one: Loaded, list: Loaded): Promise<boolean> {
  const sought = new Set<string>();
  for await (const id of idsOf(one)) if (sought.add(id).size === SHOWN) break;
  const least = sought.size / 2;
  const left = new Set(sought);
  for await (const id of idsOf(list)) if (left.delete(id) && sought.size - left.size >= least) return true;
  return false;
}

async function* idsOf(one: Loaded): AsyncGenerator<string> {
  const column = one.recognised.columns.get('lead_id');
  for (const cell of column ? cellsAt(one, column.index) : []) {
    if (cell === null) await giveWay();
    else if (cell !== '') yield cell;
  }
}
