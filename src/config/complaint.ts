import { type Text, text } from '../error.js';
import { fold } from '../model/fold.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';

/** One problem of the configuration, in words. Zod carries it in `params`. */
export interface Complaint {
  what: Text;
  hint?: Text | undefined;
  /** `key`: the key is wrong and not the value, so the key's line is reported. */
  part?: 'key';
  /** An unknown key and a missing key in one place are often one slip: the missing key was mistyped. */
  kind?: 'unknown key' | 'missing key';
}

/**
 * A hint with the word that was probably meant; undefined: none is near. `called`: other words that people use (folded)
 * → ours.
 */
export const didYouMean = (
  word: string,
  words: Iterable<string>,
  called: ReadonlyMap<string, string> = new Map(),
): Text | undefined => hintFor(called.get(fold(word)) ?? nearest(word, words));

/** A hint with these words, those that are undefined left out; undefined if none is left. */
export function hintFor(...words: readonly (string | undefined)[]): Text | undefined {
  const known = words.flatMap((word) => (word === undefined ? [] : `\`${word}\``));
  return known.length === 0 ? undefined : meant(...known);
}

/** The problem of an unknown key, with the nearest known key as a hint, or else all known keys. */
export function unknownKey(key: string, known: readonly string[]): Complaint {
  const word = onOneLine(key);
  return {
    what: text(`unknown key \`${word}\``, `неизвестный ключ \`${word}\``),
    hint: didYouMean(key, known) ?? text(`known: ${known.join(', ')}`, `известны: ${known.join(', ')}`),
    part: 'key',
    kind: 'unknown key',
  };
}

/**
 * A problem as an issue for zod. After a problem of a key the checks go on, so that all problems of a file are reported
 * at once.
 */
export const complain = (input: unknown, params: Complaint, path: (string | number)[] = []) => ({
  code: 'custom' as const,
  input,
  path,
  params: { ...params },
  continue: params.part === 'key',
});

/**
 * What is expected and what was found instead. The found value is not masked: a configuration holds what its author
 * wrote, not rows.
 */
export function expected(expects: Text, node: unknown): Text {
  if (node === null || node === undefined)
    return text(`expects ${expects.en}, and nothing is there`, `ожидается ${expects.ru}, а значения нет`);
  const found =
    typeof node === 'string'
      ? text(`«${onOneLine(node)}»`, `«${onOneLine(node)}»`)
      : Array.isArray(node)
        ? text('a list', 'список')
        : text('keys with values', 'набор ключей');
  return text(`expects ${expects.en}, found ${found.en}`, `ожидается ${expects.ru}, а указано: ${found.ru}`);
}

/** A word as it fits into one line of a message, cut at 40 characters. */
export function onOneLine(word: string): string {
  const line = word.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
