import type { Engine } from '../engines/engine.js';
import { asRelation } from '../engines/lay-down.js';
import { isIn, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { PERIOD } from '../model/dimensions.js';
import { type Exact, isExact } from '../model/exact.js';
import { type Measures, ZERO } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import type { Costs } from '../model/settings.js';
import type { Keys } from './cube-memo.js';
import { type Dimensions, inScope, keyColumns } from './cube-scope.js';
import { COVERS, isUncosted } from './source-covers.js';

interface CostsSettings {
  costs: Costs;
  /**
   * The first day of anything in the exports, and the day of as-of. Outside of these days nothing is compared with a
   * cost.
   */
  from: string | null;
  to: string | null;
  /** Whether two spellings are one source. */
  sameSource: (a: string, b: string) => boolean;
}

/**
 * Lays down `costs` (`day, source, what, amount`), a row per day and configured cost; `source` is null where no source
 * bears it. Gives the sources that should bear a cost but are in no export.
 *
 * The cost of a month is split over its days to the kopeck, and what is left over goes to the first days, one kopeck
 * each, so that the days add up to the month. A source bears costs only on the days that its spend covers.
 */
export async function layDownCosts(engine: Engine, settings: CostsSettings): Promise<string[]> {
  const { costs, from, to, sameSource } = settings;
  const there = (await engine.query(sql`select distinct source from source_map order by source`)).flat().map(String);
  const shown = (source: string) => there.find((one) => sameSource(source, one)) ?? null;
  const rows = costs.flatMap(({ month, own, bySource }) =>
    [[null, own] as const, ...bySource].flatMap(([source, of]) =>
      [...of].map(([what, amount]) => [month, source === null ? null : shown(source), what, toCents(amount)]),
    ),
  );
  const types = { month: 'varchar', bearer: 'varchar', what: 'varchar', cents: 'hugeint' };
  const days = sql`(select cast(unnest(generate_series(cast(${from} as date), cast(${to} as date), interval 1 day)) as date) as day)`;
  const part = sql`cents // length + case when day - month_first < cents % length then 1 else 0 end`;
  await engine.run(sql`create table costs as select day, bearer as source, what,
      cast(${part} as decimal(30,0)) * cast(0.01 as decimal(3,2)) as amount
    from (select *, cast(date_trunc('month', day) as date) as month_first, date_part('day', last_day(day)) as length from ${days}) d
    join ${await asRelation(engine, 'costs_of_months', types, rows)} c on c.month is null or c.month = strftime(day, '%Y-%m')
    left join ${COVERS} covers on covers.source = bearer
    where not ${isUncosted(sql`day`, sql`day`, 'covers')}`);
  return [...new Set(costs.flatMap(({ bySource }) => [...bySource.keys()]))].filter((source) => shown(source) === null);
}

/** `99.9` → 9990. */
function toCents(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}${fraction.padEnd(2, '0')}`;
}

interface Costed {
  readonly keys: Keys;
  readonly measures: Measures;
}

/**
 * Adds to rows of some keys the costs that their sources bear. Costs are known by source and day only. If that is fine
 * enough, a cost may get a row of its own (`rowOf`); else the rows of its source have an unknown cost.
 */
export async function addCosts(
  context: Asking,
  scope: Scope,
  keys: readonly string[],
  rows: ReadonlyMap<unknown, Costed>,
  rowOf: (keys: Keys) => Measures | undefined,
): Promise<void> {
  const asked = [...keys, ...scope.where.map(({ dimension }) => dimension)];
  const isKnown = asked.every((one) => one === 'source' || one === PERIOD);
  const groups = await countCosts(context, scope, keys);
  for (const { keys: own, amount } of isKnown ? groups : []) {
    const measures = rowOf(own);
    if (measures) measures.costs = amount;
  }
  for (const { keys: own, measures } of rows.values()) {
    const open = isKnown ? undefined : groups.find((one) => [...one.keys].every(([key, is]) => own.get(key) === is));
    measures.open_costs = open?.amount ?? null;
    measures.costs ??= ZERO;
  }
}

interface Asking {
  readonly engine: Engine;
  readonly dimensions: Dimensions;
}

/** The costs of a scope by those of its keys that costs have. What no source bears belongs to the total alone. */
async function countCosts(
  { engine, dimensions }: Asking,
  scope: Scope,
  keys: readonly string[],
): Promise<{ keys: Keys; amount: Exact }[]> {
  const own = keys.filter((key) => key === 'source' || key === PERIOD);
  const columns = keyColumns(own, scope, sql`day`, dimensions);
  const borne = keys.every((key) => key === PERIOD) ? sql`` : sql` and source is not null`;
  const grouped = own.length === 0 ? sql`` : sql` group by ${raw(own.map((_, at) => at + 1).join(', '))}`;
  const rows = await engine.query(
    sql`select ${joined([...columns, sql`sum(amount)`], ', ')} from costs where ${costsInScope(scope, dimensions)}${borne}${grouped} having sum(amount) <> 0`,
  );
  return rows.flatMap((row) => {
    const amount = row[own.length];
    return isExact(amount) ? [{ keys: new Map(own.map((key, at) => [key, row[at] as string])), amount }] : [];
  });
}

/** Of part of the sources, what none bears is left out. */
export function costsInScope(scope: Scope, dimensions: Dimensions): Sql {
  const ofSources = scope.where.filter(({ dimension }) => dimension === 'source');
  return joined(
    [
      inScope({ ...scope, where: [] }, sql`day`, dimensions),
      ...(scope.where.length > 0 ? [sql`source is not null`] : []),
      ...ofSources.map(({ values, not }) => sql`${raw(not ? 'not ' : '')}${isIn(name('source'), values)}`),
    ],
    ' and ',
  );
}

/** What the head says of them. */
export interface CostsTold {
  readonly from: string;
  readonly to: string;
  readonly all: Exact;
  /** Borne by no source. */
  readonly shared: Exact | null;
}

/** null: none on any day of the scope. */
export async function tellCosts({ engine, dimensions }: Asking, scope: Scope): Promise<CostsTold | null> {
  const [[from, to, all, shared] = []] =
    await engine.query(sql`select cast(min(day) as varchar), cast(max(day) as varchar),
      sum(amount), sum(amount) filter (where source is null) from costs where ${costsInScope(scope, dimensions)}`);
  return isExact(all) ? { from: from as string, to: to as string, all, shared: isExact(shared) ? shared : null } : null;
}
