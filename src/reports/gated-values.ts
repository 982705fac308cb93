import { daysBetween, shiftDay } from '../model/dates.js';
import { PERIOD } from '../model/dimensions.js';
import { type Exact, fromNumber, toNumber } from '../model/exact.js';
import { FIGURES, OF_SCOPE, type ScopeFigure } from '../model/figures/catalogue.js';
import { answer, type Figure } from '../model/figures/figure.js';
import { evaluate, type Formula, partsOf } from '../model/figures/formula.js';
import { priceInterval } from '../model/figures/price-interval.js';
import type { Scoped } from '../model/figures/scoped.js';
import type { Step } from '../model/figures/steps.js';
import { wilson } from '../model/figures/wilson.js';
import { isLeadStage, type LeadStage } from '../model/funnel-stages.js';
import type { GatedValue } from '../model/gate.js';
import { isMuch, isPositive, LEAD_MEASURES, type Measures, noMeasures, type Rows, ZERO } from '../model/measures.js';
import type { DefinedReport } from './define-report.js';
import type { ReportColumn } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/** What of the days of a gate is known. */
export interface GatedDays {
  /** The exports cover some of them with leads: else none is no zero. */
  readonly knowsLeads: boolean;
  /** Of which values of the dimension some cost is unknown. */
  readonly unpriced: ReadonlySet<string>;
}

/** A figure of everything in the scope, or of each value of a dimension in it. */
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
  // What nothing is spent on has no price: there is nothing to be held against a limit.
  const isFree = groups.map(
    ({ row, own: measures }) =>
      isOfMoney(formula, { own: measures, margin }) && !isPositive(measures.spend) && !unpriced.has(row ?? ''),
  );
  return by === null ? values : values.filter(({ value }, at) => value !== null || isFree[at] !== true);
}

const isOfMoney = (formula: AnyFormula<Scoped>, scoped: Scoped): boolean =>
  formula.op === 'over' && partsOf(formula, scoped).some((part) => part.rows(scoped).of === 'spend');

/** A cell of a report: of the row that is called so, else of the total or of the only row; with `by` of each row but totals. */
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

type AnyFormula<Of> = Formula<Of> | { readonly op: 'judged' };

const isOfLeads = <Of>(formula: AnyFormula<Of>, subject: Of): boolean =>
  formula.op === 'judged' || partsOf(formula, subject).some((part) => part.rows(subject).of === 'leads');

/** What it is divided by, where that counts leads, deals, actions or visits. */
function numberIn<Of>(formula: AnyFormula<Of>, subject: Of): Exact | null {
  if (formula.op !== 'over') return null;
  const below = partsOf(formula.right, subject);
  return below.every((part) => isCount(part.rows(subject))) ? evaluate(formula.right, subject) : null;
}

function isCount(rows: Rows): boolean {
  if (rows.of === 'spend') return ['actions', 'costed_actions', 'visits'].includes(rows.measure);
  if (rows.of !== 'leads' || rows.as !== undefined) return false;
  const { sum } = LEAD_MEASURES[rows.measure];
  return sum === undefined || sum === 'priced_deals' || sum === 'won_deals';
}

/** Of a share of leads. */
function ofRate<Of>(kind: string, formula: AnyFormula<Of>, subject: Of): GatedValue['interval'] {
  if (kind !== 'rate' || formula.op !== 'over') return null;
  if (!partsOf(formula, subject).every((part) => isLeads(part.rows(subject)))) return null;
  const [hits, n] = [evaluate(formula.left, subject), evaluate(formula.right, subject)];
  const found = hits && n && wilson(toNumber(hits, 6), toNumber(n, 6));
  return found ? { low: fromNumber(found.low), high: fromNumber(found.high) } : null;
}

const isLeads = (rows: Rows): boolean =>
  rows.of === 'leads' && rows.as === undefined && LEAD_MEASURES[rows.measure].sum === undefined;

/** Of what one of something costs: the count of them varies from day to day. */
function ofPrice(formula: Formula<Scoped>, scoped: Scoped, days: readonly Scoped[]): GatedValue['interval'] {
  if (formula.op !== 'over' || days.length === 0) return null;
  const spend = evaluate(formula.left, scoped);
  const counts = days.map((one) => toNumber(evaluate(formula.right, one) ?? ZERO, 6));
  const found = spend && priceInterval(toNumber(spend, 6), counts);
  return found && { low: fromNumber(found.low), high: fromNumber(found.high) };
}

/** Each day of the scope, those on which there is nothing too. */
function byDay(
  { from, to }: ReportContext['scope'],
  rows: readonly { keys: ReadonlyMap<string, string>; measures: Measures }[],
  scopedOf: (own: Measures) => Scoped,
): Scoped[] {
  if (from === null || to === null) return [];
  const found = new Map(rows.map(({ keys, measures }) => [keys.get(PERIOD), measures]));
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => found.get(shiftDay(from, at))).map((own) =>
    scopedOf(own ?? noMeasures()),
  );
}

/** Whether so many of its leads may yet come to what it counts that nothing can be said of it. */
function isEarly(formula: AnyFormula<Scoped>, { own }: Scoped): boolean {
  if (formula.op === 'judged') return false;
  const awaited = partsOf(formula, { own, margin: null }).flatMap((part) =>
    awaitedIn(part.rows({ own, margin: null })),
  );
  if (awaited.length === 0) return false;
  const stage = awaited.includes('deal') ? 'deal' : (awaited[0] as LeadStage);
  const young = stage === 'deal' ? null : own[`too_early.${stage}`];
  return young ? isMuch(young, own.leads) : isMuch(own.young, own.leads);
}

/** Who came and why leads are lost is told at once; deals and what they earn are not. */
function awaitedIn(rows: Rows): LeadStage[] {
  if (rows.of !== 'leads') return [];
  const { on } = LEAD_MEASURES[rows.measure];
  return on === undefined || on === 'lead' || on === 'loss' ? [] : [on === 'win' ? 'deal' : on];
}

const isStep = (row: unknown): row is Step =>
  typeof row === 'object' && row !== null && 'stage' in row && 'before' in row;
function isStepEarly(formula: AnyFormula<Step>, step: Step): boolean {
  const { stage, before, total } = step;
  if (!isLeadStage(stage) || before === undefined || formula.op === 'judged') return false;
  const isAwaited = partsOf(formula, step).some((part) => awaitedIn(part.rows(step)).length > 0);
  return isAwaited && isMuch(total[`too_early.${stage}`], before.reached);
}
