import type { Engine, Value } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { type Measures, noMeasures, ZERO } from '../model/measures.js';
import type { Reach } from '../model/report.js';
import type { Scope } from '../model/scope.js';
import { type Dimensions, inScope, keyColumns, spendDay, spendInScope, spendIsKnown } from './cube-scope.js';
import { hasColumn } from './evidence.js';

export interface CubeRow {
  keys: string[];
  measures: Measures;
}

export interface CubeContext {
  engine: Engine;
  scope: Scope;
  dimensions: Dimensions;
  reach: Reach;
  /** What the exports hold at all: without it a measure is unknown, not zero. */
  has: { leads: boolean; handover: boolean; revenue: boolean; amount: boolean };
}

/**
 * The additive measures of leads and of spend by some dimensions, one pass over each view, joined by the dimensions'
 * values. Leads without spend and spend without leads keep their rows. Rows come in the order of their keys.
 */
export async function cube(context: CubeContext, keys: readonly string[]): Promise<CubeRow[]> {
  const rows = new Map<string, CubeRow>();
  const row = (values: readonly Value[]): Measures => {
    const own = values.map((value) => value as string);
    const id = JSON.stringify(own);
    const found = rows.get(id) ?? { keys: own, measures: emptyRow(context) };
    rows.set(id, found);
    return found.measures;
  };
  if (context.has.leads)
    for (const values of await context.engine.query(leadsBy(context, keys)))
      fillLeads(row(values.slice(0, keys.length)), values.slice(keys.length), context);
  if (spendIsKnown(context.scope, keys, context.dimensions))
    for (const values of await context.engine.query(spendBy(context, keys))) {
      const measures = row(values.slice(0, keys.length));
      [measures.spend, measures.visits, measures.actions] = values.slice(keys.length).map(number) as [
        Exact | null,
        Exact | null,
        Exact | null,
      ];
    }
  return [...rows.values()].sort((a, b) => compareKeys(a.keys, b.keys));
}

/** By code point, key by key. */
export const compareKeys = (a: readonly string[], b: readonly string[]): number => {
  for (const [index, key] of a.entries()) {
    const other = b[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
};

const keysOf = (context: CubeContext, keys: readonly string[], day: Sql): Sql => {
  const columns = keyColumns(keys, context.scope, day, context.dimensions);
  return columns.length === 0 ? sql`` : sql`${joined(columns, ', ')}, `;
};
const grouped = (keys: readonly string[]): Sql =>
  keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, index) => index + 1).join(', '))}`;

function leadsBy(context: CubeContext, keys: readonly string[]): Sql {
  const observed = context.reach === 'observed';
  const byStage = LEAD_STAGES.flatMap((stage, index) => {
    const depth = raw(String(index));
    const has = name(hasColumn(stage));
    return [
      observed ? sql`count(*) filter (where ${has})` : sql`count(*) filter (where depth >= ${depth})`,
      sql`count(*) filter (where depth >= ${depth} and not ${has})`,
      sql`count(*) filter (where depth = ${depth} and ending = 'lost')`,
      sql`count(*) filter (where depth = ${depth} and ending <> 'lost')`,
    ];
  });
  return sql`select ${keysOf(context, keys, sql`created_day`)}count(*), count(*) filter (where ending = 'lost'), sum(revenue), sum(pipeline),
      count(*) filter (where unknown_depth), count(*) filter (where not_in_crm), ${joined(byStage, ', ')}
    from leads where ${inScope(context.scope, sql`created_day`, context.dimensions)}${grouped(keys)}`;
}

/** A source with sessions of web analytics is not counted a second time by the clicks of its ads. */
const spendBy = (context: CubeContext, keys: readonly string[]): Sql =>
  sql`select ${keysOf(context, keys, spendDay)}sum(spend), coalesce(sum(sessions), sum(clicks)),
      coalesce(sum(actions) filter (where sessions is not null), sum(actions))
    from spend where ${spendInScope(context.scope, context.dimensions)}${grouped(keys)}`;

/** Where there is a CRM, a key it does not know has no leads: that is known, and zero. */
export function emptyRow({ has, reach }: CubeContext): Measures {
  const measures = noMeasures();
  if (!has.leads) return measures;
  const zeros = () => LEAD_STAGES.map(() => ZERO);
  const series = reach === 'observed' ? measures : { implied: zeros(), lost_here: zeros(), open_here: zeros() };
  return {
    ...measures,
    ...series,
    reached: zeros(),
    leads: ZERO,
    lost: ZERO,
    unknown_depth: ZERO,
    not_handed_over: has.handover ? ZERO : null,
    revenue: has.revenue ? ZERO : null,
    pipeline: has.amount ? ZERO : null,
  };
}

function fillLeads(measures: Measures, values: readonly Value[], { has, reach }: CubeContext): void {
  const [leads, lost, revenue, pipeline, unknown, notInCrm, ...byStage] = values.map(number);
  measures.leads = leads ?? ZERO;
  measures.lost = lost ?? ZERO;
  measures.unknown_depth = unknown ?? ZERO;
  measures.not_handed_over = has.handover ? (notInCrm ?? ZERO) : null;
  measures.revenue = has.revenue ? (revenue ?? ZERO) : null;
  measures.pipeline = has.amount ? (pipeline ?? ZERO) : null;
  LEAD_STAGES.forEach((_, index) => {
    const [reached, implied, lostHere, openHere] = byStage.slice(index * 4, index * 4 + 4);
    measures.reached[index] = reached ?? ZERO;
    // Seen evidence need not fall from stage to stage, so nothing can be said to have moved on, or to be implied.
    if (reach === 'observed') return;
    measures.implied[index] = implied ?? ZERO;
    measures.lost_here[index] = lostHere ?? ZERO;
    measures.open_here[index] = openHere ?? ZERO;
  });
}

function number(value: Value): Exact | null {
  if (value === null) return null;
  if (typeof value === 'bigint') return exact(value);
  if (isExact(value)) return value;
  throw new Bug(`a measure came as ${typeof value}`);
}
