// The same reports by another way: plain TypeScript, no database, nothing of src/. Written from definitions.md and
// interface.md; where they leave a choice, it is stated beside the line.

import {
  asRate,
  compare,
  divide,
  fixed,
  fromDecimal,
  isBelow,
  minus,
  plus,
  type Ratio,
  ratio,
  times,
  wilson,
} from './exact.js';
import { FINE, LATER, type OracleInput, STAGES, type Stage } from './read.js';
import {
  type Ad,
  adsFor,
  blocksOf,
  byCodePoint,
  byFrequency,
  type Context,
  compareLists,
  groupBy,
  makeContext,
  type Person,
  reachedBy,
  type Scope,
  sumKnown,
  tellsWhoIsLost,
  unknownDepth,
} from './scope.js';
import { isYoung, paceOf } from './times.js';

export type { OracleInput } from './read.js';

export interface OracleReport {
  columns: string[];
  rows: unknown[][];
}

export const oracle = (input: OracleInput): Record<string, OracleReport> => {
  const context = makeContext(input);
  const hasPeriods = input.options?.period !== undefined;
  const report = (by: string[], columns: string[], rows: (scope: Scope) => unknown[][]): OracleReport => ({
    columns: [...(hasPeriods ? ['period'] : []), ...by, ...columns],
    rows: context.scopes.flatMap((scope) => rows(scope).map((row) => (hasPeriods ? [scope.period, ...row] : row))),
  });
  return {
    stages: report(context.by, STAGE_COLUMNS, (scope) => stages(context, scope)),
    sources: report(without(context.by, 'source'), SOURCE_COLUMNS, (scope) => sources(context, scope)),
    reasons: report(without(context.by, 'reason'), REASON_COLUMNS, (scope) => reasons(context, scope)),
  };
};

export const without = (by: string[], dimension: string) => by.filter((one) => one !== dimension);
const count = (value: bigint | null) => (value === null ? null : Number(value));
const millionths = 1_000_000n;
export const money = (micros: bigint | null) => fixed(ratio(micros, millionths), 2);
const isAggregate = (stage: Stage) => stage === 'visit' || stage === 'action';
const isLater = (stage: Stage) => LATER.includes(stage);

// stages

export const STAGE_COLUMNS = [
  ...['stage', 'level', 'reached', 'implied', 'step_rate', 'overall_rate', 'lead_rate', 'step_low', 'step_high'],
  ...['moved', 'lost', 'open', 'norm', 'gap', 'verdict', 'unknown_depth'],
  ...['too_early', 'median_seconds', 'p90_seconds', 'timed', 'undated'],
];

const stages = (context: Context, scope: Scope): unknown[][] => {
  const { by } = context;
  const ads = adsFor(context, scope, by);
  const blocks = by.length === 0 ? [{ values: [], leads: scope.leads, ads }] : blocksOf(scope.leads, ads, by);
  const size = (leads: Person[]) => reachedBy(context, leads, 'lead') ?? 0;
  return blocks
    .sort((a, b) => size(b.leads) - size(a.leads) || compareLists(a.values, b.values))
    .flatMap(({ values, leads, ads }) => stageRows(context, values, leads, ads).map((row) => [...values, ...row]));
};

export const figureOf = (context: Context, stage: Stage, leads: Person[], ads: Ad[]): number | null => {
  if (stage === 'visit') return count(sumKnown(ads.map(({ clicks }) => clicks)));
  if (stage === 'action') return count(sumKnown(ads.map(({ actions }) => actions)));
  return reachedBy(context, leads, stage);
};

/** The leads and ad rows of a block, and the same by source. */
export interface Whole {
  leads: Person[];
  ads: Ad[];
  sources: ReturnType<typeof blocksOf>;
}

/** The two numbers of a step. Up to the lead it covers only the sources that have both figures; null: none has. */
export const stepOf = (
  context: Context,
  before: Stage,
  stage: Stage,
  { leads, ads, sources }: Whole,
): [top: number, bottom: number] | null => {
  const figures = isLater(stage) ? [{ values: [''], leads, ads }] : sources;
  let [top, bottom] = [0, 0];
  let isThere = false;
  for (const part of figures) {
    const above = figureOf(context, before, part.leads, part.ads);
    const here = figureOf(context, stage, part.leads, part.ads);
    if (above === null || here === null) continue;
    // A source without leads only because names do not match is no zero.
    if (isAggregate(before) && !isAggregate(stage) && context.astray.has(part.values[0] as string)) return null;
    isThere = true;
    top += here;
    bottom += above;
  }
  return isThere ? [top, bottom] : null;
};

const leadsAreAstray = (context: Context, before: Stage, { sources }: Whole): boolean =>
  sources.some(
    (one) => context.astray.has(one.values[0] as string) && figureOf(context, before, one.leads, one.ads) !== null,
  );

/** Of a stage, those of the sources that have the first figure / that figure. */
const overallOf = (context: Context, first: Stage, stage: Stage, { leads, ads, sources }: Whole): Ratio => {
  const bottom = figureOf(context, first, leads, ads);
  if (!isAggregate(first) || stage === first) return ratio(figureOf(context, stage, leads, ads), bottom);
  const own = sources.filter((one) => figureOf(context, first, one.leads, one.ads) !== null);
  if (!isAggregate(stage) && own.some(({ values }) => context.astray.has(values[0] as string))) return null;
  const parts = own.flatMap((one) => figureOf(context, stage, one.leads, one.ads) ?? []);
  return parts.length === 0
    ? null
    : ratio(
        parts.reduce((a, b) => a + b, 0),
        bottom,
      );
};

export const stageRows = (context: Context, values: string[], leads: Person[], ads: Ad[]): unknown[][] => {
  const whole: Whole = { leads, ads, sources: blocksOf(leads, ads, ['source']) };
  const isObserved = context.reach === 'observed';
  const reached = new Map(STAGES.map((stage) => [stage, figureOf(context, stage, leads, ads)]));
  // A stage without any figure in the scope is unknown, and rates step over it.
  const known = STAGES.filter((stage) => reached.get(stage) !== null);
  const unknown = new Map(
    STAGES.map((stage) => [stage, isAggregate(stage) ? null : unknownDepth(context, leads, stage)]),
  );
  // More than a tenth of those before it may have come as far: then what is known is the least there can be.
  const isLeast = (stage: Stage | undefined): boolean => {
    const before = stage && known[known.indexOf(stage) - 1];
    return before !== undefined && (unknown.get(stage as Stage) ?? 0) * 10 > (reached.get(before) ?? 0);
  };

  return STAGES.map((stage) => {
    const level = isAggregate(stage) ? 'aggregate' : 'lead';
    const norm = normOf(context, stage, values);
    const here = reached.get(stage) ?? null;
    if (here === null) {
      return [
        stage,
        level,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        asRate(norm),
        null,
        null,
        null,
        ...NEVER,
      ];
    }
    const before = known[known.indexOf(stage) - 1];
    const above = before === undefined ? null : (reached.get(before) ?? null);
    const isOpen = isLeast(stage) || isLeast(before);
    const divided = before === undefined || isOpen ? null : stepOf(context, before, stage, whole);
    const step = divided && ratio(...divided);
    const overall = isLeast(stage) ? null : overallOf(context, known[0] ?? stage, stage, whole);
    const ofLeads = level === 'lead' && !isLeast(stage) ? ratio(here, reached.get('lead') ?? null) : null;
    const hasInterval = isLater(stage) && !isObserved && above !== null && !isOpen;
    const { low, high } = hasInterval ? wilson(here, above) : { low: null, high: null };
    const gap = minus(step, norm);

    let [implied, moved, lost, open]: (number | null)[] = [null, null, null, null];
    if (level === 'lead' && !isObserved) {
      const stopped = leads.filter(({ depth }) => depth === stage);
      const isProven = ({ evidence }: Person) => stage === 'lead' || evidence.has(stage);
      implied = here - leads.filter((lead) => atLeast(lead, stage) && isProven(lead)).length;
      moved = leads.filter((lead) => atLeast(lead, stage)).length - stopped.length;
      // Where nothing tells how leads end, who stopped at the last known stage may have gone on.
      if (!tellsWhoIsLost(context.data) && stage === known.at(-1) && stage !== 'deal') moved = null;
      if (tellsWhoIsLost(context.data)) {
        lost = stopped.filter((lead) => lead.lost).length;
        open = stopped.length - lost;
        if (isLeast(stage) || isLeast(known[known.indexOf(stage) + 1])) lost = null;
      }
      if (stage === 'deal') open = 0;
    }

    const isAwaited = ({ depth, outcome }: Person) =>
      outcome === 'open' && known.findLast((one) => atLeast({ depth }, one)) === before;
    const ripe = context.maturity.get(stage);
    const early =
      ripe === undefined || isObserved || !isLater(stage) || !tellsWhoIsLost(context.data)
        ? null
        : leads.filter((lead) => isAwaited(lead) && isYoung(lead, ripe, context.data.asOf)).length;
    const pace = isLater(stage) ? paceOf(context.data, leads, before ?? 'lead', stage) : [null, null, null];

    const verdict = () => {
      if (norm === null || above === null || isOpen) return null;
      const isSeam = before !== undefined && isAggregate(before) && !isAggregate(stage);
      if (isSeam && step === null && leadsAreAstray(context, before, whole)) return null;
      // The base of the rate, if it covers some sources only.
      if ((divided?.[1] ?? above) < 30) return 'too few';
      if (!isLater(stage)) {
        if (step === null) return null;
        const side = compare(step, norm);
        return side < 0 ? 'below' : side > 0 ? 'above' : 'ok';
      }
      if ((early ?? 0) * 10 > above) return 'too early';
      if ((implied ?? 0) * 10 > here) return 'unproven';
      // Observed figures have no interval, so there is nothing to compare with the norm.
      if (low === null || high === null) return null;
      return isBelow(high, norm) ? 'below' : isBelow(norm, low) ? 'above' : 'ok';
    };

    return [
      ...[stage, level, here, implied, asRate(step), asRate(overall), asRate(ofLeads), asRate(low), asRate(high)],
      ...[moved, lost, open, asRate(norm), asRate(gap), verdict(), unknown.get(stage)],
      ...[early, ...pace, null],
    ];
  });
};

const NEVER = [null, null, null, null, null];

export const atLeast = (lead: Pick<Person, 'depth'>, stage: Stage) =>
  (PLACES.get(lead.depth) as number) >= (PLACES.get(stage) as number);
const PLACES = new Map(STAGES.map((stage, at) => [stage, at]));

/** The norm of the block's source if the table is broken down by source, else the general norm. */
export const normOf = ({ config, by, sourceName }: Context, stage: Stage, values: string[]): Ratio => {
  const source = values[by.indexOf('source')];
  const own = Object.entries(config.norms?.by?.source ?? {}).find(([name]) => sourceName(name) === source);
  const norm = (source === undefined ? undefined : own?.[1][stage]) ?? config.norms?.[stage];
  return norm === undefined ? null : fromDecimal(norm);
};

// sources

export const SOURCE_COLUMNS = [
  ...['source', 'spend', 'visits', 'actions', 'leads', 'not_handed_over', 'lost', 'qualified', 'deals', 'revenue'],
  ...['average_deal', 'pipeline', 'cpl', 'cpql', 'cost_per_deal', 'revenue_per_lead', 'qualified_rate', 'deal_rate'],
  ...['roas', 'romi', 'spend_share', 'revenue_share', 'cpl_rank', 'romi_rank', 'verdict'],
  ...['won_deals', 'row', 'costed_leads', 'costed_qualified', 'costed_deals', 'costed_revenue'],
  ...['cpa', 'drr', 'pays', 'repeats', 'duplicates', 'cpl_unique'],
];

export interface Figures {
  spend: bigint | null;
  /** The same, without spend on days whose cost is not fully known: the cost of the costed leads. */
  costedSpend: bigint | null;
  /** More than a tenth of the spend is where no export counts actions, so it is not the cost of those counted. */
  isSpendUnacted: boolean;
  visits: bigint | null;
  actions: bigint | null;
  /** Actions of rows whose cost is known. */
  costedActions: bigint | null;
  /** Further costs of its source. Null: it has some, but rows are finer than sources. */
  bears: bigint | null;
  leads: number | null;
  /** More than a tenth of the leads may yet become deals. */
  isTooEarly: boolean;
  notHandedOver: number | null;
  lost: number | null;
  qualified: number | null;
  /** The same; null if more than a tenth of the leads may have come as far without it being known. */
  allQualified: number | null;
  /** Qualified leads of which only a later stage is seen. */
  impliedQualified: number;
  /** Leads of people who came before. Null: nobody asks. */
  repeats: number | null;
  /** Leads lost as duplicates; and costed leads that are neither duplicates nor repeats. */
  duplicates: number | null;
  costedUnique: number | null;
  deals: number | null;
  wonDeals: number | null;
  /** Won deals with an amount. */
  priced: number;
  revenue: bigint | null;
  pipeline: bigint | null;
  /**
   * The same for costed leads, made on days up to which the spend of their source lasts: these figures are divided by
   * spend, or spend by them.
   */
  costed: Record<'leads' | 'qualified' | 'deals', number | null> & {
    revenue: bigint | null;
    /** The profit, if deals tell it. */
    profit: bigint | null;
  };
}

/** Whether deals tell their profit; otherwise a margin does. */
export const tellsProfit = ({ mapped: { crm } }: Pick<Context['data'], 'mapped'>): boolean =>
  crm.has('profit') || crm.has('cost_of_goods');

/** The profit of deals; null if it is unknown of one that has revenue, or of all. */
export const profitIn = (won: Pick<Person, 'profits' | 'wonFor'>[]): bigint | null => {
  const all = won.flatMap(({ profits, wonFor }) => profits.map((left, at) => ({ left, earned: wonFor[at] ?? null })));
  if (all.some(({ left, earned }) => left === null && earned !== null)) return null;
  return totalOf(all.map(({ left }) => left));
};

export const figures = ({ data, ...context }: Context, leads: Person[], ads: Ad[]): Figures => {
  const total = (of: Person[], field: 'revenue' | 'amount') => totalOf(of.map((lead) => lead[field]));
  const { crm } = data.mapped;
  const qualified = reachedBy({ data, ...context }, leads, 'qualified');
  const [won, open] = ['won', 'open'].map((end) => leads.filter(({ outcome }) => outcome === end)) as [
    Person[],
    Person[],
  ];
  // Reasons that the program itself takes for duplicates are not part of the oracle.
  const tellsDuplicates =
    tellsWhoIsLost(data) &&
    crm.has('reason') &&
    !leads.some(({ lost, reason }) => lost && /дубл|dupl|повтор|already/i.test(reason));
  const isDuplicate = ({ lost, reason }: Person) =>
    lost && categoriesOf(context.config.reasons).get(foldReason(reason)) === 'duplicate';
  const costed = leads.filter(({ isCosted }) => isCosted);
  const costedWon = won.filter(({ isCosted }) => isCosted);
  const spend = sumKnown(ads.map(({ cost }) => cost));
  const openSpend = ads.reduce((sum, { openCost }) => sum + openCost, 0n);
  const unactedSpend = sumKnown(ads.flatMap(({ cost, isUncounted }) => (isUncounted ? [cost] : [])));
  return {
    spend,
    costedSpend: spend !== null && spend > 0n && spend > openSpend ? spend - openSpend : null,
    isSpendUnacted: spend !== null && unactedSpend !== null && unactedSpend * 10n > spend,
    visits: sumKnown(ads.map(({ clicks }) => clicks)),
    actions: sumKnown(ads.map(({ actions }) => actions)),
    costedActions: sumKnown(ads.flatMap(({ actions, isUnpriced }) => (isUnpriced ? [] : [actions]))),
    bears: 0n,
    leads: data.hasCrm ? leads.length : null,
    isTooEarly: leads.filter((lead) => mayWin(context, data, lead)).length * 10 > leads.length,
    notHandedOver: data.knowsHandOver ? leads.filter(({ isInCrm }) => !isInCrm).length : null,
    lost: tellsWhoIsLost(data) ? leads.filter(({ lost }) => lost).length : null,
    qualified,
    allQualified: (unknownDepth({ data, ...context }, leads, 'qualified') ?? 0) * 10 > leads.length ? null : qualified,
    impliedQualified:
      qualified === null || context.reach === 'observed'
        ? 0
        : leads.filter((lead) => atLeast(lead, 'qualified') && !lead.evidence.has('qualified')).length,
    repeats: context.config.repeats ? leads.filter(({ isRepeat }) => isRepeat).length : null,
    duplicates: tellsDuplicates ? leads.filter(isDuplicate).length : null,
    costedUnique:
      tellsDuplicates || (context.config.repeats && (!tellsWhoIsLost(data) || !crm.has('reason')))
        ? costed.filter((lead) => !isDuplicate(lead) && !lead.isRepeat).length
        : null,
    deals: reachedBy({ data, ...context }, leads, 'deal'),
    wonDeals: data.knows.has('deal') ? sizes(won.map(({ wonDeals }) => wonDeals)) : null,
    priced: sizes(won.map(({ pricedDeals }) => pricedDeals)),
    revenue: crm.has('revenue') && data.knows.has('deal') ? total(won, 'revenue') : null,
    pipeline: crm.has('amount') && tellsWhoIsLost(data) ? total(open, 'amount') : null,
    costed: {
      leads: data.hasCrm ? costed.length : null,
      qualified: reachedBy({ data, ...context }, costed, 'qualified'),
      deals: reachedBy({ data, ...context }, costed, 'deal'),
      revenue: crm.has('revenue') && data.knows.has('deal') ? total(costedWon, 'revenue') : null,
      profit: tellsProfit(data) && data.knows.has('deal') ? profitIn(costedWon) : null,
    },
  };
};

/** The sum of deals, rounded to a millionth once. Zero if there are no deals; null if it is known of none. */
export const totalOf = (amounts: (bigint | null)[]): bigint | null => {
  const sum = amounts.length === 0 ? 0n : sumKnown(amounts);
  return sum === null ? null : divide(sum, FINE);
};

/** Whether a lead is open and younger than deals take. */
export const mayWin = ({ maturity }: Pick<Context, 'maturity'>, data: Context['data'], lead: Person): boolean => {
  const ripe = maturity.get('deal');
  return ripe !== undefined && tellsWhoIsLost(data) && lead.outcome === 'open' && isYoung(lead, ripe, data.asOf);
};

export const sizes = (counts: number[]) => counts.reduce((a, b) => a + b, 0);

export const perUnit = (micros: bigint | null, units: number | null): Ratio =>
  micros === null || units === null ? null : ratio(micros, millionths * BigInt(units));

export const isPaid = ({ spend }: Figures) => spend !== null && spend > 0n;
/** The cost per unit. A spend of zero is no cost per anything. */
export const costPer = (of: Figures, units: number | null): Ratio => perUnit(of.costedSpend, units);
export const roasOf = (of: Figures): Ratio =>
  of.costedSpend === null ? null : ratio(of.costed.revenue, of.costedSpend);

export const romiOf = ({ config, data }: Context, of: Figures): Ratio => {
  const margin = config.margin === undefined ? { n: 1n, d: 1n } : fromDecimal(config.margin);
  const isWithCosts = of.bears === null || of.bears > 0n;
  if (of.bears === null || (isPaid(of) && of.costedSpend === null) || (!isPaid(of) && !isWithCosts)) return null;
  const invested = (of.costedSpend ?? 0n) + of.bears;
  if (tellsProfit(data)) return minus(ratio(of.costed.profit, invested), { n: 1n, d: 1n });
  return minus(times(ratio(of.costed.revenue, invested), margin), { n: 1n, d: 1n });
};

/** Ranks from 1, the same for equals: 1, 1, 3. */
export const ranks = (values: Ratio[], isBetter: (a: NonNullable<Ratio>, b: NonNullable<Ratio>) => boolean) =>
  values.map((value) =>
    value === null ? null : 1 + values.filter((other) => other !== null && isBetter(other, value)).length,
  );

/** The verdict on a row of sources, compared with all other paid rows. */
const quadrant = (row: Figures, others: Figures): string | null => {
  if (!isPaid(row) || row.revenue === null || row.leads === null || row.deals === null) return null;
  // The only source with spend has nothing to be compared with.
  if (row.costedSpend === null || others.costedSpend === null) return null;
  const isSurelyWorse = row.leads > 0 && isBelow(wilson(row.deals, row.leads).high, ratio(others.deals, others.leads));
  if (row.leads < 30 || !(row.deals >= 10 || isSurelyWorse)) return 'too few';
  if (row.isTooEarly) return 'too early';
  const isByRevenue = row.qualified === null || [row, others].some(({ allQualified }) => allQualified === null);
  if (!isByRevenue && row.impliedQualified * 10 > (row.qualified ?? 0)) return 'unproven';
  const [cpl, cplOfOthers] = [row, others].map((of) => costPer(of, of.costed.leads)) as [Ratio, Ratio];
  // Without a price or a return there is nothing to judge.
  if (cpl === null || cplOfOthers === null || roasOf(row) === null || roasOf(others) === null) return null;
  const dearer = differs(cpl, cplOfOthers);
  if (dearer === 0) return 'near';
  const qualifiedPrice = (of: Figures) => costPer(of, of.costed.qualified);
  const worth: number[] = [differs(roasOf(row), roasOf(others))];
  if (!isByRevenue) worth.push(-differs(qualifiedPrice(row), qualifiedPrice(others)));
  const quality = () => {
    if ((row.deals === 0 && isSurelyWorse) || (worth.includes(-1) && !worth.includes(1))) return 'weak';
    return worth.includes(1) ? 'qualified' : null;
  };
  if (quality() === null) return 'near';
  if (quality() === 'qualified' && worth.includes(-1)) return 'mixed';
  return `${dearer < 0 ? 'cheap' : 'dear'}_${quality()}`;
};

/**
 * −1, 0 or 1: lower by more than a tenth, similar, higher by more than a tenth. An infinite price (null) is the
 * highest.
 */
const differs = (own: Ratio, other: Ratio): -1 | 0 | 1 => {
  if (own === null || other === null) return own === other ? 0 : own === null ? 1 : -1;
  const tenth = times(other, { n: other.n < 0n ? -1n : 1n, d: 10n });
  if (isBelow(plus(other, tenth), own)) return 1;
  return isBelow(own, minus(other, tenth)) ? -1 : 0;
};

/** The row of deals without a lead: how many are won and their revenue, and nothing else. */
const aloneRow = (context: Context, deals: Person[], blank: null[]): unknown[] => {
  const of = figures({ ...context, data: { ...context.data, ...context.data.ofDeals } }, deals, []);
  const earned = of.wonDeals && of.priced === 0 ? null : of.revenue;
  const filled = new Map<string, unknown>([
    ['source', '(deals_without_lead)'],
    ['revenue', money(earned)],
    ['won_deals', of.wonDeals],
    ['row', 'deals_without_lead'],
  ]);
  return [...blank, ...SOURCE_COLUMNS.map((column) => filled.get(column) ?? null)];
};
/** Whether gross profit reaches spend; null: unknown, as without a margin. */
const paysOff = (context: Context, of: Figures): string | null => {
  const isTold = context.config.margin !== undefined || tellsProfit(context.data);
  const romi = isTold && of.costedSpend !== null ? romiOf(context, of) : null;
  return romi === null ? null : compare(romi, { n: 0n, d: 1n }) < 0 ? 'no' : 'yes';
};
export const lastCells = (context: Context, of: Figures) => {
  const { costed, spend, costedSpend, costedActions: actions } = of;
  const perRevenue = costedSpend === null ? null : ratio(costedSpend, costed.revenue);
  const perAction = isPaid(of) && actions !== null && !of.isSpendUnacted ? ratio(spend, actions * millionths) : null;
  const counts = [costed.leads, costed.qualified, costed.deals, money(costed.revenue)];
  return [
    ...counts,
    fixed(perAction, 4),
    asRate(perRevenue),
    paysOff(context, of),
    of.repeats,
    of.duplicates,
    fixed(costPer(of, of.costedUnique), 4),
  ];
};

/** The further costs of some sources; null for a part of what they have. */
export const bearsIn =
  ({ isPartOfSources }: Context, { borne }: Pick<Scope, 'borne'>) =>
  (sources: Iterable<string>, isPart = isPartOfSources): bigint | null => {
    const own = [...new Set(sources)].flatMap((source) => borne.get(source) ?? []);
    return isPart && own.length > 0 ? null : own.reduce((a, b) => a + b, 0n);
  };

const sources = (context: Context, scope: Scope): unknown[][] => {
  const by = without(context.by, 'source');
  const ads = adsFor(context, scope, by);
  const bears = bearsIn(context, scope);
  const sourcesOf = (rows: (Person | Ad)[]) => rows.map((row) => row.at('source'));
  const ofAll = context.isPartOfSources ? bears(sourcesOf([...scope.leads, ...ads])) : bears(scope.borne.keys());
  const all = { ...figures(context, scope.leads, ads), bears: ofAll === null ? null : ofAll + scope.shared };
  const paidBlocks = blocksOf(scope.leads, ads, ['source']).filter(({ leads, ads }) =>
    isPaid(figures(context, leads, ads)),
  );
  const [paidLeads, paidAds] = [paidBlocks.flatMap(({ leads }) => leads), paidBlocks.flatMap(({ ads }) => ads)];
  const paidSources = new Set(paidBlocks.map(({ values }) => values[0] as string));
  const paid = paidBlocks.length === 0 ? null : { ...figures(context, paidLeads, paidAds), bears: bears(paidSources) };
  /** The figures of all paid rows without the leads and the spend of one row. */
  const besides = (row: { leads: Person[]; ads: Ad[] }) => {
    const [ownLeads, ownAds] = [new Set(row.leads), new Set(row.ads)];
    return figures(
      context,
      paidLeads.filter((lead) => !ownLeads.has(lead)),
      paidAds.filter((ad) => !ownAds.has(ad)),
    );
  };

  const rows = blocksOf(scope.leads, ads, [...by, 'source'])
    .map(({ values, leads, ads }) => {
      const own = bears([values.at(-1) as string], context.isPartOfSources || by.length > 0);
      return { values, leads, ads, of: { ...figures(context, leads, ads), bears: own } };
    })
    .sort((a, b) => {
      const spend = (b.of.spend ?? -1n) - (a.of.spend ?? -1n);
      if (spend !== 0n) return spend > 0n ? 1 : -1;
      return (b.of.leads ?? 0) - (a.of.leads ?? 0) || compareLists(a.values, b.values);
    });
  // A rank is that of the whole source, and stands on each of its rows that has the figure.
  const whole = blocksOf(scope.leads, ads, ['source']).map(({ values, leads, ads }) => ({
    source: values[0],
    of: { ...figures(context, leads, ads), bears: bears([values[0] as string]) },
  }));
  const placesBy = (figure: (of: Figures) => Ratio, isBetter: (difference: number) => boolean) => {
    const places = ranks(
      whole.map(({ of }) => figure(of)),
      (a, b) => isBetter(compare(a, b)),
    );
    const own = new Map(whole.map(({ source }, i) => [source, places[i] ?? null]));
    return ({ values, of }: (typeof rows)[number]) => (figure(of) === null ? null : own.get(values.at(-1)));
  };
  const cplRank = placesBy(
    (of) => costPer(of, of.costed.leads),
    (difference) => difference < 0,
  );
  const romiRank = placesBy(
    (of) => (of.costedSpend === null ? null : romiOf(context, of)),
    (difference) => difference > 0,
  );

  const cells = (of: Figures) => [
    ...[money(of.spend), count(of.visits), count(of.actions), of.leads, of.notHandedOver, of.lost],
    ...[of.qualified, of.deals],
    ...[money(of.revenue), fixed(perUnit(of.revenue, of.priced), 2), money(of.pipeline)],
    ...[costPer(of, of.costed.leads), of.allQualified === null ? null : costPer(of, of.costed.qualified)].map((cost) =>
      fixed(cost, 4),
    ),
    fixed(costPer(of, of.costed.deals), 4),
    fixed(perUnit(of.revenue, of.leads), 4),
    ...[ratio(of.allQualified, of.leads), ratio(of.deals, of.leads), roasOf(of), romiOf(context, of)].map(asRate),
    ...[ratio(of.spend, all.spend), ratio(of.revenue, all.revenue)].map(asRate),
  ];
  const blank = by.map(() => null);
  return [
    ...rows.map((row) => [
      ...[...row.values, ...cells(row.of), cplRank(row), romiRank(row)],
      paidSources.has(row.values.at(-1) as string) ? quadrant(row.of, besides(row)) : null,
      ...[row.of.wonDeals, 'source', ...lastCells(context, row.of)],
    ]),
    ...(scope.dealsAlone.length > 0 ? [aloneRow(context, scope.dealsAlone, blank)] : []),
    ...(paid
      ? [[...blank, '(paid)', ...cells(paid), null, null, null, paid.wonDeals, 'paid', ...lastCells(context, paid)]]
      : []),
    [...blank, '(total)', ...cells(all), null, null, null, all.wonDeals, 'total', ...lastCells(context, all)],
  ];
};

// reasons

export const REASON_COLUMNS = [
  ...['reason', 'category', 'lost', 'share', 'money_spent', 'mostly_after', 'mostly_from', 'mostly_from_share'],
  'examples',
];

const NO_REASON = '(no reason given)';
/** A reason of fewer leads could tell who they are. */
const FEWEST_FOR_EXAMPLES = 3;

export const foldReason = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Folded text of a reason → its category in the configuration. */
const categoriesOf = (configured: Context['config']['reasons']): Map<string, string> =>
  new Map(
    Object.entries(configured ?? {}).flatMap(([name, texts]) =>
      [name, ...texts].map((text) => [foldReason(text), name] as const),
    ),
  );

const reasons = (context: Context, scope: Scope): unknown[][] => {
  // The CPL of the whole source in this scope: a breakdown of lost leads does not divide spend.
  const cpl = new Map(
    blocksOf(scope.leads, scope.ads, ['source']).map(({ values, leads, ads }) => {
      const of = figures(context, leads, ads);
      return [values[0] as string, { price: costPer(of, of.costed.leads), isPaid: isPaid(of) }];
    }),
  );
  return reasonRows(
    context,
    scope.leads.filter((lead) => lead.lost),
    cpl,
  );
};

/** The rows of reasons. `cpl`: source → what a lead of it costs. */
export const reasonRows = (
  context: Context,
  lost: Person[],
  cpl: Map<string, { price: Ratio; isPaid: boolean }>,
): unknown[][] => {
  // Without a column of reasons no reason was withheld.
  if (!context.data.mapped.crm.has('reason')) return [];
  const by = without(context.by, 'reason');
  const spelling = new Map<string, string>([['', NO_REASON]]);
  for (const [key, all] of groupBy(context.everLost, ({ reason }) => foldReason(reason))) {
    if (key !== '') spelling.set(key, byFrequency(all.map(({ reason }) => reason))[0]?.[0] ?? NO_REASON);
  }
  const categories = categoriesOf(context.config.reasons);
  /** The number of lost leads with these values of the breakdown. */
  const ofAll = (values: string[]) => lost.filter((lead) => by.every((one, at) => lead.at(one) === values[at])).length;
  const groups = groupBy(lost, (lead) => JSON.stringify([foldReason(lead.reason), ...by.map((one) => lead.at(one))]));
  return [...groups]
    .map(([key, leads]) => {
      const [reason = '', ...values] = JSON.parse(key) as string[];
      return { reason, name: spelling.get(reason) ?? NO_REASON, values, leads };
    })
    .sort((a, b) => b.leads.length - a.leads.length || byCodePoint(a.name, b.name) || compareLists(a.values, b.values))
    .map(({ reason, name, values, leads }) => {
      const of = leads.map((lead) => cpl.get(lead.at('source')));
      const costs = of.flatMap((one) => one?.price ?? []);
      // If one of them is from a paid source without a price, the cost of all is unknown.
      const isOpen = of.some((one) => one?.isPaid && one.price === null);
      const spent =
        costs.length === 0 || isOpen ? null : costs.reduce<Ratio>((sum, cost) => plus(sum, cost), { n: 0n, d: 1n });
      const after = groupBy(leads, ({ depth }) => depth);
      const most = Math.max(...[...after.values()].map((all) => all.length));
      const [from, fromCount] = byFrequency(leads.map((lead) => lead.at('source')))[0] ?? [null, 0];
      return [
        ...[...values, name, categories.get(reason) ?? null, leads.length, asRate(ratio(leads.length, ofAll(values)))],
        ...[fixed(spent, 2), STAGES.find((stage) => after.get(stage)?.length === most), from],
        asRate(ratio(fromCount, leads.length)),
        reason === '' || leads.length < FEWEST_FOR_EXAMPLES
          ? []
          : byFrequency(leads.map((lead) => lead.reason))
              .slice(0, 3)
              .map(([text]) => text),
      ];
    });
};

// times

const TOLD = [1, 7, 14, 30, 60, 90];

/** How long leads take: a row per known stage, and one from lead to deal. */
export const timesOf = (input: OracleInput): OracleReport => {
  const context = makeContext(input);
  const { by, data } = context;
  const hasPeriods = input.options?.period !== undefined;
  const known = (['lead', ...LATER] as Stage[]).filter((stage) => data.knows.has(stage));
  const steps = known.slice(1).map((stage, at): [Stage, Stage] => [known[at] as Stage, stage]);
  if (known.length > 2 && known.includes('deal')) steps.push(['lead', 'deal']);
  const configured = (context.config.maturity ?? {}) as Record<string, string>;
  const rowsOf = (scope: Scope): unknown[][] => {
    const ads = adsFor(context, scope, by);
    const blocks = by.length === 0 ? [{ values: [], leads: scope.leads }] : blocksOf(scope.leads, ads, by);
    return blocks
      .sort((a, b) => b.leads.length - a.leads.length || compareLists(a.values, b.values))
      .flatMap(({ values, leads }) => {
        // How often leads come is counted of all leads, whatever is asked for.
        const all = context.everybody.filter((lead) => by.every((one, at) => lead.at(one) === values[at]));
        return steps.map(([from, stage]) => {
          const incidence = tellsWhoIsLost(data) && data.asOf !== '' ? context.incidence(all, stage) : null;
          const own =
            by.length > 0 && configured[stage] === undefined ? incidence?.maturity : context.maturity.get(stage);
          const pace = paceOf(data, leads, from, stage);
          return [
            ...[...values, stage, from, data.hasCrm ? leads.length : null, reachedBy(context, leads, stage)],
            ...[...pace, own ?? null, ...TOLD.map((days) => incidence?.after(days) ?? null)],
          ];
        });
      });
  };
  const measures = ['n', 'reached', 'median_seconds', 'p90_seconds', 'timed', 'maturity_seconds'];
  return {
    columns: [
      ...(hasPeriods ? ['period'] : []),
      ...by,
      'stage',
      'from',
      ...measures,
      ...TOLD.map((days) => `by_${days}d`),
    ],
    rows: context.scopes.flatMap((scope) => rowsOf(scope).map((row) => (hasPeriods ? [scope.period, ...row] : row))),
  };
};
