import type { Engine } from '../engines/engine.js';
import { sql } from '../engines/sql.js';
import { lookedAt, type Stretch, steadyClock, stretchesOf } from '../model/zone-clock.js';

/**
 * The stretches of constant offset of a zone from one day to another. Most zones keep their clocks all that time, which
 * the engine tells in two milliseconds; to work out when clocks change takes fourteen.
 */
export async function stretchesIn(
  engine: Engine,
  zone: string | undefined,
  from: string,
  to: string,
): Promise<readonly Stretch[]> {
  if (zone === undefined) return steadyClock(0);
  const { first, last, step } = lookedAt(from, to);
  const [[least, most] = []] = await engine.query(sql`select min(ahead), max(ahead) from (
    select cast(epoch(timezone(${zone}, to_timestamp(s))) as bigint) - s as ahead from range(${first}, ${last + 1}, ${step}) t(s))`);
  return least === most ? steadyClock(Number(least)) : stretchesOf(zone, from, to);
}
