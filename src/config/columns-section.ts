import { text } from '../error.js';
import { patternOf } from '../model/pattern.js';
import type { Matcher } from '../model/settings.js';
import { fieldsOf, TABLE_NAMES, type Table } from '../model/tables.js';
import { type Complaint, hintFor, unknownKey } from './complaint.js';
import { DRAFTED, withoutMark } from './drafted.js';
import { mapOf, oneOrMore, scalar, Wrong } from './schema-parts.js';
import { ANY_SCALAR } from './values.js';

/** The tables that a file may feed. */
export const FEEDABLE = TABLE_NAMES;
/** Other words for the tables → the table that is meant. Offered as a hint. */
export const TABLES_CALLED: ReadonlyMap<string, string> = new Map([
  ...['lead', 'leads', 'deal', 'deals', 'лиды', 'сделки', 'срм'].map((word): [string, string] => [word, 'crm']),
  ...['ad', 'ads', 'spend', 'cost', 'costs', 'stats', 'реклама', 'расход', 'расходы'].map((word): [string, string] => [
    word,
    'ad_stats',
  ]),
  ...['forms', 'ad_forms', 'lead_forms', 'формы'].map((word): [string, string] => [word, 'ad_leads']),
  ...['history', 'events', 'stages', 'история'].map((word): [string, string] => [word, 'stage_events']),
  ...['touch', 'visits', 'sessions', 'касания', 'визиты'].map((word): [string, string] => [word, 'touches']),
  ...['payment', 'paid', 'оплаты', 'платежи'].map((word): [string, string] => [word, 'payments']),
  ...['call', 'telephony', 'звонки', 'звонок', 'телефония'].map((word): [string, string] => [word, 'calls']),
  ...['ignore', 'skip', 'no', 'null', 'нет'].map((word): [string, string] => [word, 'none']),
]);
type Feedable = Table;

/**
 * Reads one way to find a column. A heading may end in a question mark itself, so a drafted one is looked for as it is
 * written first, and then without its mark.
 */
const matcher = scalar<Matcher[]>(
  text('a heading, /a pattern/, $3 (the third column) or $row', 'заголовок, /шаблон/, $3 (третий столбец) или $row'),
  (written) => {
    const { word, drafted } = withoutMark(written);
    if (word === '$row') return [{ row: true, ...drafted }];
    const place = /^\$([1-9]\d{0,3})$/.exec(word)?.[1];
    if (place !== undefined) return [{ place: Number(place), ...drafted }];
    const pattern = /^\/(.+)\/i?$/s.exec(word)?.[1];
    if (pattern === undefined) {
      if (written.trim() === '' || written === DRAFTED) return undefined;
      return drafted.drafted ? [{ heading: written }, { heading: word, ...drafted }] : [{ heading: written }];
    }
    return patternOf(pattern)
      ? [{ pattern, ...drafted }]
      : new Wrong(
          text(
            'the pattern cannot be read as a regular expression (of RE2: no look-ahead, no back references)',
            'шаблон не читается как регулярное выражение (RE2: без просмотра вперёд и обратных ссылок)',
          ),
        );
  },
  ANY_SCALAR,
);

const ALL_FIELDS = [...new Set(TABLE_NAMES.flatMap((table) => [...fieldsOf(table).keys()]))];

/** Canonical field → the columns that it may be read from, the preferred one first. */
export const columns = mapOf(oneOrMore(matcher).transform((found) => found.flat())).meta({ keys: ALL_FIELDS });

/**
 * The problem with a field of `columns` or `set` that these tables do not have; undefined: they have it. `value`: what
 * is written after it.
 */
export function unknownField(field: string, tables: readonly Feedable[], value?: string): Complaint | undefined {
  const fields = tables.length === 0 ? ALL_FIELDS : tables.flatMap((table) => [...fieldsOf(table).keys()]);
  if (fields.includes(field)) return undefined;
  const where = tables.join(', ') || 'crm, ad_stats';
  const isSwapped = value !== undefined && fields.includes(value);
  return {
    what: text(`${where} has no field \`${field}\``, `в ${where} нет поля \`${field}\``),
    hint: isSwapped ? hintFor(`${value}: ${field}`) : unknownKey(field, fields).hint,
    part: 'key',
  };
}

/**
 * The problem with `$row` in the wrong place; undefined: none. `$row` makes each row a lead, so it can only be the
 * lead's ID, and must stand alone.
 */
export function misplacedRow(field: string, matchers: readonly Matcher[]): Complaint | undefined {
  if (!matchers.some((one) => 'row' in one) || (field === 'lead_id' && matchers.length === 1)) return undefined;
  return {
    what: text(`$row cannot stand here (${field})`, `$row здесь не подходит (${field})`),
    hint: text('only alone, and only for lead_id', 'только одно, и только у lead_id'),
  };
}
