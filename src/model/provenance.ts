import type { LeadStage } from './funnel-stages.js';
import type { Rule } from './settings.js';
import type { Table } from './tables.js';

/** The meaning of a status, as the exports write it; built-in, configured and guessed ones alike. */
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
  /** The files of a table, each with its heading for a field; null where it has none. */
  files(table: Table, field: string): readonly { at: number; file: string; heading: string | null }[];
  statuses(): Promise<readonly CountedStatus[]>;
  rules: ReadonlyMap<LeadStage, Rule>;
  /** A call with a talk is evidence of `contact`. */
  areCallsContact: boolean;
}
