import type { Engine, Value } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { constantValue, joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { Bug } from '../error.js';
import { type Exact, exact, isExact } from '../model/exact.js';
import {
  type Known,
  LEAD_MEASURE_NAMES,
  LEAD_MEASURES,
  LEAD_SUMS,
  type LeadMeasureName,
  type Measures,
  OF_SPEND,
  type SpendMeasureName,
  settleAmounts,
  ZERO,
  zeroMeasures,
} from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { addCosts } from './costs.js';
import { countedIn, isOfEvent } from './counted-in.js';
import { type Ask, askingOnce, compareKeys, type Group, idOf, type Keys } from './cube-memo.js';
import {
  areParts,
  type Dimensions,
  inScope,
  keyColumns,
  rowPerValue,
  spendDay,
  spendInScope,
  spendIsKnown,
} from './cube-scope.js';
import { CREDITED } from './fact-tables.js';
import { kindsOf } from './lead-kinds.js';
import { leadsWhere } from './lead-rows.js';
import { unpricedDays, withOpen } from './source-covers.js';

export interface CubeRow {
  readonly keys: Keys;
  readonly measures: Measures;
}

/** The additive measures by some dimensions; `period` is the scope's. */
export type Cube = (keys: readonly string[]) => Promise<readonly CubeRow[]>;

export interface CubeContext extends Known {
  readonly engine: Engine;
  readonly dimensions: Dimensions;
  /** Sees to it that what it counts is laid down; undefined: it is. */
  readonly laidDown?: () => Promise<void>;
}

/**
 * The measures of leads and of spend in a scope: one pass over each of the two tables per question, joined by the values
 * of the keys. Leads without spend and spend without leads keep their rows. Rows come in the order of their keys.
 * `foreseen` are finer questions that will come anyway; while they are small, coarser ones are answered out of them.
 */
export function cubeOf(context: CubeContext, scope: Scope, foreseen: readonly (readonly string[])[]): Cube {
  // Under attribution the leads of several sources do not add up to whole ones: each question is asked of the engine.
  const leads = remembered(
    leadsOf(context, scope),
    (keys) => !context.has.credits && areParts(keys, context.dimensions),
  );
  const spend = remembered(sumsOfSpend(context, scope), (keys) => areParts(keys, context.dimensions));
  const zero = zeroMeasures(context);
  const told = knownMeasures(context);
  const found = new Map<string, Promise<readonly CubeRow[]>>();
  const sorted: typeof found = new Map();
  return (keys) => keptIn(sorted, keys, () => inOrder(keys));

  /** In another order of the keys the rows are the same, and come in another order. */
  async function inOrder(keys: readonly string[]): Promise<readonly CubeRow[]> {
    const rows = await keptIn(found, keys.toSorted(), () => rowsBy(keys));
    return rows.toSorted((a, b) => compareKeys(a.keys, b.keys, keys));
  }

  /** Groups that are no parts of a whole are asked one by one, and no other question is answered out of them. */
  function remembered(askOne: Ask, arePartsBy: (keys: readonly string[]) => boolean) {
    const coarser = askingOnce(askOne, foreseen.filter(arePartsBy));
    return async (keys: readonly string[]) => (arePartsBy(keys) ? coarser(keys) : ((await askOne(keys)) ?? []));
  }

  async function rowsBy(keys: readonly string[]): Promise<readonly CubeRow[]> {
    const rows = new Map<string, CubeRow>();
    const measuresOf = (own: Keys): Measures => {
      const id = idOf(own, keys);
      const row = rows.get(id);
      if (row) return row.measures;
      const measures = { ...zero };
      rows.set(id, { keys: own, measures });
      return measures;
    };
    for (const { keys: own, sums } of await leads(keys)) {
      const measures = measuresOf(own);
      for (let at = 0; at < told.length; at++) measures[told[at] as LeadMeasureName] = sums[at] ?? ZERO;
      settleAmounts(measures);
    }
    for (const { keys: own, sums } of await spend(keys)) {
      const measures = measuresOf(own);
      for (const [at, of] of OF_SPEND.entries()) measures[of] = sums[at] ?? null;
    }
    if (context.has.costs) await addCosts(context, scope, keys, rows, measuresOf);
    return [...rows.values()];
  }
}

/** Asks once for some keys. */
function keptIn<Answer>(answers: Map<string, Answer>, keys: readonly string[], ask: () => Answer): Answer {
  const id = keys.join('\n');
  const answer = answers.get(id) ?? ask();
  answers.set(id, answer);
  return answer;
}

const knownMeasures = (context: Known) => LEAD_MEASURE_NAMES.filter((of) => LEAD_MEASURES[of].isKnown(context));

function leadsOf(context: CubeContext, scope: Scope): Ask {
  const told = knownMeasures(context);
  const asked = LEAD_SUMS.filter((sum) => told.some((of) => LEAD_MEASURES[of].sum === sum));
  const sums = told.map((of) => {
    const { where, sum, whole, ...event } = LEAD_MEASURES[of];
    const conditions = where(context.reach);
    // No filter clause: for each of them an engine keeps room for all columns, some eighty megabytes for fifty.
    const open = [leadsWhere(conditions), isOfEvent(scope, event)].filter(
      (condition) => constantValue(condition) !== true,
    );
    const what = sum ? summed(sum) : whole ? sql`whole` : sql`alike`;
    // Of no row the sum is null, which counts as zero.
    return sql`sum(${open.length === 0 ? what : sql`case when ${joined(open, ' and ')} then ${what} end`})`;
  });
  const { table: of, day } = countedIn(scope, context.has.credits ? CREDITED : 'leads');
  return async (keys, most) => {
    if (!context.has.leads) return [];
    await context.laidDown?.();
    const columns = keyColumns(keys, scope, day, context.dimensions);
    const also = [
      ...((context.ripens?.size ?? 0) > 0 ? ['young'] : []),
      ...(scope.basis === 'event' ? ['event', 'is_undated'] : []),
    ];
    const beside = { told: also, areCredits: context.has.credits, asked, kinds: name(kindsOf(of)) };
    const rows = rowPerValue(name(of), keys, context.dimensions);
    const table = alike(rows, columns, inScope(scope, day, context.dimensions), beside);
    return ask(
      context,
      keys,
      columns.map((_, at) => keyAt(at)),
      sums,
      { table, where: sql`true`, most },
    );
  };
}

const keyAt = (at: number): Sql => name(`k${at}`);
/**
 * The sum of a column over leads that are alike. It has a name of its own, since some engines take the column's name for
 * the sum itself.
 */
const summed = (sum: string): Sql => name(`all_${sum}`);

/**
 * Leads of one kind that are alike in their keys are counted together first. A million leads make some thousand groups,
 * and only these are tested against the fifty conditions of the measures.
 */
function alike(
  rows: Sql,
  keys: readonly Sql[],
  where: Sql,
  {
    told,
    areCredits,
    asked,
    kinds,
  }: { told: readonly string[]; areCredits: boolean; asked: readonly string[]; kinds: Sql },
): Sql {
  const columns = [...keys.map((key, at) => sql`${key} as ${keyAt(at)}`), sql`kind`, ...told.map(name)];
  const sums = asked.map((sum) => sql`sum(${name(sum)}) as ${summed(sum)}`);
  const counts = areCredits ? sql`sum(weight) as alike, count(distinct key) as whole` : sql`count(*) as alike`;
  return sql`(select ${joined([...columns, ...sums, counts], ', ')}
    from ${rows} where ${where} group by ${raw(columns.map((_, at) => at + 1).join(', '))}) grouped join ${kinds} using (kind)`;
}

/** What of a row of spend is added up, and of which rows. */
interface SpendValue {
  readonly value: Sql;
  readonly when?: Sql;
}

/** Of a file that holds sessions of web analytics. */
const IS_OF_ANALYTICS = spelt.stored(
  sql`is_of_analytics`,
  sql`file in (select file from spend where sessions is not null)`,
);

const SPEND_VALUES = {
  spend: { value: sql`spend` },
  visits: { value: sql`visits` },
  actions: { value: sql`actions` },
  costed_actions: { value: sql`actions` },
  // Where an export counts actions of a source at all, a blank in that column means none. Goals of web analytics, which
  // cost nothing, stand for the actions of all other exports.
  unacted_spend: {
    value: sql`spend`,
    when: spelt.stored(
      sql`is_unacted`,
      sql`actions is null
    and (file, source) not in (select (file, source) from spend where actions is not null)
    and source not in (select source from spend where actions is not null
      and file not in (select file from spend where cost_as_exported is not null))`,
    ),
  },
  open_spend: { value: sql`cast(null as bigint)` },
  costed_spend: { value: sql`spend` },
  platform_actions: { value: sql`told_actions`, when: sql`not ${IS_OF_ANALYTICS}` },
  analytics_goals: { value: sql`told_actions`, when: IS_OF_ANALYTICS },
} satisfies Record<SpendMeasureName, SpendValue>;

/** The same where clicks have no cost. */
const WHERE_OPEN = {
  costed_actions: { value: sql`actions`, when: sql`not is_cost_unknown` },
  open_spend: { value: sql`open_spend` },
  costed_spend: { value: sql`spend - coalesce(open_spend, 0)` },
};
const SPEND_WITH_OPEN = spelt.stored(sql`spend`, withOpen(unpricedDays(sql`spend`)));

/** All that is read of a row of spend: its own columns, and what follows from the others. */
export const SPEND_READ = sql`(select *, ${SPEND_VALUES.unacted_spend.when} as is_unacted, ${IS_OF_ANALYTICS} as is_of_analytics
  from ${SPEND_WITH_OPEN} s)`;

/** The rows of ad statistics, and what of each a measure adds up. */
export function spendOf({ openCosts }: Known['has']): {
  table: Sql;
  values: Readonly<Record<SpendMeasureName, SpendValue>>;
} {
  return openCosts
    ? { table: SPEND_WITH_OPEN, values: { ...SPEND_VALUES, ...WHERE_OPEN } }
    : { table: sql`spend`, values: SPEND_VALUES };
}

/** The sums of spend. Where a scope asks for more than spend tells, no group has any: they are unknown. */
function sumsOfSpend(context: CubeContext, scope: Scope): Ask {
  const { table, values } = spendOf(context.has);
  const sums = OF_SPEND.map((of) => {
    const { value, when } = values[of];
    return sql`sum(${value})${when ? sql` filter (where ${when})` : sql``}`;
  });
  return async (keys, most) =>
    spendIsKnown(scope, keys, context.dimensions)
      ? ask(context, keys, keyColumns(keys, scope, spendDay, context.dimensions), sums, {
          table: rowPerValue(table, keys, context.dimensions),
          where: spendInScope(scope, context.dimensions),
          most,
        })
      : null;
}

async function ask(
  { engine }: CubeContext,
  keys: readonly string[],
  columns: readonly Sql[],
  sums: readonly Sql[],
  { table, where, most }: { table: Sql; where: Sql; most: number | undefined },
): Promise<Group[]> {
  const grouped = keys.length === 0 ? sql`` : sql` group by ${raw(keys.map((_, index) => index + 1).join(', '))}`;
  const limited = most === undefined ? sql`` : sql` limit ${raw(String(most))}`;
  const rows = await engine.query(
    sql`select ${joined([...columns, ...sums], ', ')} from ${table} where ${where}${grouped}${limited}`,
  );
  return rows.map((row) => ({
    keys: new Map(keys.map((key, at) => [key, row[at] as string])),
    sums: row.slice(keys.length).map(exactSum),
  }));
}

/** A sum as the engine gives it. */
export function exactSum(value: Value): Exact | null {
  if (value === null) return null;
  if (typeof value === 'bigint') return (value >= 0n && value < FEW.length ? FEW[Number(value)] : null) ?? exact(value);
  if (isExact(value)) return value;
  throw new Bug(`a measure came as ${typeof value}`);
}

/** Counts of a few leads, which all rows share: of ten thousand campaigns there are some hundred thousand of them. */
const FEW: readonly Exact[] = [ZERO, ...Array.from({ length: 99 }, (_, at) => exact(at + 1))];
