import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { isIn, joined, literal, name, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { dimensionColumn } from '../model/canonical.js';
import { laidOutBetween } from '../model/cell-values.js';
import {
  DIMENSION_NAMES,
  DIMENSIONS,
  type DimensionName,
  isDimension,
  labelOf,
  OF_COLUMNS,
  PERIOD,
} from '../model/dimensions.js';
import { ENDINGS } from '../model/endings.js';
import { fold, mask } from '../model/fold.js';
import { isLeadStage, STAGE_LABELS } from '../model/funnel-stages.js';
import { MATCH_WORDS } from '../model/match-words.js';
import { meant, thereAre } from '../model/meant.js';
import { nearest, nearestFirst } from '../model/nearest.js';
import { categoryLabel } from '../model/reason-categories.js';
import { type Days, type Filter, PERIODS, type Period, type Scope } from '../model/scope.js';
import type { Grouping } from '../model/settings.js';
import { noValueOf, valueInWords } from '../model/silent.js';
import { join } from '../model/text.js';

/** Which dimensions there are, and on which of the two views. A dimension that leads alone have cannot tell spend apart. */
export interface Dimensions {
  /** The configured ones, in their order. */
  configured: readonly string[];
  /** Dimensions whose cells hold several values → what separates them in the exports. */
  splits: ReadonlyMap<string, string>;
  /** Those that are groups of the values of another. */
  groups: ReadonlyMap<string, Grouping>;
  onSpend: ReadonlySet<string>;
}

export type NamedDimensions = Pick<Dimensions, 'configured' | 'groups'>;

export const dimensionNames = ({ configured, groups }: NamedDimensions): string[] => [
  ...DIMENSION_NAMES,
  ...configured,
  ...groups.keys(),
];

/** What a row holds of a dimension; null: nothing. */
export function wordIn(dimension: string, dimensions: Dimensions): Sql {
  const { configured, groups } = dimensions;
  const grouping = groups.get(dimension);
  if (grouping) {
    const value = wordIn(grouping.of, dimensions);
    const branches = [...grouping.groups].map(
      ([group, pattern]) => sql`when ${spelt.fits(value, literal(`(?i)${pattern}`))} then ${literal(group)}`,
    );
    return sql`case ${joined(branches, ' ')} end`;
  }
  const at = configured.indexOf(dimension);
  return name(at >= 0 ? dimensionColumn(at) : dimension);
}

const named = (dimension: string, dimensions: Dimensions): Sql =>
  sql`coalesce(${wordIn(dimension, dimensions)}, ${literal(noValueOf(dimension))})`;

/** The one value of a row of `rowPerValue`. */
const oneOf = (dimension: string, dimensions: Dimensions): Sql =>
  dimensions.splits.has(dimension)
    ? name(`${dimensionColumn(dimensions.configured.indexOf(dimension))}_value`)
    : named(dimension, dimensions);

/**
 * A table, or a join, with each row repeated for each value that its cells hold of the keys that split. A lead is then
 * counted in several groups, whose sums come to more than there are leads.
 */
export function rowPerValue(from: Sql, keys: readonly string[], dimensions: Dimensions): Sql {
  const values = keys.flatMap((key) => {
    const split = dimensions.splits.get(key);
    return split === undefined
      ? []
      : [sql`${spelt.parts(named(key, dimensions), literal(laidOutBetween(split)))} as ${oneOf(key, dimensions)}`];
  });
  return values.length === 0 ? from : sql`(select *, ${joined(values, ', ')} from ${from})`;
}

/** Whether the rows of such keys are parts of a whole. */
export const areParts = (keys: readonly string[], { splits }: Dimensions): boolean =>
  !keys.some((key) => splits.has(key));

/** The dimension whose values a row has: that of which groups are made. */
export const ungrouped = (dimension: string, groups: Dimensions['groups']): string =>
  groups.get(dimension)?.of ?? dimension;

export function isOnSpend(asked: string, { configured, groups, onSpend }: Dimensions): boolean {
  const dimension = ungrouped(asked, groups);
  if (configured.includes(dimension)) return onSpend.has(dimension);
  return isDimension(dimension) && isOfSpend(dimension) && (!OF_COLUMNS.has(dimension) || onSpend.has(dimension));
}

const isOfSpend = (dimension: DimensionName): boolean =>
  (DIMENSIONS[dimension].on as readonly string[]).includes('spend');

/** Whether spend can be told apart as finely as a scope asks. If not it is unknown; it is never divided. */
export const spendIsKnown = (scope: Scope, keys: readonly string[], dimensions: Dimensions): boolean =>
  [...keys, ...scope.where.map(({ dimension }) => dimension)].every(
    (dimension) => dimension === PERIOD || isOnSpend(dimension, dimensions),
  );

const SPELLED: Record<Period, (day: Sql) => Sql> = {
  day: spelt.day,
  week: spelt.week,
  month: spelt.month,
  quarter: spelt.quarter,
};

/** What the period of a day is called: `2026-W47`, `2026-Q4`. */
export const periodOf = (period: Period, day: Sql): Sql => SPELLED[period](day);

/** The columns that rows, told apart by these keys (`rowPerValue`), are grouped by; `period` is the scope's. */
export const keyColumns = (keys: readonly string[], scope: Scope, day: Sql, dimensions: Dimensions): Sql[] =>
  keys.map((key) => (key === PERIOD ? SPELLED[scope.period ?? 'month'](day) : oneOf(key, dimensions)));

/** Whether a row is of the group that has this value of a key. */
export const isOfKey = (key: string, value: string, scope: Scope, day: Sql, dimensions: Dimensions): Sql =>
  key === PERIOD ? sql`${SPELLED[scope.period ?? 'month'](day)} = ${value}` : holdsAny(key, [value], dimensions);

/** Whether a row has any of some values of a dimension. */
function holdsAny(dimension: string, values: readonly string[], dimensions: Dimensions): Sql {
  const split = dimensions.splits.get(dimension);
  const own = named(dimension, dimensions);
  return split === undefined
    ? isIn(own, values)
    : spelt.hasPart(own, literal(laidOutBetween(split)), ...values.map((value) => sql`${value}`));
}

/** The days of a row of spend. A row without a day has the days of its period, which no scope cuts. */
const FIRST = sql`coalesce(day, period_from)`;
const LAST = sql`coalesce(day, period_to)`;

const CREATED = sql`created_day`;

const inDays = (scope: Days, first: Sql, last: Sql): Sql[] => [
  ...(scope.from ? [sql`(${last} is null or ${last} >= cast(${scope.from} as date))`] : []),
  ...(scope.to ? [sql`(${first} is null or ${first} <= cast(${scope.to} as date))`] : []),
];

const within = (days: Days, first: Sql, last: Sql): Sql =>
  sql`(${joined([sql`true`, ...inDays(days, first, last)], ' and ')})`;

/** Whether the day of a lead, or the days of a row of spend, are asked for; a lead without one lies outside of all days. */
export const leadsInDays = (days: Days): Sql => sql`(${within(days, CREATED, CREATED)} and ${CREATED} is not null)`;
/** The same of what happened to leads. */
export const eventsInDays = (days: Days): Sql => within(days, sql`happened_on`, sql`happened_on`);
export const spendInDays = (days: Days): Sql => within(days, FIRST, LAST);

/** The first day of a row of spend, which is its period's, and whether it is in scope. */
export const spendDay = FIRST;
export const spendInScope = (scope: Scope, dimensions: Dimensions): Sql => inScope(scope, FIRST, dimensions, LAST);

/** `last` is the last day of a row that has several. */
export function inScope(scope: Scope, day: Sql, dimensions: Dimensions, last?: Sql): Sql {
  const isBounded = scope.from !== null || scope.to !== null || scope.period !== null;
  // A lead without a known day is in no period; spend without a day belongs to the whole only.
  const needsDay = last === undefined && isBounded && !(scope.undated && scope.period === null);
  const conditions = [
    ...inDays(scope, day, last ?? day),
    ...(needsDay ? [sql`${day} is not null`] : []),
    ...scope.where.map(({ dimension, values, not }) => {
      const matches = holdsAny(dimension, values, dimensions);
      return not ? sql`not ${matches}` : matches;
    }),
  ];
  return conditions.length === 0 ? sql`true` : joined(conditions, ' and ');
}

/**
 * Replaces what was typed in filters by the values that the tables have. A filter that matches nothing is a slip, and the
 * error names the values there are. `made` are the tables of leads and, where there are any, of deals without one.
 */
export async function resolveFilters(
  engine: Engine,
  filters: readonly Filter[],
  dimensions: Dimensions,
  same: (a: string, b: string) => boolean,
  { made, hasSums }: { made: readonly string[]; hasSums: boolean },
): Promise<Filter[]> {
  const resolved: Filter[] = [];
  for (const filter of filters) {
    const { dimension } = filter;
    if (!dimensionNames(dimensions).includes(dimension)) throw unknownDimension(dimension, dimensions);
    const inRows = (table: Sql) =>
      sql`select ${oneOf(dimension, dimensions)} as v from ${rowPerValue(table, [dimension], dimensions)}`;
    const held = ungrouped(dimension, dimensions.groups);
    const isOnSums = hasSums && (!isDimension(held) || isOfSpend(held));
    const tables = [
      ...made.map((table) => inRows(name(table))),
      ...(isOnSpend(dimension, dimensions) ? [inRows(sql`spend`)] : []),
      ...(isOnSums ? [inRows(sql`sums`)] : []),
    ];
    const rows = await engine.query(sql`select distinct v from (${joined(tables, ' union all ')}) order by v`);
    const there = rows.map(([value]) => value as string);
    const values = filter.values.flatMap((wanted) => {
      // The value as it was typed, in any case of letters; else all values that fold to the same words.
      const typed = there.filter((value) => value.toLowerCase() === wanted.toLowerCase());
      const found = typed.length > 0 ? typed : there.filter((value) => fold(value) === fold(wanted));
      if (found.length > 0) return found;
      const shown = there.filter((value) => shownAs(dimension, value).some((words) => fold(words) === fold(wanted)));
      if (shown.length > 0) return shown;
      const named = dimension === 'source' ? there.find((value) => same(value, wanted)) : undefined;
      if (named !== undefined) return [named];
      throw nothingHas(dimension, wanted, there);
    });
    resolved.push({ ...filter, values });
  }
  return resolved;
}

const WORDS_OF = new Map([
  ['ending', ENDINGS],
  ['match', MATCH_WORDS],
]);

/** What tables call a value of ours, in each language: it is what people copy. */
function shownAs(dimension: string, value: string): string[] {
  const label = dimension === 'stage' && isLeadStage(value) ? STAGE_LABELS[value] : undefined;
  const category = dimension === 'category' ? categoryLabel(value) : undefined;
  const words = WORDS_OF.get(dimension)?.get(value);
  return [...Object.values(label ?? category ?? words ?? {}), valueInWords(value, 'ru')];
}

/** As many values as a person reads. */
const MOST_VALUES = 12;

/** There is no such value: the one that was probably meant, and others, the nearest first. */
function nothingHas(dimension: string, wanted: string, there: readonly string[]): UserError {
  const near = nearest(wanted, there);
  const all = thereAre(
    nearestFirst(wanted, there)
      .slice(0, MOST_VALUES + 1)
      .map(mask),
    MOST_VALUES,
  );
  return new UserError(text(`nothing has ${dimension} = ${wanted}`, `нет ничего, где ${dimension} = ${wanted}`), {
    hint: near === undefined ? all : join([meant(mask(near)), all], ' '),
  });
}

export function unknownDimension(dimension: string, dimensions: NamedDimensions): UserError {
  const all = dimensionNames(dimensions);
  const called = DIMENSION_NAMES.find((name) =>
    Object.values(labelOf(name)).some((label) => fold(label) === fold(dimension)),
  );
  const near = called ?? nearest(dimension, all);
  const period = PERIODS.find((one) => one === dimension);
  const list = thereAre(all);
  return new UserError(text(`unknown dimension: ${dimension}`, `неизвестный разрез: ${dimension}`), {
    hint: near
      ? meant(near)
      : period
        ? meant(`--period ${period}`)
        : text(
            `${list.en}; a column of your own: dimensions: {name: Heading} in funnel.yaml`,
            `${list.ru}; свой столбец: dimensions: {название: Заголовок} в funnel.yaml`,
          ),
  });
}
