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

/** As its export calls it. */
export type ShownStuck = StuckLead & { readonly id: string };

/** `isNamed`: by an ID of the CRM, and not by the place of its row. */
export type ToHear = Heard & { readonly id: string; readonly isNamed: boolean };

/**
 * What a report asks of the leads, the spend and the rest of its scope. Each question is put to the engine once, whoever asks it
 * again; `keys` are the dimensions that name its rows.
 */
export interface Questions {
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
  /** How leads stand to it, by the keys asked for: `standard` and `accepted` too. */
  standards(keys: readonly string[]): Promise<readonly StandardOf[]>;
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
  /** Rows of the forms of platforms, and where they went, by the keys asked for: the period, `source`, `platform`. */
  forms(keys: readonly string[]): Promise<readonly FormsOf[]>;
  /** What platforms and web analytics each count, by the keys asked for. */
  toldActions(keys: readonly string[]): Promise<readonly ToldActions[]>;
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
}
