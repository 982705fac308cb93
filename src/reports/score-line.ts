import type { Behind } from '../facts/behind.js';
import type { Keys } from '../facts/cube-memo.js';
import type { Formula } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import type { Keyed } from './define-report.js';

/** One row: `keys` hold its period and its group as well. */
export interface ScoreLine extends Scored, Keyed {
  /** Of which facts its rows are, and by which values of keys: all else they say themselves. */
  readonly table: Behind['table'];
  readonly group: Keys;
}

/** What a figure comes to: all of a line but what it is called and what is agreed of it. */
export type Measured = Pick<ScoreLine, 'kind' | 'value' | 'n' | 'bounds' | 'before' | 'doubt' | 'table'> & {
  /** The part of a plan that is due. */
  readonly due?: Formula<unknown> | null;
};

/** Some leads of which a scorecard is: `id` is by their keys, none of which is the period. */
export interface ScoredGroup {
  readonly id: string;
  readonly keys: Keys;
}
