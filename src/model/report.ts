import type { Sheet } from './sheet.js';
import type { Text } from './text.js';

/** Where each physical line of a file ended. The numbers add up to `lines`; asserted before anything is printed. */
export interface Buckets {
  header: number;
  preamble: number;
  total: number;
  footer: number;
  blank: number;
  duplicate: number;
  excluded: number;
  rejected: number;
  used: number;
}

export const BUCKETS = [
  'header',
  'preamble',
  'total',
  'footer',
  'blank',
  'duplicate',
  'excluded',
  'rejected',
  'used',
] as const satisfies readonly (keyof Buckets)[];

/** A line that was set aside. `value` is cut to 40 characters and masked: never a whole row. */
export interface Reject {
  line: number;
  /** The heading of the cell, or null where the line itself is broken. */
  column: string | null;
  value: string;
  reason: Text;
}

/** What one file is, how it was read, and what became of each of its lines. */
export interface LedgerEntry extends Buckets {
  file: string;
  /** The known export it was recognised as, or `configured`. */
  source: string;
  table: string;
  encoding: string;
  delimiter: string;
  /** Physical lines of the file. */
  lines: number;
  /** Records below the header, blank and rejected ones included. */
  rows: number;
  /** Cells that could not be read, by heading; the row stays, the value is unknown. */
  bad_cells: Map<string, number>;
  rejects: Reject[];
  /** How it was read, for `check`: "dates: dd.MM.yyyy", "decimal mark: ,". */
  readings: Text[];
}

export interface Warning {
  /** A machine name, kebab-case. */
  code: string;
  message: Text;
  count: number;
}

/** Everything that a renderer needs: what was asked, the sheets, and what they stand on. */
export interface Report {
  readonly version: string;
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly basis: 'cohort' | 'event';
  readonly reach: Reach;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`, in the report's time zone. */
  readonly asOf: string | null;
  /** An IANA name, or `as exported`. */
  readonly timezone: string;
  readonly currency: string | null;
  /** Further lines of the head, in words: VAT, which field is revenue, filters, guesses. */
  readonly head: readonly Text[];
  readonly sheets: readonly Sheet[];
  readonly ledger: readonly LedgerEntry[];
  readonly warnings: readonly Warning[];
}

export const REACHES = ['implied', 'strict', 'observed'] as const;
export type Reach = (typeof REACHES)[number];
