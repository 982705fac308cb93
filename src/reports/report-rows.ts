import type { Exact } from '../model/exact.js';
import type { Cell, Kind } from '../model/sheet.js';
import type { ALL } from './all-reports.js';
import type { ReportColumn } from './report-columns.js';

/** A value of a row. null is unknown: never a zero. */
export type Value = string | number | readonly string[] | null;

/**
 * A row of a report, by the names of its columns; what `by` and `period` ask for stands under its name. Counts and
 * rates are numbers, a rate is a fraction with six decimals (0.039735). Money is a decimal string with two decimals
 * ("149523.45"), an amount per one of something with four ("6.9246"), both in the report's currency.
 */
type RowOf<Columns> = {
  readonly [Name in keyof Columns]: Columns[Name] extends ReportColumn<never, infer K, infer V> ? Plain<K, V> : never;
} & { readonly [key: string]: Value };

/** Money never passes through a double. */
type Plain<K extends Kind, V extends Cell> = V extends Exact ? (K extends 'money' | 'unit_cost' ? string : number) : V;

/** One stage of the funnel. */
export type StagesRow = RowOf<(typeof ALL)['stages']['columns']>;
/** One source; then deals that belong to no lead, `(paid)`, all with spend together, and `(total)`: `row` tells. */
export type SourcesRow = RowOf<(typeof ALL)['sources']['columns']>;
/** One reason why leads are lost, in the CRM's own words. */
export type ReasonsRow = RowOf<(typeof ALL)['reasons']['columns']>;

/** The rows of every report, by its name. */
export type ReportRows = { readonly [Name in keyof typeof ALL]: readonly RowOf<(typeof ALL)[Name]['columns']>[] };
export type ReportName = keyof ReportRows;
