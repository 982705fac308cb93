import { candidates, namesOf, type Wanted } from './heading-match.js';
import { severalMeant } from './misnamed.js';

/**
 * The place of the one column that has one of these headings, or −1. Several different ones are an error that names them,
 * unless all but one are empty: a CRM exports fields that nobody fills in, too. Of several with one heading it is that
 * which is filled in, or the first.
 */
export function firstIndex(
  wanted: readonly Wanted[],
  headings: readonly string[],
  file: string,
  field: string,
  isBlank: (column: number) => boolean = () => true,
): number {
  const found = candidates(wanted, headings);
  const names = namesOf(found, headings);
  if (found.length <= 1) return found[0] ?? -1;
  const filled = found.filter((column) => !isBlank(column));
  if (names.length === 1) return (filled.length === 1 ? filled : found)[0] as number;
  const told = namesOf(filled, headings);
  if (told.length === 1) return filled[0] as number;
  throw severalMeant(told.length > 0 ? told : names, field, file);
}
