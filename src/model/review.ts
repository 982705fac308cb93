import type { AskedHypothesis } from './hypothesis.js';
import type { Days } from './scope.js';

/** What was agreed in a meeting, and the figure by which it is reviewed. */
export interface Decision {
  readonly what: string;
  readonly who?: string | undefined;
  /** `YYYY-MM-DD`: from then on it holds. */
  readonly since: string;
  /** Undefined: nothing tells what came of it. */
  readonly figure?: string | undefined;
  /** Dimension → the values that it is about, any of them. */
  readonly where: ReadonlyMap<string, readonly string[]>;
  /** The last day that it is looked at; undefined: as long as it goes on. */
  readonly until?: string | undefined;
}

/** A decision as of a week, and the weeks on both sides of its day that are compared, unless it has no figure. */
export interface AskedDecision {
  readonly decision: Decision;
  readonly judged: AskedHypothesis;
}

/** Some days that a review holds beside others, as many weeks each. */
export interface WeekSpan {
  readonly from: string;
  readonly to: string;
}

/** Which weeks a review is of, as `--week` and `--every` ask. */
export interface ReviewedWeeks {
  readonly now: WeekSpan;
  /** Whether all of it is over and in the exports of leads. */
  readonly isWhole: boolean;
  /** As long, and just before it. */
  readonly previous: WeekSpan;
  /** The weeks that show what is usual, the earliest first: of the twelve before `now`, those that exports cover. */
  readonly usual: readonly WeekSpan[];
  /** The days of leads that are sure to be in the exports. */
  readonly held: Days;
}

/** What is asked of a review besides its week. */
export interface ReviewAsked {
  /** Weeks. */
  readonly every: number;
  /** Lists are shown whole. */
  readonly full: boolean;
  /** Calls may be listened to by their links. */
  readonly recordings: boolean;
}

export const WEEKLY: ReviewAsked = { every: 1, full: false, recordings: false };

/** The weeks that tell what is usual, and how many of them at least. */
export const [USUAL_WEEKS, FEWEST_WEEKS] = [12, 6];

/** A lead counts as it was so many seconds after its creation: at the same age in every week. */
export const AT_AGE = 7 * 86_400;

/** Whether some days lie in those that exports cover. */
export const liesIn = ({ from, to }: WeekSpan, { from: first, to: last }: Days): boolean =>
  first !== null && last !== null && first <= from && to <= last;
