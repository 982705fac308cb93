import { fold } from '../../model/fold.js';
import type { Heading } from '../../sources/define-source.js';

/** Headings are compared with those of every platform: each is folded once. */
const seen = new Map<string, string>();
export function foldedOnce(heading: string): string {
  const known = seen.get(heading) ?? fold(heading);
  seen.set(heading, known);
  return known;
}

export const matches = (wanted: Heading, heading: string): boolean =>
  typeof wanted === 'string' ? foldedOnce(wanted) === foldedOnce(heading) : wanted.test(heading.trim());

/** The columns of the first wanted heading that the header has: their order is the order of preference. */
export function candidates(wanted: readonly Heading[], headings: readonly string[]): number[] {
  for (const one of wanted) {
    const found = headings.flatMap((heading, index) => (matches(one, heading) ? [index] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** The different headings of these columns. */
export const namesOf = (columns: readonly number[], headings: readonly string[]): string[] => [
  ...new Map(columns.map((index) => [fold(headings[index] as string), headings[index] as string])).values(),
];

export function indexOf(wanted: RegExp | undefined, headings: readonly string[]): number | undefined {
  const index = headings.findIndex((heading) => wanted?.test(heading.trim()));
  return index < 0 ? undefined : index;
}
