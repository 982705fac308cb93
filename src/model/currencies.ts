import { CURRENCY_NAMES } from './currency-names.js';
import { nearest } from './nearest.js';

/** Codes of currencies: those of ISO 4217, and TON, in which Telegram sells advertising. */
export const CURRENCY_CODES: readonly string[] = [...Intl.supportedValuesOf('currency'), 'TON'];

/** Signs shared by several currencies: which is meant has to be said elsewhere. */
export const SHARED_SIGNS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kr', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['¥', ['JPY', 'CNY']],
  ['Br', ['BYN', 'ETB']],
  ['Rs', ['INR', 'PKR', 'LKR', 'NPR', 'MUR']],
]);

/** Codes that are not words in the languages of headings; `all`, `top`, `try` and `mad` are codes, too. */
export const PLAIN_CODES: readonly string[] = [
  ...['usd', 'eur', 'gbp', 'chf', 'rub', 'uah', 'kzt', 'byn', 'pln', 'czk', 'huf', 'ron', 'bgn', 'sek', 'nok', 'dkk'],
  ...['inr', 'brl', 'mxn', 'ars', 'clp', 'jpy', 'cny', 'krw', 'aud', 'nzd', 'sgd', 'hkd', 'zar', 'aed', 'ils', 'idr'],
];

const CODES = new Set(CURRENCY_CODES);
const NAMES = new Set(Object.values(CURRENCY_NAMES).flat());

/** Whether a cell names a currency: by its code, or by its name in some language. */
export const isCurrency = (cell: string): boolean =>
  CODES.has(cell.trim().toUpperCase()) || NAMES.has(cell.trim().toLowerCase());

/** The code of a currency given by a name (`рубли`, `ruble`), or nearly by its code. */
export function currencyMeant(written: string): string | undefined {
  const word = written.trim().toLowerCase();
  const named = Object.entries(CURRENCY_NAMES).find(([, names]) => names.includes(word));
  return named?.[0] ?? CALLED.get(word) ?? nearest(word, CURRENCY_CODES);
}

/** As people say it; no export writes that. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ...['ruble', 'rubles', 'rouble', 'roubles', 'рублей', 'р'].map((word): [string, string] => [word, 'RUB']),
  ...['dollar', 'dollars', '$', 'доллар', 'доллары', 'долл'].map((word): [string, string] => [word, 'USD']),
  ['euros', 'EUR'],
]);

/** Currencies that a bare `$` may be. */
export const DOLLARS: ReadonlySet<string> = new Set([
  ...['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'BSD', 'BBD', 'JMD', 'TTD', 'NAD', 'FJD', 'BND', 'BZD', 'XCD'],
  ...['MXN', 'ARS', 'CLP', 'COP', 'UYU', 'DOP'],
]);

/** Currencies of which a thousand units buy about as much as one unit of others. */
export const SMALL_UNITS: ReadonlySet<string> = new Set([
  ...['IDR', 'VND', 'UZS', 'KRW', 'IRR', 'LAK', 'KHR', 'MMK', 'COP', 'CLP', 'PYG', 'GNF', 'UGX', 'TZS', 'LBP', 'IQD'],
  ...['MGA', 'SLL', 'MNT', 'RWF', 'BIF'],
]);
