import { compare } from './compare.js';
import type { DefinedReport } from './define-report.js';
import { hypotheses } from './hypotheses.js';
import { journey } from './journey.js';
import { leak } from './leak.js';
import { plan } from './plan.js';
import { reasons } from './reasons.js';
import { reconcileCounts } from './reconcile-counts.js';
import { reconcileForms } from './reconcile-forms.js';
import { reviewCalls } from './review-calls.js';
import { reviewDecided } from './review-decided.js';
import { reviewFigures } from './review-figures.js';
import { reviewLost } from './review-lost.js';
import { reviewReasons } from './review-reasons.js';
import { reviewWaiting } from './review-waiting.js';
import { reviewWon } from './review-won.js';
import { scorecard } from './scorecard.js';
import { sla } from './sla.js';
import { sources } from './sources.js';
import { stages } from './stages.js';
import { standard } from './standard.js';
import { standardMatrix } from './standard-matrix.js';
import { stuck } from './stuck.js';
import { times } from './times.js';
import { trend } from './trend.js';

/** What every `funnel report` prints, in this order. To add a report: its file, and a line here. */
export const ALL = { stages, sources, reasons } as const;
/** What `funnel reconcile` prints. */
export const RECONCILE: readonly DefinedReport[] = [reconcileForms, reconcileCounts];
/** What `funnel review` prints: the blocks of one meeting, in their order. */
export const REVIEW: readonly DefinedReport[] = [
  ...[reviewDecided, reviewFigures, reviewWon, reviewLost, reviewReasons, reviewWaiting],
  reviewCalls,
];
/** What `funnel report` prints only if `--section` names it. */
const ALONE: readonly DefinedReport[] = [times, trend, leak, compare, journey, ...RECONCILE, ...REVIEW];

export const WHOLE: readonly DefinedReport[] = Object.values(ALL);
/** What `funnel report` prints in addition, if funnel.yaml has the section. */
const BY_SECTION: Readonly<
  Record<'kpi' | 'plan' | 'sla' | 'hypotheses' | 'standard' | 'stuck', readonly DefinedReport[]>
> = {
  kpi: [scorecard],
  plan: [plan],
  sla: [sla],
  hypotheses: [hypotheses],
  standard: [standard, standardMatrix],
  stuck: [stuck],
};

/** The reports that `funnel report` prints with a configuration of these sections. */
export const wholeOf = ({
  sections,
  ...config
}: Readonly<
  Partial<Record<keyof typeof BY_SECTION, unknown>> & { sections?: 'apart' | undefined }
>): readonly DefinedReport[] => [
  ...WHOLE,
  ...Object.entries(BY_SECTION).flatMap(([section, reports]) =>
    sections !== 'apart' && isGiven(config[section as keyof typeof BY_SECTION]) ? reports : [],
  ),
];
/** A section whose list or map is empty counts as left out. */
const isGiven = (section: unknown): boolean =>
  section !== undefined &&
  !(Array.isArray(section) && section.length === 0) &&
  !(section instanceof Map && section.size === 0);

/** The name for `--section` that is not a report: the result line, the findings and what is to be decided. */
export const FINDINGS_SECTION = 'findings';

/** All reports: each has a command of its own. */
export const REPORTS: readonly DefinedReport[] = [...WHOLE, ...Object.values(BY_SECTION).flat(), ...ALONE];
