import { fold } from '../model/fold.js';
import type { Field } from '../model/tables.js';
import type { Export, FieldSource } from './define-source.js';
import { looselyFits } from './loosely-fits.js';

/**
 * Each field with the one heading it is read from. A heading serves one field, but an amount may become the revenue, and
 * a bare ID may be a deal's or a lead's.
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

/** The heading that the first word of the list fits. A word that fits two different ones settles nothing. */
function chosen(source: FieldSource, headings: readonly string[]): string | undefined {
  for (const wanted of source.headings) {
    const own = headings.filter((heading) => looselyFits(wanted, heading, source.kind));
    if (own.length > 0) return new Set(own.map(fold)).size === 1 ? own[0] : undefined;
  }
  return undefined;
}

/** The headings that were found, where no pattern stands for one. */
export const written = (fields: Export['fields']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, { headings }]) =>
      typeof headings[0] === 'string' ? [[field, headings[0]]] : [],
    ),
  );
