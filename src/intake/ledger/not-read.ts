import type { Recognised } from '../recognise/recognised.js';

/** Headings that look like something, of columns that no field is read from. */
export function notRead(
  columns: Recognised['columns'],
  headings: readonly string[],
  looksLikeIt: (heading: string) => boolean,
): string[] {
  const taken = new Set([...columns.values()].map(({ index }) => index));
  return headings.filter((heading, index) => !taken.has(index) && looksLikeIt(heading));
}

export const quoted = (headings: readonly string[]): string => headings.map((heading) => `«${heading}»`).join(', ');
