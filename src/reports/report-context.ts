import type { AnswerHour, AnswersOf } from '../facts/answer-counts.js';
import type { BehindRow, tallyBehind, Wanted } from '../facts/behind.js';
import type { CostsTold } from '../facts/costs.js';
import type { Cube, CubeRow } from '../facts/cube.js';
import type { Keys } from '../facts/cube-memo.js';
import type { Dimensions } from '../facts/cube-scope.js';
import type { DealsAlone } from '../facts/deals-alone.js';
import type { Earned, FollowedCount } from '../facts/followed-counts.js';
import type { Heard } from '../facts/heard-calls.js';
import type { DirectDeals, Journey } from '../facts/journey-counts.js';
import type { LostCount } from '../facts/lost-counts.js';
import type { FormsOf, ToldActions } from '../facts/reconciled-counts.js';
import type { ScopeCounts } from '../facts/scope-counts.js';
import type { StandardOf } from '../facts/standard-counts.js';
import type { StuckLead } from '../facts/stuck-leads.js';
import type { LostLead, WonLead } from '../facts/week-events.js';
import type { Bridged } from '../model/bridge.js';
import type { Exact } from '../model/exact.js';
import type { Pace } from '../model/figures/paces.js';
import type { FollowedFigure } from '../model/followed.js';
import type { LeadStage, StagePair } from '../model/funnel-stages.js';
import type { AskedHypothesis } from '../model/hypothesis.js';
import type { Incidence } from '../model/incidence.js';
import type { Kpi, KpiName } from '../model/kpis.js';
import type { Known } from '../model/measures.js';
import type { AskedPlan, Bonus } from '../model/plans.js';
import type { Expected } from '../model/poisson-binomial.js';
import type { Provenance } from '../model/provenance.js';
import type { AskedDecision, ReviewAsked, ReviewedWeeks, WeekSpan } from '../model/review.js';
import type { Days, Scope, Sides } from '../model/scope.js';
import type { Norms } from '../model/settings.js';
import type { Text } from '../model/text.js';

/** As its export calls it. */
export type ShownStuck = StuckLead & { readonly id: string };

/** `isNamed`: by an ID of the CRM, and not by the place of its row. */
export type ToHear = Heard & { readonly id: string; readonly isNamed: boolean };

export interface StandardAsked {
  readonly criteria: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** Who is qualified is told by its own columns alone. */
  readonly isQualified: boolean;
}

/** What a report of one scope is computed from. Each question is asked of the engine once, whoever asks it again. */
export interface ReportContext extends Known {
  readonly scope: Scope;
  readonly dimensions: Dimensions;
  readonly norms: Norms;
  /** Whose steps these are; null: those of funnel.yaml. */
  readonly normsSaid: Text | null;
  /** Whether spend includes VAT, which is not deducted then; some of it may. */
  readonly spendVat: 'with' | 'without' | 'both';
  readonly margin: Exact | null;
  /** The report's, a code; null: not stated. */
  readonly currency: string | null;
  readonly provenance: Provenance;
  /** Whether to say under each table what its disputed figures are made of. */
  readonly explain: boolean;
  /** Leads and deals that their history shows in an earlier stage after a later one, and in several pipelines: of all exports. */
  readonly moved: { readonly back: number; readonly pipelines: number };
  /** Reasons stand in each of their spellings. */
  readonly unfolded: boolean;
  /** The first and the last day on which any lead was created, ISO; null: none has a day. */
  readonly leadDays: { readonly from: string | null; readonly to: string | null };
  /** The days that exports cover and that are over: a period that lies in them is whole. Null: without a bound, or none. */
  readonly whole: { readonly from: string | null; readonly to: string | null };
  /** The days of which the CRM, or else the forms, and of which ad statistics tell: in them a day without a row is zero. */
  readonly covers: { readonly leads: Days; readonly spend: Days };
  /** Figures whose changes are asked for. */
  readonly followed: readonly FollowedFigure[];
  /** Whether columns that no table shows are written as well: else nothing needs to be asked for them. */
  readonly isWide: boolean;
  /** How long leads take to stages, in seconds, where it is known; and what that was found by. */
  readonly ripening: {
    readonly maturity: ReadonlyMap<LeadStage, number>;
    readonly incidences: readonly Incidence[];
  };
  /** The moment up to which exports tell what came of leads, ISO, of a day all of it; null: nothing tells. */
  readonly asOf: string | null;
  /** The two scopes of `--a` and `--b`; null: none are asked for. */
  readonly sides: Sides | null;
  /** The hypotheses of the configuration, as of then. */
  hypotheses(): Promise<readonly AskedHypothesis[]>;
  /** What the configuration plans for the periods asked for, the bonus for it, and by which calendar people work. */
  readonly scores: {
    /** By what departments are measured. */
    readonly kpis: readonly Kpi[];
    /** Of those, the norms that are agreed. @throws {UserError} Where they are amounts in a currency that is not the report's. */
    norms(): ReadonlyMap<KpiName, Exact>;
    /** Whether spend without days is cut by some: what these cost nobody knows. */
    isSpendCut(days: Days): boolean;
  };
  readonly plans: {
    asked(): Promise<readonly AskedPlan[]>;
    /** Those for no single source. */
    ofAll(): Promise<readonly AskedPlan[]>;
    readonly bonus: Bonus | null;
    readonly workingDays: Text;
    /** As `within`, of periods that may hold something where the days of the report hold nothing. */
    within(scope: Scope): ReportContext;
  };
  /** What is asked of a review, the weeks that it is of (null: there are none), and what the configuration keeps for it. */
  readonly review: {
    readonly asked: ReviewAsked;
    readonly weeks: ReviewedWeeks | null;
    readonly questions: readonly string[];
    /** Where the CRM shows a lead, `{lead_id}` in its place; null: nobody says. */
    readonly link: string | null;
    readonly hasCalls: boolean;
    decisions(): Promise<readonly AskedDecision[]>;
    /** Whether ad statistics cover some weeks, and no spend without days is cut by them. */
    tellsSpend(weeks: WeekSpan): boolean;
  };
  /** Whether two spellings are one source. */
  sameSource(a: string, b: string): boolean;
  /** The measures by the keys asked for. */
  readonly cube: Cube;
  /** Lost leads by reason, stage and source, and by the keys asked for. */
  lost(keys: readonly string[]): Promise<readonly LostCount[]>;
  counts(): Promise<ScopeCounts>;
  /** What marketing costs besides, as the configuration says; null: nothing on its days. */
  costs(): Promise<CostsTold | null>;
  /** Its won deals beside those that were closed in its days; null where no export tells when any was. */
  bridge(): Promise<Bridged | null>;
  /** Deals that belong to no lead, by period. */
  dealsAlone(): Promise<readonly DealsAlone[]>;
  /** By the day of events: won deals without a lead of which nothing says when they were won. */
  undatedAlone(): Promise<number>;
  /** What sheets of sums count, by the keys asked for; `source` is one of them. */
  sums(keys: readonly string[]): Promise<readonly CubeRow[]>;
  /** What tells of touches, and what the look-back cuts of those before a lead. */
  readonly touches: {
    readonly told: 'list' | 'column' | 'nothing';
    readonly before: number;
    readonly early: number;
    readonly lookback: number;
  };
  /** How fast leads are to be answered, and what tells it. */
  readonly sla: {
    readonly response: number;
    readonly feedback: number;
    readonly hasCalendar: boolean;
    readonly isResponseSaid: boolean;
    readonly isFromAssigned: boolean;
    readonly tellsAnswers: boolean;
    /** Whether there is a list of calls, and whether the first talk is the answer. */
    readonly hasCalls: boolean;
    readonly isByCalls: boolean;
    readonly zone: string | null;
  };
  /** The lead standard of the configuration; null: it has none. */
  readonly standard: StandardAsked | null;
  /** How leads stand to it, by the keys asked for: `standard` and `accepted` too. */
  standards(keys: readonly string[]): Promise<readonly StandardOf[]>;
  /** Days after which an open lead is stuck in a stage, as the configuration says. */
  readonly stuckAfter: ReadonlyMap<LeadStage, number>;
  /** Open leads that do not move, by the keys asked for; after how many seconds one is stuck in a stage. */
  stuck(
    by: readonly string[],
    thresholds: ReadonlyMap<LeadStage, Exact>,
  ): Promise<{ readonly leads: readonly ShownStuck[]; readonly unknownAge: number }>;
  /** By the day of events: leads with deals won in the scope, and those lost in it after a stage or a later one; the largest first. */
  wonLeads(): Promise<readonly (WonLead & { readonly id: string })[]>;
  lostLeads(from: LeadStage): Promise<readonly (LostLead & { readonly id: string })[]>;
  /** Calls of the scope in which people spoke, with their leads; where there are none, its leads. In the order of their moments. */
  toHear(): Promise<readonly ToHear[]>;
  /** Texts in the place of a reason that say nothing, folded, besides those that never do. */
  readonly noContent: ReadonlySet<string>;
  /** How leads stand with their answers, by the keys asked for. */
  answers(keys: readonly string[]): Promise<readonly AnswersOf[]>;
  /** Of those that were answered late or not at all though it was due: how far they came, and where they were lost. */
  missed(keys: readonly string[]): Promise<readonly CubeRow[]>;
  /** When they were answered: how often in each hour of each weekday. */
  answerHours(): Promise<readonly AnswerHour[]>;
  /** Working days on which nobody was answered, of all leads. */
  silentDays(): Promise<readonly string[]>;
  /** Leads by how many touches they had, or by the first and the last of them; all, or those that had any. */
  journeys(keys: readonly string[], isTouched?: boolean): Promise<readonly Journey[]>;
  directDeals(): Promise<DirectDeals>;
  /** What there is to hold forms against. */
  readonly reconciled: { readonly hasCrm: boolean };
  /** Rows of the forms of platforms, and where they went, by the keys asked for: the period, `source`, `platform`. */
  forms(keys: readonly string[]): Promise<readonly FormsOf[]>;
  /** What platforms and web analytics each count, by the keys asked for. */
  toldActions(keys: readonly string[]): Promise<readonly ToldActions[]>;
  /** The same where leads are split over the touches before them, as was asked: sources are judged by that. Else itself. */
  ofSources(): ReportContext;
  /** How long leads took from stage to stage, by the keys asked for. */
  paces(
    keys: readonly string[],
    steps: readonly StagePair[],
  ): Promise<readonly { keys: Keys; paces: readonly Pace[] }[]>;
  /** How often leads come to stages, and how soon: over all leads, whatever the scope, by the keys asked for. */
  incidences(
    stages: readonly LeadStage[],
    keys: readonly string[],
  ): Promise<readonly { keys: Keys; incidence: Incidence }[]>;
  /** How many of the open leads are expected to become deals yet, by the keys asked for; null: nothing tells. */
  expected(keys: readonly string[]): Promise<readonly { keys: Keys; expected: Expected }[] | null>;
  /** What came of leads within so many seconds of the creation of each, by the keys asked for. */
  cameWithin(keys: readonly string[], seconds: number): Promise<readonly FollowedCount[]>;
  /** The same of no lead at all: zero of what exports tell. Null: there are no leads. */
  cameOfNobody(): FollowedCount | null;
  /** What their deals earned within that time. */
  earnedWithin(keys: readonly string[], seconds: number): Promise<readonly Earned[]>;
  /** The rows behind a number of its reports; and how many they are, and what they add up to, of several at once. */
  rowsBehind(wanted: Wanted): Promise<readonly BehindRow[]>;
  tallied(wanted: readonly Wanted[]): ReturnType<typeof tallyBehind>;
  /** The same of another scope: whoever needs two has a context of each. */
  within(scope: Scope): ReportContext;
}
