import { PLAIN_CODES } from '../../model/currencies.js';
import { amountOf } from '../type/values/amount-shape.js';

/** A longer heading is a sentence, which names no currency at its end. */
const LONGEST = 200;

/**
 * The currency in a heading: `Расход, ₽`, `Расход (руб.)`, `Amount spent (INR)`, `Бюджет ₽`; undefined where there is
 * none.
 */
export function currencyIn(heading: string): string | undefined {
  if (heading.length > LONGEST) return undefined;
  // Without brackets or a comma only a sign counts: a bare last word may be an ordinary word.
  const inside =
    /\(([^()]+)\)\s*$/u.exec(heading)?.[1] ??
    /(?:,\s*(\S+)|\s((?:[A-Z]{0,2}\$)|[€£₽₴₸₹]))\s*$/u.exec(heading)?.slice(1).find(Boolean);
  // `Cost (all)`: in small letters it is an ordinary word, even if a currency has this code.
  if (inside === undefined || /^[a-z]{3}$/.test(inside.trim())) return undefined;
  // The sign is read as it would be beside an amount.
  return amountOf(`0 ${inside.trim()}`)?.currency ?? undefined;
}

/**
 * The currency that a heading ends with as a word: `spend_rub`, `Cost EUR`, «Расход руб.». Only these words count: `Cost
 * all` is not in leks.
 */
export function currencyWord(heading: string): string | undefined {
  const [, word] = heading.length > LONGEST ? [] : (LAST_WORD.exec(heading) ?? []);
  return word === undefined ? undefined : (amountOf(`0 ${word}`)?.currency ?? undefined);
}
const LAST_WORD = new RegExp(String.raw`[\s_-](р|руб|рублей|${PLAIN_CODES.join('|')}|тенге|евро)\.?\s*$`, 'iu');
