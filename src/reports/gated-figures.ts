import { FIGURES, type FigureName, OF_SCOPE, type ScopeFigure } from '../model/figures/catalogue.js';
import type { Figure } from '../model/figures/figure.js';
import { FRESHNESS, type FreshnessName, isFreshness } from '../model/freshness.js';
import { isStage, STAGES } from '../model/funnel-stages.js';
import type { Kind } from '../model/sheet.js';
import type { Text } from '../model/text.js';
import { REPORTS } from './all-reports.js';
import type { DefinedReport } from './define-report.js';

/** A figure that can be held against a limit, and whether it has an interval. */
export type Gated = { readonly kind: Kind; readonly label: Text; readonly hasInterval: boolean } & (
  | { readonly of: 'scope'; readonly name: ScopeFigure }
  /** A cell of a report; without `row` that of its total, or of its only row. */
  | { readonly of: 'report'; readonly report: DefinedReport; readonly column: string; readonly row: string | undefined }
  | { readonly of: 'exports'; readonly name: FreshnessName }
);

/**
 * Reads `cpl`, `step_rate.deal`, `stages.deal.step_rate`, `sla.within_rate`, `export_age`; null: there is no such
 * figure.
 */
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

/** A report whose rows no gate can hold against a limit: they are about two sides, periods, a plan or single leads. */
export interface NoWhole {
  readonly report: string;
  /** The figure that was probably meant; null: the rows hold no figure that can be used. */
  readonly figure: string | null;
}

/**
 * Reads `trend.cpl_change`, `plan.revenue.value`, `scorecard.cpql.value`, `kpi.cpql`; null: no such report is named.
 */
export function noWhole(written: string): NoWhole | null {
  const [report = '', ...words] = written.split('.');
  const isReport = REPORTS.some((one) => one.name === report && !HAVING.includes(one));
  if (words.length === 0 || !(isReport || report === 'kpi')) return null;
  const names = words.map((word) => word.replace(/_(?:change|low|high)$/, ''));
  return { report, figure: names.find((name) => gatedFigure(name) !== null) ?? null };
}

/** Reports that are left out below: their rows are single leads, or are not about the whole. */
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

/** The cell of a report. There is no total over stages: one of them must be named. */
function cellOf(report: DefinedReport, column: string, row: string | undefined): Gated | null {
  const found = Object.hasOwn(report.columns, column) ? report.columns[column] : undefined;
  if (!found || !NUMBERS.has(found.kind)) return null;
  if (report.name === STAGE_REPORT && row === undefined) return null;
  // The stages are fixed, whatever exports hold: any other row is a mistake.
  if (isOfStages(report) && row !== undefined && !isStage(row)) return null;
  const { kind, label, figure } = found;
  const isRate = kind === 'rate' && figure !== undefined && told(figure).hasInterval;
  return { of: 'report', report, column, row, kind, label, hasInterval: isRate };
}

const isOfStages = ({ keys }: DefinedReport): boolean => keys.includes('stage');

/** How figures are written, for the message on a mistyped one. */
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
