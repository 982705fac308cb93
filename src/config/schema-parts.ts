import * as z from 'zod';
import { type Text, text } from '../error.js';
import { complain, didYouMean, expected, hintFor } from './complaint.js';
import type { Yaml } from './yaml.js';

/** A reader returns this in place of a value if it has a better hint than what is expected. */
export class Wrong {
  constructor(readonly hint: Text | undefined) {}
}

/** The JSON Schema of a value, as detailed as an editor needs it. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * A scalar that the function `read` reads; it gives undefined or `Wrong` for what it does not accept. `expects`: what
 * is expected, in words.
 */
export const scalar = <T>(expects: Text, read: (written: string) => T | Wrong | undefined, json: Json): z.ZodType<T> =>
  z
    .custom<Yaml>((node) => node !== undefined)
    .transform((node, context) => {
      const result = typeof node === 'string' ? read(node) : undefined;
      if (result !== undefined && !(result instanceof Wrong)) return result;
      const hint = result instanceof Wrong ? result.hint : aloneIn(node, read);
      context.issues.push(complain(node, { what: expected(expects, node), hint }));
      return z.NEVER;
    })
    .meta({ ...json });

/** The hint for a list of one in place of its value: `[RUB]` → `RUB`. */
function aloneIn(node: Yaml, read: (written: string) => unknown): Text | undefined {
  const [one, ...others] = Array.isArray(node) ? node : [];
  if (typeof one !== 'string' || others.length > 0) return undefined;
  const result = read(one);
  return result === undefined || result instanceof Wrong ? undefined : hintFor(one);
}

/** One of these words. `called`: other words that people use → the word that is meant, for the hint. */
export const oneOf = <const T extends string>(
  words: readonly T[],
  called?: ReadonlyMap<string, string>,
): z.ZodType<T> =>
  scalar(
    text(`one of ${words.join(', ')}`, `одно из ${words.join(', ')}`),
    (written) => words.find((word) => word === written) ?? new Wrong(didYouMean(written, words, called)),
    { enum: [...words] },
  );

/** A map with known keys only. It becomes an object without a prototype, so that `constructor` is no key. */
export const section = <const S extends z.core.$ZodLooseShape>(shape: S) =>
  z.preprocess(
    (node) => (node instanceof Map ? Object.assign(Object.create(null), Object.fromEntries(node)) : node),
    // The known keys travel in the message: an issue has no other place for them.
    z.strictObject(shape, {
      error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
    }),
  );

/** A map with keys that the user chooses. Left out or empty: an empty map. */
export const mapOf = <T>(of: z.ZodType<T>, key: z.ZodType<string> = z.string()) =>
  z
    .map(key, of)
    .nullish()
    .transform((map): ReadonlyMap<string, T> => map ?? new Map());

/** A list. Left out or empty: an empty list. */
export const listOf = <T>(of: z.ZodType<T>) =>
  z
    .array(of)
    .nullish()
    .transform((list): readonly T[] => list ?? []);

/** One value, or a list of at least one; gives a list. */
export const oneOrMore = <T>(of: z.ZodType<T>): z.ZodType<T[]> =>
  z.union([of.transform((one) => [one]), z.array(of).min(1)]);

/**
 * A form of a union that is chosen by `isMeant` alone. Then the problems of this form are reported, not those of the
 * others.
 */
export const meantSo = <T>(isMeant: (node: unknown) => boolean, form: z.ZodType<T>) =>
  z.preprocess((node, context) => {
    if (isMeant(node)) return node;
    context.issues.push(complain(node, { what: text('the other form', 'другая форма') }));
    return z.NEVER;
  }, form);

/** Whether a map is by period: it has no `per`, and a key that begins with a digit (`2026-10`), or no key at all. */
export const isByPeriod = (node: unknown): boolean =>
  node instanceof Map && !node.has('per') && (node.size === 0 || [...node.keys()].some(beginsWithDigit));
export const isOfAll = (node: unknown): boolean => !isByPeriod(node);
const beginsWithDigit = (key: string): boolean => /^\d/.test(key);
