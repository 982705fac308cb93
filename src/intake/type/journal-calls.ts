import type { Recognised } from '../recognise/recognised.js';

/**
 * A journal of call tracking names the sources of leads, and each of its rows is a call: what a call is called there. Only a
 * phone tells whose it is, so nothing is read of calls where `ids.fallback` asks for none. Calls that are no leads (repeated,
 * not the target, outgoing) are calls all the same.
 */
export function callsIn({ table, columns }: Pick<Recognised, 'table' | 'columns'>): [call: string, lead: string][] {
  if (table !== 'ad_leads' || !columns.has('phone') || !TOLD.some((field) => columns.has(field))) return [];
  return CALLED.filter(([, field]) => columns.has(field));
}

/** Its rows that are calls: none that the configuration leaves out, nor one that came after the as-of moment. */
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
