import { literal, raw, type Sql, sql } from '../engines/sql.js';
import { INVISIBLE } from '../model/fold.js';

/** Words that stand where an ID is missing. They are never joined. */
const PLACEHOLDERS = [
  '0',
  '-',
  '--',
  '---',
  '—',
  '–',
  'n/a',
  '#n/a',
  'na',
  'unknown',
  'test',
  'null',
  'none',
  'undefined',
  'nan',
  '#ref!',
  '#value!',
  '#name?',
  'нет',
  'тест',
  'не указано',
  'неизвестно',
];

/**
 * A lead's ID out of a cell: text, without invisible characters and the decorations of exports (`l:`, `ag:`, `zcrm_`,
 * `[…]`, a leading apostrophe). Case is kept: Salesforce's IDs differ by it. Null where the cell is a placeholder.
 * An ID of `shortest` characters may bear a checksum of three more; a name that stands in for an ID is left whole.
 */
export function cleanId(cell: Sql, hasInvisible: boolean, shortest: number | undefined): Sql {
  const visible = hasInvisible ? sql`translate(${cell}, ${literal(INVISIBLE)}, '')` : cell;
  const undecorated = sql`regexp_replace(nfc_normalize(${visible}), '^(?:''|zcrm_|(?:l|ag|as|c|f|p|z):)', '')`;
  const bare = sql`regexp_replace(${undecorated}, '^\\[(.*)\\]$', '\\1')`;
  const trimmed = sql`nullif(trim(${bare}), '')`;
  const whole =
    shortest === undefined
      ? trimmed
      : sql`regexp_replace(${trimmed}, ${raw(`'^([0-9A-Za-z]{${shortest}})[A-Z0-5]{3}$', '\\1'`)})`;
  return sql`case when lower(${bare}) in (${raw(PLACEHOLDERS.map((word) => `'${word}'`).join(', '))}) then null else ${whole} end`;
}

/** `5.8E+18`: Excel showed a long number, and saved what it showed. The digits are gone. */
export const isDestroyed = (id: Sql): Sql =>
  sql`coalesce(regexp_full_match(${id}, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+'), false)`;
