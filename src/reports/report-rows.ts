import type { Exact } from '../model/exact.js';
import type { Cell, Kind } from '../model/sheet.js';
import type { ALL } from './all-reports.js';
import type { compare } from './compare.js';
import type { hypotheses } from './hypotheses.js';
import type { leak } from './leak.js';
import type { plan } from './plan.js';
import type { ReportColumn } from './report-columns.js';
import type { scorecard } from './scorecard.js';
import type { sla } from './sla.js';
import type { standard } from './standard.js';
import type { standardMatrix } from './standard-matrix.js';
import type { stuck } from './stuck.js';
import type { trend } from './trend.js';

/** A value of a row. null means unknown, never zero. */
export type Value = string | number | readonly string[] | null;

/**
 * A row of a report, by the names of its columns; the keys of `by` and `period` stand under their names. Counts and
 * rates are numbers, a rate is a fraction with six decimals (0.039735). Money is a decimal string with two decimals
 * ("149523.45"), an amount per one of something with four ("6.9246"), both in the report's currency.
 */
type RowOf<Columns> = {
  readonly [Name in keyof Columns]: Columns[Name] extends ReportColumn<never, infer K, infer V> ? Plain<K, V> : never;
} & { readonly [key: string]: Value };

/** Money never passes through a double. A column whose kind depends on the figure of the row may hold money. */
type Plain<K extends Kind, V extends Cell> = V extends Exact
  ? K extends 'money' | 'unit_cost'
    ? string
    : K extends 'by_figure'
      ? string | number
      : number
  : V;

/** One stage of the funnel. */
export type StagesRow = RowOf<(typeof ALL)['stages']['columns']>;
/**
 * One source; then rows that are not: deals without a lead, `(paid)` (all sources with spend together) and `(total)`.
 * The column `row` tells which it is.
 */
export type SourcesRow = RowOf<(typeof ALL)['sources']['columns']>;
/** One reason why leads are lost, in the CRM's own words. */
export type ReasonsRow = RowOf<(typeof ALL)['reasons']['columns']>;

/** How fast the leads of one manager are answered. With `by` the key of that name stands in the place of `manager`. */
export type SlaRow = RowOf<(typeof sla)['columns']>;
/** One figure of a plan in one period, with what was planned. */
export type PlanRow = RowOf<(typeof plan)['columns']>;
/** One change that was tried, with the figure that it was to move, before and after. */
export type HypothesesRow = RowOf<(typeof hypotheses)['columns']>;
/** One criterion of what makes a good lead. */
export type StandardRow = RowOf<(typeof standard)['columns']>;
/** Leads by whether they meet the standard and by what became of them. */
export type StandardMatrixRow = RowOf<(typeof standardMatrix)['columns']>;
/** One open lead that has been waiting for too long. */
export type StuckRow = RowOf<(typeof stuck)['columns']>;
/** One figure that a department answers for. */
export type ScorecardRow = RowOf<(typeof scorecard)['columns']>;
/** One step beside its norm, with what it loses. */
export type LeakRow = RowOf<(typeof leak)['columns']>;
/** One period beside those before it. The change of each figure that is asked for stands under its name. */
export type TrendRow = RowOf<(typeof trend)['columns']>;
/** One figure of two scopes. */
export type CompareRow = RowOf<(typeof compare)['columns']>;

/** Reports that are added if the configuration has their section. */
interface BySection {
  readonly scorecard: ScorecardRow;
  readonly plan: PlanRow;
  readonly sla: SlaRow;
  readonly hypotheses: HypothesesRow;
  readonly standard: StandardRow;
  readonly standard_matrix: StandardMatrixRow;
  readonly stuck: StuckRow;
}

/** The rows of every report, by its name. */
export type ReportRows = { readonly [Name in keyof typeof ALL]: readonly RowOf<(typeof ALL)[Name]['columns']>[] } & {
  readonly [Name in keyof BySection]?: readonly BySection[Name][];
};
export type ReportName = keyof ReportRows;
