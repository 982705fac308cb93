import type { Attribution } from '../model/attribution.js';
import type { FollowedFigure } from '../model/followed.js';
import type { Basis } from '../model/lead-events.js';
import type { ReviewAsked } from '../model/review.js';
import type { Filter, NormsAsked, Period } from '../model/scope.js';
import type { PeriodOptions } from '../session/asked-days.js';
import type { ReadOptions } from '../session/session.js';
import type { SidesOptions } from './sides-asked.js';

/** Which leads and which spend somebody asks for, and how finely. */
export interface ScopeOptions extends ReadOptions, PeriodOptions, SidesOptions {
  by: readonly string[];
  where: readonly Filter[];
  period: Period | null;
  /** Undefined: what the configuration says. */
  attribution?: Attribution | undefined;
  explain?: boolean | undefined;
  /** Columns that no table shows are written as well. */
  isWide?: boolean | undefined;
  unfolded?: boolean | undefined;
  /** Figures whose changes are asked for. */
  figure?: readonly FollowedFigure[] | undefined;
  /** Undefined: leads are followed from their creation. */
  basis?: Basis | undefined;
  /** A history of it is kept. */
  isKept?: boolean | undefined;
  /** The gates of the configuration are asked for. */
  gates?: boolean | undefined;
  /** Whose steps are the norms; undefined: what funnel.yaml says. */
  norms?: NormsAsked | undefined;
  /** Of a review; undefined: of one week, in short. */
  review?: ReviewAsked | undefined;
}
