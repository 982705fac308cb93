import { createHmac } from 'node:crypto';
import { fold } from '../model/fold.js';

/** Other words for words: the same for the same, whatever their case, and never one for two. */
export interface Pseudonyms {
  /** `Бренд_2026|1234567` → `Мзкнт_8391|5028846`: each run of letters and digits by another of its length, capitals where it has them. */
  of(words: string, keyOf?: (run: string) => string): string;
  /** Words of the exports: what stands for others is none of them, as long as there are enough. */
  avoid(words: string): void;
}

/** Runs of letters and digits; whatever stands between them stays. */
export const RUN = /[\p{L}\p{M}\p{N}]+/gu;

/** Vowels make words, and an «s» at the end a plural: neither stands here. */
const LATIN = 'bcdfghjklmnpqrtvwxz';
const CYRILLIC = 'бвгджзклмнпрстфхцчшщ';
const DIGITS = '0123456789';

/** So often another word is tried for one that is taken, means something to the program, or stands in the exports. */
const [TRIES, MOST_TRIES] = [200, 5000];

/**
 * By a key that nobody keeps. Zeros that lead stay where they are, so that an ID that lost them still meets its twin once they
 * are put back. `isOurs`: words by which the program goes, which stand for nobody.
 */
export function pseudonyms(key: Uint8Array, isOurs: (word: string) => boolean): Pseudonyms {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  const originals = new Set<string>();

  const instead = (own: string, like: string): string => {
    const before = known.get(own);
    if (before !== undefined) return before;
    for (let turn = 0; ; turn++) {
      // Where all words of a length are taken, a longer one is left.
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

/** As many bytes as anybody asks for. */
function* bytesOf(key: Uint8Array, words: string): Generator<number, never> {
  for (let piece = 0; ; piece++) yield* createHmac('sha256', key).update(`${piece} ${words}`).digest();
}

/** Digits for digits, letters for letters of their script, capitals aside. A number does not begin with zero. */
function written(like: string, bytes: Generator<number, never>): string {
  const isNumber = /^\p{N}+$/u.test(like);
  return [...like]
    .map((char, at) => {
      if (/\p{N}/u.test(char)) return isNumber && at === 0 ? one(DIGITS.slice(1), bytes) : one(DIGITS, bytes);
      return one(/\p{Script=Cyrillic}/u.test(char) ? CYRILLIC : LATIN, bytes);
    })
    .join('');
}

/** None is likelier than another: bytes beyond the last whole multiple are passed over. */
function one(of: string, bytes: Generator<number, never>): string {
  for (;;) {
    const byte = bytes.next().value;
    if (byte < 256 - (256 % of.length)) return of[byte % of.length] as string;
  }
}

const withCapitals = (word: string, like: string): string =>
  [...word].map((char, at) => (isCapital(like[at] ?? '') ? char.toUpperCase() : char)).join('');
const isCapital = (char: string): boolean => char !== char.toLowerCase();
