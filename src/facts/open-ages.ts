import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, raw, sql } from '../engines/sql.js';
import type { Scope } from '../model/scope.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { ageAt } from './young.js';

/** Open leads of some keys, by their age in whole days. */
interface OpenAges {
  readonly keys: Keys;
  readonly ages: readonly { readonly days: number; readonly count: number }[];
}

/** How old the open leads of a scope are at the as-of moment, by the values of some keys. */
export async function openAges(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  asOf: string,
  keys: readonly string[],
): Promise<OpenAges[]> {
  const day = sql`created_day`;
  const columns = keyColumns(keys, scope, day, dimensions).map((key, at) => sql`${key} as ${name(`k${at}`)}`);
  const grouped = raw([...columns, day].map((_, at) => at + 1).join(', '));
  const rows =
    await engine.query(sql`select ${joined([...columns, sql`${spelt.whole(sql`greatest(${ageAt(asOf)}, 0)`, sql`86400`)} as days`], ', ')}, count(*)
    from ${rowPerValue(sql`leads`, keys, dimensions)} where ending = 'open' and created_at is not null and ${inScope(scope, day, dimensions)}
    group by ${grouped} order by ${grouped}`);
  const found = new Map<string, { keys: Keys; ages: { days: number; count: number }[] }>();
  for (const row of rows) {
    const [days, count] = row.slice(keys.length).map(Number) as [number, number];
    const values = row.slice(0, keys.length) as string[];
    const id = JSON.stringify(values);
    const own = found.get(id) ?? { keys: new Map(keys.map((key, at) => [key, values[at] as string])), ages: [] };
    found.set(id, own);
    own.ages.push({ days, count });
  }
  return [...found.values()];
}
