import type { CubeContext, CubeRow } from '../facts/cube.js';
import type { Exact } from '../model/exact.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Norms, Rule } from '../model/settings.js';
import type { Sheet } from '../model/sheet.js';
import type { Table } from '../model/tables.js';
import type { Text } from '../model/text.js';

/** What the CRM's statuses mean, as the exports hold them: the built-in, the configured and the guessed ones alike. */
export interface StatusGround {
  /** With its pipeline, where the same status means different things. */
  status: string;
  stage: LeadStage | null;
  lost: boolean;
}

/** Where figures come from: what people dispute, and `--explain` says. */
export interface Grounds {
  /** The headings that a field is read from, over all files of a table. */
  headings(table: Table, field: string): readonly string[];
  statuses(): Promise<StatusGround[]>;
  rules: ReadonlyMap<LeadStage, Rule>;
}

/** What a report is computed from: the views, the scope, and what the configuration says of norms and margin. */
export interface ReportContext extends CubeContext {
  norms: Norms;
  margin: Exact | null;
  /** The report's, a code; null: not stated. */
  currency: string | null;
  grounds: Grounds;
  /** Whether to say under each table what its disputed figures are made of. */
  explain: boolean;
  /** Whether two spellings are one source. */
  sameSource(a: string, b: string): boolean;
  /** Lead stages of which the exports hold evidence. */
  known: ReadonlySet<LeadStage>;
  /** The measures by the keys asked for. */
  cube(keys: readonly string[]): Promise<CubeRow[]>;
}

/** One question, and the sheet that answers it. Adding a report: its file, and a line in the list. */
export interface ReportDefinition {
  name: string;
  title: Text;
  question: Text;
  compute(context: ReportContext): Promise<Sheet>;
}

export const defineReport = (report: ReportDefinition): ReportDefinition => report;
