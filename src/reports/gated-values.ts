import { PERIOD } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import { FIGURES, OF_SCOPE, type ScopeFigure } from '../model/figures/catalogue.js';
import { answer, type Figure } from '../model/figures/figure.js';
import { partsOf } from '../model/figures/formula.js';
import type { Scoped } from '../model/figures/scoped.js';
import type { Step } from '../model/figures/steps.js';
import type { GatedValue } from '../model/gate.js';
import { isPositive } from '../model/measures.js';
import type { DefinedReport } from './define-report.js';
import { isEarly, isStep, isStepEarly } from './gated-early.js';
import { type AnyFormula, byDay, isOfLeads, numberIn, ofPrice, ofRate } from './gated-intervals.js';
import type { ReportColumn } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/** What is known of the days of a gate. */
interface GatedDays {
  /** Whether the exports cover some of these days with leads: else no leads does not mean zero. */
  readonly knowsLeads: boolean;
  /** The values of the dimension of which some cost is unknown. */
  readonly unpriced: ReadonlySet<string>;
}

/** The values of a figure for a gate: one for the whole scope, or one for each value of a dimension (`by`). */
export async function valuesInScope(
  context: ReportContext,
  name: ScopeFigure,
  by: string | null,
  { knowsLeads, unpriced }: GatedDays,
): Promise<GatedValue[]> {
  const own = context.ofSources();
  const { margin } = context;
  const keys = by === null ? [] : [by];
  const rows = await own.cube(keys);
  const groups =
    by === null
      ? [{ row: null, own: totalOf(rows, own) }]
      : rows.map(({ keys: of, measures }) => ({ row: of.get(by) ?? '', own: measures }));
  const figure = OF_SCOPE[name] as Figure<Scoped>;
  const { formula, kind } = figure;
  const isPrice = kind === 'unit_cost' && formula.op === 'over';
  const daily = isPrice ? await own.within({ ...context.scope, by: [], period: 'day' }).cube([PERIOD, ...keys]) : [];
  const values = groups.map(({ row, own: measures }): GatedValue => {
    const scoped = { own: measures, margin };
    const days = daily.filter(({ keys: of }) => by === null || of.get(by) === row);
    return {
      row,
      value: knowsLeads || !isOfLeads(formula, scoped) ? (answer(figure, scoped) as Exact | null) : null,
      n: numberIn(formula, scoped) ?? (formula.op === 'over' ? (measures.whole_leads ?? measures.leads) : null),
      interval: isPrice
        ? ofPrice(
            formula,
            scoped,
            byDay(context.scope, days, (own) => ({ own, margin })),
          )
        : ofRate(kind, formula, scoped),
      isEarly: isEarly(formula, scoped),
    };
  });
  // A row on which nothing was spent has no price, so there is nothing to hold against a limit.
  const isFree = groups.map(
    ({ row, own: measures }) =>
      isOfMoney(formula, { own: measures, margin }) && !isPositive(measures.spend) && !unpriced.has(row ?? ''),
  );
  return by === null ? values : values.filter(({ value }, at) => value !== null || isFree[at] !== true);
}

const isOfMoney = (formula: AnyFormula<Scoped>, scoped: Scoped): boolean =>
  formula.op === 'over' && partsOf(formula, scoped).some((part) => part.rows(scoped).of === 'spend');

/**
 * The values of a cell of a report: of the named row, else of the total or of the only row; with `by` of every row
 * except totals.
 */
export async function valuesInReport(
  context: ReportContext,
  { report, column, row }: { report: DefinedReport; column: string; row: string | undefined },
  by: string | null,
  { knowsLeads }: Pick<GatedDays, 'knowsLeads'>,
  pick: (sheet: Awaited<ReturnType<DefinedReport['compute']>>, row: string | undefined) => unknown,
): Promise<GatedValue[]> {
  const sheet = await report.compute(context);
  const found = sheet.columns.find(({ name }) => name === column) as ReportColumn<unknown> | undefined;
  const key = by === null ? null : sheet.columns.find(({ name, isKey }) => isKey && name === by);
  const rows =
    by === null
      ? [{ called: null, of: pick(sheet, row) }].filter(({ of }) => of !== undefined)
      : sheet.rows
          .map((of) => ({ called: String(key?.value(of) ?? ''), of }))
          .filter(({ called }) => !/^\((?:total|paid|deals_without_lead)\)$/.test(called));
  const { formula, kind } = (
    found?.figure === undefined ? { formula: { op: 'judged' }, kind: 'text' } : FIGURES[found.figure]
  ) as Figure<unknown>;
  return rows.map(({ called, of }) => ({
    row: called,
    value: knowsLeads || !isOfLeads(formula, of) ? ((found?.value(of) ?? null) as Exact | null) : null,
    n: numberIn(formula, of),
    interval: ofRate(kind, formula, of),
    isEarly: isStep(of)
      ? isStepEarly(formula as AnyFormula<Step>, of)
      : report.name === 'sources' && isEarly(formula, of as Scoped),
  }));
}
