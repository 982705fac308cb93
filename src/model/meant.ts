import { nearest } from './nearest.js';
import { type Lang, type Text, text } from './text.js';

/** What to type instead: `meant('report')`; of several any may be right. */
export const meant = (...words: readonly string[]): Text =>
  text(`did you mean ${words.join(' or ')}?`, `возможно, ${words.join(' или ')}?`);

/** The advice for an unknown word: the one that was probably meant, else all there are. */
export function meantOf(word: string, these: Iterable<string>): Text {
  const all = [...these];
  const near = nearest(word, all);
  return near === undefined ? thereAre(all) : meant(near);
}

/** `most`: as many of them as are named. */
export function thereAre(all: readonly string[], most = all.length): Text {
  const list = all.slice(0, most).join(', ') + (all.length > most ? ' …' : '');
  return text(`there are: ${list}`, `есть: ${list}`);
}

/** `russian`, `rus` and «русский» are `ru`. */
export const languageMeant = (word: string): Lang | undefined =>
  /^[rр]/iu.test(word) ? 'ru' : /^[eа]/iu.test(word) ? 'en' : undefined;
