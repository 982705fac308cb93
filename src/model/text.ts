/** The languages for people. Machine names (columns, keys, values) are the same in all of them. */
export const LANGS = ['en', 'ru'] as const;
export type Lang = (typeof LANGS)[number];

/** One sentence or label, in every language. */
export type Text = Record<Lang, string>;

export const text = (en: string, ru: string): Text => ({ en, ru });

/** Where there is nothing to say. */
export const NO_WORDS = text('', '');

/** Joins texts language by language: `join([a, b], ', ')`. */
export const join = (parts: readonly Text[], separator: string): Text => ({
  en: parts.map((part) => part.en).join(separator),
  ru: parts.map((part) => part.ru).join(separator),
});

/** The Russian form of a noun after a number: 1 строка, 2 строки, 5 строк. */
export function plural(count: number | bigint, one: string, few: string, many: string): string {
  const rest = Number(BigInt(count) % 100n);
  if (rest >= 11 && rest <= 14) return many;
  const last = rest % 10;
  return last === 1 ? one : last >= 2 && last <= 4 ? few : many;
}

/** The same after «из», where a noun stands in the genitive: из 21 строки, из 22 строк. */
export const outOf = (count: number | bigint, one: string, many: string): string =>
  `из ${grouped(String(count), 'ru')} ${plural(count, one, many, many)}`;

/** The digits of a whole number in groups, as people of the language write them: `45,400` or `45 400`, the blank a no-break one. */
export const grouped = (digits: string, lang: Lang): string =>
  digits.replace(/\B(?=(\d{3})+$)/g, lang === 'ru' ? '\u00a0' : ',');

/** `1 line`, `2,000 lines`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(String(count), 'en')} ${count === 1 ? one : many}`;
