import type { Engine, Value } from '../../engines/engine.js';
import { type NamedRow, namedRows, type Part } from '../../engines/named-rows.js';
import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { Bug } from '../../error.js';
import { add, compare, type Exact, exact, isExact } from '../../model/exact.js';
import { areSums, RESULTS } from '../../model/tables.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { type Mark, markColumns, marksIn } from '../type/marks.js';
import { isNotIn } from '../type/running.js';
import type { Typed } from '../type/type.js';
import { perhapsDailyTotals } from './daily-totals.js';
import { perhapsAlike } from './equal-lines.js';
import { leavesNamesBlank } from './filled-names.js';
import { perhapsPlaceholders } from './placeholders.js';

/** What a measure of some rows comes to. */
export interface Amount {
  sum: Exact;
  largest: Exact;
  smallest: Exact;
}

export const MEASURES = ['cost', 'clicks', ...RESULTS] as const;
export type Measure = (typeof MEASURES)[number];

/** The measures of a file of sums, the most telling first. */
const measuresOf = ({ table, columns }: Recognised): Measure[] =>
  areSums(table) ? MEASURES.filter((measure) => columns.has(measure)) : [];

/** The figures that tell whether a row is the sum of the others: both, or the only one there is. */
export const tellingOf = (recognised: Recognised): Measure[] => measuresOf(recognised).slice(0, 2);

/** Rows of a file to which the same happened. */
interface Group {
  rows: number;
  reject: number | null;
  excluded: boolean;
  marks: readonly Mark[];
  amounts: ReadonlyMap<Measure, Amount>;
}

/** What the rows of a typed file hold. */
export interface Tally {
  groups: readonly Group[];
  /** Rows by what became of them. Each bucket is counted by its own condition, none as a remainder. */
  used: number;
  excluded: number;
  rejected: number;
  /** Whether one ID may stand on many rows, and whether a row of a day may be the sum of its others. */
  perhapsPlaceholders: boolean;
  perhapsDailyTotals: boolean;
  /** Whether rows that count one by one may be equal: rows of sums in their names, others in all that is read of them. */
  perhapsAlike: boolean;
  /** Whether a row that can be read may be the sum of others: it leaves blank what names these. */
  perhapsSums: boolean;
  /** The first and the last day of those that are used; null: none of them has one. */
  days: { from: string; to: string } | null;
}

export const isRead = ({ reject }: Group): boolean => reject === null;
const isUsed = (group: Group): boolean => isRead(group) && !group.excluded;

/** How many of the rows bear a mark. */
export const countMarked = ({ groups }: Tally, mark: Mark, among: (group: Group) => boolean = isUsed): number =>
  count(groups, (group) => among(group) && group.marks.includes(mark));

const count = (groups: readonly Group[], holds: (group: Group) => boolean): number =>
  groups.reduce((sum, group) => (holds(group) ? sum + group.rows : sum), 0);

/** How many of its rows came after the as-of moment, and are left out for that alone. */
export function countLater({ marks }: Typed, counted: Tally): number {
  const later = marks.find(({ of }) => of === 'later');
  return later ? countMarked(counted, later, (group) => isRead(group) && group.excluded) : 0;
}

/** A measure over all the rows that are meant; undefined where none of them has it. */
export function amountOf(
  { groups }: Tally,
  measure: Measure,
  among: (group: Group) => boolean = isUsed,
): Amount | undefined {
  return groups
    .flatMap((group) => (among(group) ? (group.amounts.get(measure) ?? []) : []))
    .reduce<Amount | undefined>((all, own) => (all ? together(all, own) : own), undefined);
}

const together = (a: Amount, b: Amount): Amount => ({
  sum: add(a.sum, b.sum),
  largest: compare(a.largest, b.largest) < 0 ? b.largest : a.largest,
  smallest: compare(a.smallest, b.smallest) > 0 ? b.smallest : a.smallest,
});

/**
 * Counts the rows of typed files by what became of them, in one statement. If the engine has lost a row since the scan,
 * the run ends.
 */
export async function tally(engine: Engine, loaded: readonly Loaded[], typed: readonly Typed[]): Promise<Tally[]> {
  const parts = typed.map((one, index) => partOf(loaded[index] as Loaded, one, index));
  const rows = await namedRows(engine, parts);
  return typed.map((one, index) => {
    const counted = talliedOf(
      rows.filter(({ file }) => Number(file) === index),
      one,
    );
    const { file, scan } = loaded[index] as Loaded;
    const all = count(counted.groups, () => true);
    if (all !== scan.records) throw new Bug(`${file.name}: ${scan.records} records scanned, ${all} read`);
    return counted;
  });
}

/** The same for one file without the rows whose records are in a table. */
export const tallyWithout = async (engine: Engine, loaded: Loaded, typed: Typed, without: string): Promise<Tally> =>
  talliedOf(await namedRows(engine, [partOf(loaded, typed, 0, isNotIn(without))]), typed);

function talliedOf(rows: readonly NamedRow[], { marks }: Typed): Tally {
  const groups = rows.map((row) => groupOf(row, marks));
  return {
    groups,
    used: count(groups, isUsed),
    excluded: count(groups, ({ excluded }) => excluded),
    rejected: count(groups, ({ reject, excluded }) => reject !== null && !excluded),
    perhapsPlaceholders: rows[0]?.placeholders === true,
    perhapsDailyTotals: rows[0]?.daily_totals === true,
    perhapsAlike: rows[0]?.alike === true,
    perhapsSums: rows.some(({ reject, blank_names }) => reject === null && blank_names === true),
    days: hullOf(rows.filter((_, at) => isUsed(groups[at] as Group))),
  };
}

function partOf({ recognised }: Loaded, typed: Typed, index: number, where = sql`true`): Part {
  const { rows, fields, marks, again } = typed;
  const by = ['reject', 'excluded', ...markColumns(marks)];
  const [measures, telling] = [measuresOf(recognised), tellingOf(recognised)];
  const columns: [string, Sql][] = [
    ['file', raw(String(index))],
    ['rows', sql`count(*)`],
    ...by.map((column): [string, Sql] => [column, name(column)]),
    ...measures.flatMap((measure): [string, Sql][] => [
      [`${measure}_sum`, sql`sum(${name(measure)})`],
      [`${measure}_largest`, sql`max(${name(measure)})`],
      [`${measure}_smallest`, sql`min(${name(measure)})`],
    ]),
    ['first', spanning('min', fields)],
    ['last', spanning('max', fields)],
    ['placeholders', perhapsPlaceholders(recognised, { rows, again })],
    ['blank_names', leavesNamesBlank(recognised, typed)],
    ['alike', perhapsAlike(recognised, rows, fields)],
    ['daily_totals', telling.length > 0 && fields.has('day') ? perhapsDailyTotals(rows, telling) : sql`false`],
  ];
  return {
    columns: Object.fromEntries(columns),
    from: sql`from ${name(rows)} where ${where} group by ${joined(by.map(name), ', ')}`,
  };
}

/** When the rows of a table happened. */
const MOMENTS = ['created_at', 'day', 'period_from', 'period_to', 'entered_at'];

function spanning(end: 'min' | 'max', fields: ReadonlySet<string>): Sql {
  const own = MOMENTS.filter((field) => fields.has(field)).map(
    (field) => sql`${raw(end)}(cast(${name(field)} as date))`,
  );
  const all = raw(end === 'min' ? 'least' : 'greatest');
  return own.length === 0 ? sql`cast(null as varchar)` : sql`cast(${all}(${joined(own, ', ')}) as varchar)`;
}

function hullOf(rows: readonly NamedRow[]): Tally['days'] {
  const [from] = rows.flatMap(({ first }) => (first ?? []) as string | []).sort();
  const to = rows
    .flatMap(({ last }) => (last ?? []) as string | [])
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

function groupOf(row: NamedRow, marks: readonly Mark[]): Group {
  const amounts = MEASURES.flatMap((measure): [Measure, Amount][] => {
    const [sum, largest, smallest] = ['sum', 'largest', 'smallest'].map((of) => exactOf(row[`${measure}_${of}`]));
    return sum && largest && smallest ? [[measure, { sum, largest, smallest }]] : [];
  });
  return {
    rows: Number(row.rows),
    reject: row.reject === null ? null : Number(row.reject),
    excluded: row.excluded === true,
    marks: marksIn(
      marks,
      markColumns(marks).map((column) => row[column] as bigint),
    ),
    amounts: new Map(amounts),
  };
}

function exactOf(value: Value | undefined): Exact | undefined {
  if (typeof value === 'bigint') return exact(value);
  return isExact(value) ? value : undefined;
}
