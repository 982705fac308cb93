import type { CubeRow } from '../../facts/cube.js';
import type { Scoped } from '../../model/figures/scoped.js';
import type { Quadrant } from '../../model/figures/source-verdict.js';
import type { Measures } from '../../model/measures.js';
import type { Finding } from '../../model/report.js';
import type { Text } from '../../model/text.js';
import type { ReasonRow } from '../lost-tables.js';
import type { ReportContext } from '../report-context.js';

/** A source as the report of sources shows it. */
export interface Source extends Scoped {
  name: string;
  verdict: Quadrant | null;
  /** All other sources with spend, together. */
  others: Scoped;
}

/** What findings look at: the whole of the scope, however finely its reports are broken down. */
export interface Evidence {
  context: ReportContext;
  /** As the cube gives them, for what is added up over sources. */
  rows: readonly CubeRow[];
  sources: readonly Source[];
  total: Measures;
  /** Lost leads by reason. */
  lost: readonly ReasonRow[];
}

/** A finding before it is said: what shows what is behind it, word by word, without days and paths. */
export interface Found extends Omit<Finding, 'code' | 'codes' | 'command'> {
  readonly behind: readonly string[];
  /** The one source that explains it. */
  readonly because?: string;
}

/** One thing that a person should act on. Adding one: its file, and a line in the list. */
export interface FindingDefinition {
  /** The code of what it finds, kebab-case. */
  name: string;
  /** What it looks at, in a sentence. */
  looksAt: Text;
  /** null: nothing to say, or the figures that it needs are unknown. */
  find(evidence: Evidence): Promise<Found | null>;
}

export const defineFinding = (finding: FindingDefinition): FindingDefinition => finding;
