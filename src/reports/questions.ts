import type { AnswerHour, AnswersOf } from '../facts/answer-counts.js';
import type { BehindRow, tallyBehind, Wanted } from '../facts/behind.js';
import type { CostsTold } from '../facts/costs.js';
import type { Cube, CubeRow } from '../facts/cube.js';
import type { Keys } from '../facts/cube-memo.js';
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
import type { LeadStage, StagePair } from '../model/funnel-stages.js';
import type { Incidence } from '../model/incidence.js';
import type { Expected } from '../model/poisson-binomial.js';

/** With the ID that its export gives it. */
export type ShownStuck = StuckLead & { readonly id: string };

/** `isNamed`: `id` is an ID of the CRM, not the place of a row. */
export type ToHear = Heard & { readonly id: string; readonly isNamed: boolean };

/**
 * What a report asks of the leads, spend and other data of its scope. Each question goes to the engine once, however
 * often it is asked. `keys` are the dimensions that name the rows of the answer.
 */
export interface Questions {
  /** The measures by the keys. */
  readonly cube: Cube;
  /** Lost leads by reason, stage and source, and by the keys. */
  lost(keys: readonly string[]): Promise<readonly LostCount[]>;
  counts(): Promise<ScopeCounts>;
  /** What marketing costs besides advertising, by the configuration; null: nothing on these days. */
  costs(): Promise<CostsTold | null>;
  /**
   * The won deals of its leads beside those that were closed in its days; null where no export tells when a deal was
   * won.
   */
  bridge(): Promise<Bridged | null>;
  /** Deals that belong to no lead, by period. */
  dealsAlone(): Promise<readonly DealsAlone[]>;
  /** By the day of events: the number of won deals without a lead and without a date. */
  undatedAlone(): Promise<number>;
  /** What sheets of sums count, by the keys; `source` must be one of them. */
  sums(keys: readonly string[]): Promise<readonly CubeRow[]>;
  /** How leads meet the standard, by the keys. `standard` and `accepted` are possible keys, too. */
  standards(keys: readonly string[]): Promise<readonly StandardOf[]>;
  /** Open leads that do not move, by the keys. `thresholds`: after how many seconds a lead is stuck in a stage. */
  stuck(
    by: readonly string[],
    thresholds: ReadonlyMap<LeadStage, Exact>,
  ): Promise<{ readonly leads: readonly ShownStuck[]; readonly unknownAge: number }>;
  /**
   * By the day of events, the largest first: leads with deals that were won in the scope; and leads that were lost in
   * it after the stage `from` or a later one.
   */
  wonLeads(): Promise<readonly (WonLead & { readonly id: string })[]>;
  lostLeads(from: LeadStage): Promise<readonly (LostLead & { readonly id: string })[]>;
  /**
   * Calls of the scope in which people talked, with their leads. If there are no calls, the leads of the scope. In the
   * order of their moments.
   */
  toHear(): Promise<readonly ToHear[]>;
  /** How quickly leads were answered, by the keys. */
  answers(keys: readonly string[]): Promise<readonly AnswersOf[]>;
  /**
   * Of the leads that were answered late, or not at all although it was due: how far they came, and where they were
   * lost.
   */
  missed(keys: readonly string[]): Promise<readonly CubeRow[]>;
  /** When leads were answered: how often in each hour of each weekday. */
  answerHours(): Promise<readonly AnswerHour[]>;
  /** Working days on which no lead was answered, over all leads. */
  silentDays(): Promise<readonly string[]>;
  /** Leads by the number of their touches, or by the first and last of them. `isTouched`: only leads that had any. */
  journeys(keys: readonly string[], isTouched?: boolean): Promise<readonly Journey[]>;
  directDeals(): Promise<DirectDeals>;
  /** Rows of the forms of ad platforms and what became of them, by the keys: the period, `source`, `platform`. */
  forms(keys: readonly string[]): Promise<readonly FormsOf[]>;
  /** What platforms count and what web analytics count, by the keys. */
  toldActions(keys: readonly string[]): Promise<readonly ToldActions[]>;
  /** How long leads took from stage to stage, by the keys. */
  paces(
    keys: readonly string[],
    steps: readonly StagePair[],
  ): Promise<readonly { keys: Keys; paces: readonly Pace[] }[]>;
  /** How often leads reach stages, and how soon. Over all leads, whatever the scope; by the keys. */
  incidences(
    stages: readonly LeadStage[],
    keys: readonly string[],
  ): Promise<readonly { keys: Keys; incidence: Incidence }[]>;
  /** How many of the open leads are expected to become deals, by the keys; null: nothing tells. */
  expected(keys: readonly string[]): Promise<readonly { keys: Keys; expected: Expected }[] | null>;
  /** What came of each lead within so many seconds of its creation, by the keys. */
  cameWithin(keys: readonly string[], seconds: number): Promise<readonly FollowedCount[]>;
  /** The same for no leads at all: zero for all that the exports tell. Null: the exports hold no leads. */
  cameOfNobody(): FollowedCount | null;
  /** What the deals of these leads earned within that time. */
  earnedWithin(keys: readonly string[], seconds: number): Promise<readonly Earned[]>;
  /**
   * The rows behind a number of the report; and, for several numbers at once, how many rows they have and what these
   * add up to.
   */
  rowsBehind(wanted: Wanted): Promise<readonly BehindRow[]>;
  tallied(wanted: readonly Wanted[]): ReturnType<typeof tallyBehind>;
}
