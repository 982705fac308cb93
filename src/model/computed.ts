import type { Exact } from './exact.js';

/**
 * How the number of a row came about, as plain data: `over(part('spend'), part('leads'))`. Two parts of one `key` are the
 * same number; of one `like` they are where they come to the same: leads, and those of the days that spend covers.
 */
export type Computed =
  | {
      readonly op: 'part';
      readonly key: string;
      readonly like: string;
      readonly value: Exact | null;
      /** The configuration says it. */
      readonly isStated: boolean;
    }
  | { readonly op: 'over' | 'minus' | 'times'; readonly left: Computed; readonly right: Computed }
  | { readonly op: 'sum'; readonly terms: readonly Computed[] };
