import { isOneOf, joined, literal, type Sql, sql } from '../../engines/sql.js';
import { CURRENCY_NAMES } from '../../model/currencies.js';

/** The ISO code of a currency's cell: a name becomes its code, anything else is taken for a code. */
export function currencyCode(cell: Sql): Sql {
  const branches = Object.entries(CURRENCY_NAMES).map(
    ([code, names]) => sql`when ${isOneOf(sql`lower(${cell})`, names)} then ${literal(code)}`,
  );
  return sql`(case ${joined(branches, ' ')} else upper(${cell}) end)`;
}
