import { caseWhen, constantValue, isOneOf, literal, raw, type Sql, sql } from '../../engines/sql.js';
import { INVISIBLE } from '../../model/fold.js';
import type { IdSettings } from '../../model/settings.js';

/** Words that stand where an ID is missing. They are never joined. */
export const PLACEHOLDERS = [
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
  '(none)',
  '(not set)',
  'nan',
  '#ref!',
  '#value!',
  '#name?',
  'нет',
  'тест',
  'не указано',
  'неизвестно',
];

/** What exports write before an ID. */
export const DECORATIONS = ["'", 'zcrm_', ...['l', 'ag', 'as', 'c', 'f', 'p', 'z'].map((kind) => `${kind}:`)];
const DECORATION = literal(`^(?:${DECORATIONS.join('|')})`);

/**
 * The ID of a lead from a cell, as text, without invisible characters and the decorations of exports (`l:`, `ag:`,
 * `zcrm_`, `[…]`, a leading apostrophe). Null for placeholders. Case is kept, since IDs of Salesforce differ by it.
 * `isPlain`: IDs for which nothing has to be taken off; `isLowered`: they are in small letters already. `shortest`: an ID
 * of so many characters may have a checksum of three more behind it. A name that stands in for an ID is left whole.
 */
export function cleanId(
  cell: Sql,
  {
    isPlain,
    isLowered,
    hasInvisible,
    shortest,
  }: { isPlain: Sql; isLowered: boolean; hasInvisible: boolean; shortest: number | undefined },
  { pad, stripTail, ignoreCase }: IdSettings = {},
): Sql {
  const visible = hasInvisible ? sql`translate(${cell}, ${literal(INVISIBLE)}, '')` : cell;
  const undecorated = sql`regexp_replace(nfc_normalize(${visible}), ${DECORATION}, '')`;
  const bare = sql`regexp_replace(${undecorated}, '^\\[(.*)\\]$', '\\1')`;
  const changesOf = (isLow: boolean) => [
    ...(stripTail ? [(id: Sql) => sql`regexp_replace(${id}, '^([0-9]+)[.,]0+$', '\\1')`] : []),
    ...(ignoreCase && !isLow ? [(id: Sql) => sql`lower(${id})`] : []),
    ...(pad ? [(id: Sql) => padded(id, pad)] : []),
    ...(shortest === undefined
      ? []
      : [(id: Sql) => sql`regexp_replace(${id}, ${raw(`'^(00[0-9A-Za-z]{${shortest - 2}})[A-Z0-5]{3}$', '\\1'`)})`]),
  ];
  const told = (id: Sql, isLow = false) => changesOf(isLow).reduce((changed, change) => change(changed), id);
  return caseWhen(
    isPlain,
    told(cell, isLowered),
    sql`case when ${isPlaceholder(bare)} then null else ${told(sql`nullif(trim(${bare}), '')`)} end`,
  );
}

const isPlaceholder = (cell: Sql): Sql => isOneOf(sql`lower(${cell})`, PLACEHOLDERS);

/** The click ID from a cell. Null for placeholders and macros that nobody filled in: these would match each other. */
export const cleanClick = (cell: Sql, isPlain: Sql): Sql =>
  constantValue(isPlain)
    ? cell
    : sql`(case when ${isPlain} then ${cell} when not ${isPlaceholder(cell)} and not regexp_matches(${cell}, '\\{[^{}]*\\}') then ${cell} end)`;

/**
 * The ID by which a row names another one. Null where Excel destroyed it, since it would name all that lost the same
 * digits.
 */
export const cleanLink = (id: Sql): Sql => sql`(case when not ${isDestroyed(id)} then ${id} end)`;

const padded = (id: Sql, digits: number): Sql =>
  sql`(case when regexp_full_match(${id}, ${`[0-9]{1,${digits}}`}) then lpad(${id}, ${raw(String(digits))}, '0') else ${id} end)`;

/** `5.8E+18`: Excel shortened a long number and saved it so. The digits are lost. */
export const isDestroyed = (id: Sql): Sql =>
  sql`(case when contains(${id}, '+') then regexp_full_match(${id}, '[0-9]+(?:[.,][0-9]+)?[eE]\\+[0-9]+') else false end)`;

/** `1001.0`: a spreadsheet took the ID for a number. */
export const hasTail = (id: Sql): Sql =>
  sql`(case when suffix(${id}, '0') then regexp_full_match(${id}, '[0-9]+[.,]0+') else false end)`;

/** Letters that look alike in two scripts: such an ID never matches its twin. Only then has it more bytes than letters. */
export const isMixed = (id: Sql): Sql => sql`(case when strlen(${id}) > length(${id})
  then regexp_matches(${id}, '[A-Za-z]') and regexp_matches(${id}, '[\\p{Cyrillic}\\p{Greek}]') else false end)`;
