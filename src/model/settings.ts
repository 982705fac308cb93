import type { Delimiter, Encoding } from './dialect.js';
import type { LeadStage, Stage } from './funnel-stages.js';
import type { KpiName } from './kpis.js';
import type { PersonField } from './person-ids.js';
import type { Country } from './phone-numbering.js';
import type { Shift } from './working-time.js';

/**
 * What the configuration says, in the words of the model: rooms below `config` read these, not YAML.
 * Decimal numbers stay literals (`0.40`, `92.5`): money never passes through a double.
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
  /** Of running totals: the heading of the moments by which of rows with the same key the last one counts. */
  latest?: string | undefined;
  /** Whether its money stands in millionths; undefined: as the source has it. */
  micros?: boolean | undefined;
}

/**
 * VAT in amounts: its share as a literal (`0.20`), or such shares by the day from which each holds; `excluded`: there is
 * none; of spend also `added`, for who cannot deduct it: amounts stay with it, and `added 0.22` adds it to those without.
 */
export type Vat = string | ReadonlyMap<string, string>;

/** How IDs are read where programs on the way changed them. */
export interface IdSettings {
  /** Digits that an ID has at least: leading zeros that were lost are put back. */
  pad?: number | undefined;
  /** A tail of `.0` is taken off. */
  stripTail?: boolean | undefined;
  ignoreCase?: boolean | undefined;
  /** By what a form's lead is found in the CRM where nothing surer tells; and whose phone numbers they are. */
  fallback?: readonly PersonField[] | undefined;
  country?: Country | undefined;
}

/** When a person has come before: by what it is told, within so many days; undefined: at any time. */
export interface Repeats {
  by: readonly PersonField[];
  window: number | undefined;
}

/** Which column a field is read from. `$3`: the third, whatever its heading; `$row`: no column, each row counts as one. */
export type Matcher = ({ heading: string } | { pattern: string } | { place: number } | { row: true }) & Drafted;

export type Condition =
  | { op: 'in' | 'not_in'; values: readonly string[] }
  | { op: 'present' | 'absent' }
  | { op: 'compare'; sign: '>' | '>=' | '<' | '<=' | '=' | '!='; value: string };

/** Any of the lists, all of a list's conditions. */
export type Rule = readonly (readonly { column: string; condition: Condition }[])[];

/**
 * A column that conditions work out of others: the name of the first segment whose rule holds; or whether enough of some signs
 * are there, which is `met`, `not met`, or nothing where too few of them are known.
 */
/** Values of a dimension by groups: each a pattern of RE2 that is looked for in them, whatever its case; the first that fits counts. */
export interface Grouping {
  readonly of: string;
  readonly groups: ReadonlyMap<string, string>;
}

export type Worked = { readonly segments: ReadonlyMap<string, Rule> } | Criterion;

interface Criterion {
  readonly signs: readonly Rule[];
  readonly atLeast: number;
}
/** What a lead must hold to be passed on to sales, by the names of its criteria. */
export type Standard = ReadonlyMap<string, Criterion>;

/** Of statuses that nobody has explained: `true` takes what is suggested; `lead`: open leads, the one guess that is safe in a job. */
export type Guess = boolean | 'lead';

export type StatusMeaning = (
  | { kind: 'stage'; stage: LeadStage }
  | { kind: 'lost'; after: LeadStage | null }
  | { kind: 'ignore' }
) &
  Drafted;

/** Written with a question mark: `init` proposed it, and nobody has said yet that it is so. */
interface Drafted {
  drafted?: true;
}

/** Up to how much of a warning is known: a number, or a share as a literal (`0.02`). */
export type Bound = { count: number } | { share: string };

export interface Norms {
  /** Step rates as literals: stage → `0.5`. */
  steps: ReadonlyMap<Stage, string>;
  /** Of figures that are no steps, as literals. */
  figures: ReadonlyMap<KpiName, string>;
  bySource: ReadonlyMap<string, ReadonlyMap<Stage, string>>;
}

/** What marketing costs in a month besides advertising, in the report's currency: by what it is for, as literals to the kopeck. */
export interface CostsOfMonth {
  /** Borne by no source. */
  own: ReadonlyMap<string, string>;
  bySource: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Month by month (`2026-10`); null: each month alike. */
export type Costs = readonly ({ month: string | null } & CostsOfMonth)[];

export interface Calendar extends Shift {
  /** `YYYY-MM-DD`, days off; or a file of them, relative to the configuration. */
  holidays: readonly string[] | string;
  byManager?: ReadonlyMap<string, Shift> | undefined;
}

/** How fast leads are to be answered, and what counts as an answer. What is left out is as the words of the keys say. */
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
