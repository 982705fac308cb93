import { compare } from '../exact.js';
import type { GatedValue, GateLimits, GateReason, GateResult } from '../gate.js';
import { FEWEST_LEADS } from './enough.js';

/** null: there is no such row. "Too few" and "too early" decide nothing and only warn. */
export function outcomeOf(
  found: GatedValue | null,
  limits: GateLimits,
  isShare = false,
): Pick<GateResult, 'outcome' | 'why'> {
  const fails = (why: GateReason) => ({ why, outcome: limits.warn ? ('warned' as const) : ('failed' as const) });
  const { value = null, n = null, interval = null, isEarly = false } = found ?? {};
  if (value === null) {
    // One of several rows without anybody to judge. If there is only one row, that would be an empty week.
    if (isShare && found?.row != null && n?.num === 0n) return { outcome: 'warned', why: 'too few' };
    const why = found === null ? 'missing' : 'blank';
    return limits.optional ? { outcome: 'skipped', why } : fails(why);
  }
  const [low, high] = limits.sure && interval ? [interval.low, interval.high] : [value, value];
  const isAbove = limits.max !== null && compare(low, limits.max) > 0;
  // A count only grows as leads ripen: if it is too high now, it stays so.
  if (isAbove && n === null) return fails('above');
  if (n !== null && compare(n, FEWEST_LEADS) < 0) return { outcome: 'warned', why: 'too few' };
  if (isEarly) return { outcome: 'warned', why: 'too early' };
  if (isAbove) return fails('above');
  if (limits.min !== null && compare(high, limits.min) < 0) return fails('below');
  return { outcome: 'passed', why: null };
}
