import { compare, type Exact, exact, round } from '../../model/exact.js';
import { formatWhole, number } from '../../model/numbers.js';
import { valueInWords } from '../../model/silent.js';
import type { Lang, Text } from '../../model/text.js';

/** Writes figures and names the way the tables do, inside a sentence of one language. */
export interface Writer {
  /** `1,200`, `1 200`. */
  count(value: Exact): string;
  /** A number that may be fractional: `12.5`. */
  quantity(value: Exact): string;
  /** `34.3%`, `34,3 %`. */
  rate(value: Exact): string;
  /** In percentage points: `+2.3`, `−0,5`. */
  points(value: Exact): string;
  /** `120 RUB`, `308,75 ₽`; without a currency where none is stated. */
  money(amount: Exact): string;
  /** What one unit of the currency brings: `13.00 RUB`, `13,00 ₽`. */
  ratio(value: Exact): string;
  /** An amount that is only an estimate, rounded to three figures: `3,05 млн ₽`, `412 000 ₽`. */
  estimate(amount: Exact): string;
  /** The change of a figure relative to its first value: `+20%`, `−5 %`. */
  change(from: Exact, to: Exact): string;
  /** A name from the exports, or the words for a missing one. */
  name(name: string): string;
}

/** A sentence in both languages. */
export const sentence = (currency: string | null, say: Record<Lang, (write: Writer) => string>): Text => ({
  en: say.en(writer('en', currency)),
  ru: say.ru(writer('ru', currency)),
});

/** The form of a noun after a count: 21 лид, 22 лида, 25 лидов. */
export const form = (value: Exact, of: (count: bigint) => string): string => of(BigInt(round(value, 0)));

function writer(lang: Lang, currency: string | null): Writer {
  const unit = currency === null ? '' : `\u00a0${lang === 'ru' ? (SIGNS.get(currency) ?? currency) : currency}`;
  return {
    count: (value) => number(value, 'count', lang),
    quantity: (value) => number(value, 'quantity', lang),
    rate: (value) => number(value, 'rate', lang),
    points: (value) => number(value, 'points', lang),
    money: (amount) => number(amount, 'money', lang).replace(/[.,]00$/, '') + unit,
    ratio: (value) => number(value, 'ratio', lang) + unit,
    estimate: (amount) => rounded(amount, lang) + unit,
    change(from, to) {
      const percent = BigInt(round({ num: to.num * from.den * 100n, den: to.den * from.num }, 0)) - 100n;
      const sign = percent > 0n ? '+' : percent < 0n ? '−' : '';
      return sign + formatWhole(percent < 0n ? -percent : percent, lang) + (lang === 'ru' ? '\u00a0%' : '%');
    },
    name: (name) => valueInWords(name, lang),
  };
}

function rounded(amount: Exact, lang: Lang): string {
  const step = 10n ** BigInt(Math.max(0, round(amount, 0).length - 3));
  const units = BigInt(round({ num: amount.num, den: amount.den * step }, 0)) * step;
  const large = LARGE.find(({ size }) => compare(exact(units), exact(size)) >= 0);
  return large ? `${number(exact(units, large.size), 'quantity', lang)}\u00a0${large[lang]}` : formatWhole(units, lang);
}

const LARGE = [
  { size: 10n ** 9n, en: 'billion', ru: 'млрд' },
  { size: 10n ** 6n, en: 'million', ru: 'млн' },
] as const;

/** Russian sentences show the sign, as people write it; English ones the code that stands in the head of the report. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['RUB', '₽'],
  ['EUR', '€'],
  ['USD', '$'],
  ['GBP', '£'],
  ['KZT', '₸'],
  ['UAH', '₴'],
]);
