import { spelt } from '../engines/spell.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { DIMENSIONS, isDimension, OF_COLUMNS } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import { type MeasureName, noMeasures, plus } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { RESULTS, type Result } from '../model/tables.js';
import { type CubeContext, type CubeRow, exactSum } from './cube.js';
import { idOf } from './cube-memo.js';
import {
  type Dimensions,
  keyColumns,
  rowPerValue,
  spendDay,
  spendInScope,
  spendIsKnown,
  ungrouped,
} from './cube-scope.js';
import { isCostUnknown, UNCOSTED_SUM_DAYS, withOpen } from './source-covers.js';

/** What is known of the sheets of sums besides their rows. */
export interface SumSheets {
  /** What they can be broken down by. */
  readonly dimensions: ReadonlySet<string>;
  /** Per result: the sheets, by the numbers of their files, that have no column of it. */
  readonly lacking: Readonly<Record<Result, readonly number[]>>;
}

/**
 * Adds up sheets of sums by some keys and by source. A result that one of the sheets does not have is unknown. The cost
 * is what the sheets say, else what ad statistics have for the source on the days of the sheet.
 */
export async function countSums(
  context: Pick<CubeContext, 'engine' | 'dimensions'>,
  sheets: SumSheets,
  scope: Scope,
  keys: readonly string[],
): Promise<CubeRow[]> {
  const { engine, dimensions } = context;
  const sums = COUNTED.map((one) => sumOf(one, sheets));
  const rows = await engine.query(sql`select ${joined([...keysIn(keys, scope, dimensions), ...sums], ', ')}
    from ${rowPerValue(WITH_ALL_DIMENSIONS, keys, dimensions)} where ${spendInScope(scope, dimensions)} group by ${places(keys)} order by ${places(keys)}`);
  const spent = await spentOn(context, sheets, scope, keys);
  return rows.map((row) => {
    const own = new Map(keys.map((key, at) => [key, row[at] as string]));
    const measures = noMeasures();
    for (const [at, [of]] of COUNTED.entries()) measures[of] = exactSum(row[keys.length + at] ?? null);
    const ads = spent.get(idOf(own, keys));
    measures.spend = plus(measures.spend, ads?.spend ?? null);
    measures.open_spend = plus(measures.open_spend, ads?.open ?? null);
    return { keys: own, measures };
  });
}

/** What leads alone have, a sheet says nothing of. */
export const WITH_ALL_DIMENSIONS = spelt.stored(
  sql`sums`,
  sql`(select *, coalesce(${isCostUnknown(sql`sums`)}, false) as is_cost_unknown, ${joined(
    Object.entries(DIMENSIONS).flatMap(([dimension, { on }]) =>
      (on as readonly string[]).includes('spend') ? [] : [sql`cast(null as varchar) as ${name(dimension)}`],
    ),
    ', ',
  )} from sums)`,
);

/** The measure of each result, and its measure for the days that have a price. */
const AS = {
  leads: ['leads', 'costed_leads'],
  qualified: ['reached.qualified', 'costed_qualified'],
  deals: ['reached.deal', 'costed_deals'],
  revenue: ['revenue', 'costed_revenue'],
} as const satisfies Record<Result, readonly MeasureName[]>;

interface SumValue {
  readonly value: Sql;
  readonly when?: Sql;
  /** Unknown where a sheet says nothing of it. */
  readonly result?: Result;
}

const COUNTED: readonly (readonly [MeasureName, SumValue])[] = [
  ...RESULTS.flatMap((result): [MeasureName, SumValue][] => [
    [AS[result][0], { value: name(result), result }],
    [AS[result][1], { value: name(result), when: sql`not uncosted`, result }],
  ]),
  ['spend', { value: sql`spend` }],
  ['open_spend', { value: sql`spend`, when: sql`uncosted` }],
  ['visits', { value: sql`visits` }],
  ['actions', { value: sql`actions` }],
  ['costed_actions', { value: sql`actions`, when: sql`not is_cost_unknown` }],
];

/** What each measure adds up of the rows of a sheet: a result, or that result on the days that have a price. */
export const SUM_VALUES: ReadonlyMap<MeasureName | 'costed_spend', SumValue> = new Map([
  ...COUNTED,
  ['costed_spend', { value: sql`spend`, when: sql`not uncosted` }],
]);

function sumOf([, { value, when, result }]: (typeof COUNTED)[number], { lacking }: SumSheets): Sql {
  const sum = sql`sum(${value})${when ? sql` filter (where ${when})` : sql``}`;
  const without = result ? lacking[result] : [];
  return without.length === 0
    ? sum
    : sql`case when not ${spelt.any(sql`file in (${raw(without.join(', '))})`)} then ${sum} end`;
}

const keysIn = (keys: readonly string[], scope: Scope, dimensions: Dimensions): Sql[] =>
  keyColumns(keys, scope, spendDay, dimensions);
const places = (keys: readonly string[]): Sql => raw(keys.map((_, at) => at + 1).join(', '));

/**
 * What ad statistics have for sources whose sheets do not state a cost, on the days of these sheets, and how much of it
 * falls on days whose results have no price. By the keys, as one word. It is unknown where neither side has a key, or
 * where a row of ad statistics covers further days too.
 */
async function spentOn(
  { engine, dimensions }: Pick<CubeContext, 'engine' | 'dimensions'>,
  sheets: SumSheets,
  scope: Scope,
  keys: readonly string[],
): Promise<Map<string, { spend: Exact; open: Exact | null }>> {
  const isKnown = (asked: string) => {
    const key = ungrouped(asked, dimensions.groups);
    return sheets.dimensions.has(key) || (isDimension(key) && !OF_COLUMNS.has(key)) || key === 'period';
  };
  const asked = [...keys, ...scope.where.map(({ dimension }) => dimension)];
  if (!spendIsKnown(scope, keys, dimensions) || !asked.every(isKnown)) return new Map();
  const rows = await engine.query(sql`select ${joined(keysIn(keys, scope, dimensions), ', ')},
      case when ${spelt.every(sql`is_inside`)} then sum(spend) end, sum(open_spend)
    from ${rowPerValue(SPEND_OF_SHEETS, keys, dimensions)} where is_touched and ${spendInScope(scope, dimensions)} group by ${places(keys)}`);
  return new Map(
    rows.flatMap((row) => {
      const [spend = null, open = null] = row.slice(keys.length).map(exactSum);
      return spend ? [[idOf(new Map(keys.map((key, at) => [key, row[at] as string])), keys), { spend, open }]] : [];
    }),
  );
}

const covered = (isIn: Sql) =>
  sql`exists (select 1 from sum_covers c where c.source = s.source and (c.first_day is null or c.last_day is null or ${isIn}))`;
const IS_INSIDE = covered(sql`(c.first_day <= first and last <= c.last_day)`);
const IS_TOUCHED = covered(sql`(first is null or last is null or (c.first_day <= last and first <= c.last_day))`);
/** Ad statistics, and whether a row lies within the days of a sheet that does not state the cost of its source. */
export const SPEND_OF_SHEETS = spelt.stored(
  sql`spend_of_sheets`,
  sql`(select *, ${IS_INSIDE} as is_inside, ${IS_TOUCHED} as is_touched
  from (select *, ${spendDay} as first, coalesce(day, period_to) as last from ${withOpen(UNCOSTED_SUM_DAYS)}) s)`,
);
