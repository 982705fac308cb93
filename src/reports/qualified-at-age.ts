import type { FollowedCount } from '../facts/followed-counts.js';
import { watchedFor } from '../model/came-in-time.js';
import { PERIOD } from '../model/dimensions.js';
import { divide, type Exact } from '../model/exact.js';
import { hasUnknownDepth } from '../model/figures/scoped.js';
import { isMuch, isPositive, plus, sum, ZERO } from '../model/measures.js';
import type { QualifiedAtAge } from '../model/report.js';
import { AT_AGE } from '../model/review.js';
import type { Scope } from '../model/scope.js';
import type { ReportContext } from './report-context.js';
import { ripeOn } from './ripe-on.js';
import { daysBefore } from './score-windows.js';
import { totalOf } from './source-tables.js';

/**
 * The share of leads that were qualified within a week of their creation, and the same for the leads of as many days
 * before: both at the same age. Null: no export dates it, or too many leads lack the date.
 */
export async function qualifiedAtAge(context: ReportContext): Promise<QualifiedAtAge | null> {
  const { scope, asOf, covers } = context;
  if (asOf === null || context.events) return null;
  const now = await sharesOf(context, scope, asOf);
  if (now === null) return null;
  const days = daysBefore(scope);
  const isCovered = days !== null && covers.leads.from !== null && covers.leads.from <= days.from;
  const before = isCovered ? await sharesOf(context, { ...scope, ...days }, asOf) : null;
  return {
    ...{ rate: now.ripe === null ? now.rate : null, ripe: now.ripe, isAtLeast: now.isAtLeast },
    before:
      days && before?.rate && before.ripe === null ? { ...days, rate: before.rate, isAtLeast: before.isAtLeast } : null,
  };
}

/**
 * The share among leads that are old enough. `ripe`: the day at whose end at most a tenth of all leads will still be
 * too young; null: that is so already.
 */
async function sharesOf(
  context: ReportContext,
  scope: Scope,
  asOf: string,
): Promise<{ rate: Exact | null; ripe: string | null; isAtLeast: boolean } | null> {
  const whole = totalOf(await context.within({ ...scope, by: [], period: null }).cube([]), context);
  const rows = await context.within({ ...scope, by: [], period: 'day' }).cameWithin([PERIOD], AT_AGE);
  const undated = rows.reduce<Exact | null>((all, row) => plus(all, row.undated.get('qualified') ?? null), null);
  if (undated === null || isMuch(undated, whole['reached.qualified']) || hasUnknownDepth({ own: whole, margin: null }))
    return null;
  const isOld = ({ keys }: FollowedCount) => watchedFor(keys.get(PERIOD) ?? '', asOf) >= AT_AGE;
  const old = sum(rows.filter(isOld).map(({ own }) => own));
  const days = rows.map((row) => {
    const leads = row.own.leads ?? ZERO;
    return { day: row.keys.get(PERIOD) ?? '', leads, young: isOld(row) ? ZERO : leads };
  });
  const [came, of] = [old['reached.qualified'], old.leads];
  return { rate: came && of && divide(came, of), ripe: ripeOn(days, AT_AGE), isAtLeast: isPositive(undated) };
}
