import type { Delimiter, Encoding } from './dialect.js';
import type { LeadStage, Stage } from './funnel-stages.js';
import type { KpiName } from './kpis.js';
import type { PersonField } from './person-ids.js';
import type { Country } from './phone-numbering.js';
import type { Shift } from './working-time.js';

/**
 * What the configuration says, in terms of the model: rooms below `config` read this and not YAML. Decimal numbers stay
 * literals (`0.40`, `92.5`), as money never passes through a double.
 */
export interface FileSettings {
  /** A file or glob, relative to the configuration. */
  path: string;
  /** Of a workbook: the sheet that is meant. */
  sheet?: string | undefined;
  table: readonly string[];
  entity: 'lead' | 'deal';
  format?: string | undefined;
  columns: ReadonlyMap<string, readonly Matcher[]>;
  timezone?: string | undefined;
  currency?: string | undefined;
  vat?: Vat | undefined;
  dates?: string | undefined;
  decimal?: '.' | ',' | undefined;
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
  set: ReadonlyMap<string, string>;
  period?: { from: string; to: string } | undefined;
  concatenated: boolean;
  /** For running totals: the heading of the moment that decides which row of a key is the last. */
  latest?: string | undefined;
  /** Whether its money is in millionths; undefined: as the source has it. */
  micros?: boolean | undefined;
}

/**
 * VAT in amounts. A literal share (`0.20`), or shares by the day from which each holds: it is included and taken off.
 * `excluded`: amounts have none. For spend also `added`, for companies that cannot deduct it: VAT stays in the amounts,
 * and `added 0.22` adds it to amounts without.
 */
export type Vat = string | ReadonlyMap<string, string>;

/** How IDs are read where programs on the way changed them. */
export interface IdSettings {
  /** The least number of digits of an ID: lost leading zeros are put back. */
  pad?: number | undefined;
  /** A tail of `.0` is taken off. */
  stripTail?: boolean | undefined;
  ignoreCase?: boolean | undefined;
  /** How a form's lead is found in the CRM where nothing surer tells; and of which country phone numbers are. */
  fallback?: readonly PersonField[] | undefined;
  country?: Country | undefined;
}

/** When a lead is a repeat: by which fields people are recognised, and within how many days; undefined: at any time. */
export interface Repeats {
  by: readonly PersonField[];
  window: number | undefined;
}

/**
 * The column that a field is read from. `$3`: the third one, whatever its heading; `$row`: none, each row counts as one.
 */
export type Matcher = ({ heading: string } | { pattern: string } | { place: number } | { row: true }) & Drafted;

export type Condition =
  | { op: 'in' | 'not_in'; values: readonly string[] }
  | { op: 'present' | 'absent' }
  | { op: 'compare'; sign: '>' | '>=' | '<' | '<=' | '=' | '!='; value: string };

/** Any of the lists, all of a list's conditions. */
export type Rule = readonly (readonly { column: string; condition: Condition }[])[];

/** Groups of a dimension's values: each is a pattern of RE2 searched in them, case ignored. The first that fits counts. */
export interface Grouping {
  readonly of: string;
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * A column that is computed from others by conditions: the name of the first segment whose rule holds; or whether enough of
 * some signs are there (`met`, `not met`, or null where too few of them are known).
 */
export type Worked = { readonly segments: ReadonlyMap<string, Rule> } | Criterion;

interface Criterion {
  readonly signs: readonly Rule[];
  readonly atLeast: number;
}

/** What a lead must have to be passed on to sales, by the names of the criteria. */
export type Standard = ReadonlyMap<string, Criterion>;

/**
 * What to do with unexplained statuses: `true` accepts the suggestions; `lead` takes them for open leads, the only guess
 * that is safe in a job.
 */
export type Guess = boolean | 'lead';

export type StatusMeaning = (
  | { kind: 'stage'; stage: LeadStage }
  | { kind: 'lost'; after: LeadStage | null }
  | { kind: 'ignore' }
) &
  Drafted;

/** Written with a question mark: `init` proposed it, and nobody has confirmed it. */
interface Drafted {
  drafted?: true;
}

/** Up to how much of a warning is known and accepted: a number, or a share as a literal (`0.02`). */
export type Bound = { count: number } | { share: string };

export interface Norms {
  /** Step rates as literals: stage → `0.5`. */
  steps: ReadonlyMap<Stage, string>;
  /** Of figures that are no steps, as literals. */
  figures: ReadonlyMap<KpiName, string>;
  bySource: ReadonlyMap<string, ReadonlyMap<Stage, string>>;
}

/** What marketing costs in a month besides advertising, in the report's currency: amounts by purpose, as literals. */
export interface CostsOfMonth {
  /** Borne by no source. */
  own: ReadonlyMap<string, string>;
  bySource: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Month by month (`2026-10`); null: each month alike. */
export type Costs = readonly ({ month: string | null } & CostsOfMonth)[];

export interface Calendar extends Shift {
  /** Days off as `YYYY-MM-DD`, or a file of them, relative to the configuration. */
  holidays: readonly string[] | string;
  byManager?: ReadonlyMap<string, Shift> | undefined;
}

/** How fast leads are to be answered, and what counts as an answer. The keys document their defaults. */
export interface Sla {
  /** Seconds of working time to the first answer. */
  response?: number | undefined;
  /** Whole working days to a status change or a reason. */
  feedback?: number | undefined;
  /** Without one nothing is in time or late. */
  calendar?: Calendar | undefined;
  from?: 'assigned' | 'created' | undefined;
  /** Statuses, or `Pipeline / Status`. */
  none?: readonly string[] | undefined;
  notBy?: readonly string[] | undefined;
  responseIn?: 'elapsed' | 'working' | undefined;
  /** What tells the answer; undefined: columns of the CRM. */
  answer?: 'calls' | undefined;
}
