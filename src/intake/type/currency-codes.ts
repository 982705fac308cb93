import { isOneOf, joined, literal, type Sql, sql } from '../../engines/sql.js';

/** Bitrix24 and others write a currency by its name, in the language of the portal. */
const NAMES: Record<string, string[]> = {
  RUB: ['российский рубль', 'рубль', 'рубли', 'руб.', 'руб', '₽', 'russian ruble', 'russian rouble'],
  USD: ['доллар сша', 'доллары сша', 'us dollar', 'united states dollar'],
  EUR: ['евро', 'euro', '€'],
  UAH: ['гривна', 'украинская гривна', 'ukrainian hryvnia'],
  BYN: ['белорусский рубль', 'belarusian ruble'],
  KZT: ['тенге', 'казахстанский тенге', 'kazakhstani tenge'],
  UZS: ['узбекский сум', 'uzbekistani som'],
  GBP: ['фунт стерлингов', 'british pound', 'pound sterling'],
  PLN: ['злотый', 'польский злотый', 'polish zloty'],
};

/** The ISO code of a currency's cell: a name becomes its code, anything else is taken for a code. */
export function currencyCode(cell: Sql): Sql {
  const branches = Object.entries(NAMES).map(
    ([code, names]) => sql`when ${isOneOf(sql`lower(${cell})`, names)} then ${literal(code)}`,
  );
  return sql`(case ${joined(branches, ' ')} else upper(${cell}) end)`;
}
