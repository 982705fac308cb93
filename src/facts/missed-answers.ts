import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, raw, sql } from '../engines/sql.js';
import { type Known, LEAD_MEASURE_NAMES, LEAD_MEASURES, noMeasures, ZERO } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { type CubeRow, exactSum } from './cube.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { leadsWhere } from './lead-rows.js';

/**
 * How far leads came, and where they were lost, that were answered late, or not at all though an answer was due. Needs
 * `answers`.
 */
export async function countMissed(
  { engine, dimensions, ...known }: Known & { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  keys: readonly string[],
): Promise<CubeRow[]> {
  const told = LEAD_MEASURE_NAMES.filter((of) => /^(reached|lost_here)\./.test(of) && LEAD_MEASURES[of].isKnown(known));
  const sums = told.map((of) => sql`count(*) filter (where ${leadsWhere(LEAD_MEASURES[of].where(known.reach))})`);
  const day = sql`created_day`;
  const grouped = keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, at) => at + 1).join(', '))}`;
  const rows = await engine.query(sql`select ${joined([...keyColumns(keys, scope, day, dimensions), ...sums], ', ')}
    from ${rowPerValue(sql`leads join ${spelt.beside(sql`answers`, sql`answers`)} using (key)`, keys, dimensions)}
    where answer in ('late', 'overdue') and ${inScope(scope, day, dimensions)}${grouped}`);
  return rows.map((row) => {
    const measures = noMeasures();
    for (const [at, of] of told.entries()) measures[of] = exactSum(row[keys.length + at] ?? null) ?? ZERO;
    return { keys: new Map(keys.map((key, at) => [key, row[at] as string])), measures };
  });
}
