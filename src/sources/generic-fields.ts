import { fold } from '../model/fold.js';
import type { Field } from '../model/tables.js';
import type { Export, FieldSource } from './define-source.js';
import { looselyFits } from './loosely-fits.js';

/**
 * Gives each field the one heading that it is read from. A heading serves one field only, with two exceptions: the
 * amount may also be the revenue, and a bare ID may be a deal's and a lead's.
 */
export function fieldsIn({ fields }: Pick<Export, 'fields'>, headings: readonly string[]): Export['fields'] {
  const taken = new Set<string>();
  const found: Export['fields'] = {};
  for (const [field, source] of Object.entries(fields) as [Field, FieldSource][]) {
    const free = headings.filter((heading) => !taken.has(heading));
    const heading = chosen(source, free);
    if (heading === undefined) continue;
    found[field] = { kind: source.kind, headings: [heading] };
    if (field !== 'revenue' && field !== 'deal_id') taken.add(heading);
  }
  return found;
}

/**
 * The heading that fits the first word of the list that any heading fits. If it fits two different headings, nothing is
 * chosen.
 */
function chosen(source: FieldSource, headings: readonly string[]): string | undefined {
  for (const wanted of source.headings) {
    const own = headings.filter((heading) => looselyFits(wanted, heading, source.kind));
    if (own.length > 0) return new Set(own.map(fold)).size === 1 ? own[0] : undefined;
  }
  return undefined;
}

/** Field → its heading, for fields that are read from one heading and not from a pattern. */
export const written = (fields: Export['fields']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, { headings }]) =>
      typeof headings[0] === 'string' ? [[field, headings[0]]] : [],
    ),
  );
