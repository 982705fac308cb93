import { type Text, text } from '../error.js';
import { fold } from '../model/fold.js';
import { meant } from '../model/meant.js';
import { nearest } from '../model/nearest.js';

/** What a problem says, carried through zod in `params`. */
export interface Complaint {
  what: Text;
  hint?: Text | undefined;
  /** Whether the key is wrong, not the value: then its line is told. */
  part?: 'key';
  /** These two belong together: the key that is missing may be the one that was mistyped. */
  kind?: 'unknown key' | 'missing key';
}

/** `called`: what people say for our words, folded. */
export const didYouMean = (
  word: string,
  words: Iterable<string>,
  called: ReadonlyMap<string, string> = new Map(),
): Text | undefined => hintFor(called.get(fold(word)) ?? nearest(word, words));

/** None of them: no hint. */
export function hintFor(...words: readonly (string | undefined)[]): Text | undefined {
  const known = words.flatMap((word) => (word === undefined ? [] : `\`${word}\``));
  return known.length === 0 ? undefined : meant(...known);
}

/** An unknown word in the place of a key, with the nearest known one, else all of them. */
export function unknownKey(key: string, known: readonly string[]): Complaint {
  const word = onOneLine(key);
  return {
    what: text(`unknown key \`${word}\``, `неизвестный ключ \`${word}\``),
    hint: didYouMean(key, known) ?? text(`known: ${known.join(', ')}`, `известны: ${known.join(', ')}`),
    part: 'key',
    kind: 'unknown key',
  };
}

/** As zod wants it. It goes on after one, so that all problems of a file are told at once. */
export const complain = (input: unknown, params: Complaint, path: (string | number)[] = []) => ({
  code: 'custom' as const,
  input,
  path,
  params: { ...params },
  continue: params.part === 'key',
});

/** What is expected and what was found; no mask: a configuration holds what its author wrote, not rows. */
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

/** A word on one line of a message. */
export function onOneLine(word: string): string {
  const line = word.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
