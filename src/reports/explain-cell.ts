import type { Behind, Wanted } from '../facts/behind.js';
import type { Arithmetic, ExplainedPart, Explanation } from '../model/explanation.js';
import { FIGURES, type FigureName } from '../model/figures/catalogue.js';
import { type Figure, partsBehind } from '../model/figures/figure.js';
import type { Formula, Part } from '../model/figures/formula.js';
import { type Rows, ZERO } from '../model/measures.js';
import { kindIn, type Sheet } from '../model/sheet.js';
import type { DefinedReport } from './define-report.js';
import { explainPart } from './explain-part.js';
import type { ReportColumn } from './report-columns.js';
import type { ReportContext } from './report-context.js';

/** The part of an explanation that the report of a cell knows; the rest is about the whole run. */
type ExplainedCell = Omit<Explanation, 'scope' | 'filters' | 'leftOut' | 'warnings' | 'row' | 'title'> & {
  /** For each part, in their order, the rows that can be listed; null: there are none to list. */
  readonly wanted: readonly (Wanted | null)[];
};

/** Explains the cell of a row in the column at a position of a report's sheet. */
export async function explainCell(
  report: DefinedReport,
  sheet: Sheet,
  [row, at]: readonly [row: unknown, column: number],
  given: ReportContext,
): Promise<ExplainedCell> {
  const context = report.contextOf(given);
  const column = sheet.columns[at] as Sheet['columns'][number] & ReportColumn<unknown>;
  const { name, label, isAtLeast } = column;
  const kind = kindIn(column, row);
  const ofEvents = context.scope.basis === 'event' ? column.ofEvents : undefined;
  const behind = report.behind(row, [...(context.scope.period ? ['period'] : []), ...context.scope.by]);
  const found = column.figure === undefined ? null : figureOf(column.figure);
  const isBlank = context.scope.basis === 'event' && column.isOfCohorts === true;
  const formula = isBlank
    ? NOTHING
    : (found?.formula ?? { op: 'judged' as const, from: [await wholeRow(behind, context)] });
  const named = partsBehind(formula, row);
  const parts: ExplainedPart[] = [];
  const wanted: (Wanted | null)[] = [];
  const places = new Map<string, number>();
  const idOf = (part: Part<unknown>) => JSON.stringify([part.name, part.rows(row)]);
  for (const part of named) {
    if (places.has(idOf(part))) continue;
    places.set(idOf(part), parts.length);
    const explained = await explainPart(part, row, behind, context);
    parts.push(explained);
    wanted.push(explained.rows === null ? null : { behind, rows: part.rows(row) });
  }
  const placeOf = (part: Part<unknown>) => places.get(idOf(part)) ?? 0;
  return {
    ...{ report: report.name, column: name, label, kind, value: column.value(row), parts, wanted },
    isAtLeast: column.value(row) !== null && (isAtLeast?.(row) ?? false),
    sentence: isBlank
      ? (column.sentence ?? label)
      : (ofEvents ?? column.noteOf?.(row) ?? found?.sentence ?? column.sentence ?? label),
    // A formula without parts would come to zero for a reader who computes it again.
    formula: formula.op === 'judged' || parts.length === 0 ? null : arithmeticOf(formula, row, placeOf),
  };
}

const NOTHING = { op: 'judged', from: [] } as const;

const figureOf = (name: FigureName) => FIGURES[name] as unknown as Figure<unknown>;

/** For a cell that is not a figure: what its row consists of, all its leads or all its rows of forms. */
async function wholeRow(behind: Behind, { tallied, has }: ReportContext): Promise<Part<unknown>> {
  if (behind.table === 'forms') {
    const rows: Rows = { of: 'forms', stands: null };
    const [tally] = await tallied([{ behind, rows }]);
    return { op: 'part', name: 'platform_leads', of: () => tally?.sum ?? ZERO, rows: () => rows };
  }
  const rows: Rows = { of: 'leads', measure: behind.table === 'deals_alone' ? 'won_deals' : 'leads' };
  const [tally] = await tallied([{ behind, rows }]);
  // If the exports hold no leads, their number is unknown, not zero.
  const none = has.leads && behind.table !== 'sums' ? ZERO : null;
  return { op: 'part', name: rows.measure, of: () => tally?.sum ?? none, rows: () => rows };
}

function arithmeticOf(formula: Formula<unknown>, row: unknown, placeOf: (part: Part<unknown>) => number): Arithmetic {
  if (formula.op === 'part') return { op: 'part', part: placeOf(formula) };
  if (formula.op === 'sum') {
    const terms = formula.terms(row);
    if (terms.length === 1) return arithmeticOf(terms[0] as Formula<unknown>, row, placeOf);
    return { op: 'sum', terms: terms.map((term) => arithmeticOf(term, row, placeOf)) };
  }
  const [left, right] = [formula.left, formula.right].map((one) => arithmeticOf(one, row, placeOf));
  return { op: formula.op, left: left as Arithmetic, right: right as Arithmetic };
}
