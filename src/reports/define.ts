import type { CubeContext, CubeRow } from '../funnel/cube.js';
import type { Exact } from '../model/exact.js';
import type { Norms } from '../model/settings.js';
import type { Sheet } from '../model/sheet.js';
import type { LeadStage } from '../model/stages.js';
import type { Text } from '../model/text.js';

/** What a report is computed from: the views, the scope, and what the configuration says of norms and margin. */
export interface ReportContext extends CubeContext {
  norms: Norms;
  margin: Exact | null;
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
