import type { Filter } from './scope.js';
import type { Text } from './text.js';

/** A change whose effect is judged by one figure, over as many weeks after it as before. */
export interface Hypothesis {
  readonly name: string;
  readonly side?: 'marketing' | 'sales' | 'shared' | undefined;
  readonly who?: string | undefined;
  /** A rate from lead or a cost, by its name. */
  readonly figure: string;
  /** `YYYY-MM-DD`: the day of the change. Undefined: it is an idea. */
  readonly since?: string | undefined;
  /** Dimension → the values where the change is made, any of them. */
  readonly where: ReadonlyMap<string, readonly string[]>;
  readonly weeks: number;
  readonly expect: 'up' | 'down';
}

export type HypothesisState = 'idea' | 'planned' | 'running' | 'done';

/** A hypothesis as of the as-of moment, with what it is judged over. */
export interface AskedHypothesis extends Hypothesis {
  readonly state: HypothesisState;
  /** The days before and after the change, equally many; null: less than a week after it is over. */
  readonly windows: { readonly before: Window; readonly after: Window } | null;
  /** Where the change is made, in the values that the exports have. */
  readonly filters: readonly Filter[];
  /** Why one of these is of nothing: no export has such a value. */
  readonly unmatched: Text | null;
  /** Files whose spend has no days and is cut by these weeks: its cost within them is unknown. */
  readonly cuts: readonly string[];
}

export interface Window {
  readonly from: string;
  readonly to: string;
}
