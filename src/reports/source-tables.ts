import type { CubeRow } from '../facts/cube.js';
import { areParts } from '../facts/cube-scope.js';
import type { DealsAlone } from '../facts/deals-alone.js';
import { compareWords } from '../model/compare-words.js';
import { isOfOutcome, PERIOD } from '../model/dimensions.js';
import { PRICES } from '../model/figures/prices.js';
import type { Line, SourceTable } from '../model/figures/source-line.js';
import { placesBy } from '../model/figures/standing.js';
import { groupBy } from '../model/group-by.js';
import {
  isPositive,
  LEAD_MEASURES,
  type Measures,
  noMeasures,
  OF_SPEND,
  sum,
  zeroMeasures,
} from '../model/measures.js';
import type { Block, Keyed } from './define-report.js';
import type { ReportContext } from './report-context.js';

/** A source, one of its campaigns, or a row that stands for several. */
export interface SourceLine extends Line, Keyed {
  /** For a row that stands for several sources: which; null: all of them. */
  readonly sources: readonly string[] | null;
}

/**
 * A table for each period: a row for each source (and key of the breakdown); below them deals without a lead, the paid
 * sources together, and all of them; and apart from these the sums of sheets.
 */
export async function sourceTables(context: ReportContext, by: readonly string[]): Promise<Block<SourceLine>[]> {
  const period = context.scope.period ? [PERIOD] : [];
  const rows = byPeriod(await context.cube([...by, 'source']));
  // The sources with spend together are computed from whole sources, so that they are the same with any breakdown.
  const sources = byPeriod(await context.cube([...period, 'source']));
  const alone = new Map((await context.dealsAlone()).map((deals) => [deals.period ?? '', deals]));
  const sums = byPeriod(await context.sums([...by, 'source']));
  // Costs that belong to no source stand in totals only.
  const costs = byPeriod(context.has.costs ? await context.cube(period) : []);
  const periods = new Set([...sources.keys(), ...alone.keys(), ...sums.keys(), ...(context.scope.period ? [] : [''])]);
  return [...periods].sort().map((of) => {
    const own = {
      rows: rows.get(of) ?? [],
      whole: sources.get(of) ?? [],
      areParts: areParts(by, context.dimensions),
      alone: alone.get(of),
      sums: sums.get(of) ?? [],
      costs: costs.get(of)?.[0]?.measures,
    };
    return tableOf(own, period.length > 0 ? of : null, context);
  });
}

/** What the table of a period is made of: rows of the breakdown, rows of whole sources, and deals without a lead. */
interface Parts {
  rows: readonly CubeRow[];
  whole: readonly CubeRow[];
  /** Whether the rows add up to the whole. If not, a lead may stand in several of them. */
  areParts: boolean;
  alone: DealsAlone | undefined;
  sums: readonly CubeRow[];
  /** What all of it costs besides advertising. */
  costs: Pick<Measures, 'costs' | 'open_costs'> | undefined;
}

function tableOf(
  { rows, whole, alone, sums, costs, ...of }: Parts,
  period: string | null,
  context: ReportContext,
): Block<SourceLine> {
  const { margin } = context;
  const chosen = isOfOutcome(context.scope);
  const tellsSpend = rows.some(({ measures }) => measures.spend !== null);
  const paid = tellsSpend ? paidOf(whole) : [];
  const total = of.areParts ? totalOf(rows, context) : { ...totalOf(whole, context), ...(tellsSpend ? {} : NO_SPEND) };
  // Where the scope is only a part of a source, that part's costs are unknown (`open_costs`): then the total does not
  // get the costs of all.
  const ofAll = costs && !isPositive(costs.open_costs) ? { costs: costs.costs, open_costs: null } : {};
  const among: SourceTable = { total: { ...total, ...ofAll }, paid: totalOf(paid, context) };
  const places = placesOf(whole, margin);
  const paidNames = new Set(paid.map(({ keys }) => keys.get('source')));
  const lineBelow = (
    row: Exclude<SourceLine['row'], 'source' | 'aggregate'>,
    own: Measures,
    beside = among,
  ): SourceLine => ({
    keys: new Map([...(period === null ? [] : [[PERIOD, period] as const]), ['source', `(${row})`]]),
    row,
    own,
    margin,
    among: beside,
    places: NO_PLACE,
    isPaid: false,
    isOfOutcome: chosen,
    sources: row === 'paid' ? paid.map(({ keys }) => keys.get('source') ?? '') : null,
  });
  return {
    rows: rows.map(({ keys, measures }) => ({
      keys,
      row: 'source',
      own: measures,
      margin,
      among,
      places: places(keys),
      isPaid: paidNames.has(keys.get('source')),
      isOfOutcome: chosen,
      sources: null,
    })),
    totals: [
      ...(alone ? [lineBelow('deals_without_lead', measuresOf(alone), NOBODY)] : []),
      ...(paid.length > 0 ? [lineBelow('paid', among.paid)] : []),
      lineBelow('total', among.total),
    ],
    apart: sums.map(({ keys, measures }) => ({
      ...{ keys, row: 'aggregate', own: measures, margin },
      ...{ among: NOBODY, places: NO_PLACE, isPaid: false, isOfOutcome: chosen, sources: null },
    })),
  };
}

const NO_SPEND = Object.fromEntries(OF_SPEND.map((of) => [of, null]));

/** Deals without a lead and the sums of sheets are part of no total, so they have nothing to be compared with. */
const NOBODY: SourceTable = { total: noMeasures(), paid: noMeasures() };
const NO_PLACE: SourceLine['places'] = { cpl: null, romi: null };

/** The ranks of whole sources. A campaign has the rank of its source. */
function placesOf(whole: readonly CubeRow[], margin: SourceLine['margin']) {
  const sources = whole.map(({ keys, measures }) => ({ name: keys.get('source'), own: measures, margin }));
  const [cpl, romi] = [placesBy(PRICES.cpl, 'lowest', sources), placesBy(PRICES.romi, 'highest', sources)];
  const own = new Map(
    sources.map(({ name, own }) => [name, { cpl: cpl.get(own) ?? null, romi: romi.get(own) ?? null }]),
  );
  return (keys: Keyed['keys']): SourceLine['places'] => own.get(keys.get('source')) ?? NO_PLACE;
}

const measuresOf = ({ wonDeals, revenue }: DealsAlone): Measures => ({
  ...noMeasures(),
  won_deals: wonDeals,
  revenue,
});

/** Whether any revenue is known: that of leads, or that of deals without a lead. */
export const tellsRevenue = async (context: ReportContext): Promise<boolean> =>
  LEAD_MEASURES.revenue.isKnown(context) || (await context.dealsAlone()).some(({ revenue }) => revenue !== null);

/** The sources with spend above zero. */
const paidOf = (rows: readonly CubeRow[]): CubeRow[] => rows.filter(({ measures }) => isPositive(measures.spend));

export const totalOf = (rows: readonly CubeRow[], context: ReportContext): Measures =>
  sum([zeroMeasures(context), ...rows.map(({ measures }) => measures)]);

/**
 * The rows of each period, in the order of periods: each gets a table and totals of its own. Without periods all rows
 * are one table.
 */
export function byPeriod<Row extends Keyed>(rows: readonly Row[]): Map<string, Row[]> {
  const periods = groupBy(rows, ({ keys }) => keys.get(PERIOD) ?? '');
  return new Map([...periods].sort(([a], [b]) => compareWords(a, b)));
}
