import type { Recognised } from '../recognise/recognised.js';

/**
 * Where a journal of call tracking stands for leads, each of its rows is a call too; these are the fields of the call.
 * Only a phone tells whose call it is, so nothing is read unless `ids.fallback` asks for phones. Calls that are no leads
 * (repeated, not targeted, outgoing) are still calls.
 */
export function callsIn({ table, columns }: Pick<Recognised, 'table' | 'columns'>): [call: string, lead: string][] {
  if (table !== 'ad_leads' || !columns.has('phone') || !TOLD.some((field) => columns.has(field))) return [];
  return CALLED.filter(([, field]) => columns.has(field));
}

/** Rows that are calls: not excluded by the configuration, and not after the as-of moment. */
export const IS_CALL = 'is_call';

const TOLD = ['talk', 'duration', 'result'];
const CALLED: readonly [call: string, lead: string][] = [
  ['call_id', 'lead_id'],
  ['called_at', 'created_at'],
  ...['manager', 'direction', 'result', 'duration', 'talk', 'recording', 'phone'].map((field): [string, string] => [
    field,
    field,
  ]),
];
