import type { Gate } from '../config/gates.js';
import { orRefused } from '../error.js';
import { spendIsKnown } from '../facts/cube-scope.js';
import { unpricedIn } from '../facts/source-covers.js';
import { shiftDay } from '../model/dates.js';
import { parseExact } from '../model/exact.js';
import { outcomeOf } from '../model/figures/gate-outcome.js';
import { asWritten } from '../model/filter-words.js';
import { THE_CRM } from '../model/freshness.js';
import type { GatedValue, GateLimits, GateResult } from '../model/gate.js';
import type { Days, Filter, Scope } from '../model/scope.js';
import { type Gated, gatedFigure } from '../reports/gated-figures.js';
import { valuesInReport, valuesInScope } from '../reports/gated-values.js';
import type { ReportContext } from '../reports/report-context.js';
import { type Cover, hull } from '../session/cover.js';
import { freshnessOf } from '../session/fresh-exports.js';
import type { Session } from '../session/session.js';
import { isCut } from '../session/undated-spend.js';
import { dimensionsOf } from './dimensions-of.js';
import { rowOf } from './find-row.js';
import { commandFor, labelOf, missingIn, saidOf } from './gate-in-words.js';

/** Of which report gates are, and what it was asked for. */
interface GatesAsked {
  readonly context: ReportContext;
  readonly cover: Cover;
  readonly paths: readonly string[];
  /** Filters with the values as the exports have them. */
  resolve(filters: readonly Filter[]): Promise<Filter[]>;
}

/** Every gate of the configuration, with what came of it. */
export async function gatesAsked(session: Session, asked: GatesAsked): Promise<readonly GateResult[]> {
  const results: GateResult[] = [];
  for (const gate of session.config.gates) results.push(...(await resultsOf(session, gate, asked)));
  return results;
}

async function resultsOf(session: Session, gate: Gate, asked: GatesAsked): Promise<GateResult[]> {
  const gated = gatedFigure(gate.figure) as Gated;
  const days = gate.figure === 'export_age' ? NO_DAYS : windowOf(gate, asked.context.scope);
  const limits: GateLimits = {
    min: gate.min === undefined ? null : parseExact(gate.min),
    max: gate.max === undefined ? null : parseExact(gate.max),
    ...{ sure: gate.sure, warn: gate.warn, optional: gate.optional },
  };
  const own = [...gate.where].map(([dimension, values]): Filter => ({ dimension, values, not: false }));
  // A dimension that the gate filters by replaces the report's filter of the same dimension.
  const rest = asked.context.scope.where.filter(({ dimension }) => !gate.where.has(dimension));
  const found = await orRefused(() => valuesOf(session, gated, { gate, days, rest, own }, asked));
  const [values, missing] = Array.isArray(found) ? [found, null] : [[], missingIn(found)];
  const where = asWritten([...rest, ...own]);
  return (values.length === 0 ? [null] : values).map((value): GateResult => {
    const { outcome, why } = outcomeOf(value, limits, gated.kind === 'rate');
    const one = {
      ...(value ?? NOTHING),
      ...limits,
      ...{ figure: gate.figure, label: labelOf(gated), kind: gated.kind },
    };
    const place = { file: session.inputs.configFile, line: gate.line };
    const named = { ...one, place, days, by: gate.by ?? null, where, outcome, why, name: gate.name ?? gate.figure };
    return {
      ...named,
      text: saidOf(named, gate.name, session.currency, missing),
      command: commandFor(gated, gate, { ...named, paths: asked.paths }),
    };
  });
}

const NOTHING: GatedValue = { row: null, value: null, n: null, interval: null, isEarly: false };

/** An age is of today. */
const NO_DAYS: Days = { from: null, to: null };

/** The days of a gate: so many weeks up to the last day of the report, or without weeks the report's own days. */
function windowOf({ weeks }: Gate, { from, to }: Days): Days {
  return weeks === undefined || to === null ? { from, to } : { from: shiftDay(to, 1 - weeks * WEEK), to };
}
const WEEK = 7;

/** @throws {UserError} Where it names what is not there. */
async function valuesOf(
  session: Session,
  gated: Gated,
  { gate, days, rest, own }: { gate: Gate; days: Days; rest: readonly Filter[]; own: readonly Filter[] },
  { context, cover, resolve }: GatesAsked,
): Promise<GatedValue[]> {
  const by = gate.by ?? null;
  if (gated.of === 'exports') {
    const named = own.flatMap(({ values }) => values);
    const isCrm = (word: string) => `(${word})` === THE_CRM || word === THE_CRM;
    const others = named.filter((word) => !isCrm(word));
    const found = others.length === 0 ? [] : await resolve([{ dimension: 'source', values: others, not: false }]);
    const sourcesNamed = [...found.flatMap(({ values }) => values), ...(named.some(isCrm) ? [THE_CRM] : [])];
    const asked = { window: days, sources: named.length === 0 ? null : sourcesNamed, isEach: by !== null };
    return freshnessOf(session, cover, gated.name, asked);
  }
  const where = [...rest, ...(await resolve(own))];
  // Spend without days of its own belongs to all days of its period or to none.
  if (cover.undated.some((one) => isCut(one, days))) return [NOTHING];
  const { period, by: _, ...scope } = context.scope;
  const within = context.within({ ...scope, ...days, where, by: [], period: null });
  const knowsLeads = meet(days, hull([cover.made, cover.counted]));
  if (gated.of === 'scope') {
    const unpriced = by === null ? NOBODY : await unpricedOf(session, within.scope, by);
    return valuesInScope(within, gated.name, by, { knowsLeads, unpriced });
  }
  const { report } = gated;
  return valuesInReport(within, gated, by, { knowsLeads }, (sheet, row) => {
    if (sheet.rows.length === 0) return undefined;
    return rowOf({ report, column: gated.column, named: row }, sheet, [], context.sameSource);
  });
}

/** Days of which nobody knows where they begin or end are all there are. */
const meet = (asked: Days, covered: Days): boolean =>
  (asked.from === null && asked.to === null) ||
  (covered.from !== null &&
    covered.to !== null &&
    covered.from <= (asked.to ?? covered.from) &&
    covered.to >= (asked.from ?? covered.to));

const NOBODY: ReadonlySet<string> = new Set();

/** Of which values of a dimension some cost is unknown. */
async function unpricedOf({ engine, built, ...of }: Session, scope: Scope, by: string): Promise<ReadonlySet<string>> {
  if (built.census.costsMissing === 0) return NOBODY;
  const dimensions = dimensionsOf({ engine, built, ...of });
  return spendIsKnown(scope, [by], dimensions) ? unpricedIn(engine, by, scope, dimensions) : NOBODY;
}
