import type { Exact } from './exact.js';
import type { Days } from './scope.js';
import type { Kind } from './sheet.js';
import type { Text } from './text.js';

/** The result of a gate. `skipped`: nothing is known, and the gate is optional. */
export type GateOutcome = 'passed' | 'failed' | 'warned' | 'skipped';
/** Why it did not pass. */
export type GateReason = 'below' | 'above' | 'blank' | 'missing' | 'too few' | 'too early';

/** A figure as a gate sees it. */
export interface GatedValue {
  /** Of a gate that holds one after another: whose it is. */
  readonly row: string | null;
  /** Of all together: whose it is, where that is worse than the others. */
  readonly behind?: string;
  /** null: the exports do not tell it. */
  readonly value: Exact | null;
  /** The number of leads or deals that it is based on; null: it is a sum, which needs no minimum. */
  readonly n: Exact | null;
  /** The 95 % interval; null: there is none. */
  readonly interval: { readonly low: Exact; readonly high: Exact } | null;
  /** More than a tenth of its leads may yet change it. */
  readonly isEarly: boolean;
}

/** The limits of a gate, and how it takes them. */
export interface GateLimits {
  readonly min: Exact | null;
  readonly max: Exact | null;
  /** Fails only where the whole interval lies beyond a limit. */
  readonly sure: boolean;
  /** Only warns. */
  readonly warn: boolean;
  /** What is not there does not fail. */
  readonly optional: boolean;
}

/** A gate of the configuration with what came of it. */
export interface GateResult extends GatedValue, GateLimits {
  readonly name: string;
  /** As the configuration names it. */
  readonly figure: string;
  readonly label: Text;
  readonly kind: Kind;
  readonly days: Days;
  /** The dimension of its rows; null: it is about all of them together. */
  readonly by: string | null;
  /** The filters: `source=VK`. */
  readonly where: readonly string[];
  readonly outcome: GateOutcome;
  readonly why: GateReason | null;
  /** Where it is written. */
  readonly place: { readonly file: string | null; readonly line: number | undefined };
  /** What is to be said of it, in a sentence. */
  readonly text: Text;
  /** What to look at. */
  readonly command: string;
}

/** Whether any did not hold. */
export const areFailed = (gates: readonly Pick<GateResult, 'outcome'>[]): boolean =>
  gates.some(({ outcome }) => outcome === 'failed');
