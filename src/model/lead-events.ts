import type { LeadStage } from './funnel-stages.js';

/**
 * What happens to a lead on a day: it comes to a stage for the first time, it is lost, or one of its deals is won. Of a lead
 * that came on 2 March and was won on 9 April the one is counted in March and the other in April (`--basis event`).
 */
export type LeadEvent = LeadStage | 'loss' | 'win';

/** By which days a report counts: leads by the day of their creation, with all that became of them; or each event by its own. */
export const BASES = ['cohort', 'event'] as const;
export type Basis = (typeof BASES)[number];
