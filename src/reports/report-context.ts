import type { Dimensions } from '../facts/cube-scope.js';
import type { Exact } from '../model/exact.js';
import type { FollowedFigure } from '../model/followed.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { AskedHypothesis } from '../model/hypothesis.js';
import type { Incidence } from '../model/incidence.js';
import type { Kpi, KpiName } from '../model/kpis.js';
import type { Known } from '../model/measures.js';
import type { AskedPlan, Bonus } from '../model/plans.js';
import type { Provenance } from '../model/provenance.js';
import type { AskedDecision, ReviewAsked, ReviewedWeeks, WeekSpan } from '../model/review.js';
import type { Days, Scope, Sides } from '../model/scope.js';
import type { Norms } from '../model/settings.js';
import type { Text } from '../model/text.js';

import type { Questions } from './questions.js';

interface StandardAsked {
  readonly criteria: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** The standard's own columns decide which leads are qualified, and nothing else does. */
  readonly isQualified: boolean;
}

/** What a report of one scope is computed from: what is known of the run, and the questions that the engine answers. */
export interface ReportContext extends Known, Questions {
  readonly scope: Scope;
  readonly dimensions: Dimensions;
  readonly norms: Norms;
  /** Where the norms come from, in words; null: from funnel.yaml. */
  readonly normsSaid: Text | null;
  /** Whether spend includes VAT, which is not deducted; `both`: some of it does. */
  readonly spendVat: 'with' | 'without' | 'both';
  readonly margin: Exact | null;
  /** The code of the report's currency; null: not stated. */
  readonly currency: string | null;
  readonly provenance: Provenance;
  /** Whether to say under each table what its disputed figures are made of. */
  readonly explain: boolean;
  /**
   * Over all exports: leads and deals whose history shows an earlier stage after a later one, and those with several
   * pipelines.
   */
  readonly moved: { readonly back: number; readonly pipelines: number };
  /** Reasons are shown in all their spellings. */
  readonly unfolded: boolean;
  /** The first and the last day on which a lead was created, ISO; null: no lead has a day. */
  readonly leadDays: { readonly from: string | null; readonly to: string | null };
  /**
   * The days that the exports cover and that are over: a period within them is whole. Null: no bound, or no such days.
   */
  readonly whole: { readonly from: string | null; readonly to: string | null };
  /**
   * The days that are covered by leads (of the CRM, else of forms) and by ad statistics: within them, a day without
   * rows is zero.
   */
  readonly covers: { readonly leads: Days; readonly spend: Days };
  /** Figures whose changes were asked for. */
  readonly followed: readonly FollowedFigure[];
  /** Whether columns that tables do not show are written, too. If not, nothing needs to be asked for them. */
  readonly isWide: boolean;
  /** How many seconds leads take to reach a stage, where that is known; and the data from which it was found. */
  readonly ripening: {
    readonly maturity: ReadonlyMap<LeadStage, number>;
    readonly incidences: readonly Incidence[];
  };
  /**
   * The moment up to which the exports tell what came of leads, ISO; a day lasts until its end. Null: nothing tells.
   */
  readonly asOf: string | null;
  /** The two scopes of `--a` and `--b`; null: they are not asked for. */
  readonly sides: Sides | null;
  /** The hypotheses of the configuration, as of that moment. */
  hypotheses(): Promise<readonly AskedHypothesis[]>;
  /** What the configuration measures departments by. */
  readonly scores: {
    readonly kpis: readonly Kpi[];
    /**
     * The agreed norms of these figures.
     *
     * @throws {UserError} Where they are amounts in a currency other than the report's.
     */
    norms(): ReadonlyMap<KpiName, Exact>;
    /** Whether some spend without days lies partly in these days: then it is unknown what they cost. */
    isSpendCut(days: Days): boolean;
  };
  /** What the configuration plans for the periods asked for, the bonus for it, and the calendar of working days. */
  readonly plans: {
    asked(): Promise<readonly AskedPlan[]>;
    /** The plans for everything, not those for a source. */
    ofAll(): Promise<readonly AskedPlan[]>;
    readonly bonus: Bonus | null;
    readonly workingDays: Text;
    /** Like `within`, for periods that may hold something even if the days of the report hold nothing. */
    within(scope: Scope): ReportContext;
  };
  /** What is asked of a review, its weeks (null: there are none), and what the configuration keeps for it. */
  readonly review: {
    readonly asked: ReviewAsked;
    readonly weeks: ReviewedWeeks | null;
    readonly questions: readonly string[];
    /** The address of a lead in the CRM, with `{lead_id}` in the place of its ID; null: not stated. */
    readonly link: string | null;
    readonly hasCalls: boolean;
    decisions(): Promise<readonly AskedDecision[]>;
    /** Whether ad statistics cover these weeks and no spend without days lies partly in them. */
    tellsSpend(weeks: WeekSpan): boolean;
  };
  /** Whether two spellings are the same source. */
  sameSource(a: string, b: string): boolean;
  /** How touches are known, and how many of those before a lead the look-back leaves out. */
  readonly touches: {
    readonly told: 'list' | 'column' | 'nothing';
    readonly before: number;
    readonly early: number;
    readonly lookback: number;
  };
  /** How fast leads are to be answered, and what tells when they were. */
  readonly sla: {
    readonly response: number;
    readonly feedback: number;
    readonly hasCalendar: boolean;
    readonly isResponseSaid: boolean;
    readonly isFromAssigned: boolean;
    readonly tellsAnswers: boolean;
    /** Whether there is a list of calls, and whether the first talk counts as the answer. */
    readonly hasCalls: boolean;
    readonly isByCalls: boolean;
    readonly zone: string | null;
  };
  /** The lead standard of the configuration; null: there is none. */
  readonly standard: StandardAsked | null;
  /** Days after which an open lead is stuck in a stage, by the configuration. */
  readonly stuckAfter: ReadonlyMap<LeadStage, number>;
  /** Texts that stand for a reason and say nothing, folded. Some others never say anything and are not listed here. */
  readonly noContent: ReadonlySet<string>;
  /** What forms can be compared with. */
  readonly reconciled: { readonly hasCrm: boolean };
  /**
   * The same scope with leads split over the touches before them, if that was asked for: sources are judged by this
   * one. Else the context itself.
   */
  ofSources(): ReportContext;
  /** The same run with another scope. Whoever needs two scopes has a context for each. */
  within(scope: Scope): ReportContext;
}
