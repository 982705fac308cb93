import { createHmac } from 'node:crypto';
import { fold } from '../model/fold.js';

/** Replaces words by others: the same word always by the same one, regardless of case, and two words never by one. */
export interface Pseudonyms {
  /**
   * `Бренд_2026|1234567` → `Мзкнт_8391|5028846`: replaces each run of letters and digits by another of the same length,
   * with capitals in the same places.
   */
  of(words: string, keyOf?: (run: string) => string): string;
  /** Words of the exports. No pseudonym is one of them, as long as there are enough others. */
  avoid(words: string): void;
}

/** A run of letters and digits; what stands between runs stays. */
export const RUN = /[\p{L}\p{M}\p{N}]+/gu;

/** Letters of pseudonyms: no vowels, which would make words, and no «s», which would make plurals. */
const LATIN = 'bcdfghjklmnpqrtvwxz';
const CYRILLIC = 'бвгджзклмнпрстфхцчшщ';
const DIGITS = '0123456789';

/**
 * How many words are tried: first until one is free and means nothing, then until one is free at all. After that a
 * longer word is taken.
 */
const [TRIES, MOST_TRIES] = [200, 5000];

/**
 * Makes pseudonyms with a key that nobody keeps. Leading zeros stay in place, so that an ID that lost them still
 * matches its twin once they are put back. `isOurs`: whether a word has a meaning for the program and so must not
 * become a pseudonym.
 */
export function pseudonyms(key: Uint8Array, isOurs: (word: string) => boolean): Pseudonyms {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  const originals = new Set<string>();

  const instead = (own: string, like: string): string => {
    const before = known.get(own);
    if (before !== undefined) return before;
    for (let turn = 0; ; turn++) {
      // If all words of this length are taken, a longer one is made.
      const found = written(turn < MOST_TRIES ? like : `${like}0`, bytesOf(key, `${turn} ${own}`));
      const isFree = turn >= TRIES || !(isOurs(found) || originals.has(found));
      if (taken.has(found) || !isFree) continue;
      taken.add(found);
      known.set(own, found);
      return found;
    }
  };

  return {
    of: (words, keyOf = fold) =>
      words.normalize('NFC').replace(RUN, (run) => {
        const [, zeros = '', rest = ''] = /^(0*)(.*)$/su.exec(run) ?? [];
        const folded = fold(rest);
        if (rest === '') return run;
        const found = instead(keyOf(rest), folded);
        return zeros + (found.length === rest.length ? withCapitals(found, rest) : found);
      }),
    avoid(words) {
      for (const [run] of words.normalize('NFC').matchAll(RUN)) originals.add(fold(run.replace(/^0+/, '')));
    },
  };
}

/** An endless stream of bytes that depends on the key and the words. */
function* bytesOf(key: Uint8Array, words: string): Generator<number, never> {
  for (let piece = 0; ; piece++) yield* createHmac('sha256', key).update(`${piece} ${words}`).digest();
}

/**
 * Writes a word of the same form: digits for digits, letters for letters of the same script, all small. A number does
 * not begin with zero.
 */
function written(like: string, bytes: Generator<number, never>): string {
  const isNumber = /^\p{N}+$/u.test(like);
  return [...like]
    .map((char, at) => {
      if (/\p{N}/u.test(char)) return isNumber && at === 0 ? one(DIGITS.slice(1), bytes) : one(DIGITS, bytes);
      return one(/\p{Script=Cyrillic}/u.test(char) ? CYRILLIC : LATIN, bytes);
    })
    .join('');
}

/** One of the signs, each equally likely: bytes beyond the last whole multiple are skipped. */
function one(of: string, bytes: Generator<number, never>): string {
  for (;;) {
    const byte = bytes.next().value;
    if (byte < 256 - (256 % of.length)) return of[byte % of.length] as string;
  }
}

const withCapitals = (word: string, like: string): string =>
  [...word].map((char, at) => (isCapital(like[at] ?? '') ? char.toUpperCase() : char)).join('');
const isCapital = (char: string): boolean => char !== char.toLowerCase();
