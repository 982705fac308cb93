import { monthNamed } from '../../model/months.js';
import type { Days } from './preamble.js';
import { spanOf } from './span-words.js';
import { daysIn } from './written-days.js';

/** `October 2026`, «октябрь_2026». */
const WORD_FIRST = /(?<!\p{L})(?<month>\p{L}{3,12})\.?[ -]{0,2}(?<year>20\d{2})(?!\d)/giu;
const YEAR_FIRST = /(?<!\d)(?<year>20\d{2})[ -]{0,2}(?<month>\p{L}{3,12})(?!\p{L})/giu;
/** `10.2026`, `2026-10`, and no further digits around it. */
const DIGITS_FIRST = /(?<![\d.\p{L}-])(?<month>0?[1-9]|1[0-2])[.-](?<year>20\d{2})(?![\d.-])/gu;
const DIGITS_LAST = /(?<![\d.\p{L}-])(?<year>20\d{2})[.-](?<month>0[1-9]|1[0-2])(?![\d.-])/gu;

/** The one month that the name of a file states, with its year. A range of months or a day is none. */
export function monthInName(name: string): Days | null {
  const words = name
    .normalize('NFC')
    .replace(/\.[a-z\d]{2,5}$/iu, '')
    .replaceAll('_', ' ');
  if (daysIn(words, () => null).length > 0) return null;
  const months = [...words.matchAll(/\p{L}{3,12}/gu)].filter(([word]) => monthNamed(word.toLowerCase()) > 0);
  const found = [WORD_FIRST, YEAR_FIRST, DIGITS_FIRST, DIGITS_LAST].flatMap((pattern) =>
    [...words.matchAll(pattern)].flatMap(({ groups = {} }) => {
      const { month = '', year = '' } = groups;
      const written = /\d/.test(month) ? `${year}-${month.padStart(2, '0')}` : `${month} ${year}`;
      return spanOf(written, 'month', null) ?? [];
    }),
  );
  const [first, ...others] = found;
  return first !== undefined && others.length === 0 && months.length <= 1 ? first : null;
}
