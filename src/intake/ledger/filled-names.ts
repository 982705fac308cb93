import { joined, literal, name, type Sql, sql } from '../../engines/sql.js';
import { areSums, fieldsOf } from '../../model/tables.js';
import type { Recognised } from '../recognise/recognised.js';
import { TOTAL_WORD } from '../shape/total-words.js';
import { keyFields } from '../type/running.js';
import type { Typed } from '../type/type.js';

/**
 * Whether rows of sums may leave blank what names others. A platform's export may have many rows: its cells are compared
 * with a few words as they are written most, where a pattern would cost several times as much.
 */
export function leavesNamesBlank({ table, source }: Recognised, typed: Pick<Typed, 'fields'>): Sql {
  const keys = areSums(table) ? keyFields(typed) : [];
  if (keys.length < 2) return sql`false`;
  if (source === 'guess' || source === 'configured') return sql`true`;
  const isBlank = keys.map((key) =>
    isText(key)
      ? sql`coalesce(${name(key)}, '') = '' or ${name(key)} in (${joined(WRITTEN, ', ')})`
      : sql`${name(key)} is null`,
  );
  return sql`coalesce(bool_or(${joined(isBlank, ' or ')}), false)`;
}

const WRITTEN = [
  'Total',
  'total',
  'Totals',
  'Итого',
  'итого',
  'Всего',
  'всего',
  'ИТОГО',
  'TOTAL',
  'Gesamt',
  'Gesamtsumme',
  'Grand total',
  'Grand Total',
  'Общий итог',
].map(literal);

/** A word for totals in the place of a name says as little as a blank. */
export const isFilled = (key: string): Sql =>
  isText(key)
    ? sql`(coalesce(${name(key)}, '') <> '' and not regexp_full_match(${name(key)}, ${AS_TOTAL}))`
    : sql`(${name(key)} is not null)`;

/** Written as text: for a bound pattern each statement would be planned twice. */
const AS_TOTAL = literal(`(?i)${TOTAL_WORD}[\\s:]*`);

/** Columns that are no fields (`split_3`) hold text. */
export const isText = (key: string): boolean => !/^(?:day|moment)$/.test(KINDS.get(key) ?? 'text');
export const KINDS: ReadonlyMap<string, string> = new Map([...fieldsOf('agg')]);
