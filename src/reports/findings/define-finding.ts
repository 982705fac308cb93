import type { CubeRow } from '../../facts/cube.js';
import type { Scoped } from '../../model/figures/scoped.js';
import type { Quadrant } from '../../model/figures/source-verdict.js';
import type { Measures } from '../../model/measures.js';
import type { Finding } from '../../model/report.js';
import type { Text } from '../../model/text.js';
import type { ReasonRow } from '../lost-tables.js';
import type { ReportContext } from '../report-context.js';

/** A source, as in the report of sources. */
export interface Source extends Scoped {
  name: string;
  verdict: Quadrant | null;
  /** All other sources with spend, taken together. */
  others: Scoped;
}

/** What findings look at: the whole scope, even if the reports are broken down. */
export interface Evidence {
  context: ReportContext;
  /** The rows of the cube, for figures that are added up over sources. */
  rows: readonly CubeRow[];
  sources: readonly Source[];
  total: Measures;
  /** Lost leads by reason. */
  lost: readonly ReasonRow[];
}

/**
 * A finding before it is worded. `behind`: the words of the command that shows what is behind it, without days and
 * paths.
 */
export interface Found extends Omit<Finding, 'code' | 'codes' | 'command'> {
  readonly behind: readonly string[];
  /** The one source that explains the finding. */
  readonly because?: string;
}

/** One thing that a person should act on. To add one: its file, and a line in the list. */
export interface FindingDefinition {
  /** The code of the finding, in kebab-case. */
  name: string;
  /** A sentence on what it looks at. */
  looksAt: Text;
  /** Looks for it; null: there is nothing to say, or figures that it needs are unknown. */
  find(evidence: Evidence): Promise<Found | null>;
}

export const defineFinding = (finding: FindingDefinition): FindingDefinition => finding;
