import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/** What a text is held against: a pattern of ours, or one that a person wrote. */
export interface Pattern {
  test(words: string): boolean;
  exec(words: string): Groups | null;
}

/** The whole of what fits, its groups by number, and those that bear a name. */
export interface Groups {
  readonly [place: number]: string | undefined;
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Long enough for headings, too short for a pattern that nobody can read. */
const LONGEST = 200;

/**
 * A pattern out of funnel.yaml, whatever its case, in the syntax of RE2: its time grows with the text alone, so that none
 * can hang the program. Undefined: it cannot be read as one.
 */
export function patternOf(written: string): Pattern | undefined {
  if (written.length > LONGEST) return undefined;
  const known = read.get(written) ?? compiled(written);
  if (known) read.set(written, known);
  return known;
}

/** A pattern that finds these words as they stand. */
export const literally = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const read = new Map<string, Pattern>();

// Few configurations have patterns: the engine is loaded for those alone. The bundle holds what is named to `require`.
const engine = (): typeof import('re2js') =>
  typeof require === 'function' ? require('re2js') : createRequire(import.meta.url)('re2js');

function compiled(written: string): Pattern | undefined {
  const { RE2JS } = engine();
  try {
    return new Person(written, RE2JS.compile(written, RE2JS.CASE_INSENSITIVE));
  } catch {
    return undefined;
  }
}

class Person implements Pattern {
  readonly #written: string;
  readonly #own: RE2JS;

  constructor(written: string, own: RE2JS) {
    this.#written = written;
    this.#own = own;
  }

  test(words: string): boolean {
    return this.#own.matcher(words).find();
  }

  exec(words: string): Groups | null {
    const found = this.#own.matcher(words);
    if (!found.find()) return null;
    const group = (one: string | number) => found.group(one) ?? undefined;
    const places = Array.from({ length: found.groupCount() + 1 }, (_, place) => group(place));
    const names = Object.keys(this.#own.namedGroups());
    return { ...places, groups: Object.fromEntries(names.map((name) => [name, group(name)])) };
  }

  toString(): string {
    return `/${this.#written}/`;
  }
}
