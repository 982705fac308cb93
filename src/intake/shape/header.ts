import { type Text, text } from '../../error.js';
import { fold } from '../../model/fold.js';
import type { FileSettings } from '../../model/settings.js';
import type { FileShape } from './file-shape.js';

/** A column without a heading is named by its place, so that no field is read from it by chance. */
export const nameOf = (index: number): string => `column_${index + 1}`;

/** Headings for comparing them with a row of the file, where an unnamed one is empty. */
export const writtenHeadings = (headings: readonly string[]): string[] =>
  headings.map((heading, index) => (heading === nameOf(index) ? '' : fold(heading)));

/** The same shape with each unnamed column called by its place. */
export const withNamedColumns = (shape: FileShape): FileShape => ({
  ...shape,
  headings: shape.headings.map((heading, index) => (fold(heading) === '' ? nameOf(index) : heading)),
});

/** The same shape if the supposed header is the first row of data: then columns are named by their place. */
export const withoutHeader = (shape: FileShape): FileShape => ({
  ...shape,
  headings: shape.headings.map((_, index) => nameOf(index)),
  headerContentEnd: shape.headerStart,
  rowsStart: shape.headerStart,
  headerLines: 0,
});

/** Whether the configuration names columns only by their place, as it must without a header. */
export function isByPlace(settings: FileSettings | undefined): boolean {
  const matchers = [...(settings?.columns.values() ?? [])].flat();
  return matchers.some((one) => 'place' in one) && matchers.every((one) => 'place' in one || 'row' in one);
}

export const BY_PLACE_HINT: Text = text(
  'is there no header? Say in funnel.yaml which column is which by its place: columns: {day: $1, cost: $3}',
  'нет заголовка? Укажите в funnel.yaml столбцы по порядку: columns: {day: $1, cost: $3}',
);

/** Headings that stand more than once. Nothing is read from them, since choosing one would be a guess. */
export function repeatedHeadings(headings: readonly string[]): string[] {
  const folded = headings.map(fold);
  return headings.filter((_, index) => folded.indexOf(folded[index] as string) < index);
}
