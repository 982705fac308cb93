import type { LeadStage } from './funnel-stages.js';

/** Days after which it is told how many have come. */
export const DAYS_TOLD = [1, 7, 14, 30, 60, 90] as const;

/** At least so many leads must still be watched, or have come, for anything to be said. */
export const FEWEST_WATCHED = 30;

/**
 * How many leads come to a stage, and how soon after their creation: F(t), the share that has come by a time t. Lost
 * leads never come, and of open ones it is not known yet (Aalen and Johansen). Times are whole seconds.
 */
export interface Incidence {
  readonly stage: LeadStage;
  /** Leads that came, leads lost without coming, and leads of either kind without a date, which F leaves out. */
  readonly reached: number;
  readonly reachedUndated: number;
  readonly lost: number;
  readonly lostUndated: number;
  /** The time up to which `FEWEST_WATCHED` leads are watched: nothing is said beyond it. Null: there never are as many. */
  readonly horizon: number | null;
  /** How many came by then, of whom it is known when. */
  readonly dated: number;
  /** By when nine of ten of them had come. */
  readonly ninetieth: number | null;
  /** F after each of `DAYS_TOLD`; null beyond the horizon. */
  readonly after: readonly (number | null)[];
}

type Tallied = Pick<Incidence, 'reached' | 'reachedUndated' | 'lost' | 'lostUndated'>;

/** Too many have no date for the others to stand for them. */
export const isUndated = ({ reached, reachedUndated, lost, lostUndated }: Tallied): boolean =>
  reachedUndated * TENTH > reached || lostUndated * TENTH > lost;
const TENTH = 10;

/**
 * How many seconds leads take to a stage: nine of ten of those that come do so by then. Null: too few came, or too many
 * without a date.
 */
export const maturityOf = (of: Incidence): number | null =>
  isUndated(of) || of.dated < FEWEST_WATCHED ? null : of.ninetieth;
