import { z } from 'zod';
import { type Text, text } from '../error.js';
import { mask } from '../model/fold.js';
import { nearest } from './nearest.js';
import type { Yaml } from './yaml.js';

/** What a problem says, carried through zod in `params`. */
export interface Complaint {
  what: Text;
  hint?: Text | undefined;
  /** Whether the key is wrong, not the value: then its line is told. */
  part?: 'key';
  /** These two belong together: the key that is missing may be the one that was mistyped. */
  kind?: 'unknown key' | 'missing key';
}

/** Returned by a reader in place of a value, where more can be said than what is expected. */
export class Wrong {
  constructor(readonly hint: Text | undefined) {}
}

/** The JSON Schema of a value, as far as an editor needs it. */
export type Json = Readonly<Record<string, unknown>>;

/** A scalar that one function reads; undefined or `Wrong` where it is not what is expected. */
export const scalar = <T>(expects: Text, read: (written: string) => T | Wrong | undefined, json: Json): z.ZodType<T> =>
  z
    .custom<Yaml>((node) => node !== undefined)
    .transform((node, context) => {
      const result = typeof node === 'string' ? read(node) : undefined;
      if (result !== undefined && !(result instanceof Wrong)) return result;
      const hint = result instanceof Wrong ? result.hint : undefined;
      context.issues.push(complain(node, { what: expected(expects, node), hint }));
      return z.NEVER;
    })
    .meta({ ...json });

/** One word of a list. */
export const oneOf = <const T extends string>(words: readonly T[]): z.ZodType<T> =>
  scalar(
    text(`one of ${words.join(', ')}`, `одно из ${words.join(', ')}`),
    (written) => words.find((word) => word === written) ?? new Wrong(didYouMean(written, words)),
    { enum: [...words] },
  );

const KEYS = text('keys with values', 'ключи со значениями');

/** Keys that are all known. An unknown one is named with the nearest known one. */
export function section<const S extends z.core.$ZodLooseShape>(shape: S) {
  const known = Object.keys(shape);
  return z.preprocess((node, context) => {
    if (node === null) return Object.create(null);
    if (!(node instanceof Map)) {
      context.issues.push(complain(node, { what: expected(KEYS, node) }));
      return node;
    }
    const object = Object.create(null);
    for (const [key, child] of node) {
      if (known.includes(key)) object[key] = child;
      else context.issues.push(complain(child, unknownKey(key, known), [key]));
    }
    return object;
  }, z.strictObject(shape));
}

/** Keys that the user chooses. Left out or left empty: an empty map. */
export const mapOf = <T>(of: z.ZodType<T>, key: z.ZodType<string> = z.string()) =>
  z
    .preprocess(
      (node, context) => {
        if (node === null) return new Map();
        if (!(node instanceof Map)) context.issues.push(complain(node, { what: expected(KEYS, node) }));
        return node;
      },
      z.map(key, of),
    )
    .optional()
    .transform((map): ReadonlyMap<string, T> => map ?? new Map());

/** A list. Left out or left empty: an empty list. */
export const listOf = <T>(of: z.ZodType<T>) =>
  z
    .preprocess((node, context) => {
      if (node === null) return [];
      if (!Array.isArray(node)) context.issues.push(complain(node, { what: expected(text('a list', 'список'), node) }));
      return node;
    }, z.array(of))
    .optional()
    .transform((list): readonly T[] => list ?? []);

/** One value, or a list of at least one. */
export const oneOrMore = <T>(of: z.ZodType<T>): z.ZodType<T[]> =>
  z.union([of.transform((one) => [one]), z.array(of).min(1)]);

export const didYouMean = (word: string, words: Iterable<string>): Text | undefined => {
  const near = nearest(word, words);
  return near === undefined ? undefined : text(`did you mean \`${near}\`?`, `возможно, \`${near}\`?`);
};

/** An unknown word in the place of a key, with the nearest known one, else all of them. */
export function unknownKey(key: string, known: readonly string[]): Complaint {
  const shown = mask(key);
  return {
    what: text(`unknown key \`${shown}\``, `неизвестный ключ \`${shown}\``),
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

export function expected(expects: Text, node: unknown): Text {
  if (node === null || node === undefined)
    return text(`expects ${expects.en}, and nothing is there`, `нужно: ${expects.ru}, а значения нет`);
  const found =
    typeof node === 'string'
      ? text(`«${mask(node)}»`, `«${mask(node)}»`)
      : Array.isArray(node)
        ? text('a list', 'список')
        : KEYS;
  return text(`expects ${expects.en}, found ${found.en}`, `нужно: ${expects.ru}, а стоит ${found.ru}`);
}
