import type { Field } from '../../model/tables.js';
import type { Export } from '../../sources/define-source.js';
import { placesOf } from './heading-match.js';
import type { Column, Recognised } from './recognised.js';

/**
 * Exports repeat headings (amoCRM `Источник`, Pipedrive `Deal - Status`): a field that the export cannot do without is
 * read where the columns turn out to hold the same cells; any other is left unread rather than guessed.
 */
export function withoutRepeats(
  columns: Map<string, Column>,
  shape: Export,
  headings: readonly string[],
): Map<string, Column> {
  for (const { field } of repeatsOf(columns, headings))
    if (!shape.required.includes(field as Field) && !NEEDED.has(field)) columns.delete(field);
  return columns;
}

/** Without these a figure would be missing or wrong, not only coarser. */
const NEEDED = new Set([
  'lead_id',
  'deal_id',
  'created_at',
  'status',
  'outcome',
  'revenue',
  'amount',
  'day',
  'cost',
  'clicks',
]);

/** Fields whose heading stands several times. Google repeats its currency; that of a row is the same in both. */
export function repeatsOf(columns: ReadonlyMap<string, Column>, headings: readonly string[]): Recognised['repeats'] {
  return [...columns].flatMap(([field, { heading }]) => {
    const indexes = placesOf(heading, headings);
    return indexes.length > 1 && field !== 'currency' ? [{ field, heading, indexes }] : [];
  });
}
