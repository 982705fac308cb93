import { Bug } from '../error.js';
import type { Matching } from './ad-leads.js';
import { orphansIn } from './all-leads.js';
import type { Census } from './census.js';
import type { Place } from './places.js';

/**
 * Every row of an export is a fact, a row that another one stands for, or a product line that was added up. No join makes
 * two leads of one. All spend of a file is spent, whether its source is known or not. All of this is counted on both
 * sides, and a difference ends the run: a lost row would be a wrong number.
 */
export function requireConserved(
  { balance, leads, leadsOfCrm }: Census,
  replaced: readonly Place[],
  matching: Matching,
  settings: { hasCrm: boolean },
): void {
  const gone = new Map<number, number>();
  for (const { file } of replaced) gone.set(file, (gone.get(file) ?? 0) + 1);
  for (const one of balance) {
    const [file = 0, typed = 0, facts = 0] = one.split(':').map(Number);
    if (typed !== facts + (gone.get(file) ?? 0))
      throw new Bug(`file ${file}: of ${typed} rows ${facts} are facts and ${gone.get(file) ?? 0} are not`);
    // Rows that others stand for take their cost with them.
    const cost = one.split(':')[3] ?? '';
    if (!gone.has(file) && /[1-9]/.test(cost)) throw new Bug(`file ${file}: ${cost} of its spend is in no fact`);
  }
  const orphans = orphansIn(matching, settings);
  if (leads !== leadsOfCrm + orphans)
    throw new Bug(`${leads} leads, of ${leadsOfCrm} in the CRM and ${orphans} that it never received`);
}
