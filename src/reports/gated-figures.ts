import { FIGURES, type FigureName, OF_SCOPE, type ScopeFigure } from '../model/figures/catalogue.js';
import type { Figure } from '../model/figures/figure.js';
import { FRESHNESS, type FreshnessName, isFreshness } from '../model/freshness.js';
import { isStage, STAGES } from '../model/funnel-stages.js';
import type { Kind } from '../model/sheet.js';
import type { Text } from '../model/text.js';
import { REPORTS } from './all-reports.js';
import type { DefinedReport } from './define-report.js';

/** A figure that can be held against a limit, and its interval where there is one. */
export type Gated = { readonly kind: Kind; readonly label: Text; readonly hasInterval: boolean } & (
  | { readonly of: 'scope'; readonly name: ScopeFigure }
  /** A cell of a report; without a row that of its total, or of its only one. */
  | { readonly of: 'report'; readonly report: DefinedReport; readonly column: string; readonly row: string | undefined }
  | { readonly of: 'exports'; readonly name: FreshnessName }
);

/** Reads `cpl`, `step_rate.deal`, `stages.deal.step_rate`, `sla.within_rate`, `export_age`; null: there is no such figure. */
export function gatedFigure(written: string): Gated | null {
  if (isFreshness(written))
    return { of: 'exports', name: written, kind: 'count', label: FRESHNESS[written].label, hasInterval: false };
  if (isOfScope(written)) return { of: 'scope', name: written, ...told(written) };
  const parts = written.split('.');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  const report = HAVING.find(({ name }) => name === first);
  if (report && parts.length > 1) return cellOf(report, last, parts.slice(1, -1).join('.') || undefined);
  if (parts.length === 2 && isStage(last)) return ofStages(first, last);
  const having = HAVING.find((one) => one.name !== STAGE_REPORT && cellOf(one, written, undefined));
  return having && parts.length === 1 ? cellOf(having, written, undefined) : null;
}

/** A gate holds a figure of leads, and no row of a report that is of two sides, of periods, of a plan or of single leads. */
export interface NoWhole {
  readonly report: string;
  /** The figure that is probably meant; null: its rows are of none. */
  readonly figure: string | null;
}

/** Reads `trend.cpl_change`, `plan.revenue.value`, `scorecard.cpql.value`, `kpi.cpql`; null: it names no such report. */
export function noWhole(written: string): NoWhole | null {
  const [report = '', ...words] = written.split('.');
  const isReport = REPORTS.some((one) => one.name === report && !HAVING.includes(one));
  if (words.length === 0 || !(isReport || report === 'kpi')) return null;
  const names = words.map((word) => word.replace(/_(?:change|low|high)$/, ''));
  return { report, figure: names.find((name) => gatedFigure(name) !== null) ?? null };
}

/** The reports whose numbers are of the whole: not lists of leads, and not what is of two sides, of periods or of a plan. */
const NO_WHOLE = new Set(['stuck', 'plan', 'hypotheses', 'journey', 'scorecard']);
const HAVING = REPORTS.filter(
  ({ name, asked, period, isOfWeek }) => !asked && period === null && !isOfWeek && !NO_WHOLE.has(name),
);
const STAGE_REPORT = 'stages';

const NUMBERS: ReadonlySet<Kind> = new Set<Kind>([
  ...(['count', 'quantity', 'credit', 'rank', 'rate', 'points', 'ratio', 'money', 'unit_cost', 'seconds'] as const),
]);

const isOfScope = (name: string): name is ScopeFigure => Object.hasOwn(OF_SCOPE, name);

function told(name: FigureName) {
  const { kind, label, formula } = FIGURES[name] as unknown as Figure<unknown>;
  return { kind, label, hasInterval: formula.op === 'over' && (kind === 'rate' || kind === 'unit_cost') };
}

const ofStages = (column: string, stage: string): Gated | null => {
  const report = HAVING.find(({ name }) => name === STAGE_REPORT);
  return report ? cellOf(report, column, stage) : null;
};

/** Of stages there is no total: one of them has to be named. */
function cellOf(report: DefinedReport, column: string, row: string | undefined): Gated | null {
  const found = Object.hasOwn(report.columns, column) ? report.columns[column] : undefined;
  if (!found || !NUMBERS.has(found.kind)) return null;
  if (report.name === STAGE_REPORT && row === undefined) return null;
  // Of stages there are no others, whatever exports hold.
  if (isOfStages(report) && row !== undefined && !isStage(row)) return null;
  const { kind, label, figure } = found;
  const isRate = kind === 'rate' && figure !== undefined && told(figure).hasInterval;
  return { of: 'report', report, column, row, kind, label, hasInterval: isRate };
}

const isOfStages = ({ keys }: DefinedReport): boolean => keys.includes('stage');

/** How the figures are written, for whoever mistyped one. */
export const GATED_FIGURES: readonly string[] = [
  ...Object.keys(OF_SCOPE),
  ...Object.keys(FRESHNESS),
  ...STAGES.map((stage) => `step_rate.${stage}`),
  ...HAVING.flatMap(({ name, keys, columns }) =>
    Object.keys(columns)
      .filter((column) => NUMBERS.has(columns[column]?.kind ?? 'text'))
      .flatMap((column) => [
        ...(name === STAGE_REPORT ? [] : [column, `${name}.${column}`]),
        ...(keys.includes('stage') ? STAGES.map((stage) => `${name}.${stage}.${column}`) : []),
      ]),
  ),
];
