import type { Engine } from '../../engines/engine.js';
import { name, sql } from '../../engines/sql.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import type { Typed } from '../type/type.js';

/** The field by which a row of a CRM is told apart. */
const ownIdOf = ({ entity }: Recognised): 'deal_id' | 'lead_id' => (entity === 'deal' ? 'deal_id' : 'lead_id');

/** Whether two rows share a name. Then names identify nobody, and each row counts by itself. */
export async function areNamesShared(engine: Engine, { rows }: Typed, recognised: Recognised): Promise<boolean> {
  const own = name(ownIdOf(recognised));
  const [[shared] = []] = await engine.query(
    sql`select count(${own}) > count(distinct ${own}) from ${name(rows)} where reject is null and not excluded`,
  );
  return shared === true;
}

/** The file without its column of names for an ID. */
export function withoutNames(loaded: Loaded): Loaded {
  const { recognised } = loaded;
  const columns = new Map([...recognised.columns].filter(([field]) => field !== ownIdOf(recognised)));
  return { ...loaded, recognised: { ...recognised, columns } };
}
