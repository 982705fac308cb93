import { candidates, namesOf, type Wanted } from './heading-match.js';
import { severalMeant } from './misnamed.js';

/** The place of the one column that these headings mean, or −1; several different ones are an error that names them. */
export function firstIndex(
  wanted: readonly Wanted[],
  headings: readonly string[],
  file: string,
  field: string,
): number {
  const found = candidates(wanted, headings);
  const names = namesOf(found, headings);
  if (names.length > 1) throw severalMeant(names, field, file);
  return found[0] ?? -1;
}
