import { fold, headingOf } from '../../model/fold.js';
import { groupBy } from '../../model/group-by.js';
import { type Pattern, patternOf } from '../../model/pattern.js';
import { remembered } from '../../model/remembered.js';
import type { Matcher } from '../../model/settings.js';
import { readyFor } from '../../model/words.js';

/** A literal heading, or a pattern over the whole heading: of a platform, or of a person. */
export type Wanted = string | Pattern;

/** What the configuration says of a column by its heading; one that it names by its place has none. */
export function wantedBy(matcher: Matcher): Wanted[] {
  if ('heading' in matcher) return [matcher.heading];
  const pattern = 'pattern' in matcher ? patternOf(matcher.pattern) : undefined;
  return pattern ? [pattern] : [];
}

/** Headings are compared with those of every platform, so each is folded only once. */
export const foldedOnce = remembered((heading) => fold(headingOf(heading)));

/** Patterns get headings without runs of blanks, on which they would backtrack. */
const bare = remembered((heading) => headingOf(heading).replace(/\s+/gu, ' ').trim());

export const matches = (wanted: Wanted, heading: string): boolean =>
  typeof wanted === 'string' ? foldedOnce(wanted) === foldedOnce(heading) : fits(wanted, bare(heading));

const fits = (pattern: Pattern, words: string): boolean => readyFor(pattern, words).test(words);

/** What a pattern finds in a heading. */
export const foundIn = (pattern: Pattern, heading: string): ReturnType<Pattern['exec']> => pattern.exec(bare(heading));

/** Every platform asks a header for the same words, so each word is looked up only once. */
const headers = new WeakMap<readonly string[], { places: Map<string, number[]>; asked: Map<Pattern, number[]> }>();

/** The columns that a heading, or a pattern, stands for. */
export function placesOf(wanted: Wanted, headings: readonly string[]): readonly number[] {
  let header = headers.get(headings);
  if (!header) {
    header = { places: groupBy(headings.keys(), (at) => foldedOnce(headings[at] as string)), asked: new Map() };
    headers.set(headings, header);
  }
  if (typeof wanted === 'string') return header.places.get(foldedOnce(wanted)) ?? [];
  const known = header.asked.get(wanted);
  if (known) return known;
  const found = headings.flatMap((heading, at) => (matches(wanted, heading) ? [at] : []));
  header.asked.set(wanted, found);
  return found;
}

/** Whether a header has any of them. */
export const hasSome = (wanted: readonly Wanted[], headings: readonly string[]): boolean =>
  wanted.some((one) => placesOf(one, headings).length > 0);

/** The columns of the first wanted heading that the header has: their order is the order of preference. */
export function candidates(wanted: readonly Wanted[], headings: readonly string[]): readonly number[] {
  for (const one of wanted) {
    const found = placesOf(one, headings);
    if (found.length > 0) return found;
  }
  return [];
}

/** The different headings of these columns. */
export const namesOf = (columns: readonly number[], headings: readonly string[]): string[] => [
  ...new Map(columns.map((index) => [fold(headings[index] as string), headings[index] as string])).values(),
];
