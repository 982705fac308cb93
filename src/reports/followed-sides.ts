import type { CubeRow } from '../facts/cube.js';
import { idOf, type Keys } from '../facts/cube-memo.js';
import type { Earned, FollowedCount } from '../facts/followed-counts.js';
import { FOLLOWED } from '../model/came-in-time.js';
import { dayNumber, dayNumbered, daysBetween } from '../model/dates.js';
import { PERIOD } from '../model/dimensions.js';
import type { Exact } from '../model/exact.js';
import type { Side, SideGroup } from '../model/figures/side.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { groupBy } from '../model/group-by.js';
import { isPositive, type Measures, plus, settleAmounts, sum, zeroMeasures } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import type { Text } from '../model/text.js';
import type { ReportContext } from './report-context.js';

/** The rows of one group of a side: the measures by source, and what came of their leads, also by day. */
export interface SideRows {
  readonly keys: Keys;
  readonly printed: readonly CubeRow[];
  readonly followed: readonly FollowedCount[];
  readonly earned: readonly Earned[];
}

/**
 * What the leads of a scope came to within so many seconds of their creation (`Infinity`: ever). The result is by the
 * id of the keys asked for; without keys it is a single group, even if there are no leads.
 */
export async function sideRows(
  context: ReportContext,
  scope: Scope,
  seconds: number,
  by: readonly string[],
  isEarned = true,
): Promise<Map<string, SideRows>> {
  const keys = [...new Set([...by, 'source'])];
  const own = context.within({ ...scope, by: [], period: null });
  const byDay = context.within({ ...scope, by: [], period: 'day' });
  const idOfRow = (row: { readonly keys: Keys }) => idOf(row.keys, by);
  const [printed, followed, earned] = [
    groupBy(await own.cube(keys), idOfRow),
    groupBy(await byDay.cameWithin([...keys, PERIOD], seconds), idOfRow),
    groupBy(isEarned ? await own.earnedWithin(keys, seconds) : [], idOfRow),
  ];
  const ids = by.length === 0 ? [idOf(new Map(), by)] : [...printed.keys()];
  return new Map(
    ids.map((id) => [
      id,
      {
        keys: keysOf(printed.get(id)?.[0]?.keys, by),
        printed: printed.get(id) ?? [],
        followed: followed.get(id) ?? [],
        earned: earned.get(id) ?? [],
      },
    ]),
  );
}

const keysOf = (keys: Keys | undefined, by: readonly string[]): Keys =>
  new Map(by.map((key) => [key, keys?.get(key) ?? '']));

/** A side in the form that figures need: all of it, and its sources with spend together. */
export function sideOf(context: ReportContext, scope: Scope, called: Text, rows: SideRows): Side {
  const paid = rows.printed.filter(({ measures }) => isPositive(measures.spend)).map(({ keys }) => sourceOf(keys));
  const { from, to } = scope;
  return {
    scope: { ...scope, called },
    days: from === null || to === null ? null : daysBetween(from, to) + 1,
    margin: context.margin,
    all: groupOf(context, scope, rows, null),
    paid: groupOf(context, scope, rows, paid),
    sources: new Map(rows.printed.map(({ keys, measures }) => [sourceOf(keys), measures])),
  };
}

const sourceOf = (keys: Keys): string => keys.get('source') ?? '';

function groupOf(context: ReportContext, scope: Scope, rows: SideRows, sources: readonly string[] | null): SideGroup {
  const isIn = ({ keys }: { keys: Keys }) => sources === null || sources.includes(sourceOf(keys));
  const own = sum([zeroMeasures(context), ...rows.printed.filter(isIn).map(({ measures }) => measures)]);
  const came = rows.followed.filter(isIn);
  // Nothing came of sources without leads: that is known, and therefore zero.
  const known = [context.cameOfNobody() ?? [], came].flat();
  return {
    ...{ own, sources },
    followed: followedOf(own, known),
    undated: undatedOf(known),
    daily: dailyOf(scope, came),
    earned: rows.earned.filter(isIn),
  };
}

/**
 * The measures of a group, in which the figures that grow with time are those of the followed leads. Who the leads are
 * and what was spent stays as printed.
 */
function followedOf(own: Measures, came: readonly FollowedCount[]): Measures {
  const all = sum(came.map((one) => one.own));
  const followed = { ...own };
  // This holds for unknown figures as well: where some deals lack a profit, perhaps none of these came in time.
  for (const name of FOLLOWED) followed[name] = all[name];
  return settleAmounts(followed);
}

function undatedOf(came: readonly FollowedCount[]): ReadonlyMap<LeadStage, Exact> {
  const undated = new Map<LeadStage, Exact>();
  for (const one of came)
    for (const [stage, count] of one.undated) undated.set(stage, plus(undated.get(stage) ?? null, count) as Exact);
  return undated;
}

/** One entry for each day of the scope, also for days without leads. */
function dailyOf({ from, to }: Scope, came: readonly FollowedCount[]): Measures[] {
  if (from === null || to === null) return [];
  const days = groupBy(came, (row) => row.keys.get(PERIOD));
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    return sum((days.get(dayNumbered(dayNumber(from) + at)) ?? []).map(({ own }) => own));
  });
}
