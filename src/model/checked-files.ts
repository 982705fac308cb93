import type { GateResult } from './gate.js';
import type { LedgerEntry, Warning } from './report.js';
import type { Text } from './text.js';

/** What `check` tells. */
export interface Checked {
  readonly ledger: readonly LedgerEntry[];
  readonly warnings: readonly Warning[];
  readonly gates: readonly GateResult[];
  readonly notes: FileNotes;
  /** Other sentences, which ask nobody to do anything. */
  readonly said: readonly Text[];
}

/** Its warnings, sorted: those that need a person, and those that `accept` of funnel.yaml covers up to a number or share. */
export interface SortedWarnings {
  readonly open: readonly Warning[];
  readonly known: readonly { readonly warning: Warning; readonly bound: Text }[];
}

/** What `check` says of files besides how they were read. */
export interface FileNotes {
  /** By the name of a file that was read. */
  read: ReadonlyMap<string, ReadNote>;
  /** Files that were left out, being no exports as far as can be told. */
  left: readonly LeftNote[];
  /** Files that funnel.yaml says are none. */
  ignored: readonly string[];
}

export interface ReadNote {
  /** Field → heading: what each mapped column is read as. */
  columns: ReadonlyMap<string, string>;
  /** Columns that nothing is read from, though they look like a field that the file lacks. */
  unread: readonly Lookalike[];
}

export interface LeftNote {
  file: string;
  /** None: it cannot even be looked into. */
  headings: readonly string[];
  /** Why it is none, as it would be said if it were the only file. */
  reason: Text;
  /** What it may be, and by which columns; a null column: each row is one. */
  mayBe: { table: string; columns: ReadonlyMap<string, string | null> } | null;
  /** Fields without a column, which it would need to be of use. */
  lacks: readonly string[];
  /**
   * What else it is: calls or tickets of leads, months side by side, payments of which some may still be due, settings of
   * ads.
   */
  isOther?: 'talk' | 'wide' | 'dues' | 'setup';
  /** Columns that look like some field. */
  lookalikes: readonly Lookalike[];
}

/** A column that nothing is read from, and the field that it looks like. */
export interface Lookalike {
  heading: string;
  field: string;
}
