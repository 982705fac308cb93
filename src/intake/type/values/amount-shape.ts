import { CURRENCY_CODES, SHARED_SIGNS } from '../../../model/currencies.js';

export type DecimalMark = '.' | ',';

/** Currency signs and words before or after an amount. `$` is some dollar: the report's, else the US one. */
const CURRENCIES: [pattern: string, code: string][] = [
  ['US\\$', 'USD'],
  ['AU?\\$', 'AUD'],
  ['CA?\\$', 'CAD'],
  ['R\\$', 'BRL'],
  ['HK\\$', 'HKD'],
  ['MX\\$', 'MXN'],
  ['NT\\$', 'TWD'],
  ['NZ\\$', 'NZD'],
  ['S\\$', 'SGD'],
  ['\\$', '$'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₽', 'RUB'],
  ['руб(?:\\.|лей|ля|ль)?', 'RUB'],
  ['р\\.?', 'RUB'],
  ['₴', 'UAH'],
  ['грн\\.?', 'UAH'],
  ['₸', 'KZT'],
  ['₹', 'INR'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['lei', 'RON'],
  ['kr\\.?', 'kr'],
  ['[¥￥]', '¥'],
  ['円', 'JPY'],
  ['元', 'CNY'],
  ['₺', 'TRY'],
  ['₪', 'ILS'],
  ['₩', 'KRW'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₾', 'GEL'],
  ['֏', 'AMD'],
  ['сум', 'UZS'],
  ['тенге|тг\\.?', 'KZT'],
  ['лв\\.?', 'BGN'],
  ['RM', 'MYR'],
  ['Rp\\.?', 'IDR'],
  ['RD\\$', 'DOP'],
  ['S/\\.?', 'PEN'],
  ['AR\\$', 'ARS'],
  ['Br', 'Br'],
  ['Rs\\.?', 'Rs'],
  ['S?Fr\\.', 'CHF'],
  ['TL', 'TRY'],
  ['원', 'KRW'],
  ['đ|đồng', 'VND'],
  ['евро', 'EUR'],
  ['долл?\\.|доллар(?:а|ов)?', '$'],
  ['сом', 'KGS'],
  ['сомони', 'TJS'],
  ['лари', 'GEL'],
  ['драм', 'AMD'],
  ['₼|манат', 'AZN'],
  ['₮', 'MNT'],
  ['₦', 'NGN'],
  ['KSh', 'KES'],
  ['د\\.إ', 'AED'],
  ['[A-Z]{3}', ''],
];
/** Any of them, for a pattern that is told apart by case. */
export const SIGN = CURRENCIES.map(([pattern]) => pattern).join('|');
/**
 * Bitrix24 writes `150000|RUB`, price lists `1'000.–` or `1 000,-` (no cents, and no minus). Blanks are matched only
 * after something, so that a long run of them is read in one way only.
 */
const AMOUNT = new RegExp(
  `^(\\()?(?:([-+−])\\s*|\\s*)(?:(${SIGN})\\s*)?(?:([-−])\\s*)?((?!\\s)[0.,'’\\s]*0(?:\\.(?!-))?)(?:[.,](?:--?|[–—]))?\\s*\\|?(?:(${SIGN})\\s*)?(-)?(\\))?$`,
  'iu',
);
/** No amount is longer, including its currency and the blanks of an accounting format. */
const LONGEST = 60;

/** What a shape says of its number. */
export interface Amount {
  /** The decimal mark that the shape proves; an object where it could be either; null where there is none. */
  mark: DecimalMark | null | { either: DecimalMark };
  negative: boolean;
  currency: string | null;
  /** The sign or the word of its currency, as it is spelt; blank where there is none. */
  unit: string;
}

/** What one shape can be; null where it is no number. */
export function amountOf(shape: string): Amount | null {
  const match = shape.length > LONGEST ? null : AMOUNT.exec(shape);
  if (!match) return null;
  const [, open, before, sign, inner, body = '', unit, after, close] = match;
  if ((open === undefined) !== (close === undefined) || (sign && unit)) return null;
  if ([before === '-' || before === '−', inner, after, open].filter(Boolean).length > 1) return null;
  const mark = markOf(body);
  const currency = codeOf(sign ?? unit);
  if (mark === undefined || currency === undefined) return null;
  const negative = Boolean(before === '-' || before === '−' || inner || after || open);
  return { mark, negative, currency, unit: sign ?? unit ?? '' };
}

/** The currency of a sign; undefined if the letters are not a currency (`12 pcs`). */
function codeOf(sign: string | undefined): string | null | undefined {
  if (sign === undefined) return null;
  const found = CURRENCIES.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(sign));
  const code = found?.[1] || sign.toUpperCase();
  return code === '$' || SHARED_SIGNS.has(code) || CODES.has(code) ? code : undefined;
}

const CODES = new Set(CURRENCY_CODES);

const GROUPED = /^0{1,3}([ \u00a0\u202f\u2009'’.,])000(?:\1(?:000))*$/u;
/** 12,34,567: groups of two above the first three digits. */
const INDIAN = /^0{1,2}(?:,00)+,000$/;

/** The decimal mark of digits and separators; undefined if they are not a number. */
function markOf(body: string): Amount['mark'] | undefined {
  if (/^0+$/.test(body)) return null;
  // `144.`, as some programs write whole amounts: a group of thousands never ends so.
  if (/^0+\.$/.test(body)) return '.';
  const dots = body.split('.').length - 1;
  const commas = body.split(',').length - 1;
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const whole = body.slice(0, last);
  const fraction = body.slice(last + 1);
  const mark = body[last] as DecimalMark;
  const other: DecimalMark = mark === '.' ? ',' : '.';
  const isWhole = (digits: string) => /^0*$/.test(digits) || GROUPED.test(digits) || INDIAN.test(digits);
  if (dots + commas === 0) return GROUPED.test(body) ? null : undefined;
  // One kind of separator several times: groups of thousands. So the other kind is the decimal mark.
  if ((dots > 1 && commas === 0) || (commas > 1 && dots === 0))
    return GROUPED.test(body) || INDIAN.test(body) ? other : undefined;
  if (!/^0+$/.test(fraction)) return undefined;
  if (dots > 0 && commas > 0) {
    const appears = mark === '.' ? dots : commas;
    return appears === 1 && isWhole(whole) && !whole.includes(mark) ? mark : undefined;
  }
  if (/^0*$/.test(whole))
    return fraction.length === 3 && whole.length >= 1 && whole.length <= 3 ? { either: mark } : mark;
  return isWhole(whole) ? mark : undefined;
}
