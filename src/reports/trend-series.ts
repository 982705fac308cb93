import { compareKeys, idOf, type Keys } from '../facts/cube-memo.js';
import { daysOfPeriod } from '../model/dates.js';
import { PERIOD } from '../model/dimensions.js';
import { compare, isExact } from '../model/exact.js';
import { FIGURES } from '../model/figures/catalogue.js';
import { answer, type Figure } from '../model/figures/figure.js';
import type { Scoped } from '../model/figures/scoped.js';
import { isLeastOf, type Moving } from '../model/figures/trend-figures.js';
import { AT_ONCE, type FollowedFigure } from '../model/followed.js';
import { isMuch, LEAD_MEASURE_NAMES, type Measures, noMeasures, ZERO, zeroMeasures } from '../model/measures.js';
import { periodsIn } from '../model/periods.js';
import type { Days, Period } from '../model/scope.js';
import { signalsIn } from '../model/signals.js';
import type { Block, Keyed } from './define-report.js';
import { type PeriodState, stateOfPeriod } from './report-columns.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';

/** One period of a group, or all its periods. */
export interface TrendLine extends Moving, Keyed {
  /** null: the row is a total. */
  readonly state: PeriodState | null;
  /** Figures with an unusual value; null: it can be told for none of the figures asked for. */
  readonly signals: readonly (readonly [FollowedFigure, 'up' | 'down'])[] | null;
}

interface Group {
  readonly keys: Keys;
  readonly rows: { readonly keys: Keys; readonly measures: Measures }[];
}

/**
 * The periods of each group in their order, without gaps, and their total; the group with the most leads comes first.
 */
export async function series(context: ReportContext, by: readonly string[]): Promise<Block<TrendLine>[]> {
  const others = by.filter((key) => key !== PERIOD);
  const groups = new Map<string, Group>();
  const groupOf = (keys: Keys): Group => {
    const id = idOf(keys, others);
    const own = groups.get(id) ?? { keys: new Map(others.map((key) => [key, keys.get(key) as string])), rows: [] };
    groups.set(id, own);
    return own;
  };
  if (others.length === 0) groupOf(new Map());
  for (const row of await context.cube(by)) groupOf(row.keys).rows.push(row);
  const expected = new Map((await context.expected(by))?.map((one) => [idOf(one.keys, by), one.expected]));
  const names = periodsIn(daysOf(context, [...groups.values()]), context.scope.period as Period);
  return [...groups.values()]
    .map((group) => ({ ...group, total: totalOf(group.rows, context) }))
    .sort((a, b) => compare(b.total.leads ?? ZERO, a.total.leads ?? ZERO) || compareKeys(a.keys, b.keys, others))
    .map(({ keys, rows, total }) => {
      const keysOf = (period: string): Keys => new Map([[PERIOD, period], ...keys]);
      const measures = filled(rows, names, context);
      const states = names.map((name, at) => {
        const { young, leads } = measures[at] as Measures;
        return stateOfPeriod(context, name, isMuch(young, leads));
      });
      const scoped = measures.map((own): Scoped => ({ own, margin: context.margin }));
      const signals = signalsOf(scoped, states, context.followed);
      return {
        rows: scoped.map((one, at): TrendLine => {
          const period = names[at] as string;
          const isTold = at > 0 && states[at] === 'whole' && states[at - 1] === 'whole';
          return {
            ...one,
            keys: keysOf(period),
            state: states[at] as PeriodState,
            previous: isTold ? { period: names[at - 1] as string, scoped: scoped[at - 1] as Scoped } : null,
            expected: states[at] === 'too early' ? (expected.get(idOf(keysOf(period), by)) ?? null) : null,
            signals: signals[at] ?? null,
          };
        }),
        totals: [
          {
            ...{ own: total, margin: context.margin, keys: keysOf('(total)') },
            ...{ state: null, previous: null, expected: null, signals: null },
          },
        ],
      };
    });
}

/** The days asked for. If one end of them is open, it is that of the rows. */
function daysOf({ scope: { from, to } }: ReportContext, groups: readonly Group[]): Days {
  const days = groups.flatMap(({ rows }) => rows.flatMap(({ keys }) => daysOfPeriod(keys.get(PERIOD) ?? '') ?? []));
  return {
    from: from ?? days.map((one) => one.from).sort()[0] ?? null,
    to:
      to ??
      days
        .map((one) => one.to)
        .sort()
        .at(-1) ??
      null,
  };
}

/** The measures of each period. Without a row, what the exports cover is zero and what they do not cover is unknown. */
function filled(rows: Group['rows'], names: readonly string[], context: ReportContext): Measures[] {
  const own = new Map(rows.map(({ keys, measures }) => [keys.get(PERIOD), measures]));
  const zero = zeroMeasures(context);
  const isSpendKnown = rows.some(({ measures }) => measures.spend !== null);
  return names.map((name) => {
    const [found, days] = [own.get(name), daysOfPeriod(name) as Days];
    const measures: Measures = { ...(found ?? noMeasures()) };
    if (!found?.leads || found.leads.num === 0n) {
      const isCovered = meet(days, context.covers.leads);
      for (const of of LEAD_MEASURE_NAMES) measures[of] = isCovered ? zero[of] : null;
    }
    if (isSpendKnown && meet(days, context.covers.spend)) measures.spend ??= ZERO;
    return measures;
  });
}

/** Whether two ranges overlap. A range without an end overlaps with none. */
const meet = (a: Days, b: Days): boolean =>
  a.from !== null && a.to !== null && b.from !== null && b.to !== null && a.from <= b.to && b.from <= a.to;

/**
 * The figures with an unusual value, for each period. Figures that grow as leads mature are not told for a period that
 * is too early.
 */
function signalsOf(
  scoped: readonly Scoped[],
  states: readonly (PeriodState | null)[],
  followed: readonly FollowedFigure[],
): TrendLine['signals'][] {
  const each = followed.map((name) => {
    const figure: Figure<Scoped> = FIGURES[name];
    const points = scoped.map((one, at) => {
      const isTold =
        !isLeastOf(name, one) && (states[at] === 'whole' || (states[at] === 'too early' && AT_ONCE.has(name)));
      const value = isTold ? answer(figure, one) : null;
      return { value: isExact(value) ? value : null, isUsual: states[at] === 'whole' };
    });
    return [name, signalsIn(points, figure.kind === 'count')] as const;
  });
  return scoped.map((_, at) => {
    const known = each.flatMap(([name, found]) => (found[at] === null ? [] : [[name, found[at]] as const]));
    const news = known.flatMap(([name, where]) => (where === 'up' || where === 'down' ? [[name, where] as const] : []));
    return known.length > 0 ? news : null;
  });
}
