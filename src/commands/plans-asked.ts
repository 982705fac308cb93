import { orRefused, text } from '../error.js';
import { compareWords } from '../model/compare-words.js';
import { daysOfPeriod, earliest, latest, shiftDay } from '../model/dates.js';
import { parseExact } from '../model/exact.js';
import { periodsIn } from '../model/periods.js';
import type { Amounts, AskedPlan, Plan } from '../model/plans.js';
import type { Days, Filter } from '../model/scope.js';
import { countWorkingDays } from '../model/working-time.js';
import type { Cover } from '../session/cover.js';
import { refuseOtherCurrency } from '../session/other-currency.js';
import type { Session } from '../session/session.js';
import { requireWhole } from '../session/undated-spend.js';

/**
 * The plans of the periods that these days meet (without days, of those up to as-of). Each period is taken as a whole, in
 * order, and begins with what all sources together should bring.
 */
export async function plansAsked(
  session: Session,
  { days, isAsked, cover, seen, sources }: PlanScope,
  resolve: (filters: readonly Filter[]) => Promise<Filter[]>,
): Promise<readonly AskedPlan[]> {
  const { config, asOf } = session;
  if (isOfMoney(config.plan)) refuseOtherCurrency(config, session.currency, OF_PLAN);
  const today = asOf?.slice(0, 10) ?? null;
  const shown: Days = { from: days.from ?? cover.all.from, to: isAsked && days.to ? days.to : latest(days.to, today) };
  const found: AskedPlan[] = [];
  for (const { of, amounts, bySource } of config.plan)
    for (const period of 'per' in of ? periodsIn(shown, of.per) : [of.period]) {
      const own = daysOfPeriod(period);
      if (own === null || !meet(own, shown)) continue;
      const standing = await standingOf(session, own, cover, seen);
      found.push(...plansOf(amounts, { period, ...own, source: null, filters: [], unmatched: null }, standing));
      for (const [source, ofSource] of sources === 'none' ? [] : bySource) {
        const written = [{ dimension: 'source', values: [source], not: false }];
        const filters = await orRefused(() => resolve(written));
        const isThere = Array.isArray(filters);
        const whose = { source, filters: isThere ? filters : written, unmatched: isThere ? null : filters.what };
        found.push(...plansOf(ofSource, { period, ...own, ...whose }, standing));
      }
    }
  return found.toSorted((a, b) => (a.from === b.from ? compareWords(a.to, b.to) : compareWords(a.from, b.from)));
}

const isOfMoney = (plans: readonly Plan[]): boolean =>
  plans.some(({ amounts, bySource }) =>
    [amounts, ...bySource.values()].some((own) => own.has('revenue') || own.has('spend')),
  );
const OF_PLAN = {
  what: text('the plan of funnel.yaml is', 'план (plan) в funnel.yaml'),
  without: text('a plan', 'плана'),
};

/** An open end meets everything. */
const meet = (own: { from: string; to: string }, { from, to }: Days): boolean =>
  (from === null || own.to >= from) && (to === null || own.from <= to);

/** Whether plans of single sources are asked for: which sources exist has to be looked up. */
export type PlannedSources = 'each' | 'none';

interface PlanScope {
  days: Days;
  isAsked: boolean;
  cover: Cover;
  /** The last day of which the exports tell anything. */
  seen: string | null;
  sources: PlannedSources;
}

type Standing = Pick<AskedPlan, 'last' | 'until' | 'working' | 'passed' | 'isWhole' | 'isTold' | 'begins'>;
type Whose = Pick<AskedPlan, 'period' | 'from' | 'to' | 'source' | 'filters' | 'unmatched'>;

const plansOf = (amounts: Amounts, whose: Whose, { ofLeads, ofSpend }: Standings): AskedPlan[] =>
  [...amounts].map(([figure, amount]) => ({
    ...{ figure, amount: parseExact(amount), ...whose },
    ...(figure === 'spend' ? ofSpend : ofLeads),
  }));

interface Standings {
  readonly ofLeads: Standing;
  readonly ofSpend: Standing;
}

/** How much of a period is over: for what comes of leads, and for ad statistics, which may end earlier. */
async function standingOf(
  { asOf, workingTime }: Session,
  own: { from: string; to: string },
  cover: Cover,
  seen: string | null,
): Promise<Standings> {
  // Without a calendar people work from Monday to Friday.
  const calendar = workingTime ?? { days: [1, 2, 3, 4, 5], holidays: new Map() };
  const working = countWorkingDays(calendar, own);
  const standing = ({ from, to }: Days, over: string | null, isTold: boolean): Standing => {
    const until = over === null || over < own.from ? null : (earliest(over, own.to) as string);
    return {
      ...{ working, until, passed: until === null ? 0 : countWorkingDays(calendar, { from: own.from, to: until }) },
      last: earliest(own.to, latest(to, until)) ?? own.to,
      isWhole: until === own.to && from !== null && from <= own.from,
      isTold: isTold && from !== null && from <= own.to && to !== null,
      begins: from !== null && from > own.from ? from : null,
    };
  };
  const today = asOf?.slice(0, 10) ?? null;
  const before = asOf === null || asOf.length === 10 ? asOf : shiftDay(asOf.slice(0, 10), -1);
  // An export may state that it holds all of its last day.
  const over = earliest(latest(before, cover.whole.to), today);
  const isDivided = await orRefused(async () => {
    for (const one of cover.undated) if (one.of === 'spend') requireWhole(one, own);
    return null;
  });
  const { made, counted, spend } = cover;
  const told = made.from === null ? counted : made;
  // Beyond the last day of which the exports tell a lead or a deal, nobody knows what came.
  const known = earliest(today, seen ?? told.to);
  const ofAds = { from: spend.from, to: earliest(spend.to, today) };
  return {
    ofLeads: standing(
      { from: told.from, to: known },
      earliest(over, known),
      today !== null && known !== null && own.from <= known,
    ),
    ofSpend: standing(ofAds, earliest(over, ofAds.to), isDivided === null && ofAds.to !== null && own.from <= ofAds.to),
  };
}
