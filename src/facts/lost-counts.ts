import type { Engine } from '../engines/engine.js';
import { joined, name, raw, sql } from '../engines/sql.js';
import { LEAD_MEASURES } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { countedIn, isOfEvent } from './counted-in.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';

/** The number of lost leads of one reason, lost after one stage, from one source, with one text of the CRM. */
export interface LostCount {
  readonly keys: Keys;
  readonly reason: string;
  readonly category: string | null;
  /** The number of the lead stage that they were lost after. */
  readonly depth: number;
  readonly source: string;
  /** As the CRM has it; null: it is silent. */
  readonly text: string | null;
  readonly count: bigint;
}

export async function countLost(
  engine: Engine,
  scope: Scope,
  dimensions: Dimensions,
  keys: readonly string[],
): Promise<LostCount[]> {
  const { table, day } = countedIn(scope, 'leads');
  const columns = [
    ...keyColumns(keys, scope, day, dimensions),
    ...['reason', 'category', 'depth', 'source', 'reason_text'].map(name),
  ];
  const rows = await engine.query(sql`select ${joined(columns, ', ')}, count(*)
    from ${rowPerValue(name(table), keys, dimensions)} where ending = 'lost' and ${isOfEvent(scope, LEAD_MEASURES.lost)} and ${inScope(scope, day, dimensions)}
    group by ${raw(columns.map((_, at) => at + 1).join(', '))} order by all`);
  return rows.map((row) => {
    const [reason, category, depth, source, text, count] = row.slice(keys.length) as [
      string,
      string | null,
      bigint,
      string,
      string | null,
      bigint,
    ];
    const own = new Map(keys.map((key, at) => [key, row[at] as string]));
    return { keys: own, reason, category, depth: Number(depth), source, text, count };
  });
}
