import { isOneOf, joined, literal, type Sql, sql } from '../../engines/sql.js';
import { CURRENCY_NAMES, PLAIN_CODES } from '../../model/currencies.js';

/** The ISO code of a currency's cell: a name becomes its code, anything else is taken for a code. */
export function currencyCode(cell: Sql): Sql {
  const branches = Object.entries(CURRENCY_NAMES).map(
    ([code, names]) => sql`when ${isOneOf(sql`lower(${cell})`, names)} then ${literal(code)}`,
  );
  // Most cells are codes: they need not be held against every name.
  const isPlain = isOneOf(sql`lower(${cell})`, PLAIN_CODES);
  return sql`(case when ${isPlain} then upper(${cell}) ${joined(branches, ' ')} else upper(${cell}) end)`;
}
