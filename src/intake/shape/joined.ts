import { text, UserError } from '../../error.js';
import { fold } from '../../model/fold.js';
import { cellsOf, type FileShape } from './file-shape.js';
import { writtenHeadings } from './header.js';

/** Where a heading stands again below the header, in any usual case: every heading that is a word. */
export function headerOffsets(bytes: Buffer, headings: readonly string[], from: number): number[] {
  const words = headings
    .map((heading) => heading.trim().replaceAll('"', '""'))
    .filter((heading) => /\p{L}{3}/u.test(heading));
  const offsets = new Set<number>();
  for (const heading of words.slice(0, MOST_SEARCHED))
    for (const word of new Set([heading, heading.toLowerCase(), heading.toUpperCase()]))
      for (
        let at = bytes.indexOf(word, from), found = 0;
        at >= 0 && found < MOST_FOUND;
        at = bytes.indexOf(word, at + 1), found++
      )
        offsets.add(at);
  return [...offsets].sort((a, b) => a - b);
}

/** A heading that is a common word of the cells costs no more than this many looks. */
const [MOST_SEARCHED, MOST_FOUND] = [40, 20_000];

/** Whether a record is the heading once more: `same` cell by cell, `other` where most of its cells are headings in another order. */
export function isHeader(record: string, { delimiter, headings }: FileShape): 'same' | 'other' | null {
  const own = writtenHeadings(headings);
  const cells = cellsOf(record, delimiter).map(fold);
  if (cells.length === own.length && cells.every((cell, index) => cell === own[index])) return 'same';
  const named = cells.filter((cell) => cell !== '');
  const known = new Set(own.filter((heading) => heading !== ''));
  return named.length > 1 && named.filter((cell) => known.has(cell)).length * 2 > named.length ? 'other' : null;
}

export function joinedExports(again: 'same' | 'other', file: string, line: number): UserError {
  return again === 'other'
    ? new UserError(
        text(
          'another header stands here: two exports were joined into one file',
          'здесь другой заголовок: две выгрузки склеены в один файл',
        ),
        {
          file,
          line,
          hint: text('give the exports one by one', 'укажите выгрузки по одной'),
        },
      )
    : new UserError(
        text(
          'the heading stands here again: two exports were joined into one file',
          'здесь снова заголовок: две выгрузки склеены в один файл',
        ),
        {
          file,
          line,
          hint: text(
            'give the exports one by one, or say concatenated: true for this file in funnel.yaml',
            'укажите выгрузки по одной или напишите concatenated: true для этого файла в funnel.yaml',
          ),
        },
      );
}
