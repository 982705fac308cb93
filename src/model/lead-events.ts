import type { LeadStage } from './funnel-stages.js';

/**
 * An event of a lead on a day: it first comes to a stage, it is lost, or one of its deals is won. A lead that came on 2
 * March and was won on 9 April is counted in March for the one and in April for the other (`--basis event`).
 */
export type LeadEvent = LeadStage | 'loss' | 'win';

/**
 * By which day a report counts: leads by the day of their creation, with everything that became of them; or each event by
 * its own day.
 */
export const BASES = ['cohort', 'event'] as const;
export type Basis = (typeof BASES)[number];
