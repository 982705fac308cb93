import type { Computed } from './computed.js';
import type { Exact } from './exact.js';
import type { Text } from './text.js';

/**
 * What a column holds, and so how it is written:
 * `rate` and `ratio` are fractions (0.25; six decimals in JSON and CSV; a rate is shown as 25.0 %, a ratio as 0.25),
 * `points` a difference of two rates, or by which part something changed (shown as +2.5 in percentage points, or per cent),
 * `money` an amount (two decimals), `unit_cost` an amount per one of something (four decimals),
 * `count` a whole number, `quantity` a number that may be fractional (conversions; up to six decimals),
 * `credit` a number of leads of which some are parts (six decimals),
 * `by_figure` a number of the kind that the figure of its row has (`kindOf`), `figure` the name of one,
 * `rank` a place (1 is best), `seconds` a duration, `moment` a day or a moment as ISO writes it; the rest is text of some vocabulary.
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

/** null is unknown: `—` in a table, an empty CSV cell, null in JSON. Never a zero. */
export type Cell = null | string | readonly string[] | Exact;

/** A column holds its value: what a row shows in it is asked of the column, and of nothing that stands elsewhere. */
export interface Column<Row = unknown> {
  /** The machine name: scripts rely on it, it is the same in every language. */
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
  /** Explains an abbreviation or a formula under the table: "CPL = spend / leads"; and where it is another for its rows. */
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
  /** Whether a row's number is the least that it can be: a table writes `≥ 251`. */
  isAtLeast?(row: Row): boolean;
  /** What a table says in place of the words of a verdict or a list, where a row has more to say: "few leads: 21 of 30". */
  told?(row: Row): Text | null;
  /** Of a verdict: whether the less there is of the row's figure the better. */
  isLessBetter?(row: Row): boolean;
  /** Whether it names the rows: the period, what `--by` asks for, and last the report's own. Keys stand first. */
  readonly isKey?: boolean;
  /**
   * Which columns a narrow table gives up first: the highest number goes first, 0 (the default) never goes,
   * and `hidden` columns are never shown in a table: only CSV and JSON carry them.
   */
  readonly yields?: number | 'hidden';
  /** Where it is all blank nobody misses it: a table does not name it among the columns that are left out. */
  readonly isQuiet?: boolean;
}

/** One report, computed: rows in the order in which they are to be shown. */
export interface Sheet<Row = unknown> {
  readonly name: string;
  readonly title: Text;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Sentences under the table that hold for this result only. */
  readonly notes: readonly Text[];
  /** It is a list: so many of its rows a table shows where other reports stand beside it. */
  readonly most?: number;
  /** It is there for a chart, and no table of it is shown. */
  readonly isDrawn?: true;
}

/** How the cell of a row is written. */
export const kindIn = <Row>({ kind, kindOf }: Pick<Column<Row>, 'kind' | 'kindOf'>, row: Row): Kind =>
  kindOf?.(row) ?? kind;
