import { add, compare, type Exact, exact, subtract } from './exact.js';
import { isDepthStage, LEAD_STAGES, type LeadStage, type Stage, type StagePair } from './funnel-stages.js';
import type { LeadEvent } from './lead-events.js';
import type { Reach } from './report.js';
import type { Scope } from './scope.js';
import type { Text } from './text.js';

/** What leads may be awaited to come to: a stage, a conversation, their loss, or the first of qualification and loss. */
export type Awaited = LeadStage | 'talk' | 'loss' | 'worked';

/** Which leads are meant: all conditions of a list hold. */
export type LeadCondition =
  | { readonly ending: 'won' | 'lost' | 'open'; readonly not?: true }
  | {
      readonly flag:
        | `unknown_${LeadStage}`
        | 'contacted'
        | 'unknown_contacted'
        | 'not_in_crm'
        | 'uncosted'
        | 'duplicate'
        | 'undecided'
        | 'wordless'
        | 'worked'
        | 'repeat'
        | 'copy'
        | 'priced_open';
      readonly not?: true;
    }
  /** How far a lead came: to this stage or beyond, or just to it. */
  | { readonly depth: 'from' | 'at'; readonly stage: LeadStage }
  /** The next known stage that it can come to; or a stage whose maturity it has not reached. */
  | { readonly awaits: LeadStage }
  | { readonly young: LeadStage }
  /** What shows the stage itself. */
  | { readonly evidence: LeadStage; readonly not?: true };

/** The rows of facts behind a number: those that are added up or counted. */
export type Rows =
  | {
      readonly of: 'leads';
      readonly measure: LeadMeasureName;
      readonly within?: Within;
      /** The number is not the sum over the rows but a quantile of their times, or an estimate from them. */
      readonly as?: 'quantile' | 'estimate';
    }
  | { readonly of: 'spend'; readonly measure: SpendMeasureName; readonly within?: Within }
  /** Rows of forms that stand so; null: all of them. */
  | { readonly of: 'forms'; readonly stands: FormStands | null; readonly within?: Within }
  /** Costs of marketing besides advertising, from the configuration: a row per day and cost. */
  | { readonly of: 'costs'; readonly within?: Within }
  | { readonly of: 'configuration' }
  /** A zero that is known of itself: what reached the deal is not open. */
  | { readonly of: 'nobody' };

/** Where the row of a form went: each into one of these. */
export const FORM_STANDS = [
  ...(['matched', 'other_source', 'other_day', 'not_handed_over', 'excluded', 'repeated'] as const),
] as const;
export type FormStands = (typeof FORM_STANDS)[number];

/** How leads may stand with their answer and their outcome; `due`: within, late or overdue. */
export const STANDS_WITH_ANSWER = [
  ...(['answered', 'within', 'late', 'overdue', 'pending', 'unknown', 'outside', 'due', 'assigned'] as const),
  ...(['feedback_due', 'feedback_given', 'feedback_ever'] as const),
  // By calls: somebody tried to reach them; nobody spoke to them; the same after only one or two calls; there were any
  // calls.
  ...(['called', 'no_answer', 'no_answer_under_3', 'with_calls'] as const),
] as const;
export type StandsWithAnswer = (typeof STANDS_WITH_ANSWER)[number];

/** Leads for which a criterion of the standard is known, or those that meet it; null: of all criteria. */
export interface OfStandard {
  readonly criterion: number | null;
  readonly is: 'known' | 'met';
}

/** Which keys the rows have, if not simply those of the report's row: the whole table of its period, or some sources. */
export interface Within {
  readonly table?: true;
  /** Whatever this key of the row is. */
  readonly without?: string;
  readonly sources?: readonly string[];
  /** Of journeys: leads that have a touch, or that came again. */
  readonly journey?: 'touched' | 'returned';
  /** Leads that stand so with their answer. */
  readonly answer?: StandsWithAnswer;
  /** Of them not the leads are counted, but their calls. */
  readonly adds?: 'calls';
  readonly standard?: OfStandard;
  /** One lead, by its key; or these. */
  readonly lead?: string;
  readonly leads?: readonly string[];
  /** Leads of which it is known when they came to both, in this order. */
  readonly timed?: StagePair;
  /** Of another period than that of the row. */
  readonly period?: string;
  /** Deals that belong to no lead. */
  readonly alone?: true;
  /** Of another scope than that of the report. */
  readonly scope?: Scope & { readonly called: Text };
  /** Leads that came to what is awaited within so many seconds of their creation. */
  readonly followed?: { readonly awaited: Awaited; readonly seconds: number };
}

/** What the exports hold at all, and what counts as a stage reached. */
export interface Known {
  readonly has: {
    readonly leads: boolean;
    readonly handover: boolean;
    readonly revenue: boolean;
    readonly amount: boolean;
    /**
     * Whether a status or an outcome tells who is lost and who is open. A date or a rule of the deal tells only who is
     * won.
     */
    readonly ends: boolean;
    /** Why leads were lost: a column of reasons. */
    readonly reasons: boolean;
    /**
     * Whether reasons are known for all lost leads, which is not so if one of two lists of leads has no column of
     * reasons.
     */
    readonly allReasons: boolean;
    /** Who has come before: asked for, and told by some export. */
    readonly repeats: boolean;
    /** What is left of the revenue of deals. */
    readonly profit: boolean;
    /** Clicks whose cost is blank. */
    readonly openCosts: boolean;
    /** Leads are split over the touches before them. */
    readonly credits: boolean;
    /** The configuration says what marketing costs besides. */
    readonly costs: boolean;
  };
  /** Lead stages of which the exports hold evidence. */
  readonly known: ReadonlySet<LeadStage>;
  readonly reach: Reach;
  /** The stages for which it is known how long leads take; empty: nothing is known of maturity. */
  readonly ripens?: ReadonlySet<LeadStage>;
  /** By the day of events: the events whose days some export tells. Undefined: leads are followed. */
  readonly events?: ReadonlySet<LeadEvent> | undefined;
}

/** Columns of leads that are added up. */
export const LEAD_SUMS = ['revenue', 'pipeline', 'won_deals', 'priced_deals', 'profit', 'unprofited'] as const;

/** A sum over leads: which leads count, what is added up (else they are counted), and when it is known. */
export interface LeadMeasure {
  readonly where: (reach: Reach) => readonly LeadCondition[];
  readonly sum?: (typeof LEAD_SUMS)[number];
  /** Split leads count as whole ones for each source that has a part: such counts cannot be added up. */
  readonly whole?: true;
  /**
   * The event by whose day it counts, where events are counted. Without one it follows leads from creation, and is then
   * unknown.
   */
  readonly on?: LeadEvent;
  /** Of events whose day nothing says. */
  readonly isUndated?: true;
  readonly isKnown: (known: Known) => boolean;
}

const plain = (where: readonly LeadCondition[], more: Partial<LeadMeasure> = {}): LeadMeasure => ({
  where: () => where,
  isKnown: () => true,
  ...more,
});

/** Whether revenue or pipeline is known: it needs amounts, and who is won or open. */
function earns({ has, known }: Known): boolean {
  return has.revenue && known.has('deal');
}
function profits(known: Known): boolean {
  return known.has.profit && earns(known);
}
function hopes({ has }: Known): boolean {
  return has.amount && has.ends;
}

/** Whether it is known why leads were lost, and so which are duplicates or undecided. */
function tellsReasons({ has }: Known): boolean {
  return has.reasons && has.ends;
}

function talks({ known }: Known): boolean {
  return known.has('contact');
}

const SCALARS = {
  leads: plain([], { on: 'lead' }),
  not_handed_over: plain([{ flag: 'not_in_crm' }], { on: 'lead', isKnown: ({ has }) => has.handover }),
  lost: plain([{ ending: 'lost' }], { on: 'loss', isKnown: ({ has }) => has.ends }),
  revenue: plain([{ ending: 'won' }], { on: 'win', sum: 'revenue', isKnown: earns }),
  won_deals: plain([{ ending: 'won' }], { on: 'win', sum: 'won_deals', isKnown: ({ known }) => known.has('deal') }),
  /** Won deals that have an amount. */
  priced_deals: plain([{ ending: 'won' }], { on: 'win', sum: 'priced_deals', isKnown: earns }),
  /** Losses and won deals of which nothing says when they were. */
  undated_losses: plain([{ ending: 'lost' }], { on: 'loss', isUndated: true, isKnown: ({ has }) => has.ends }),
  undated_wins: plain([{ ending: 'won' }], {
    ...{ on: 'win', isUndated: true, sum: 'won_deals' },
    isKnown: ({ known }) => known.has('deal'),
  }),
  pipeline: plain([{ ending: 'open' }], { sum: 'pipeline', isKnown: hopes }),
  open: plain([{ ending: 'open' }], { isKnown: ({ has }) => has.ends }),
  /** Open leads that may still become deals: younger than the maturity of the deal. */
  young: plain([{ ending: 'open' }, { young: 'deal' }], {
    isKnown: ({ has, known, ripens }) => has.ends && known.has('deal') && (ripens?.has('deal') ?? false),
  }),
  /** Open leads that have an amount. */
  priced_open: plain([{ flag: 'priced_open' }], { isKnown: hopes }),
  /** Leads that somebody talked to, qualified or not; and lost leads of which no export tells it. */
  contacted: plain([{ flag: 'contacted' }], { on: 'contact', isKnown: talks }),
  unknown_contacted: plain([{ flag: 'unknown_contacted' }], { isKnown: talks }),
  /** Leads of a person who had come before, and lost leads that the CRM calls duplicates: both stay leads. */
  repeats: plain([{ flag: 'repeat' }], { on: 'lead', isKnown: ({ has }) => has.repeats }),
  duplicates: plain([{ flag: 'duplicate' }], { on: 'lead', isKnown: tellsReasons }),
  /** Lost leads whose reason is missing or says nothing. */
  wordless: plain([{ flag: 'wordless' }], {
    on: 'loss',
    isKnown: (known) => tellsReasons(known) && known.has.allReasons,
  }),
  /** Leads that somebody decided about: qualified ones, and those lost by a decision. */
  worked: plain([{ flag: 'worked' }], { isKnown: (known) => tellsReasons(known) && known.known.has('qualified') }),
} as const satisfies Record<string, LeadMeasure>;

function costed(of: LeadMeasure): LeadMeasure {
  return { ...of, where: (reach) => [...of.where(reach), { flag: 'uncosted', not: true }] };
}

const SERIES = {
  reached: (stage: LeadStage): LeadMeasure => ({
    where: (reach) => (reach === 'observed' ? [{ evidence: stage }] : [{ depth: 'from', stage }]),
    on: stage,
    isKnown: ({ known }) => known.has(stage),
  }),
  /** Of them those of whom nothing says on which day they came. */
  undated: (stage: LeadStage): LeadMeasure => ({ ...SERIES.reached(stage), isUndated: true }),
  implied: (stage: LeadStage) =>
    flow(stage, [
      { depth: 'from', stage },
      { evidence: stage, not: true },
    ]),
  /** Lost leads of which no export tells whether they reached it. */
  unknown_depth: (stage: LeadStage): LeadMeasure => ({
    where: () => [{ flag: `unknown_${stage}` }],
    on: 'loss',
    isKnown: ({ known, has }) => known.has(stage) && has.ends,
  }),
  lost_here: (stage: LeadStage): LeadMeasure => ({
    ...ended(stage, [{ depth: 'at', stage }, { ending: 'lost' }]),
    on: 'loss',
  }),
  open_here: (stage: LeadStage) =>
    ended(stage, [
      { depth: 'at', stage },
      { ending: 'lost', not: true },
    ]),
  /** Open at the stage before, and younger than this one takes. */
  too_early(stage: LeadStage): LeadMeasure {
    const { isKnown, ...own } = ended(stage, [{ ending: 'open' }, { awaits: stage }, { young: stage }]);
    return { ...own, isKnown: (known) => (known.ripens?.has(stage) ?? false) && isKnown(known) };
  },
} as const;

/**
 * Evidence that is only seen need not decrease from stage to stage: then nobody can be said to have moved on, and no
 * stage is implied.
 */
const flow = (stage: LeadStage, where: readonly LeadCondition[]): LeadMeasure => ({
  where: () => where,
  isKnown: ({ known, reach }) => reach !== 'observed' && known.has(stage),
});

/** The same, where something tells lost leads from open ones. */
function ended(stage: LeadStage, where: readonly LeadCondition[]): LeadMeasure {
  const { isKnown, ...own } = flow(stage, where);
  return { ...own, isKnown: (known) => known.has.ends && isKnown(known) };
}

/** Leads and results for prices: without leads of days that the spend of their source does not cover. */
const COSTED = {
  costed_leads: costed(SCALARS.leads),
  /** Of them those that are neither. */
  costed_unique: costed(
    plain([{ flag: 'copy', not: true }], {
      on: 'lead',
      isKnown: (known) => known.has.repeats || tellsReasons(known),
    }),
  ),
  costed_qualified: costed(SERIES.reached('qualified')),
  costed_deals: costed(SERIES.reached('deal')),
  costed_revenue: costed(SCALARS.revenue),
  /** What is left of it, and won deals of which that is not known. */
  costed_profit: costed(plain([{ ending: 'won' }], { on: 'win', sum: 'profit', isKnown: profits })),
  costed_unprofited: costed(plain([{ ending: 'won' }], { on: 'win', sum: 'unprofited', isKnown: profits })),
  /** Of their won deals all, and those that have an amount. */
  costed_won_deals: costed(SCALARS.won_deals),
  costed_priced_deals: costed(SCALARS.priced_deals),
} as const;

/** For split leads: how many there are in all, and how many of them are deals. */
const WHOLE = {
  whole_leads: whole(SCALARS.leads),
  whole_deals: whole(SERIES.reached('deal')),
} as const;

function whole(of: LeadMeasure): LeadMeasure {
  return { ...of, whole: true, isKnown: (known) => known.has.credits && of.isKnown(known) };
}

type Series = keyof typeof SERIES;
export type LeadMeasureName =
  | keyof typeof SCALARS
  | keyof typeof COSTED
  | keyof typeof WHOLE
  | `${Series}.${LeadStage}`;
/**
 * Sums of ad statistics. `open_spend`: spend on days whose cost is not fully known. `unacted_spend`: spend where no
 * export counts actions. `costed_actions`: actions in rows whose cost is known.
 */
export const OF_SPEND = ['spend', 'visits', 'actions', 'costed_actions', 'unacted_spend', 'open_spend'] as const;
/**
 * Costs of marketing besides advertising, from the configuration. `open_costs`: those of its source, where they cannot be
 * told apart so finely. null: it gives none.
 */
const OF_COSTS = ['costs', 'open_costs'] as const;
export type MeasureName = LeadMeasureName | (typeof OF_SPEND)[number];

/** What can be added up over rows. null is unknown, and unknown plus a number is that number: a blank is not zero. */
export type Measures = Record<MeasureName | (typeof OF_COSTS)[number], Exact | null>;

/** Every measure of leads, by name: `reached.deal` is one of its stage. */
export const LEAD_MEASURES = Object.fromEntries(
  [
    ...Object.entries<LeadMeasure>(SCALARS),
    ...Object.entries<LeadMeasure>(COSTED),
    ...Object.entries<LeadMeasure>(WHOLE),
    ...Object.entries(SERIES).flatMap(([name, of]) =>
      LEAD_STAGES.map((stage): [string, LeadMeasure] => [`${name}.${stage}`, of(stage)]),
    ),
  ].map(([name, of]) => [name, { ...of, isKnown: (known: Known) => of.isKnown(known) && isTold(of, known) }]),
) as Record<LeadMeasureName, LeadMeasure>;

/**
 * By the day of events some export must date the event, unless the measure counts undated ones. Where leads are followed,
 * any event counts.
 */
function isTold({ on, isUndated }: LeadMeasure, { events }: Known): boolean {
  if (events === undefined) return isUndated !== true;
  return on !== undefined && (isUndated === true || events.has(on));
}
export const LEAD_MEASURE_NAMES = Object.keys(LEAD_MEASURES) as readonly LeadMeasureName[];
const NAMES: readonly (keyof Measures)[] = [...OF_SPEND, ...OF_COSTS, ...LEAD_MEASURE_NAMES];

/** A sum of ad statistics. `costed_spend`: spend minus that on days whose cost is not fully known. */
export type SpendMeasureName =
  | (typeof OF_SPEND)[number]
  | 'costed_spend'
  // What each counts by itself, whichever of the two stands for actions.
  | 'platform_actions'
  | 'analytics_goals';

/** The rows behind a measure. */
export const rowsBehind = (measure: MeasureName | SpendMeasureName, within?: Within): Rows => ({
  ...(isOfSpend(measure) ? { of: 'spend', measure } : { of: 'leads', measure }),
  ...(within ? { within } : {}),
});

const isOfSpend = (name: MeasureName | SpendMeasureName): name is SpendMeasureName => SPEND_NAMES.has(name);
const SPEND_NAMES: ReadonlySet<string> = new Set([
  ...OF_SPEND,
  ...(['costed_spend', 'platform_actions', 'analytics_goals'] satisfies SpendMeasureName[]),
]);

const UNKNOWN = Object.fromEntries(NAMES.map((name) => [name, null])) as Measures;
export const noMeasures = (): Measures => ({ ...UNKNOWN });

/** The measures of no leads. Zero is known where exports tell a measure; else it is unknown. */
export function zeroMeasures(known: Known): Measures {
  const measures = noMeasures();
  if (known.has.leads)
    for (const name of LEAD_MEASURE_NAMES) measures[name] = LEAD_MEASURES[name].isKnown(known) ? ZERO : null;
  return measures;
}

/** Most of what is added up is zero, and makes nothing new; of most zeros, which are one, not even the number is asked. */
export function plus(a: Exact | null, b: Exact | null): Exact | null {
  if (a === null) return b;
  if (b === null || b === ZERO || b.num === 0n) return a;
  return a.num === 0n ? b : add(a, b);
}

export function sum(all: Iterable<Measures>): Measures {
  // By place in a list, not by name in the total: that is looked up once at the end, not once for each row.
  const sums: (Exact | null)[] = NAMES.map(() => null);
  for (const one of all)
    for (let at = 0; at < NAMES.length; at++) sums[at] = plus(sums[at] ?? null, one[NAMES[at] as keyof Measures]);
  const total = noMeasures();
  for (const [at, name] of NAMES.entries()) total[name] = sums[at] ?? null;
  return settleAmounts(total);
}

/** What is left of a sum without one of its parts. */
export function without(whole: Measures, part: Measures): Measures {
  const rest = noMeasures();
  for (const name of NAMES) rest[name] = less(whole[name], part[name]);
  return settleAmounts(rest);
}

/** The same of one measure. */
export const less = (all: Exact | null, some: Exact | null): Exact | null =>
  all === null || some === null || some.num === 0n ? all : subtract(all, some);

/** Sums of amounts cover those that are known: if no deal has an amount, they are unknown and not zero. */
export function settleAmounts(measures: Measures): Measures {
  for (const [amount, all, priced] of AMOUNTS)
    if (isPositive(measures[all]) && measures[priced]?.num === 0n) measures[amount] = null;
  // With amounts of only some deals, returns would be compared with all of the spend.
  const areUnpriced = isPositive(measures.costed_won_deals) && measures.costed_priced_deals?.num === 0n;
  if (isPositive(measures.costed_unprofited) || (areUnpriced && measures.costed_profit?.num === 0n))
    measures.costed_profit = null;
  return measures;
}

const AMOUNTS = [
  ['revenue', 'won_deals', 'priced_deals'],
  ['costed_revenue', 'costed_won_deals', 'costed_priced_deals'],
  ['pipeline', 'open', 'priced_open'],
] as const satisfies MeasureName[][];

/** More than a tenth: with so much inferred or unknown, a figure stays open. */
export const isMuch = (some: Exact | null, whole: Exact | null): boolean =>
  some !== null && whole !== null && compare({ num: some.num * 10n, den: some.den }, whole) > 0;

/**
 * Whether so many lost leads may have reached a stage untold that the known ones are only a minimum. `before`: how many
 * reached the last known stage before it.
 */
export const isAtLeast = (measures: Measures, stage: Stage, before: Exact | null): boolean =>
  isDepthStage(stage) && isMuch(measures[UNKNOWN_DEPTH[stage]], before);
/** Not put together anew for each figure of each row. */
const UNKNOWN_DEPTH = {
  qualified: 'unknown_depth.qualified',
  contact: 'unknown_depth.contact',
  proposal: 'unknown_depth.proposal',
  decision: 'unknown_depth.decision',
} as const;

export const ZERO: Exact = exact(0);
export const isPositive = (value: Exact | null | undefined): value is Exact =>
  value !== null && value !== undefined && value.num > 0n;
