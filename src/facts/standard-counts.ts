import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import type { Exact } from '../model/exact.js';
import type { CriterionCount } from '../model/figures/standard-figures.js';
import {
  type Known,
  LEAD_MEASURES,
  type LeadMeasureName,
  type Measures,
  noMeasures,
  type OfStandard,
  settleAmounts,
  ZERO,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { exactSum } from './cube.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns, rowPerValue } from './cube-scope.js';
import { leadsWhere } from './lead-rows.js';
import { criterionColumn } from './standards.js';

/** Some leads, what became of them, and how they stand to the standard: by each criterion, and by all of them. */
export interface StandardOf {
  readonly keys: Keys;
  readonly own: Measures;
  readonly criteria: readonly CriterionCount[];
  readonly whole: CriterionCount;
  /** Lost leads of which no export tells whether they were qualified before. */
  readonly unknownDepth: Exact | null;
}

/** What names the rows of the standard besides the dimensions of leads. */
export const STANDARD_KEYS: Readonly<Record<string, Sql>> = { standard: sql`standard`, accepted: sql`accepted` };

/** Which leads of `standards` these are. */
export function meetsStandard({ criterion, is }: OfStandard): Sql {
  const own = criterion === null ? sql`standard` : name(criterionColumn(criterion));
  if (is === 'met') return sql`coalesce(${own} = 'met', false)`;
  return criterion === null ? sql`standard <> 'unknown'` : sql`${own} is not null`;
}

const MEASURES: readonly LeadMeasureName[] = [
  ...([
    'leads',
    'reached.lead',
    'reached.deal',
    'won_deals',
    'priced_deals',
    'revenue',
    'unknown_depth.qualified',
  ] as const),
];

/** Counts the leads of a scope by some keys, which may be keys of standards. Needs `standards`. */
export async function countStandards(
  { engine, dimensions, ...known }: Known & { engine: Engine; dimensions: Dimensions },
  scope: Scope,
  keys: readonly string[],
  count: number,
): Promise<StandardOf[]> {
  const told = MEASURES.filter((of) => LEAD_MEASURES[of].isKnown(known));
  const sums = told.map((of) => {
    const { where, sum } = LEAD_MEASURES[of];
    const held = sql`filter (where ${leadsWhere(where(known.reach))})`;
    return sum ? sql`sum(${name(sum)}) ${held}` : sql`count(*) ${held}`;
  });
  const asked = [...Array.from({ length: count }, (_, at) => at), null];
  const stands = asked.flatMap((criterion) =>
    (['known', 'met'] as const).map((is) => sql`count(*) filter (where ${meetsStandard({ criterion, is })})`),
  );
  const day = sql`created_day`;
  const columns = keys.map((key) => STANDARD_KEYS[key] ?? (keyColumns([key], scope, day, dimensions)[0] as Sql));
  const grouped = keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, at) => at + 1).join(', '))}`;
  const rows = await engine.query(sql`select ${joined([...columns, ...sums, ...stands], ', ')}
    from ${rowPerValue(sql`leads join ${spelt.beside(sql`standards`, sql`standards`)} using (key)`, keys, dimensions)} where ${inScope(scope, day, dimensions)}${grouped}`);
  return rows.map((row) => {
    const own = noMeasures();
    for (const [at, of] of told.entries())
      own[of] = exactSum(row[keys.length + at] ?? null) ?? (LEAD_MEASURES[of].sum ? ZERO : null);
    const counts = row.slice(keys.length + told.length).map((one) => exactSum(one ?? null) ?? ZERO);
    const all = asked.map((_, at): CriterionCount => {
      const [known, met] = counts.slice(2 * at) as [Exact, Exact];
      return { known, met };
    });
    return {
      keys: new Map(keys.map((key, at) => [key, row[at] as string])),
      own: settleAmounts(own),
      criteria: all.slice(0, -1),
      whole: all.at(-1) as CriterionCount,
      unknownDepth: own['unknown_depth.qualified'],
    };
  });
}
