import type { Exact } from './exact.js';

/**
 * How a number came about, as plain data: `over(part('spend'), part('leads'))`. Parts with the same `key` are the same
 * number. Parts with the same `like` are the same where they come to the same: all leads, and the leads of days that
 * spend covers.
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
