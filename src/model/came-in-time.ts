import { LEAD_STAGES } from './funnel-stages.js';
import { type Awaited, LEAD_MEASURE_NAMES, type LeadMeasureName } from './measures.js';

const OF_DEALS: ReadonlySet<LeadMeasureName> = new Set([
  ...(['revenue', 'won_deals', 'priced_deals', 'costed_deals', 'costed_revenue', 'costed_profit'] as const),
  ...(['costed_unprofited', 'costed_won_deals', 'costed_priced_deals'] as const),
]);

/** What a lead must have come to, to count for a measure; null: it counts from its first day. */
export function awaitedBy(measure: LeadMeasureName): Awaited | null {
  if (OF_DEALS.has(measure)) return 'deal';
  if (measure === 'contacted') return 'talk';
  if (measure === 'lost' || measure === 'wordless') return 'loss';
  if (measure === 'worked') return 'worked';
  if (measure === 'costed_qualified') return 'qualified';
  return LEAD_STAGES.slice(1).find((stage) => measure === `reached.${stage}`) ?? null;
}

/** Those that grow as leads grow older. */
export const FOLLOWED: readonly LeadMeasureName[] = LEAD_MEASURE_NAMES.filter((measure) => awaitedBy(measure) !== null);

/**
 * For how many seconds each lead of some days is watched at least: from the end of the last day to the as-of moment (a
 * day is taken to its end). Negative if these days are not over.
 */
export function watchedFor(lastDay: string, asOf: string): number {
  const until = asOf.length === 10 ? endOf(asOf) : Date.parse(`${asOf}Z`);
  return Math.floor((until - endOf(lastDay)) / 1000);
}

const DAY = 86_400_000;
const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY;
