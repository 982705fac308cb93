import type { Computed } from './computed.js';
import type { Exact } from './exact.js';
import type { Text } from './text.js';

/**
 * What a column holds, and so how it is written. `rate` and `ratio`: fractions (0.25; six decimals in JSON and CSV; shown
 * as 25.0 % and 0.25). `points`: a difference of two rates, or a relative change (shown as +2.5, in percentage points or
 * per cent). `money`: an amount (two decimals). `unit_cost`: an amount per unit (four decimals). `count`: a whole number.
 * `quantity`: a number that may be fractional, like conversions (up to six decimals). `credit`: a number of leads, some
 * of them parts (six decimals). `by_figure`: of the kind of the row's figure (`kindOf`). `figure`: the name of a figure.
 * `rank`: 1 is best. `seconds`: a duration. `moment`: an ISO day or moment. The rest is text of some vocabulary.
 */
export type Kind =
  | 'text'
  | 'period'
  | 'moment'
  | 'stage'
  | 'level'
  | 'verdict'
  | 'category'
  | 'list'
  | 'figure'
  | 'by_figure'
  | 'count'
  | 'quantity'
  | 'credit'
  | 'rank'
  | 'rate'
  | 'points'
  | 'ratio'
  | 'money'
  | 'unit_cost'
  | 'seconds';

/** null is unknown: `—` in a table, an empty cell in CSV, null in JSON. It is never zero. */
export type Cell = null | string | readonly string[] | Exact;

/** A column computes its value from a row, so that no second list has to match it. */
export interface Column<Row = unknown> {
  /** The machine name, the same in every language: scripts rely on it. */
  readonly name: string;
  readonly kind: Kind;
  /** Of `by_figure`: what kind the number of a row is. */
  kindOf?(row: Row): Kind;
  /** It is a change: what has grown has a plus in a table. */
  readonly isChange?: boolean;
  /** The heading of a table; short, words before abbreviations. */
  readonly label: Text;
  /** Where words of several columns stand in it: whose those of a row are. */
  wordsOf?(row: Row): string;
  /** An explanation under the table, of an abbreviation or formula: "CPL = spend / leads"; or another one for its rows. */
  readonly note?: Text;
  noteOf?(row: Row): Text;
  /** What can be asked of a row, null where it is unknown. */
  value(row: Row): Cell;
  /** What it says, in one sentence. */
  readonly definition?: Text;
  /** Of a quotient: what a row divides by what. */
  fraction?(row: Row): readonly [Exact | null, Exact | null];
  /** Of a number that is computed, or counted: how. */
  computed?(row: Row): Computed;
  /** Whether the number of a row is only a minimum: a table writes `≥ 251`. */
  isAtLeast?(row: Row): boolean;
  /** What a table says instead of a verdict or list, if a row has more to say: "few leads: 21 of 30". */
  told?(row: Row): Text | null;
  /** For a verdict: whether less of the row's figure is better. */
  isLessBetter?(row: Row): boolean;
  /** Whether it names the rows: the period, then what `--by` asks for, then the report's own keys. Keys come first. */
  readonly isKey?: boolean;
  /**
   * The order in which a narrow table drops columns: the highest number first; 0 (the default) is never dropped. `hidden`
   * columns are only in CSV and JSON.
   */
  readonly yields?: number | 'hidden';
  /** If it is blank in all rows, a table does not mention it among the columns left out. */
  readonly isQuiet?: boolean;
}

/** A computed report, with rows in the order in which they are shown. */
export interface Sheet<Row = unknown> {
  readonly name: string;
  readonly title: Text;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Sentences under the table that hold for this result only. */
  readonly notes: readonly Text[];
  /** For a list: how many of its rows a table shows beside other reports. */
  readonly most?: number;
  /** It is there for a chart, and no table of it is shown. */
  readonly isDrawn?: true;
}

/** How the cell of a row is written. */
export const kindIn = <Row>({ kind, kindOf }: Pick<Column<Row>, 'kind' | 'kindOf'>, row: Row): Kind =>
  kindOf?.(row) ?? kind;
