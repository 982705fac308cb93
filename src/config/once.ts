import type * as z from 'zod';
import { text } from '../error.js';
import { fold } from '../model/fold.js';
import { complain, onOneLine } from './complaint.js';

interface Named {
  word: string;
  path: (string | number)[];
  part?: 'key';
  /** What the word stands for. */
  owner: string;
}

/**
 * Refuses two words of different owners that are equal when case and blanks are folded, as all words are compared:
 * which of the two counts would be a guess.
 */
export function onceEach(words: readonly Named[], context: z.core.$RefinementCtx) {
  const seen = new Map<string, Named>();
  for (const named of words) {
    const { word, path, part, owner } = named;
    const first = seen.get(fold(word));
    if (!first) seen.set(fold(word), named);
    else if (owner !== first.owner)
      context.addIssue(complain(undefined, { ...already(word, first), ...(part && { part }) }, path));
  }
}

const already = (word: string, first: Named) => ({
  what: text(
    `«${onOneLine(word)}» stands above already (${onOneLine(first.owner)})`,
    `«${onOneLine(word)}» уже есть выше (${onOneLine(first.owner)})`,
  ),
  hint: text('case and blanks do not count: keep one of them', 'регистр и пробелы не учитываются: оставьте одно'),
});
