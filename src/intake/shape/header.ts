import { type Text, text, UserError } from '../../error.js';
import { fold, mask } from '../../model/fold.js';
import type { FileSettings } from '../../model/settings.js';
import type { Recognised } from '../recognise/recognise.js';
import { rawCells, readRecord, type Segment } from '../scan/scan.js';
import { cellsOf, type FileShape } from './file-shape.js';

/** A heading that names nothing is called by its place: nothing can be read from it by chance. */
export const nameOf = (index: number): string => `column_${index + 1}`;

/** Headings for comparing them with a row of the file, where an unnamed one is empty. */
export const writtenHeadings = (headings: readonly string[]): string[] =>
  headings.map((heading, index) => (heading === nameOf(index) ? '' : fold(heading)));

/** The same shape with each unnamed column called by its place. */
export const named = (shape: FileShape): FileShape => ({
  ...shape,
  headings: shape.headings.map((heading, index) => (fold(heading) === '' ? nameOf(index) : heading)),
});

/** The same shape where the row taken for a header is the first row of data: columns are then meant by their place. */
export const headless = (shape: FileShape): FileShape => ({
  ...shape,
  headings: shape.headings.map((_, index) => nameOf(index)),
  headerContentEnd: shape.headerStart,
  rowsStart: shape.headerStart,
  headerLines: 0,
});

/** Whether the configuration names columns by their place alone, as it must where there is no header. */
export function isByPlace(settings: FileSettings | undefined): boolean {
  const matchers = [...(settings?.columns.values() ?? [])].flat();
  return matchers.some((one) => 'place' in one) && matchers.every((one) => 'place' in one || 'row' in one);
}

/** Whether what stands in the place of a header is a row of data: no heading is a number or a date. */
export const isData = (headings: readonly string[]): boolean =>
  headings.some((heading) => /^[^\p{L}\d]*\d[\d\s.,:/-]*$/u.test(heading.trim()));

export const BY_PLACE_HINT: Text = text(
  'is there no header? Say in funnel.yaml which column is which by its place: columns: {day: $1, cost: $3}',
  'нет заголовка? Укажите в funnel.yaml столбцы по порядку: columns: {day: $1, cost: $3}',
);

/** Columns that hold numbers or dates in every row: words there are headings. */
const NEVER_WORDS = ['day', 'cost', 'clicks', 'impressions', 'created_at'];

/**
 * Two rows of headings, merged or not: which of them names a column nobody can tell. A row of words without a digit, with
 * words where numbers or dates belong, is no row of data.
 */
export function refuseSecondRow(bytes: Buffer, shape: FileShape, { columns }: Recognised, file: string): void {
  let at = shape.rowsStart;
  let line = shape.headerLine + shape.headerLines;
  let record = readRecord(bytes, at, shape.delimiter.charCodeAt(0));
  while (record.empty && record.end > at) {
    at = record.end;
    line += record.lines;
    record = readRecord(bytes, at, shape.delimiter.charCodeAt(0));
  }
  if (shape.headerLines === 0 || record.problem || record.cells !== shape.headings.length) return;
  const row = bytes.toString('utf8', at, record.contentEnd);
  if (/\d/.test(row)) return;
  const cells = cellsOf(row, shape.delimiter);
  const isWord = NEVER_WORDS.some((field) => /\p{L}/u.test(cells[columns.get(field)?.index ?? -1] ?? ''));
  // The same heading once more is said in other words: two exports that were joined.
  const own = writtenHeadings(shape.headings);
  const isSame = cells.every((cell, index) => fold(cell) === own[index]);
  if (!isWord || isSame) return;
  const [first, second] = [shown(shape.headings), shown(cells)];
  throw new UserError(
    text(
      `two rows of headings: ${first}; and below them ${second}`,
      `две строки заголовков: ${first}; а под ними ${second}`,
    ),
    {
      file,
      line,
      hint: text(
        'leave one row, with one heading for each column',
        'оставьте одну строку, по одному заголовку на столбец',
      ),
    },
  );
}

const short = (heading: string): string => (heading.length > 30 ? `${heading.slice(0, 29)}…` : heading);

/** Headings as messages show them: the first six, short, and masked: without a header they are somebody's data. */
export const shown = (headings: readonly string[]): string =>
  headings
    .slice(0, 6)
    .map((heading) => `«${short(mask(heading))}»`)
    .join(', ') + (headings.length > 6 ? ' …' : '');

/** How many unnamed columns hold something in the first rows: a separator at the end of every line makes one that does not. */
export function unnamedColumns(
  bytes: Buffer,
  segments: readonly Segment[],
  { headings, delimiter }: FileShape,
): number {
  const unnamed = new Set(headings.flatMap((heading, index) => (heading === nameOf(index) ? [index] : [])));
  const filled = new Set<number>();
  if (unnamed.size === 0) return 0;
  let looked = 0;
  for (const { start, end } of segments)
    for (let at = start; at < end && looked < 1000; looked++) {
      const record = readRecord(bytes, at, delimiter.charCodeAt(0));
      let index = 0;
      for (const [from, to] of rawCells(bytes, at, record.contentEnd, delimiter.charCodeAt(0)))
        if (unnamed.has(index++) && bytes.toString('utf8', from, to).replaceAll('"', '').trim() !== '')
          filled.add(index - 1);
      at = record.end;
    }
  return filled.size;
}

/** Headings that stand more than once: nothing is read from them, since which one is meant would be a guess. */
export function repeatedHeadings(headings: readonly string[]): string[] {
  const folded = headings.map(fold);
  return headings.filter((_, index) => folded.indexOf(folded[index] as string) < index);
}
