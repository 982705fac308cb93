import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/** A pattern that texts are tested by: the program's own, or a person's. */
export interface Pattern {
  test(words: string): boolean;
  exec(words: string): Groups | null;
}

/** The whole of what fits, its groups by number, and those that bear a name. */
export interface Groups {
  readonly [place: number]: string | undefined;
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Long enough for headings; a longer pattern nobody could read. */
const LONGEST = 200;

/**
 * A pattern of funnel.yaml, case ignored, in the syntax of RE2, whose time grows only with the length of the text: no
 * pattern can hang the program. Undefined: it cannot be read.
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

// Few configurations have patterns, and only these load the engine. The bundle holds what is named in `require`.
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
