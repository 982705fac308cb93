// The same reports with everything counted on its own day: reports.md, "event basis". All events are listed first, and
// then limited to the days asked for.

import { asRate, fixed, ratio } from './exact.js';
import {
  bearsIn,
  costPer,
  type Figures,
  figures,
  isPaid,
  lastCells,
  money,
  normOf,
  type OracleInput,
  type OracleReport,
  perUnit,
  profitIn,
  REASON_COLUMNS,
  reasonRows,
  roasOf,
  romiOf,
  SOURCE_COLUMNS,
  STAGE_COLUMNS,
  tellsProfit,
  totalOf,
  without,
} from './oracle.js';
import { LATER, STAGES, type Stage } from './read.js';
import {
  type Ad,
  adsFor,
  byCodePoint,
  type Context,
  compareLists,
  groupBy,
  makeContext,
  type Person,
  periodOf,
  reachedBy,
  type Scope,
  sumKnown,
  tellsWhoIsLost,
  unknownDepth,
} from './scope.js';
import { paceOf } from './times.js';

/** An event of a lead; `day` is '' if nothing says when. */
interface Happening {
  what: Stage | 'lost' | 'won';
  day: string;
  lead: Person;
  /** The revenue of a deal; `totalOf` turns it into millionths. */
  revenue: bigint | null;
  profit: bigint | null;
}

interface Rows {
  happened: Happening[];
  ads: Ad[];
}

const dayOf = (moment: string | undefined) => (moment ?? '').slice(0, 10);
const earliest = (days: string[]) => days.filter((day) => day !== '').sort()[0] ?? '';

const happeningsOf = (context: Context, lead: Person): Happening[] => {
  const one = (what: Happening['what'], day: string, at?: number): Happening => ({
    ...{ what, day, lead, revenue: lead.wonFor[at ?? -1] ?? null, profit: lead.profits[at ?? -1] ?? null },
  });
  const wins = lead.outcome === 'won' ? lead.wonOn.map((on, at) => one('won', dayOf(on), at)) : [];
  const stages = LATER.flatMap((stage) => {
    if (!hasCome(context, lead, stage) && !lead.evidence.has(stage)) return [];
    const own = dayOf(lead.moments.get(stage));
    return one(stage, stage === 'deal' && wins.length > 0 ? earliest(wins.map(({ day }) => day)) : own);
  });
  return [one('lead', lead.day), ...stages, ...wins, ...(lead.lost ? [one('lost', dayOf(lead.closed))] : [])];
};

const hasCome = (context: Context, lead: Person, stage: Stage): boolean =>
  (reachedBy(context, [lead], stage) ?? Number(lead.evidence.has(stage))) > 0;

export const oracleOfEvents = (input: OracleInput): Record<string, OracleReport> => {
  const context = makeContext(input);
  const { window, period, isInside, by } = context;
  // An event without a day counts on the day on which its lead was made.
  const isAsked = ({ what, day, lead }: Happening) =>
    what === 'lead' || day === '' ? isInside(lead) : window.from <= day && day <= window.to;
  const happened = context.everyKept.flatMap((lead) => happeningsOf(context, lead)).filter(isAsked);
  const alone = context.everyKeptAlone
    .flatMap((lead) => happeningsOf(context, lead))
    .filter((one) => one.what === 'won' && one.day !== '' && isAsked(one));
  const nameOf = (day: string) => (period === undefined ? '' : periodOf(day, period));
  const [events, won, ads] = [
    groupBy(happened, ({ day, lead }) => nameOf(day || lead.day)),
    groupBy(alone, ({ day }) => nameOf(day)),
    groupBy([...context.keptAds, ...context.ofCosts], (ad) => nameOf(ad.day ?? ad.days?.from ?? '')),
  ];
  const names = period === undefined ? [''] : [...new Set([...events.keys(), ...won.keys(), ...ads.keys()])];
  const report = (
    own: string[],
    columns: string[],
    rowsOf: (rows: Rows, alone: Happening[], name: string) => unknown[][],
  ) => ({
    columns: [...(period === undefined ? [] : ['period']), ...own, ...columns],
    rows: names
      .sort(byCodePoint)
      .flatMap((name) =>
        rowsOf({ happened: events.get(name) ?? [], ads: ads.get(name) ?? [] }, won.get(name) ?? [], name).map((row) =>
          period === undefined ? row : [name, ...row],
        ),
      ),
  });
  return {
    stages: report(by, STAGE_COLUMNS, (rows) => stages(context, rows)),
    sources: report(without(by, 'source'), SOURCE_COLUMNS, (rows, deals, name) =>
      sources(
        context,
        rows,
        deals,
        context.costsOf(({ day }) => nameOf(day) === name),
      ),
    ),
    reasons: report(without(by, 'reason'), REASON_COLUMNS, (rows) => reasons(context, rows)),
  };
};

const NOTHING = { period: null, leads: [], dealsAlone: [], borne: new Map<string, bigint>(), shared: 0n };

const blocks = ({ happened, ads }: Rows, by: string[]): (Rows & { values: string[] })[] => {
  const key = (row: Person | Ad) => JSON.stringify(by.map((dimension) => row.at(dimension)));
  const [events, spent] = [groupBy(happened, ({ lead }) => key(lead)), groupBy(ads, key)];
  return [...new Set([...events.keys(), ...spent.keys()])].map((text) => ({
    values: JSON.parse(text) as string[],
    ...{ happened: events.get(text) ?? [], ads: spent.get(text) ?? [] },
  }));
};

const of = (what: Happening['what'], { happened }: Pick<Rows, 'happened'>) =>
  happened.filter((one) => one.what === what && (one.day !== '' || what === 'lead'));
const people = (all: Happening[]) => all.map(({ lead }) => lead);

/** Whether some export says when leads reach a stage, and when they are lost. */
const isDated = ({ data }: Context, stage: Stage) =>
  stage === 'lead' ||
  [`${stage}_at`, ...(stage === 'deal' ? ['closed_at'] : [])].some((field) => data.ofDeals.mapped.crm.has(field));
const areLossesDated = ({ data }: Context) => data.ofDeals.mapped.crm.has('closed_at');

const cameTo = (context: Context, stage: Stage, rows: Rows): number | null =>
  isDated(context, stage) ? reachedBy(context, people(of(stage, rows)), stage) : null;

const figureOf = (context: Context, stage: Stage, rows: Rows): number | null => {
  const total = (values: (bigint | null)[]) => {
    const sum = sumKnown(values);
    return sum === null ? null : Number(sum);
  };
  if (stage === 'visit') return total(rows.ads.map(({ clicks }) => clicks));
  if (stage === 'action') return total(rows.ads.map(({ actions }) => actions));
  return cameTo(context, stage, rows);
};

const stages = (context: Context, all: Rows): unknown[][] => {
  const { by } = context;
  const rows = { ...all, ads: adsFor(context, { ...NOTHING, ads: all.ads }, by) };
  const size = (one: Rows) => of('lead', one).length;
  return (by.length === 0 ? [{ values: [], ...rows }] : blocks(rows, by))
    .sort((a, b) => size(b) - size(a) || compareLists(a.values, b.values))
    .flatMap(({ values, ...own }) => stageRows(context, values, own).map((row) => [...values, ...row]));
};

const stageRows = (context: Context, values: string[], rows: Rows): unknown[][] => {
  const { data, reach } = context;
  const lost = people(of('lost', rows));
  const isTold = tellsWhoIsLost(data) && areLossesDated(context);
  const unknown = (stage: Stage) => (isTold ? unknownDepth(context, lost, stage) : null);
  const reached = new Map(STAGES.map((stage) => [stage, figureOf(context, stage, rows)]));
  // For some stages there is evidence, but no lead has a day.
  const held = STAGES.filter(
    (stage) => reached.get(stage) !== null || (STAGES.indexOf(stage) > 1 && data.knows.has(stage)),
  );
  const isLeast = (stage: Stage | undefined): boolean => {
    if (stage === undefined || !LATER.includes(stage)) return false;
    const before = held.slice(0, held.indexOf(stage)).findLast((one) => reached.get(one) !== null);
    return before !== undefined && (unknown(stage) ?? 0) * 10 > (reached.get(before) ?? 0);
  };
  return STAGES.map((stage) => {
    const isOfLeads = STAGES.indexOf(stage) > 1;
    const norm = asRate(normOf(context, stage, values));
    const isHeld = isOfLeads && data.knows.has(stage);
    const isCounted = isHeld && reach !== 'observed' && isTold && ![stage, held[held.indexOf(stage) + 1]].some(isLeast);
    const before = held[held.indexOf(stage) - 1] ?? 'lead';
    const from = STAGES.indexOf(before) > 1 ? before : 'lead';
    const undated = rows.happened.filter(({ what, day }) => what === stage && day === '' && what !== 'lead');
    return [
      ...[stage, isOfLeads ? 'lead' : 'aggregate', reached.get(stage) ?? null],
      ...[null, null, null, null, null, null, null],
      isCounted ? lost.filter(({ depth }) => depth === stage).length : null,
      ...[null, norm, null, null, isHeld ? unknown(stage) : null, null],
      ...(LATER.includes(stage) && isHeld ? paceOf(data, people(of(stage, rows)), from, stage) : [null, null, null]),
      isHeld ? reachedBy(context, people(undated), stage) : null,
    ];
  });
};

const figuresOf = (context: Context, rows: Rows): Figures => {
  const { data } = context;
  const made = people(of('lead', rows));
  const own = figures(context, made, rows.ads);
  const [won, lost] = [of('won', rows), people(of('lost', rows))];
  const isCosted = ({ day, lead }: Happening) => lead.isCostedThen(day);
  const isLossTold = tellsWhoIsLost(data) && areLossesDated(context);
  const came = (stage: Stage, isKept = (_: Happening) => true) =>
    cameTo(context, stage, { happened: of(stage, rows).filter(isKept), ads: [] });
  const isWinTold = data.knows.has('deal') && isDated(context, 'deal');
  const earned = (deals: Happening[]) =>
    isWinTold && data.mapped.crm.has('revenue') ? totalOf(deals.map(({ revenue }) => revenue)) : null;
  const unknown = isLossTold ? (unknownDepth(context, lost, 'qualified') ?? 0) : 0;
  const isOpen = unknown * 10 > made.length;
  return {
    ...own,
    lost: isLossTold ? lost.length : null,
    qualified: came('qualified'),
    allQualified: isOpen ? null : came('qualified'),
    deals: came('deal'),
    wonDeals: isWinTold ? won.length : null,
    priced: won.filter(({ revenue }) => revenue !== null).length,
    revenue: earned(won),
    pipeline: null,
    costed: {
      leads: own.costed.leads,
      qualified: came('qualified', isCosted),
      deals: came('deal', isCosted),
      revenue: earned(won.filter(isCosted)),
      profit:
        isWinTold && tellsProfit(data)
          ? profitIn(won.filter(isCosted).map(({ profit, revenue }) => ({ profits: [profit], wonFor: [revenue] })))
          : null,
    },
  };
};

const sources = (
  context: Context,
  all: Rows,
  alone: Happening[],
  costs: Pick<Scope, 'borne' | 'shared'>,
): unknown[][] => {
  const by = without(context.by, 'source');
  const rows = { ...all, ads: adsFor(context, { ...NOTHING, ads: all.ads }, by) };
  const bears = bearsIn(context, costs);
  const there = [...people(rows.happened), ...rows.ads].map((row) => row.at('source'));
  const ofAll = context.isPartOfSources ? bears(there) : bears(costs.borne.keys());
  const whole = { ...figuresOf(context, rows), bears: ofAll === null ? null : ofAll + costs.shared };
  const paidBlocks = blocks(rows, ['source']).filter((one) => isPaid(figuresOf(context, one)));
  const paid = { happened: paidBlocks.flatMap((one) => one.happened), ads: paidBlocks.flatMap((one) => one.ads) };
  const cells = (source: string, row: string, one: Figures) => {
    const price = (units: number | null) => fixed(costPer(one, units), 4);
    return [
      ...[
        source,
        money(one.spend),
        numberOf(one.visits),
        numberOf(one.actions),
        one.leads,
        one.notHandedOver,
        one.lost,
      ],
      ...[one.qualified, one.deals, money(one.revenue), fixed(perUnit(one.revenue, one.priced), 2), null],
      ...[
        price(one.costed.leads),
        one.allQualified === null ? null : price(one.costed.qualified),
        price(one.costed.deals),
      ],
      fixed(perUnit(one.revenue, one.leads), 4),
      ...[null, null, asRate(roasOf(one)), asRate(romiOf(context, one))],
      ...[ratio(one.spend, whole.spend), ratio(one.revenue, whole.revenue)].map(asRate),
      ...[null, null, null, one.wonDeals, row],
      // Whether it pays is a verdict.
      ...lastCells(context, one).map((cell, at) => (at === 6 ? null : cell)),
    ];
  };
  const blank = by.map(() => null);
  const lines = blocks(rows, [...by, 'source'])
    .map(({ values, ...own }) => ({
      values,
      own: {
        ...figuresOf(context, own),
        bears: bears([values.at(-1) as string], context.isPartOfSources || by.length > 0),
      },
    }))
    .sort((a, b) => {
      const spend = (b.own.spend ?? -1n) - (a.own.spend ?? -1n);
      if (spend !== 0n) return spend > 0n ? 1 : -1;
      return (b.own.leads ?? 0) - (a.own.leads ?? 0) || compareLists(a.values, b.values);
    });
  return [
    ...lines.map(({ values, own }) => [...values.slice(0, -1), ...cells(values.at(-1) as string, 'source', own)]),
    ...(alone.length > 0 ? [[...blank, ...ofNobody(context, alone)]] : []),
    ...(paidBlocks.length > 0
      ? [
          [
            ...blank,
            ...cells('(paid)', 'paid', {
              ...figuresOf(context, paid),
              bears: bears(paidBlocks.map(({ values }) => values[0] as string)),
            }),
          ],
        ]
      : []),
    [...blank, ...cells('(total)', 'total', whole)],
  ];
};

const numberOf = (sum: bigint | null) => (sum === null ? null : Number(sum));

/** The row of deals without a lead, on their own days. */
const ofNobody = ({ data }: Context, deals: Happening[]): unknown[] => {
  const isPriced = data.ofDeals.mapped.crm.has('revenue');
  const filled = new Map<string, unknown>([
    ['source', '(deals_without_lead)'],
    ['revenue', isPriced ? money(totalOf(deals.map(({ revenue }) => revenue))) : null],
    ['won_deals', deals.length],
    ['row', 'deals_without_lead'],
  ]);
  return SOURCE_COLUMNS.map((column) => filled.get(column) ?? null);
};

const reasons = (context: Context, all: Rows): unknown[][] => {
  const cpl = new Map(
    blocks(all, ['source']).map((one) => {
      const own = figuresOf(context, one);
      return [one.values[0] as string, { price: costPer(own, own.costed.leads), isPaid: isPaid(own) }];
    }),
  );
  return reasonRows(context, people(of('lost', all)), cpl);
};
