import type * as z from 'zod';
import { text } from '../error.js';
import { fieldsOf } from '../model/tables.js';
import { complain, onOneLine, unknownKey } from './complaint.js';
import { type Dimension, wholeColumns } from './dimensions-section.js';
import { mapOf, section } from './schema-parts.js';
import { heading, path } from './values.js';

/** Where the words of a field are looked up: the word stands under `key` in `file`, its meaning under `value`. */
export interface Lookup {
  /** Relative to the configuration. */
  file: string;
  key: string;
  value: string;
}

/** A field or a dimension → where its words are looked up. */
export const lookups: z.ZodType<ReadonlyMap<string, Lookup>> = mapOf(
  section({
    file: path.describe('The file, relative to this configuration'),
    key: heading.describe('The heading of the words that are looked up'),
    value: heading.describe('The heading of what they stand for'),
  }),
);

/** Fields of leads and spend that hold words. IDs, moments and amounts are not looked up. */
const FIELDS = [
  ...new Set(
    (['crm', 'ad_stats', 'agg', 'ad_leads', 'stage_events'] as const).flatMap((table) =>
      [...fieldsOf(table)].flatMap(([field, kind]) => (kind === 'text' ? [field] : [])),
    ),
  ),
];

interface Looking {
  dimensions: ReadonlyMap<string, Dimension>;
  lookups: ReadonlyMap<string, Lookup>;
}

/** Refuses a lookup for a field or dimension that does not exist, such as a mistyped one: it would never be used. */
export function knownLookups({ dimensions, lookups }: Looking, context: z.core.$RefinementCtx) {
  const known = [...wholeColumns(dimensions), ...FIELDS];
  for (const name of lookups.keys())
    if (!known.includes(name)) {
      const what = text(
        `no field or dimension \`${onOneLine(name)}\``,
        `нет поля или измерения \`${onOneLine(name)}\``,
      );
      context.addIssue(
        complain(undefined, { what, hint: unknownKey(name, known).hint, part: 'key' }, ['lookups', name]),
      );
    }
}
