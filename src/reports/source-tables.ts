import type { CubeRow } from '../facts/cube.js';
import { PERIOD } from '../model/dimensions.js';
import { PRICES } from '../model/figures/prices.js';
import { type Line, placesBy, type SourceTable } from '../model/figures/standing.js';
import { isPositive, type Measures, sum, zeroMeasures } from '../model/measures.js';
import type { Block, Keyed } from './define-report.js';
import type { ReportContext } from './report-context.js';

/** A source, or one of its campaigns, or what stands for many. */
export interface SourceLine extends Line, Keyed {}

/** A table per period: a row per source (and breakdown); below, the paid ones together, then all. */
export async function sourceTables(context: ReportContext, by: readonly string[]): Promise<Block<SourceLine>[]> {
  const period = context.scope.period ? [PERIOD] : [];
  const rows = byPeriod(await context.cube([...by, 'source']));
  // What the sources with spend have together is the same table however finely it is broken down.
  const sources = byPeriod(await context.cube([...period, 'source']));
  if (sources.size === 0 && !context.scope.period) sources.set('', []);
  return [...sources].map(([of, whole]) => tableOf(rows.get(of) ?? [], whole, period.length > 0 ? of : null, context));
}

function tableOf(
  rows: readonly CubeRow[],
  whole: readonly CubeRow[],
  period: string | null,
  context: ReportContext,
): Block<SourceLine> {
  const { margin } = context;
  const scoped = rows.map(({ keys, measures }) => ({ keys, own: measures, margin }));
  const paid = rows.some(({ measures }) => measures.spend !== null) ? paidOf(whole) : [];
  const among: SourceTable = {
    total: totalOf(rows, context),
    paid: totalOf(paid, context),
    places: { cpl: placesBy(PRICES.cpl, 'lowest', scoped), romi: placesBy(PRICES.romi, 'highest', scoped) },
  };
  const totalLine = (row: 'paid' | 'total', own: Measures): SourceLine => ({
    keys: new Map([...(period === null ? [] : [[PERIOD, period] as const]), ['source', `(${row})`]]),
    row,
    own,
    margin,
    among,
  });
  return {
    rows: scoped.map((one) => ({ ...one, row: 'source', among })),
    totals: [...(paid.length > 0 ? [totalLine('paid', among.paid)] : []), totalLine('total', among.total)],
  };
}

/** All sources with spend above zero. */
export const paidOf = (rows: readonly CubeRow[]): CubeRow[] =>
  rows.filter(({ measures }) => isPositive(measures.spend));

export const totalOf = (rows: readonly CubeRow[], context: ReportContext): Measures =>
  sum([zeroMeasures(context), ...rows.map(({ measures }) => measures)]);

/** Each period is a table of its own, with its own totals; without periods all rows are one. */
export function byPeriod<Row extends Keyed>(rows: readonly Row[]): Map<string, Row[]> {
  const periods = new Map<string, Row[]>();
  for (const row of rows) {
    const period = row.keys.get(PERIOD) ?? '';
    const own = periods.get(period);
    if (own) own.push(row);
    else periods.set(period, [row]);
  }
  return new Map([...periods].sort(([a], [b]) => (a < b ? -1 : 1)));
}
