// Period by period, without a gap: by reports.md, The agreement (trend) and Time (expected).

import { asRate, compare, fixed, minus, plus, type Ratio, ratio, times } from './exact.js';
import { elapsed } from './moments.js';
import { costPer, type Figures, figures, type OracleInput, type OracleReport, roasOf, romiOf } from './oracle.js';
import type { Days } from './read.js';
import {
  type Ad,
  adsFor,
  blocksOf,
  type Context,
  compareLists,
  coversOf,
  groupBy,
  makeContext,
  type Person,
  periodOf,
  tellsWhoIsLost,
} from './scope.js';

const DAY = 86_400_000;
const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const daysFrom = ({ from, to }: Days): string[] => {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
  return Array.from({ length: count }, (_, at) => later(from, at));
};

const FOLLOWED = ['leads', 'cpl', 'qualified_rate', 'deals'];
const COUNTS = ['leads', 'deals'];

const valuesOf = (context: Context, of: Figures): Record<string, Ratio> => ({
  leads: ratio(of.leads, 1),
  deals: ratio(of.deals, 1),
  cpl: costPer(of, of.costed.leads),
  qualified_rate: ratio(of.allQualified, of.leads),
  deal_rate: ratio(of.deals, of.leads),
  cpql: of.allQualified === null ? null : costPer(of, of.costed.qualified),
  cost_per_deal: costPer(of, of.costed.deals),
  roas: roasOf(of),
  romi: romiOf(context, of),
});

interface Point {
  period: string;
  state: string;
  leads: Person[];
  of: Figures | null;
  values: Record<string, Ratio>;
}

/** `shown`: the days in the head of the report. */
export const trendOf = (input: OracleInput, shown: { from: string | null; to: string | null }): OracleReport => {
  const period = input.options?.period ?? 'week';
  const context = makeContext({ ...input, options: { ...input.options, period } });
  const { by, scopes, data } = context;
  const days: Days | null = shown.from && shown.to ? { from: shown.from, to: shown.to } : null;
  const names = days ? [...new Set(daysFrom(days).map((day) => periodOf(day, period)))] : [];
  const stateOf = stateIn(context, days, period);
  const { crm, ads } = coversOf(context);
  /** Periods for which the exports have at least one day. */
  const told = (cover: Days | null) => new Set(cover ? daysFrom(cover).map((day) => periodOf(day, period)) : []);
  const [ofCrm, ofAds] = [told(crm), told(ads)];
  const all = scopes.flatMap((scope) => scope.leads);
  const allAds = scopes.flatMap((scope) => adsFor(context, scope, by));
  const groups = by.length === 0 ? [{ values: [], leads: all, ads: allAds }] : blocksOf(all, allAds, by);
  const incidence =
    tellsWhoIsLost(data) && data.knows.has('deal') && data.asOf !== ''
      ? context.incidence(context.everybody, 'deal')
      : null;
  const toCome = incidence?.toCome ?? null;

  const rows = groups
    .sort((a, b) => (data.hasCrm ? b.leads.length - a.leads.length : 0) || compareLists(a.values, b.values))
    .flatMap((group) => {
      const isSpendKnown = group.ads.some(({ cost }) => cost !== null);
      const leadsOf = groupBy(group.leads, ({ day }) => periodOf(day, period));
      const adsOf = groupBy(group.ads, (ad) => periodOf(dayOf(ad), period));
      const points = names.map((name): Point => {
        const [leads, own] = [leadsOf.get(name) ?? [], adsOf.get(name) ?? []];
        const found = figures(context, leads, own);
        const of: Figures = {
          ...{ ...found, spend: found.spend ?? (isSpendKnown && ofAds.has(name) ? 0n : null) },
          bears: bearsOf(context, group.values, ({ day }) => periodOf(day, period) === name),
        };
        // Where the CRM tells of no day of it, nobody knows how many there were.
        const isBlank = leads.length === 0 && !ofCrm.has(name);
        const values = valuesOf(context, isBlank ? { ...of, ...NOBODY_KNOWS } : of);
        return {
          period: name,
          state: stateOf(name, of.isTooEarly),
          leads,
          of: isBlank ? { ...of, ...NOBODY_KNOWS } : of,
          values,
        };
      });
      const signals = FOLLOWED.map((name) => [name, signalsOf(points, name)] as const);
      const total = {
        ...figures(context, group.leads, group.ads),
        // Days of which nothing is told are no table of zeros.
        ...(context.hasData ? {} : NOBODY_KNOWS),
        bears: bearsOf(context, group.values, () => true),
      };
      return [
        ...points.map((point, at) => {
          const before = points[at - 1];
          const isWhole = point.state === 'whole' && before?.state === 'whole';
          const known = signals.filter(([, found]) => found[at] !== null);
          const [low, high] = point.state === 'too early' && toCome ? expected(context, point, toCome) : [null, null];
          return [
            ...[point.period, ...group.values, point.state, ...cells(point)],
            ...[low, high],
            ...FOLLOWED.map((name) => {
              const [now, then] = [point.values[name] ?? null, isWhole ? (before?.values[name] ?? null) : null];
              const change = minus(now, then);
              return asRate(then && times(change, ratio(then.d, then.n)));
            }),
            known.length === 0
              ? null
              : known.flatMap(([name, found]) => (found[at] === 'usual' ? [] : [`${name} ${found[at]}`])),
          ];
        }),
        [
          ...['(total)', ...group.values, null, ...cells({ of: total, values: valuesOf(context, total) })],
          ...[null, null, ...FOLLOWED.map(() => null), null],
        ],
      ];
    });
  return {
    columns: [
      ...['period', ...by, 'state', 'leads', 'qualified', 'deals', 'spend', 'revenue', 'cpl', 'cpql', 'cost_per_deal'],
      ...['qualified_rate', 'deal_rate', 'roas', 'romi', 'deals_low', 'deals_high'],
      ...[...FOLLOWED.map((name) => `${name}_change`), 'signal'],
    ],
    rows,
  };
};

/** Costs are known by source and by day; what no source bears is of all of them together alone. */
const bearsOf = (context: Context, values: string[], isOf: Parameters<Context['costsOf']>[0]): bigint | null => {
  const { borne, shared } = context.costsOf(isOf);
  const source = values[context.by.indexOf('source')];
  const own = source === undefined ? [...borne.values()].reduce((a, b) => a + b, 0n) : (borne.get(source) ?? 0n);
  const isFiner = context.isPartOfSources || context.by.some((one) => one !== 'source');
  if (isFiner && own > 0n) return null;
  return context.by.length === 0 ? own + shared : own;
};

const dayOf = (ad: Ad): string => ad.day ?? ad.days?.from ?? '';
const money = (millionths: bigint | null | undefined) => fixed(ratio(millionths ?? null, 1_000_000n), 2);

const NOBODY_KNOWS = {
  ...{ leads: null, qualified: null, allQualified: null, deals: null, revenue: null },
  costed: { leads: null, qualified: null, deals: null, revenue: null, profit: null },
};

const cells = ({ of, values }: Pick<Point, 'of' | 'values'>): unknown[] => [
  ...[of?.leads ?? null, of?.qualified ?? null, of?.deals ?? null, money(of?.spend), money(of?.revenue)],
  ...['cpl', 'cpql', 'cost_per_deal'].map((name) => fixed(values[name] ?? null, 4)),
  ...['qualified_rate', 'deal_rate', 'roas', 'romi'].map((name) => asRate(values[name] ?? null)),
];

/** Whole where every day of it is asked for, told by both sides, and over. */
const stateIn = (context: Context, days: Days | null, period: string) => {
  const { crm, ads, crmStatedTo, adsStatedTo } = coversOf(context);
  const { asOf } = context.data;
  const over = asOf === '' || asOf.length === 10 ? asOf : later(asOf.slice(0, 10), -1);
  const isOver = (day: string, statedTo: string) => day <= over || day <= statedTo;
  const isTold = (day: string) =>
    days !== null &&
    [days.from <= day && day <= days.to, crm || ads].every(Boolean) &&
    (!crm || (crm.from <= day && day <= crm.to && isOver(day, crmStatedTo))) &&
    (!ads || (ads.from <= day && day <= ads.to && isOver(day, adsStatedTo)));
  const inside = days ? daysFrom({ from: later(days.from, -100), to: later(days.to, 100) }) : [];
  const open = new Set(inside.filter((day) => !isTold(day)).map((day) => periodOf(day, period)));
  return (name: string, isEarly: boolean): string => (open.has(name) ? 'partial' : isEarly ? 'too early' : 'whole');
};

/** Each lead comes or does not, one after the other. */
const expected = ({ data }: Context, { leads, of }: Point, toCome: (days: number) => number): (number | null)[] => {
  if (of === null || of.deals === null) return [null, null];
  let shares = [1];
  for (const lead of leads.filter(({ outcome }) => outcome === 'open')) {
    const chance = toCome(Math.floor(Math.max(0, elapsed(lead.created, data.asOf)) / 86_400));
    shares = [...shares, 0].map((share, count) => share * (1 - chance) + (shares[count - 1] ?? 0) * chance);
  }
  const upTo = (part: number) =>
    shares.findIndex((_, count) => shares.slice(0, count + 1).reduce((a, b) => a + b) >= part - 1e-12);
  return [of.deals + upTo(0.05), of.deals + upTo(0.95)];
};

/** Of each period: `up` or `down` where it is news, `usual`, or null where nothing can be held against it. */
const signalsOf = (points: Point[], name: string): ('up' | 'down' | 'usual' | null)[] => {
  const ripens = !['leads', 'cpl'].includes(name);
  let wasFar = false;
  return points.map(({ state, values }, at) => {
    const own = values[name] ?? null;
    if (own === null || state === 'partial' || (ripens && state !== 'whole')) return null;
    const before = points
      .slice(0, at)
      .flatMap((point) => (point.state === 'whole' ? (point.values[name] ?? []) : []))
      .slice(-26);
    if (before.length < 8) return null;
    const middle = median(before);
    const spread = median(before.map((one) => size(minus(one, middle) as NonNullable<Ratio>)));
    if (spread.n === 0n && !COUNTS.includes(name)) return null;
    const apart = size(minus(own, middle) as NonNullable<Ratio>);
    const isFar =
      compare(apart, times(spread, { n: 3n * 14_826n, d: 10_000n }) as NonNullable<Ratio>) > 0 &&
      (!COUNTS.includes(name) ||
        compare(times(apart, apart) as NonNullable<Ratio>, times(middle, { n: 9n, d: 1n }) as NonNullable<Ratio>) > 0);
    const isNews = isFar && !wasFar;
    wasFar = isFar;
    return !isNews ? 'usual' : compare(own, middle) > 0 ? 'up' : 'down';
  });
};

const size = ({ n, d }: NonNullable<Ratio>): NonNullable<Ratio> => ({ n: n < 0n ? -n : n, d });
const median = (all: NonNullable<Ratio>[]): NonNullable<Ratio> => {
  const sorted = all.toSorted(compare);
  const [low, high] = [sorted[Math.ceil(all.length / 2) - 1], sorted[Math.floor(all.length / 2)]];
  return times(plus(low ?? null, high ?? null), { n: 1n, d: 2n }) as NonNullable<Ratio>;
};
