import type { Engine } from '../../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { areSums, RESULTS } from '../../model/tables.js';
import type { Split } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { splitColumn } from './request.js';
import type { Typed } from './type.js';

/** Columns that are not part of the key of a row of ad statistics: its figures, and when it was taken. */
const FIGURES = new Set<string>([
  ...['cost', 'clicks', 'impressions', 'sessions', 'actions', 'currency', 'taken_at'],
  ...RESULTS,
]);
/** Readable rows of a typed table: a sheet adds up all of them, whatever the configuration excludes. */
export const IS_READ = sql`reject is null`;
/** Those that count. */
export const IS_USED = sql`${IS_READ} and not excluded`;
/** Those of them whose records another table does not hold. */
export const isNotIn = (records: string): Sql => sql`record not in (select record from ${name(records)})`;

/** The columns that say whose row it is, all but these. */
export function keyFields({ fields }: Pick<Typed, 'fields'>, but: readonly Split[] = []): string[] {
  const left = new Set([...FIGURES, ...but.map(({ index }) => splitColumn(index))]);
  return [...fields].filter((field) => !left.has(field));
}

export function keyOf(typed: Pick<Typed, 'fields'>, but: readonly Split[] = []): Sql {
  const own = keyFields(typed, but).map(name);
  return own.length > 0 ? joined(own, ', ') : sql`1`;
}

/** Rows that a later one of the same key replaces: the table that holds their records, and their places. */
export interface Older {
  table: string;
  records: { file: number; record: number }[];
  /** Headings of columns that seem to tell rows apart, though no two rows of one moment prove it. */
  perhaps: string[];
}

/**
 * For running totals: the table of the records that a later one of the same key replaces. Null where nobody said that
 * they are running totals.
 */
export async function olderRows(
  engine: Engine,
  { recognised }: Loaded,
  typed: Typed,
  index: number,
): Promise<Older | null> {
  if (recognised.settings?.latest === undefined || !typed.fields.has('taken_at')) return null;
  const table = `older_${index}`;
  const states: Split[] = [];
  const perhaps: string[] = [];
  for (const split of recognised.splits ?? []) {
    const others = keyOf(typed, [...states, split]);
    const differs = (by: Sql) =>
      sql`exists(select 1 from ${name(typed.rows)} where ${IS_USED} group by ${by} having count(distinct coalesce(${name(splitColumn(split.index))}, '')) > 1)`;
    const [[atOnce, ever] = []] = await engine.query(
      sql`select ${differs(sql`${others}, taken_at`)}, ${differs(others)}`,
    );
    // Two rows of one moment that differ in this column only are two rows: so with «Office», and with a «Status» too.
    if (split.isState && !atOnce) states.push(split);
    else if (ever && !atOnce) perhaps.push(split.heading);
  }
  await engine.run(sql`create or replace table ${name(table)} as select record from (
      select record, row_number() over (partition by ${keyOf(typed, states)} order by taken_at desc nulls last, record desc) as place
      from ${name(typed.rows)} where ${IS_USED}) where place > 1`);
  const records = await engine.query(sql`select record from ${name(table)} order by record`);
  return { table, records: records.map(([record]) => ({ file: index, record: Number(record) })), perhaps };
}

/** So many rows follow one of the same key, and never have less: that is not chance. */
const [FEWEST_STEPS, FEWEST_RISES] = [3, 2];

/**
 * Counts rows that follow one of the same key where none ever has less than the one before. They seem to be totals taken
 * several times a day, which were added up. 0: they are not, or no key `comesAgain`.
 */
export async function perhapsRunning(
  engine: Engine,
  { recognised }: Loaded,
  typed: Typed,
  comesAgain: boolean,
): Promise<number> {
  const { source, table, settings } = recognised;
  const isOpen = areSums(table) && (source === 'guess' || source === 'configured') && settings?.latest === undefined;
  const figures = ['cost', 'clicks', ...RESULTS].filter((field) => typed.fields.has(field));
  if (
    !comesAgain ||
    !isOpen ||
    figures.length === 0 ||
    !['day', 'campaign', 'campaign_id'].some((field) => typed.fields.has(field))
  )
    return 0;
  const before = (field: string) => name(`before_${field}`);
  const lags = figures.map((field) => sql`lag(${name(field)}) over w as ${before(field)}`);
  const compared = (sign: '<' | '>') =>
    joined(
      figures.map((field) => sql`${name(field)} ${raw(sign)} ${before(field)}`),
      ' or ',
    );
  const [[steps, falls, rises] = []] = await engine.query(sql`select count(*) filter (where place > 1),
      count(*) filter (where ${compared('<')}), count(*) filter (where ${compared('>')})
    from (select ${joined(figures.map(name), ', ')}, row_number() over w as place, ${joined(lags, ', ')}
      from ${name(typed.rows)} where ${IS_USED} window w as (partition by ${keyOf(typed)} order by record))`);
  const isRunning = Number(steps) >= FEWEST_STEPS && Number(falls) === 0 && Number(rises) >= FEWEST_RISES;
  return isRunning ? Number(steps) : 0;
}
