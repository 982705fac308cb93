import type { LeadStage } from './funnel-stages.js';
import type { Rule } from './settings.js';
import type { Table } from './tables.js';

/** What a status of the CRM counts as, as the exports hold it: the built-in, the configured and the guessed ones alike. */
export interface CountedStatus {
  /** With its pipeline, where the same status means different things. */
  status: string;
  stage: LeadStage | null;
  lost: boolean;
}

/** Where figures come from: what people dispute, and `--explain` says. */
export interface Provenance {
  /** The headings that a field is read from, over all files of a table. */
  headings(table: Table, field: string): readonly string[];
  /** The files of a table, each with the heading that it has for a field, null where it has none. */
  files(table: Table, field: string): readonly { at: number; file: string; heading: string | null }[];
  statuses(): Promise<readonly CountedStatus[]>;
  rules: ReadonlyMap<LeadStage, Rule>;
  /** A call with a talk is evidence of `contact`. */
  areCallsContact: boolean;
}
