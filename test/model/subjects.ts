import { type Exact, exact, round } from '../../src/model/exact.js';
import { comparedFigures } from '../../src/model/figures/compared-figures.js';
import type { Comparison } from '../../src/model/figures/comparison.js';
import type { Judged } from '../../src/model/figures/hypothesis-figures.js';
import type { LostGroup } from '../../src/model/figures/losses.js';
import type { Planned } from '../../src/model/figures/plan-figures.js';
import { PRICES } from '../../src/model/figures/prices.js';
import type { CountsLine, FormsLine } from '../../src/model/figures/reconciled.js';
import type { LostLine, ReasonLine, WaitingLine, WonLine } from '../../src/model/figures/reviewed-leads.js';
import type { Side } from '../../src/model/figures/side.js';
import type { Line } from '../../src/model/figures/source-line.js';
import { placesBy } from '../../src/model/figures/standing.js';
import { type Step, stepsOf } from '../../src/model/figures/steps.js';
import type { WeeklyLine, WeekReading } from '../../src/model/figures/weekly-figures.js';
import { LEAD_STAGES, type Stage } from '../../src/model/funnel-stages.js';
import { type Measures, noMeasures } from '../../src/model/measures.js';
import type { Reach } from '../../src/model/report.js';
import { text } from '../../src/model/text.js';

/** Measures that are all known, each with another number. `changes` replace some of them. */
export function measures(changes: Partial<Record<keyof Measures, number | null>> = {}): Measures {
  const names = Object.keys(noMeasures()) as (keyof Measures)[];
  const of = (name: keyof Measures, at: number): Exact | null => {
    const value = changes[name] === undefined ? 100 + names.length - at : changes[name];
    return value === null ? null : exact(value);
  };
  return Object.fromEntries(names.map((name, at) => [name, of(name, at)])) as Measures;
}

/** Measures of which only these are known. */
export const known = (some: Partial<Record<keyof Measures, number | null>>): Measures => ({
  ...noMeasures(),
  ...Object.fromEntries(Object.entries(some).map(([name, value]) => [name, value === null ? null : exact(value)])),
});

/** A source beside another of the same table. */
export function line(own = measures(), total = measures({ spend: 900, revenue: 900 })): Line {
  const scoped = { own, margin: null };
  const places = {
    cpl: placesBy(PRICES.cpl, 'lowest', [scoped]).get(own) ?? null,
    romi: placesBy(PRICES.romi, 'highest', [scoped]).get(own) ?? null,
  };
  return { ...scoped, row: 'source', among: { total, paid: total }, places, isPaid: true, isOfOutcome: false };
}

export function step(stage: Stage = 'proposal', total = measures(), reach: Reach = 'implied', norm?: string): Step {
  const found = stepsOf(total, [{ source: 'VK', measures: total }], reach, () => norm).find(
    (one) => one.stage === stage,
  );
  if (!found) throw new Error(`no stage ${stage}`);
  return found;
}

export const lostGroup = (changes: Partial<LostGroup> = {}): LostGroup => ({
  reason: 'Too dear',
  category: 'price',
  lost: 4n,
  ofAll: 10n,
  paidFor: new Map([['VK', measures()]]),
  after: new Map([[0, 4n]]),
  from: new Map([['VK', 4n]]),
  texts: new Map([['too dear', 4n]]),
  ...changes,
});

/** A figure of two sides: of so many leads and deals each, of which the measures are known. */
export function comparison(
  name = 'deal_rate',
  a: Partial<Side> = {},
  b: Partial<Side> = {},
  seconds = 86_400,
): Comparison {
  const found = comparedFigures(new Set(LEAD_STAGES), true).find((one) => one.name === name);
  if (!found) throw new Error(`no figure ${name}`);
  return { figure: found, a: { ...side(), ...a }, b: { ...side(), ...b }, seconds };
}

export function side(own = measures(), followed = own, days = 30): Side {
  const undated = new Map(LEAD_STAGES.map((stage) => [stage, exact(0)]));
  const group = { own, followed, undated, sources: null, daily: [], earned: [] };
  return {
    scope: { from: '2026-10-01', to: '2026-10-30', where: [], by: [], period: null, called: { en: 'A', ru: 'A' } },
    ...{ days, margin: null, all: group, paid: group, sources: new Map([['VK', own]]) },
  };
}

/** A source whose forms and whose counts are held beside the CRM. */
export const reconciled = (own = measures()): FormsLine & CountsLine => ({
  forms: {
    ...{ all: exact(21), matched: exact(6), other_source: exact(5), other_day: exact(4) },
    ...{ not_handed_over: exact(3), excluded: exact(2), repeated: exact(1) },
  },
  ...{ own, platform: exact(30), goals: exact(20), hasCrm: true },
});

/** A hypothesis with what came of it. */
export const judged = (compared: Comparison | null = comparison()): Judged => ({
  hypothesis: {
    ...{ name: 'Form', figure: 'deal_rate', since: '2026-10-01', where: new Map(), weeks: 4, expect: 'up' },
    ...{ state: 'done', windows: null, filters: [], unmatched: null, cuts: [] },
  },
  compared,
  rest: null,
});

/** Revenue of a month that is half over, with what came of it. */
export function planned(own = measures()): Planned {
  const scope = { ...side().scope, basis: 'event' as const };
  const brought = { scope, own, alone: { won_deals: null, priced_deals: null, revenue: null } };
  return {
    plan: {
      ...{ figure: 'revenue', amount: exact(1_000_000), period: '2026-10', from: '2026-10-01', to: '2026-10-31' },
      ...{ source: null, filters: [], unmatched: null, last: '2026-10-15', until: '2026-10-15' },
      ...{ working: 22, passed: 11, isWhole: false, isTold: true, begins: null },
    },
    ...{ bonus: null, now: brought, over: brought, lately: brought, mature: brought },
  };
}

/** A week of which everything is known, beside as many like it as tell what is usual. */
export function weekly(): WeeklyLine {
  const scope = { from: '2026-11-16', to: '2026-11-22', where: [], by: [], period: null, called: text('a', 'а') };
  const one = exact(1);
  const now: WeekReading = {
    ...{ scope, own: measures(), aged: measures(), undated: { qualified: exact(0), contacted: exact(0) } },
    answers: { within: one, due: one },
    brought: { scope, own: measures(), alone: { won_deals: one, priced_deals: one, revenue: one } },
  };
  return { name: 'cpl', now, previous: now, usual: [now, now], wins: measures(), fewest: 1, isWhole: true };
}

/** A line of each list of a review, in one. */
export function reviewed(): WonLine & LostLine & ReasonLine & WaitingLine {
  const scope = weekly().now.scope;
  const one = exact(1);
  return {
    ...{ key: 'a', scope, touches: one, days: one, revenue: one, amount: one },
    ...{ reason: 'Price', lost: one, usualHigh: one, weeks: 12 },
    ...{ noAnswer: ['a'], stuck: [], withoutReason: one, week: scope, all: scope },
  };
}

/** To four decimals; null: unknown. */
export const written = (value: Exact | null): string | null => value && round(value, 4);
