// Compares two groups of leads, followed equally long: by reports.md, compare.

import { asRate, divide, fixed, minus, plus, type Ratio, ratio, times, wilson } from './exact.js';
import { elapsed } from './moments.js';
import {
  bearsIn,
  costPer,
  type Figures,
  figures,
  isPaid,
  mayWin,
  type OracleInput,
  perUnit,
  roasOf,
  romiOf,
} from './oracle.js';
import type { Stage } from './read.js';
import { adsFor, type Context, groupBy, makeContext, type Person, reachedBy, tellsWhoIsLost } from './scope.js';
import { cameOn, isYoung } from './times.js';

type Options = NonNullable<OracleInput['options']>;
export type Cells = Record<string, unknown>;

/** One side: what it has as printed, and what came of each lead within `seconds`; all of it, and its sources with spend. */
interface Side {
  context: Context;
  leads: Person[];
  paid: Person[];
  all: Figures;
  ofPaid: Figures;
  sources: Map<string, Figures>;
  days: string[];
}

const DAY = 86_400_000;
const daysFrom = (from: string, to: string): string[] =>
  Array.from({ length: (Date.parse(to) - Date.parse(from)) / DAY + 1 }, (_, at) =>
    new Date(Date.parse(from) + at * DAY).toISOString().slice(0, 10),
  );

const sideOf = (input: OracleInput, options: Options, days: { from: string; to: string }): Side => {
  const context = makeContext({ ...input, options: { ...options, by: ['source'] } });
  const [scope] = context.scopes;
  if (!scope) throw new Error('no scope');
  const { leads } = scope;
  const ads = adsFor(context, scope, ['source']);
  const [leadsBy, adsBy] = [groupBy(leads, (one) => one.at('source')), groupBy(ads, (one) => one.at('source'))];
  const names = [...new Set([...leadsBy.keys(), ...adsBy.keys()])];
  const sources = new Map(
    names.map((name) => [name, figures(context, leadsBy.get(name) ?? [], adsBy.get(name) ?? [])] as const),
  );
  const isOfPaid = (one: { at: (dimension: string) => string }) => isPaid(sources.get(one.at('source')) as Figures);
  const paid = leads.filter(isOfPaid);
  return {
    ...{ context, leads, paid, sources, days: daysFrom(days.from, days.to) },
    all: figures(context, leads, ads),
    ofPaid: {
      ...figures(context, paid, ads.filter(isOfPaid)),
      bears: bearsIn(context, scope)(names.filter((name) => isPaid(sources.get(name) as Figures))),
    },
  };
};

const isDated = ({ data: { mapped } }: Context, stage: Stage) =>
  mapped.crm.has(`${stage}_at`) || (stage === 'deal' && mapped.crm.has('closed_at'));

const reaches = (context: Context, lead: Person, stage: Stage) => (reachedBy(context, [lead], stage) ?? 0) > 0;

const STAGES: Stage[] = ['lead', 'qualified', 'contact', 'proposal', 'decision', 'deal'];

/** The stages whose dates prove one by themselves. */
const proving = (context: Context, stage: Stage): Stage[] =>
  STAGES.slice(1).filter((one) =>
    context.reach === 'strict'
      ? context.data.knows.has(one) &&
        STAGES.indexOf(one) <= STAGES.indexOf(stage) &&
        (one === stage || isDated(context, one))
      : one === stage,
  );

/** The same lead, had it been exported so many seconds after its creation: what its dates prove by then. */
const proves = (context: Context, lead: Person, stage: Stage, seconds: number): boolean => {
  const { reach, data } = context;
  const inTime = (one: Stage) => {
    const date = cameOn(lead, one);
    return date !== '' && lead.created !== '' && elapsed(lead.created, date) <= seconds;
  };
  const known = STAGES.filter((one) => one !== 'lead' && data.knows.has(one));
  const at = STAGES.indexOf(stage);
  if (reach === 'observed') return inTime(stage);
  if (reach === 'strict') return proving(context, stage).every(inTime);
  const later = known.filter((one) => STAGES.indexOf(one) > at && one !== 'contact' && reaches(context, lead, one));
  if (later.some(inTime)) return true;
  const needs = stage === 'contact' && data.knows.has('qualified') && isDated(context, 'qualified');
  return inTime(stage) && (!needs || proves(context, lead, 'qualified', seconds));
};

const cameIn = ({ context }: Side, leads: Person[], stage: Stage, seconds: number): Person[] =>
  leads.filter((lead) => reaches(context, lead, stage) && proves(context, lead, stage, seconds));

/** Figures with what came of leads in time in place of what came of them at all. */
const followed = (side: Side, of: Figures, leads: Person[], seconds: number): Figures => {
  const { context } = side;
  const came = (stage: Stage) => (isDated(context, stage) ? cameIn(side, leads, stage, seconds) : null);
  const [qualified, deals] = [came('qualified'), came('deal')];
  const size = (some: Person[] | null | undefined, whole: number | null) =>
    !some || whole === null ? null : some.length;
  const costed = (some: Person[] | null) => some?.filter(({ isCosted }) => isCosted);
  const won = (some: Person[] | null | undefined) => some?.filter(({ outcome }) => outcome === 'won');
  // Of nobody it is nothing, whatever is unknown of those who came later.
  const earned = (some: Person[] | null | undefined) => (some ? figures(context, some, []).revenue : null);
  return {
    ...of,
    qualified: size(qualified, of.qualified),
    allQualified: of.allQualified === null ? null : size(qualified, of.qualified),
    deals: size(deals, of.deals),
    priced: (won(deals) ?? []).reduce((sum, { pricedDeals }) => sum + pricedDeals, 0),
    revenue: earned(won(deals)),
    costed: {
      leads: of.costed.leads,
      qualified: size(costed(qualified), of.costed.qualified),
      deals: size(costed(deals), of.costed.deals),
      revenue: earned(won(costed(deals))),
      profit: deals ? figures(context, won(costed(deals)) ?? [], []).costed.profit : null,
    },
  };
};

interface Shown {
  kind: 'count' | 'money' | 'unit' | 'rate' | 'ratio';
  isOfPaid?: true;
  stage?: 'qualified' | 'deal';
  way: 'total' | 'rate' | 'cost' | 'earned';
  of: (figures: Figures, context: Context) => Ratio;
  n?: (figures: Figures) => number | null;
}

const whole = (value: number | null): Ratio => ratio(value, 1);
const amount = (micros: bigint | null): Ratio => ratio(micros, 1_000_000);
const costedQualified = (of: Figures) => (of.allQualified === null ? null : of.costed.qualified);

const SHOWN: Record<string, Shown> = {
  spend: { kind: 'money', way: 'total', of: ({ spend }) => amount(spend) },
  leads: { kind: 'count', way: 'total', of: ({ leads }) => whole(leads) },
  qualified: { kind: 'count', way: 'total', stage: 'qualified', of: ({ qualified }) => whole(qualified) },
  deals: { kind: 'count', way: 'total', stage: 'deal', of: ({ deals }) => whole(deals) },
  revenue: { kind: 'money', way: 'total', stage: 'deal', of: ({ revenue }) => amount(revenue) },
  qualified_rate: {
    ...{ kind: 'rate', way: 'rate', stage: 'qualified', n: ({ leads }) => leads },
    of: ({ allQualified, leads }) => ratio(allQualified, leads),
  },
  deal_rate: {
    ...{ kind: 'rate', way: 'rate', stage: 'deal', n: ({ leads }) => leads },
    of: ({ deals, leads }) => ratio(deals, leads),
  },
  cpl: {
    ...{ kind: 'unit', way: 'cost', isOfPaid: true, n: ({ costed }) => costed.leads },
    of: (own) => costPer(own, own.costed.leads),
  },
  cpql: {
    ...{ kind: 'unit', way: 'cost', stage: 'qualified', isOfPaid: true, n: costedQualified },
    of: (own) => costPer(own, costedQualified(own)),
  },
  cost_per_deal: {
    ...{ kind: 'unit', way: 'cost', stage: 'deal', isOfPaid: true, n: ({ costed }) => costed.deals },
    of: (own) => costPer(own, own.costed.deals),
  },
  average_deal: {
    ...{ kind: 'money', way: 'earned', stage: 'deal' },
    of: ({ revenue, priced }) => perUnit(revenue, priced),
  },
  revenue_per_lead: {
    ...{ kind: 'unit', way: 'earned', stage: 'deal', n: ({ leads }) => leads },
    of: ({ revenue, leads }) => perUnit(revenue, leads),
  },
  roas: { kind: 'ratio', way: 'earned', stage: 'deal', isOfPaid: true, of: (own) => roasOf(own) },
  romi: { kind: 'ratio', way: 'earned', stage: 'deal', isOfPaid: true, of: (own, context) => romiOf(context, own) },
};

/** By figure: every column that is no draw. */
export const sidesOf = (
  input: OracleInput,
  [a, b]: [{ options: Options; from: string; to: string }, { options: Options; from: string; to: string }],
): Record<string, Cells> => {
  const sides = [a, b].map(({ options, ...days }) => sideOf(input, options, days)) as [Side, Side];
  const { asOf } = sides[0].context.data;
  const until = asOf.length === 10 ? Date.parse(asOf) + DAY : Date.parse(`${asOf.replace(' ', 'T')}Z`);
  const end = Math.max(...[a, b].map(({ to }) => Date.parse(to) + DAY));
  const seconds = Math.floor((until - end) / 1000);
  return Object.fromEntries(Object.entries(SHOWN).map(([name, shown]) => [name, cellsOf(shown, sides, seconds)]));
};

const cellsOf = (shown: Shown, sides: [Side, Side], seconds: number): Cells => {
  const [ofA, ofB] = sides.map((side) => onSide(shown, side, seconds)) as [OnSide, OnSide];
  const isLeast = sides.some(
    ({ all }) => shown.way === 'total' && shown.stage === 'qualified' && all.qualified !== all.allQualified,
  );
  const change = isLeast ? null : minus(ofB.value, ofA.value);
  const write = (value: Ratio) =>
    shown.kind === 'money' || shown.kind === 'unit'
      ? fixed(value, shown.kind === 'money' ? 2 : 4)
      : shown.kind === 'count'
        ? value && Number(divide(value.n, value.d))
        : asRate(value);
  const bounds = ofA.came !== null && ofB.came !== null ? intervalOf(shown, ofA, ofB) : null;
  const parts = mixAndRate(shown, sides, [ofA.value, ofB.value]);
  const isRising = ofA.value !== null && ofA.value.n > 0n;
  return {
    ...{ a: write(ofA.value), b: write(ofB.value), change: write(change) },
    ...(shown.way === 'earned' && !shown.n ? {} : { n_a: ofA.n, n_b: ofB.n }),
    ...{ [IN_TIME.a]: ofA.nCame, [IN_TIME.b]: ofB.nCame },
    change_share: asRate(
      isRising && change && ofA.value ? ratio(change.n * ofA.value.d, change.d * ofA.value.n) : null,
    ),
    ...{ a_followed: write(ofA.came), b_followed: write(ofB.came) },
    ...(shown.way === 'earned'
      ? {}
      : {
          low: bounds?.low ?? null,
          high: bounds?.high ?? null,
          verdict: verdictOf(shown, [ofA, ofB], bounds, seconds),
        }),
    ...{ mix: write(parts?.mix ?? null), rate: write(parts?.rate ?? null) },
  };
};

/** What a change is judged by, and `compare` does not print. */
export const IN_TIME = { a: 'n_a in time', b: 'n_b in time' };

interface OnSide {
  value: Ratio;
  came: Ratio;
  n: number | null;
  /** Of those that came in time. */
  nCame: number | null;
  hits: number;
  spend: bigint | null;
  daily: number[];
  isYoung: boolean;
  isUndated: boolean;
  isUnproven: boolean;
}

const onSide = (shown: Shown, side: Side, seconds: number): OnSide => {
  const { context } = side;
  const [own, leads] = shown.isOfPaid ? [side.ofPaid, side.paid] : [side.all, side.leads];
  const { stage } = shown;
  const isOver = stage === undefined || seconds > 0;
  const came = followed(side, own, leads, Math.max(0, seconds));
  const n = shown.n?.(own) ?? null;
  const reached = stage ? leads.filter((lead) => reaches(context, lead, stage)) : [];
  const costed = leads.filter(({ isCosted }) => isCosted);
  const counted = stage === undefined ? costed : cameIn(side, costed, stage, seconds);
  const byDay = groupBy(counted, ({ day }) => day);
  return {
    value: shown.of(own, context),
    came: isOver ? shown.of(came, context) : null,
    n,
    nCame: (isOver && stage !== undefined ? shown.n?.(came) : null) ?? n,
    hits: stage === 'qualified' ? (came.qualified ?? 0) : (came.deals ?? 0),
    spend: own.costedSpend,
    daily: side.days.map((day) => byDay.get(day)?.length ?? 0),
    isYoung: stage !== undefined && (seconds <= 0 || youngFor(context, leads, stage) * 10 > leads.length),
    isUndated:
      stage !== undefined &&
      (!isDated(context, stage) ||
        reached.filter(
          (lead) =>
            proving(context, stage).some((one) => cameOn(lead, one) === '') && !proves(context, lead, stage, seconds),
        ).length *
          10 >
          reached.length),
    isUnproven: stage === 'qualified' && own.impliedQualified * 10 > (own.qualified ?? 0),
  };
};

/** Whether a lead is open, has not reached the stage, and is younger than leads take to reach it. */
const youngFor = (context: Context, leads: Person[], stage: 'qualified' | 'deal'): number => {
  const { data, maturity, reach } = context;
  if (stage === 'deal') return leads.filter((lead) => mayWin(context, data, lead)).length;
  const ripe = maturity.get(stage);
  if (ripe === undefined || !tellsWhoIsLost(data) || reach === 'observed') return 0;
  return leads.filter(
    (lead) => lead.outcome === 'open' && !reaches(context, lead, stage) && isYoung(lead, ripe, data.asOf),
  ).length;
};

const Z = 1.959963984540054;
const double = (value: Ratio): number => (value === null ? Number.NaN : Number(fixed(value, 15)));

/** Each side's own interval, and of these by square and add that of the difference; costs by the roots of (Q − λ)² = z² φ λ. */
const intervalOf = (shown: Shown, a: OnSide, b: OnSide): { low: number; high: number } | null => {
  const [before, after] = [a, b].map((side) => {
    if (shown.way === 'rate') {
      const { low, high } = wilson(side.hits, side.n ?? 0);
      return { value: side.hits / (side.n ?? 0), low: double(low), high: double(high) };
    }
    if (shown.way !== 'cost' || side.spend === null) return null;
    const count = side.daily.reduce((sum, one) => sum + one, 0);
    const mean = count / side.daily.length;
    const variance = side.daily.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (side.daily.length - 1);
    const phi = side.daily.length < 2 || !(variance / mean > 1) ? 1 : variance / mean;
    const [p, spend] = [-(2 * count + Z * Z * phi), Number(side.spend) / 1e6];
    const roots = [-1, 1].map((sign) => (-p + sign * Math.sqrt(p * p - 4 * count * count)) / 2) as [number, number];
    return count === 0 ? null : { value: spend / count, low: spend / roots[1], high: spend / roots[0] };
  });
  if (!before || !after) return null;
  const middle = after.value - before.value;
  return {
    low: middle - Math.sqrt((after.value - after.low) ** 2 + (before.high - before.value) ** 2),
    high: middle + Math.sqrt((after.high - after.value) ** 2 + (before.value - before.low) ** 2),
  };
};

const verdictOf = (
  shown: Shown,
  sides: [OnSide, OnSide],
  bounds: { low: number; high: number } | null,
  seconds: number,
): string | null => {
  if (shown.way === 'total' || sides.some(({ value, n }) => value === null || n === null)) return null;
  const isShort = shown.way === 'cost' && sides.some(({ daily }) => daily.length < 14);
  if (isShort || sides.some(({ n }) => (n ?? 0) < 30)) return 'too few';
  if (sides.some((side) => side.isYoung) || (shown.stage !== undefined && seconds <= 0)) return 'too early';
  if (sides.some((side) => side.isUndated)) return 'undated';
  if (sides.some((side) => side.isUnproven)) return 'unproven';
  if (bounds === null) return null;
  return bounds.low > 0 ? 'clearly up' : bounds.high < 0 ? 'clearly down' : 'too close to call';
};

const HALF: Ratio = { n: 1n, d: 2n };
const NONE: Ratio = { n: 0n, d: 1n };

/** Source by source: w of leads and r, or u of spend and y = Q/S. */
const mixAndRate = (shown: Shown, sides: [Side, Side], [a, b]: [Ratio, Ratio]): { mix: Ratio; rate: Ratio } | null => {
  if (a === null || b === null || (shown.way !== 'rate' && shown.way !== 'cost')) return null;
  const parts = sides.map((side) => {
    const own = [...side.sources].filter(([, of]) => shown.way === 'rate' || isPaid(of));
    const of = shown.way === 'rate' ? side.all : side.ofPaid;
    const weigh = (figures: Figures) => (shown.way === 'rate' ? ratio(figures.leads, 1) : amount(figures.costedSpend));
    const hits = (figures: Figures) => {
      const count = shown.stage === 'qualified' ? 'qualified' : shown.stage === 'deal' ? 'deals' : 'leads';
      return ratio(shown.way === 'rate' ? figures[count] : figures.costed[count], 1);
    };
    const total = weigh(of);
    return new Map(
      own.map(([name, figures]) => {
        const [weight, hit] = [weigh(figures) ?? NONE, hits(figures) ?? NONE];
        return [name, { share: over(weight, total), rate: over(hit, weight), hit }] as const;
      }),
    );
  });
  const [before, after] = parts as [(typeof parts)[0], (typeof parts)[0]];
  let [mix, rate]: [Ratio, Ratio] = [NONE, NONE];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name), after.get(name)];
    if ([was, is].some((one) => one && one.rate === null && one.hit?.n !== 0n)) return null;
    const [r, s] = [was?.rate ?? is?.rate ?? null, is?.rate ?? was?.rate ?? null];
    if (r === null || s === null) continue;
    const [w, v] = [was?.rate ? was.share : NONE, is?.rate ? is.share : NONE];
    mix = plus(mix, times(minus(v, w), times(HALF, plus(r, s))));
    rate = plus(rate, times(times(HALF, plus(w, v)), minus(s, r)));
  }
  const turn = shown.way === 'cost' ? times({ n: -1n, d: 1n }, times(a, b)) : { n: 1n, d: 1n };
  return { mix: times(turn, mix), rate: times(turn, rate) };
};

const over = (a: Ratio, b: Ratio): Ratio => (a && b ? ratio(a.n * b.d, a.d * b.n) : null);
