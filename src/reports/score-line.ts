import type { Behind } from '../facts/behind.js';
import type { Keys } from '../facts/cube-memo.js';
import type { Formula } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import type { Keyed } from './define-report.js';

/** One row. Its `keys` hold the period and the group as well. */
export interface ScoreLine extends Scored, Keyed {
  /** The table of facts behind the row, and the values of the keys that choose from it. All else is in its rows. */
  readonly table: Behind['table'];
  readonly group: Keys;
}

/** A computed figure: a line without its name and the agreed norm. */
export type Measured = Pick<ScoreLine, 'kind' | 'value' | 'n' | 'bounds' | 'before' | 'doubt' | 'table'> & {
  /** The part of a plan that is due by now. */
  readonly due?: Formula<unknown> | null;
};

/** The leads that a scorecard is about. `id` is made of the keys, the period not among them. */
export interface ScoredGroup {
  readonly id: string;
  readonly keys: Keys;
}
