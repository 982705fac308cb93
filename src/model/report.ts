import type { Attribution } from './attribution.js';
import type { Bridge } from './bridge.js';
import type { Exact } from './exact.js';
import type { GateResult } from './gate.js';
import type { HistorySide, HistoryState } from './kept-groups.js';
import type { Basis } from './lead-events.js';
import type { PlanSoFar } from './plans.js';
import type { Sheet } from './sheet.js';
import type { Text } from './text.js';
import type { WarningCode } from './warnings.js';

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
  /** The days that it covers: what it states, and those of its rows. Null: nothing says any. */
  days: { from: string; to: string } | null;
  /** How it was read, for `check`: "dates: dd.MM.yyyy", "decimal mark: ,". */
  readings: Text[];
}

export interface Warning {
  code: WarningCode;
  message: Text;
  count: number;
}

/** One sentence that someone can act on, with its figure, who takes it up by which proof, and what is behind it. */
export interface Finding {
  /** A machine name, kebab-case: `cheap-and-empty`. */
  readonly code: string;
  /** Its own, and those of what its sentence says as well: a gap, and the source that explains it. */
  readonly codes: readonly string[];
  readonly tone: 'bad' | 'good' | 'info';
  /** Who takes it up, never who is guilty; null: good news need nobody. */
  readonly owner: 'marketing' | 'sales' | 'both' | null;
  /** What it is about in money of the report's currency, an upper bound where the sentence says so; null: unknown. */
  readonly money: Exact | null;
  /** The column that shows it, as `explain` takes it: `sources.cpl`; and of which rows: `source=VK`, null: of all. */
  readonly figure: string;
  readonly scope: string | null;
  /** Of how many leads it is; null: unknown. */
  readonly n: Exact | null;
  /** What shows what is behind it, as it is typed. */
  readonly command: string;
  readonly text: Text;
  /** A second line: what people say. */
  readonly detail?: Text;
  /** What there is to decide of it. */
  readonly decide?: Text;
}

/** Lines for people to fill in, under a title: a review ends with them. */
export interface AgendaPart {
  readonly title: Text;
  readonly lines: readonly Text[];
}

/** Everything that a renderer needs: what was asked, the sheets, and what they stand on. */
export interface Report {
  readonly version: string;
  /** What funnel.yaml calls it. */
  readonly title: string | null;
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly basis: Basis;
  readonly reach: Reach;
  /** How sources were given parts of leads, where anything but what is recorded was asked for. */
  readonly attribution: {
    readonly model: Attribution;
    readonly said: readonly Text[];
    /** Leads, and those of them that have no touch that counts: they keep their recorded source. */
    readonly leads: number;
    readonly untouched: number;
    /** Touches before a lead, and those of them that the look-back cuts; it is so many days. */
    readonly before: number;
    readonly early: number;
    readonly lookback: number;
  } | null;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`, in the report's time zone. */
  readonly asOf: string | null;
  /** An IANA name, or `as exported`. */
  readonly timezone: string;
  readonly currency: string | null;
  /** The share of revenue that is gross profit, where ROMI is of that. */
  readonly margin: Exact | null;
  /** The filters, as they were asked for: `source=VK`. */
  readonly where: readonly string[];
  /** Statuses whose meaning was guessed, and what each was taken for. */
  readonly guessed: ReadonlyMap<string, string>;
  /** What came of the money, in a sentence each: of these leads, by the day of the deal, of the plan. Empty: not asked for. */
  readonly result: readonly Text[];
  /** What a person should act on, most money first; at most seven. */
  readonly findings: readonly Finding[];
  /** What became of the gates of the configuration, in their order; none where they were not asked for. */
  readonly gates: readonly GateResult[];
  /** What is to be decided, the last thing that a report says; at most three. */
  readonly toDecide: readonly Text[];
  /** How many leads were talked to, qualified or not, and their share of all; null where no export tells. */
  readonly contacted: { readonly count: Exact | null; readonly rate: Exact | null };
  /** Whether it is too early for the figures that a meeting begins with; undefined: nobody shows them. */
  readonly ripeness?: Ripeness;
  /** What its plan has come to; null: there is none. Undefined: nobody shows it. */
  readonly plan?: PlanSoFar | null;
  /** Won deals that were closed in its days; null where no export tells when any was. */
  readonly bridge: Bridge | null;
  /** What these earned as far as it is known, and how many of them have an amount; null where nothing tells. */
  readonly earned?: { readonly revenue: Exact; readonly priced: number } | null;
  /** How the figures came about, in words, for the foot: which rule named how many leads' sources, what did not match. */
  readonly foot: readonly Text[];
  /** What lies outside of its days; null where they leave nothing out. */
  readonly outside: Outside | null;
  /** Further lines of the head, in words: VAT, which field is revenue, filters, guesses. */
  readonly head: readonly Text[];
  /** By the clock a week is over that is not whole in the exports. */
  readonly isBehind?: boolean;
  readonly sheets: readonly Sheet[];
  /** What a history of it needs to know besides; undefined: none is kept. */
  readonly kept?: Kept | undefined;
  /** What stands below them, where people meet over it. */
  readonly agenda?: readonly AgendaPart[];
  /** Whom a file that is handed on must not name; null: it may, or there is nobody. */
  readonly managers?: Managers | null;
  /** That people are hidden in texts of others, where they are. */
  readonly hidden?: readonly Text[];
  readonly ledger: readonly LedgerEntry[];
  readonly warnings: readonly Warning[];
}

/** `deals`, `qualified`: the day at whose end no more than a tenth of its leads may yet come to that; null: it is so already. */
export interface Ripeness {
  readonly deals: string | null;
  readonly qualified: string | null;
  /** Null: no export tells when leads were qualified. */
  readonly atAge: QualifiedAtAge | null;
}

/** The share of leads that were qualified within a week of the creation of each. */
export interface QualifiedAtAge {
  /** Null: too early, or there is no lead. */
  readonly rate: Exact | null;
  /** The day at whose end no more than a tenth of the leads are younger than a week; null: it is so already. */
  readonly ripe: string | null;
  /** Some qualified leads have no date: they may have been in time. */
  readonly isAtLeast: boolean;
  /** Of the leads of as many days before; null: they are younger as well, or the exports do not hold them. */
  readonly before: {
    readonly from: string;
    readonly to: string;
    readonly rate: Exact;
    readonly isAtLeast: boolean;
  } | null;
}

/** By what a report is broken down, whether by periods, and which these are, those too in which it has no rows. */
export interface Kept {
  readonly by: readonly string[];
  readonly isPeriodic: boolean;
  readonly periods: readonly KeptPeriod[];
  /** What no export tells: a history that has it is not to lose it. */
  readonly lacks: readonly HistorySide[];
}

export interface KeptPeriod {
  readonly name: string;
  readonly state: HistoryState;
}

/** Who works on the leads, in the order of their names, and the dimensions that hold them. */
export interface Managers {
  readonly names: readonly string[];
  readonly dimensions: ReadonlySet<string>;
}

/** Leads, and what was spent: counted, since a part of an export that counts nowhere is soon forgotten. */
export interface Outside {
  readonly leads: bigint;
  readonly spend: Exact | null;
  /** Won deals that belong to no lead. */
  readonly dealsAlone: bigint;
}

export const REACHES = ['implied', 'strict', 'observed'] as const;
export type Reach = (typeof REACHES)[number];
