import type { Period, Scope } from '../model/scope.js';

/** Remembers answers, so that questions about the same rows are asked once, with or without periods. */
export function askedOnce<A extends object>(askOf: (scope: Scope) => A): (scope: Scope) => A {
  const asked: (A & { rows: string; period: Period | null })[] = [];
  return (scope) => {
    const { from, to, where, period, basis } = scope;
    const rows = JSON.stringify([from, to, where, basis]);
    const same = asked.find((one) => one.rows === rows && (period === null || one.period === period));
    if (same) return same;
    const own = { rows, period, ...askOf(scope) };
    asked.push(own);
    return own;
  };
}
