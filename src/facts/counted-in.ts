import { literal, type Sql, sql } from '../engines/sql.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import type { LeadEvent } from '../model/lead-events.js';
import type { LeadMeasure } from '../model/measures.js';
import type { Scope } from '../model/scope.js';
import { cameOn, type Moments } from './stage-days.js';

/** The table of the events of leads: a row per lead and event (it came to a stage, was lost, a deal was won). */
export const happenedTo = (table: string): string => `${table}_happened`;

/** The table in which the leads of a scope are counted, and the day by which they are in it. */
export const countedIn = ({ basis }: Scope, table: string): { table: string; day: Sql } =>
  basis === 'event' ? { table: happenedTo(table), day: sql`happened_on` } : { table, day: sql`created_day` };

/** Which events a measure counts; where leads are followed, all there are. */
export const isOfEvent = ({ basis }: Scope, { on, isUndated }: Pick<LeadMeasure, 'on' | 'isUndated'>): Sql =>
  basis !== 'event' || on === undefined
    ? sql`true`
    : sql`event = ${literal(on)} and ${isUndated ? sql`is_undated` : sql`not is_undated`}`;

/** Events of which some export tells the day. */
export function toldEvents(moments: Moments): ReadonlySet<LeadEvent> {
  const stages = LEAD_STAGES.filter((stage) => stage === 'lead' || cameOn(stage, moments) !== null);
  return new Set<LeadEvent>([
    ...stages,
    ...(moments.has('closed_at') ? (['loss'] as const) : []),
    ...(stages.includes('deal') ? (['win'] as const) : []),
  ]);
}
