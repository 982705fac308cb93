import { isOneOf, joined, literal, type Sql, sql } from '../../engines/sql.js';
import { PLAIN_CODES } from '../../model/currencies.js';
import { CURRENCY_NAMES } from '../../model/currency-names.js';

/** The ISO code in a currency cell: a name becomes its code, and anything else is taken for a code. */
export function currencyCode(cell: Sql): Sql {
  const named = Object.entries(CURRENCY_NAMES).flatMap(([code, names]) => names.map((name) => ({ code, name })));
  const list = (words: readonly string[]) => joined(words.map(literal), ', ');
  const [codes, names] = [list(named.map(({ code }) => code)), list(named.map(({ name }) => name))];
  // Most cells are codes: they need not be held against every name.
  const isPlain = isOneOf(sql`lower(${cell})`, PLAIN_CODES);
  return sql`(case when ${isPlain} then upper(${cell})
    else coalesce([${codes}][list_position([${names}], lower(${cell}))], upper(${cell})) end)`;
}
