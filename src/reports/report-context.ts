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
  /** Who is qualified is told by its own columns alone. */
  readonly isQualified: boolean;
}

/** What a report of one scope is computed from: what is said of the run, and what the engine answers. */
export interface ReportContext extends Known, Questions {
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
  /** By what the configuration measures departments. */
  readonly scores: {
    readonly kpis: readonly Kpi[];
    /** Of those, the norms that are agreed. @throws {UserError} Where they are amounts in a currency that is not the report's. */
    norms(): ReadonlyMap<KpiName, Exact>;
    /** Whether spend without days is cut by some: what these cost nobody knows. */
    isSpendCut(days: Days): boolean;
  };
  /** What the configuration plans for the periods asked for, the bonus for it, and by which calendar people work. */
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
  /** Days after which an open lead is stuck in a stage, as the configuration says. */
  readonly stuckAfter: ReadonlyMap<LeadStage, number>;
  /** Texts in the place of a reason that say nothing, folded, besides those that never do. */
  readonly noContent: ReadonlySet<string>;
  /** What there is to hold forms against. */
  readonly reconciled: { readonly hasCrm: boolean };
  /** The same scope where leads are split over the touches before them, as was asked: sources are judged by that. Else itself. */
  ofSources(): ReportContext;
  /** The same of another scope: whoever needs two has a context of each. */
  within(scope: Scope): ReportContext;
}
