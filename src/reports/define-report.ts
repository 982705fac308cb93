import { Bug, UserError } from '../error.js';
import type { Behind } from '../facts/behind.js';
import { compareKeys, type Keys } from '../facts/cube-memo.js';
import { areParts, isOnSpend } from '../facts/cube-scope.js';
import { compareWords } from '../model/compare-words.js';
import { isDimension, PERIOD } from '../model/dimensions.js';
import { compare, isExact } from '../model/exact.js';
import { FIGURES } from '../model/figures/catalogue.js';
import { computedOf } from '../model/figures/computed-of.js';
import type { Figure } from '../model/figures/figure.js';
import { evaluate } from '../model/figures/formula.js';
import { isMuch, LEAD_MEASURES } from '../model/measures.js';
import type { Warning } from '../model/report.js';
import type { Period } from '../model/scope.js';
import type { Cell, Column, Sheet } from '../model/sheet.js';
import { type Text, text } from '../model/text.js';
import { byDayOfEvents, dimension, periodKey, type ReportColumn, stateOf } from './report-columns.js';
import type { ReportContext } from './report-context.js';

/**
 * A row of a report, with the values of its keys by name. In a total the keys that it adds up over are missing, or are
 * `(total)`.
 */
export interface Keyed {
  readonly keys: Keys;
}

/**
 * A part of a table: rows, which get sorted; totals below them, in the given order; and rows that stand apart, sorted
 * as well.
 */
export interface Block<Row> {
  readonly rows: readonly Row[];
  readonly totals?: readonly Row[];
  readonly apart?: readonly Row[];
}

/** How rows are sorted: by a column, falling (unknown values last) or rising; `keys`: by their keys. */
type Order<Name extends string> = { readonly falling: Name } | { readonly rising: Name } | 'keys';

/**
 * Data of leads that is laid down only if somebody asks for it: when leads came to each stage, how long that took, when
 * they were answered, and their keywords.
 */
export type Need = 'stages' | 'paces' | 'answers' | 'keywords';

/** One question, and the columns that answer it. To add a report: its file, and a line in the list of reports. */
interface ReportDefinition<Row extends Keyed, Columns extends Record<string, ReportColumn<Row>>> {
  readonly name: string;
  readonly title: Text;
  /** The title, where it depends on what is asked. */
  titleOf?(context: ReportContext): Text;
  readonly question: Text;
  /** The option that is required, as a person types it; without it none is. */
  readonly asked?: string;
  /** The dimensions that name the rows, whatever else they are broken down by. */
  readonly keys: readonly (keyof Columns & string)[];
  /** For a list: the number of rows that a table shows if other reports stand beside it. Without it all are shown. */
  readonly most?: number;
  /** The keys hold only if nothing else is asked for. */
  readonly areKeysUsual?: true;
  readonly columns: Columns;
  /** The most important comes first. Rows that are equal keep their order. */
  readonly order: readonly Order<keyof Columns & string>[];
  /** Columns that depend on what is asked, by name. They come last. */
  further?(context: ReportContext): Readonly<Record<string, ReportColumn<Row>>>;
  /** For a report of periods: their length, unless another is asked for. */
  readonly period?: Period;
  /** The report is of one week: the last whole one, or the one asked for. */
  readonly isOfWeek?: true;
  /** The data of leads that this report needs and most reports do not. */
  readonly needs?: readonly Need[];
  /** Values of `--by` that only this report knows. Each gives a variant with the same name. */
  readonly ways?: Readonly<Record<string, DefinedReport>>;
  /** Whether leads are counted in parts, as they are split over their touches. */
  areCredits?(context: ReportContext): boolean;
  /**
   * Computes the rows by the keys that are asked for: the period and those of `--by`, in this order. The report's own
   * keys are not among them.
   */
  blocks(context: ReportContext, by: readonly string[]): Promise<readonly Block<Row>[]>;
  /**
   * The facts that a row was computed from, where its keys do not tell: for example several sources together, or no
   * lead.
   */
  behind?(row: Row): Partial<Behind>;
  /** Sentences under the table. `rows` are those of the blocks, in their order. */
  notes(context: ReportContext, rows: readonly Row[]): Promise<readonly Text[]>;
  /** The warnings that its rows give reason for. */
  warnings?(rows: readonly Row[]): readonly Warning[];
}

/** A report as other modules know it. Only the report itself knows the type of its rows. */
export interface DefinedReport<Columns = Record<string, ReportColumn<never>>> {
  readonly name: string;
  readonly title: Text;
  readonly question: Text;
  readonly asked: string | undefined;
  readonly columns: Columns;
  /** The dimensions that name the rows. */
  readonly keys: readonly string[];
  readonly period: Period | null;
  readonly isOfWeek: boolean;
  readonly needs: readonly Need[];
  /** Whether some columns depend on what is asked. */
  readonly follows: boolean;
  readonly ways: Readonly<Record<string, DefinedReport>>;
  /** The facts that a row of this report was computed from. `by`: the keys of the breakdown, the period included. */
  behind(row: unknown, by: readonly string[]): Behind;
  /** The warnings that its rows give reason for. */
  warnings(rows: readonly unknown[]): readonly Warning[];
  /**
   * The context for its figures: with the report's period, and with split leads if the report counts leads in parts.
   */
  contextOf(context: ReportContext): ReportContext;
  /**
   * Computes the table.
   *
   * @throws {UserError} Where it is broken down by a dimension with the name of one of its columns.
   */
  compute(context: ReportContext): Promise<Sheet>;
}

export const defineReport = <Row extends Keyed, Columns extends Record<string, ReportColumn<Row>>>(
  report: ReportDefinition<Row, Columns>,
): DefinedReport<Columns> => {
  const { name, title, question, asked, keys, columns, period = null, needs = [], ways = {} } = report;
  requireExplained(name, columns);
  const inPeriods = (context: ReportContext): ReportContext =>
    period === null || context.scope.period ? context : context.within({ ...context.scope, period });
  return {
    ...{ name, title, question, asked, columns, keys, period, needs, ways },
    ...{ follows: report.further !== undefined, isOfWeek: report.isOfWeek === true },
    compute: (context) => compute(report, inPeriods(context)),
    warnings: (rows) => report.warnings?.(rows as readonly Row[]) ?? [],
    contextOf: (context) => (report.areCredits?.(context) ? context.ofSources() : inPeriods(context)),
    behind(given, by) {
      const row = given as Row;
      const own = [...row.keys].filter(
        ([key, value]) => value !== '(total)' && (by.includes(key) || keys.includes(key)),
      );
      return { table: 'leads', keys: new Map(own), sources: null, ...report.behind?.(row) };
    },
  };
};

/** A column without an explanation is a fault of the program. */
function requireExplained<Row>(name: string, columns: Readonly<Record<string, ReportColumn<Row>>>): void {
  for (const [column, { figure, sentence }] of Object.entries(columns))
    if (figure === undefined && sentence === undefined) throw new Bug(`${name}.${column} is explained by nothing`);
}

async function compute<Row extends Keyed, Columns extends Record<string, ReportColumn<Row>>>(
  report: ReportDefinition<Row, Columns>,
  context: ReportContext,
): Promise<Sheet<Row>> {
  const { name, title, titleOf, keys } = report;
  const own = { ...report.columns, ...report.further?.(context) };
  const { period, by } = context.scope;
  const asked = by.filter((dimension) => report.areKeysUsual || !keys.includes(dimension));
  const unused = report.areKeysUsual && asked.length > 0 ? keys : [];
  refuseOwnNames(name, own, asked);
  const first = [...(period ? [PERIOD] : []), ...asked];
  const blocks = await report.blocks(context, first);
  const areCredits = report.areCredits?.(context) === true;
  const asCounted = (column: ReportColumn<Row>) =>
    context.scope.basis === 'event' ? byDayOfEvents(column) : areCredits ? inParts(column) : column;
  const rows = blocks.flatMap(({ rows: some, totals = [], apart = [] }) => [
    ...inOrder(some, report, first),
    ...totals,
    ...inOrder(apart, report, first),
  ]);
  return {
    name,
    title: titleOf?.(context) ?? title,
    columns: [
      ...first.map((one) => ({
        name: one,
        isKey: true,
        ...(one === PERIOD ? asCounted(periodKey) : dimension(one)),
      })),
      ...Object.entries(own)
        .filter(([one]) => !first.includes(one) && !unused.includes(one))
        .map(([one, column]) => ({
          name: one,
          isKey: keys.includes(one),
          ...told(column, context.scope.basis === 'event'),
          ...asCounted(column),
        })),
      ...(period && !Object.hasOwn(own, 'state')
        ? [{ name: 'state', ...stateOf(context, await earlyPeriods(context)) }]
        : []),
    ],
    rows,
    ...(report.most !== undefined && { most: report.most }),
    notes: [
      // A list has each lead once.
      ...(keys.includes('lead_id') ? [] : severalRows(asked, context)),
      ...(await report.notes(
        context,
        blocks.flatMap(({ rows: some, apart = [] }) => [...some, ...apart]),
      )),
    ],
  };
}

/** The sentence that rows may add up to more than their total, where a lead stands in several of them. */
const severalRows = (asked: readonly string[], { dimensions }: ReportContext): Text[] =>
  asked.flatMap((one) => {
    if (areParts([one], dimensions)) return [];
    const [also, beside] = isOnSpend(one, dimensions) ? [' and spend', ' и расход'] : ['', ''];
    return [
      text(
        `leads${also} with several values of ${one} stand in the row of each, and once in totals`,
        `лиды${beside} с несколькими значениями «${one}» — в строке каждого, а в итогах один раз`,
      ),
    ];
  });

/** What explains a cell: the sentence of its column, and how the figure is computed. */
function told<Row>(
  { figure, sentence, ofEvents }: ReportColumn<Row>,
  isOfEvents: boolean,
): Pick<Column<Row>, 'definition' | 'fraction' | 'computed'> {
  const found = figure && (FIGURES[figure] as unknown as Figure<Row>);
  const definition = (isOfEvents ? ofEvents : undefined) ?? found?.sentence ?? sentence;
  const formula = found?.formula;
  return {
    ...(definition && { definition }),
    ...(formula?.op === 'over' && {
      fraction: (row: Row) => [evaluate(formula.left, row), evaluate(formula.right, row)] as const,
    }),
    ...(formula && formula.op !== 'judged' && { computed: (row: Row) => computedOf(formula, row) }),
  };
}

/**
 * The column of a count whose leads are split over their touches: six decimals. Counts of anything else, such as
 * clicks, stay whole.
 */
function inParts<Row>(column: ReportColumn<Row>): ReportColumn<Row> {
  if (column.kind !== 'count' || column.figure === undefined) return column;
  const { formula } = FIGURES[column.figure];
  return formula.op === 'part' && formula.name in LEAD_MEASURES ? { ...column, kind: 'credit' } : column;
}

/** The periods that are too early to judge: more than a tenth of their leads may still become deals. */
export async function earlyPeriods(context: ReportContext): Promise<ReadonlySet<string>> {
  if (!context.ripens?.has('deal')) return new Set();
  const rows = await context.cube([PERIOD]);
  return new Set(
    rows.flatMap(({ keys, measures: { young, leads } }) => (isMuch(young, leads) ? (keys.get(PERIOD) ?? []) : [])),
  );
}

/**
 * A table cannot have two columns of one name. A dimension that is a column of the report anyway just moves to the
 * front.
 */
function refuseOwnNames(name: string, columns: object, asked: readonly string[]): void {
  const taken = asked.find((one) => Object.hasOwn(columns, one) && !isDimension(one));
  if (taken === undefined) return;
  throw new UserError(text(`${name} has a column ${taken} of its own`, `в отчёте ${name} уже есть столбец ${taken}`), {
    hint: text(
      'give the dimension another name in funnel.yaml',
      'назовите разрез (dimensions) в funnel.yaml по-другому',
    ),
  });
}

/** The rows sorted. What they are sorted by is worked out once for each of them, not whenever two are compared. */
function inOrder<Row extends Keyed, Columns extends Record<string, ReportColumn<Row>>>(
  rows: readonly Row[],
  { keys, columns, order }: ReportDefinition<Row, Columns>,
  first: readonly string[],
): Row[] {
  const all = [...first, ...keys];
  const cellsOf = (column: string) => rows.map((row) => columns[column]?.value(row) ?? null);
  const ways = order.map((by): ((a: number, b: number) => number) => {
    if (by === 'keys') return (a, b) => compareKeys((rows[a] as Row).keys, (rows[b] as Row).keys, all);
    const [cells, sign] = 'falling' in by ? [cellsOf(by.falling), -1] : [cellsOf(by.rising), 1];
    return (a, b) => sign * compareCells(cells[a] as Cell, cells[b] as Cell);
  });
  const way = ways.reduce(
    (first, then) => (a, b) => first(a, b) || then(a, b),
    () => 0,
  );
  const places = [...rows.keys()].sort(way);
  return places.map((at) => rows[at] as Row);
}

/**
 * Numbers in order of value, words in order of code points. Unknown values are the lowest, so they come last where
 * values fall.
 */
function compareCells(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (isExact(a) && isExact(b)) return compare(a, b);
  return compareWords(String(a), String(b));
}
