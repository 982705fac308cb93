import type { Field } from '../../model/tables.js';
import type { Export } from '../../sources/define-source.js';
import { placesOf } from './heading-match.js';
import type { Column, Recognised } from './recognised.js';
import { isBlank, type UnreadTable } from './unread-table.js';

/**
 * Exports repeat headings (amoCRM `Источник`, Pipedrive `Deal - Status`). A field that the export cannot do without is
 * read if the columns hold the same cells; any other is not read, rather than guessed.
 */
export function withoutRepeats(columns: Map<string, Column>, shape: Export, table: UnreadTable): Map<string, Column> {
  for (const { field } of repeatsOf(columns, table))
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

/**
 * Fields whose heading stands several times over columns that hold something. The currency is none of them: Google repeats
 * it, the same in both columns.
 */
export function repeatsOf(columns: ReadonlyMap<string, Column>, table: UnreadTable): Recognised['repeats'] {
  return [...columns].flatMap(([field, { heading, index }]) => {
    const places = placesOf(heading, table.headings);
    if (places.length < 2 || field === 'currency') return [];
    const indexes = places.filter((place) => place === index || !isBlank(table, place));
    return indexes.length > 1 ? [{ field, heading, indexes }] : [];
  });
}
