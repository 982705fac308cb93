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

/** Where each physical line of a file ended. The numbers add up to `lines`, which is checked before anything is printed. */
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

/** A line that was set aside. `value` is cut to 40 characters and masked; it is never a whole row. */
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
  /** Cells that could not be read, by heading. Their rows stay, with an unknown value. */
  bad_cells: Map<string, number>;
  rejects: Reject[];
  /** The days that it covers, as stated or by its rows; null: nothing tells any. */
  days: { from: string; to: string } | null;
  /** How it was read, for `check`: "dates: dd.MM.yyyy", "decimal mark: ,". */
  readings: Text[];
}

export interface Warning {
  code: WarningCode;
  message: Text;
  count: number;
}

/** A sentence that somebody can act on: with its figure, who takes it up, how to prove it, and the rows behind it. */
export interface Finding {
  /** A machine name, kebab-case: `cheap-and-empty`. */
  readonly code: string;
  /** Its own code, and those of further facts that its sentence includes: a gap, and the source that explains it. */
  readonly codes: readonly string[];
  readonly tone: 'bad' | 'good' | 'info';
  /** Who takes it up, never who is guilty; null: good news need nobody. */
  readonly owner: 'marketing' | 'sales' | 'both' | null;
  /** The amount at stake in the report's currency, an upper bound where the sentence says so; null: unknown. */
  readonly money: Exact | null;
  /** The column that shows it, as `explain` takes it: `sources.cpl`; and its rows: `source=VK`, null: all. */
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

/** Everything that a renderer needs: the question, the sheets, and what they are based on. */
export interface Report {
  readonly version: string;
  /** What funnel.yaml calls it. */
  readonly title: string | null;
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly basis: Basis;
  readonly reach: Reach;
  /** How leads were split over sources, if anything but the recorded source was asked for. */
  readonly attribution: {
    readonly model: Attribution;
    readonly said: readonly Text[];
    /** All leads, and those without a touch that counts: they keep their recorded source. */
    readonly leads: number;
    readonly untouched: number;
    /** Touches before a lead, those cut off by the look-back, and its days. */
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
  /**
   * What came of the money, a sentence each: of these leads, by the day of the deal, against the plan. Empty: not asked
   * for.
   */
  readonly result: readonly Text[];
  /** What a person should act on, most money first; at most seven. */
  readonly findings: readonly Finding[];
  /** The results of the configured gates, in order; empty where they were not asked for. */
  readonly gates: readonly GateResult[];
  /** What is to be decided, at the end of the report; at most three sentences. */
  readonly toDecide: readonly Text[];
  /** How many leads were talked to, qualified or not, and their share of all; null where no export tells. */
  readonly contacted: { readonly count: Exact | null; readonly rate: Exact | null };
  /** Whether it is too early for the main figures; undefined: nobody shows it. */
  readonly ripeness?: Ripeness;
  /** How the plan stands; null: there is none. Undefined: nobody shows it. */
  readonly plan?: PlanSoFar | null;
  /** Won deals that were closed in its days; null where no export dates any. */
  readonly bridge: Bridge | null;
  /** Their revenue as far as it is known, and how many of them have an amount; null: unknown. */
  readonly earned?: { readonly revenue: Exact; readonly priced: number } | null;
  /**
   * How the figures came about, in words for the foot: which rule named the source of how many leads, what did not match.
   */
  readonly foot: readonly Text[];
  /** What lies outside of its days; null where they leave nothing out. */
  readonly outside: Outside | null;
  /** Further lines of the head, in words: VAT, the field that revenue is read from, filters, guesses. */
  readonly head: readonly Text[];
  /** By the clock a week is over that is not whole in the exports. */
  readonly isBehind?: boolean;
  readonly sheets: readonly Sheet[];
  /** What a history of it needs to know besides; undefined: none is kept. */
  readonly kept?: Kept | undefined;
  /** What stands below them, where people meet over it. */
  readonly agenda?: readonly AgendaPart[];
  /** The people whom a file that is handed on must not name; null: it may name them, or there are none. */
  readonly managers?: Managers | null;
  /** That people are hidden in texts of others, where they are. */
  readonly hidden?: readonly Text[];
  readonly ledger: readonly LedgerEntry[];
  readonly warnings: readonly Warning[];
}

/**
 * `deals`, `qualified`: the day by whose end at most a tenth of its leads may still come to that; null: it is so already.
 */
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
  /** The day by whose end at most a tenth of the leads are younger than a week; null: it is so already. */
  readonly ripe: string | null;
  /** Some qualified leads have no date: they may have been in time. */
  readonly isAtLeast: boolean;
  /** The same for as many days before; null: those leads are younger as well, or the exports do not have them. */
  readonly before: {
    readonly from: string;
    readonly to: string;
    readonly rate: Exact;
    readonly isAtLeast: boolean;
  } | null;
}

/** The breakdown of a report, whether it is by periods, and all of its periods, also those without rows. */
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

/** Who works on the leads, in the order of names, and the dimensions that hold these names. */
export interface Managers {
  readonly names: readonly string[];
  readonly dimensions: ReadonlySet<string>;
}

/** Leads and spend that are in no figure. They are counted, since a part that is nowhere is soon forgotten. */
export interface Outside {
  readonly leads: bigint;
  readonly spend: Exact | null;
  /** Won deals that belong to no lead. */
  readonly dealsAlone: bigint;
}

export const REACHES = ['implied', 'strict', 'observed'] as const;
export type Reach = (typeof REACHES)[number];
