import { name, type Sql, sql } from '../engines/sql.js';
import type { LeadStage } from '../model/funnel-stages.js';
import { type LeadMoment, stageMoment } from './fact-tables.js';

/** The moments of leads that are laid down. */
export type Moments = ReadonlySet<LeadMoment>;

/** What tells when leads come to their stages and are lost. */
export const TIMES = [
  'created_at',
  'qualified_at',
  'contact_at',
  'proposal_at',
  'decision_at',
  'deal_at',
  'closed_at',
] as const;

/** When a lead came to a stage. A deal has its own date, else that of closing. Null: no export dates the stage. */
export function cameOn(stage: LeadStage, moments: Moments): Sql | null {
  const own = stage === 'lead' ? 'created_at' : stageMoment(stage);
  const dates = moments.has(own) ? [name(own)] : [];
  const closed = stage === 'deal' && moments.has('closed_at') ? [WON_ON] : [];
  const [first, second] = [...dates, ...closed];
  return first && second ? sql`coalesce(${first}, ${second})` : (first ?? null);
}
const WON_ON = sql`(case when ending = 'won' then closed_at end)`;

/** When a lost lead was lost; null where no export tells. */
export const lostOn = (moments: Moments): Sql =>
  moments.has('closed_at') ? sql`closed_at` : sql`cast(null as timestamp)`;
