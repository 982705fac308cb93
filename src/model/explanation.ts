import type { Attribution } from './attribution.js';
import type { Exact } from './exact.js';
import type { Report, Warning } from './report.js';
import type { Cell, Kind } from './sheet.js';
import type { Text } from './text.js';

/** One printed number or word, and all that it comes from. */
export interface Explanation {
  readonly report: string;
  readonly title: Text;
  readonly column: string;
  readonly label: Text;
  /** The values of the keys that name its row, by column. */
  readonly row: readonly (readonly [column: string, value: string, kind: Kind])[];
  readonly kind: Kind;
  readonly value: Cell;
  /** It is the least that it can be. */
  readonly isAtLeast: boolean;
  readonly sentence: Text;
  /** How its parts make it; null: it is not computed but a judgement, or words. */
  readonly formula: Arithmetic | null;
  /** The numbers that it is made of, or judged by, each once. */
  readonly parts: readonly ExplainedPart[];
  /** What it is quoted with. */
  readonly scope: ExplainedScope;
  /** Days, filters, what counts as reached: the same in words. */
  readonly filters: readonly Text[];
  /** What is left out of it, and why, with counts. */
  readonly leftOut: readonly Text[];
  /** What the exports, and its report, give reason to doubt. */
  readonly warnings: readonly Warning[];
}

/** As a report says it in its head. */
export interface ExplainedScope
  extends Pick<Report, 'period' | 'basis' | 'reach' | 'asOf' | 'timezone' | 'currency' | 'where'> {
  readonly attribution: Attribution | null;
}

/** `part` is a place in the list of parts. */
export type Arithmetic =
  | { readonly op: 'part'; readonly part: number }
  | { readonly op: 'over' | 'minus' | 'times'; readonly left: Arithmetic; readonly right: Arithmetic }
  | { readonly op: 'sum'; readonly terms: readonly Arithmetic[] };

export interface ExplainedPart {
  /** Of the catalogue: the same in every language. */
  readonly name: string;
  readonly words: Text;
  readonly kind: Kind;
  readonly value: Exact | null;
  /** The rows behind it and their number; null: nothing that could be listed. */
  readonly rows: {
    readonly of: 'leads' | 'deals' | 'payments' | 'spend' | 'sums' | 'costs';
    readonly count: number;
  } | null;
  /** Where it is read from: files, headings, statuses, rules. */
  readonly readFrom: readonly Text[];
  /** What of it is implied or of unknown depth, and what it leaves out. */
  readonly notes: readonly Text[];
  /** The rows themselves, where they are asked for. */
  readonly listed: readonly ListedRow[];
}

/** A lead, a row of ad statistics or of a sheet, or a payment (which has a lead and a row). */
export interface ListedRow {
  readonly leadId: string | null;
  readonly file: string | null;
  /** The physical line. */
  readonly line: number | null;
  readonly day: string | null;
  readonly source: string | null;
  /** What it adds: 1 of what is counted; null: it has no amount. */
  readonly adds: Exact | null;
}
