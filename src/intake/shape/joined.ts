import { text, UserError } from '../../error.js';
import { fold, headingOf } from '../../model/fold.js';
import type { FileShape } from './file-shape.js';
import { writtenHeadings } from './header.js';

/**
 * Whether the trimmed cells of a record are the header once more: `same` if cell by cell, `other` if most cells are
 * headings in another order.
 */
export function headingsAgain({ headings }: FileShape): (cells: readonly string[]) => 'same' | 'other' | null {
  const own = writtenHeadings(headings);
  const known = new Set(own.filter((heading) => heading !== ''));
  const written = headings.flatMap((heading, index) => (own[index] === '' ? [] : [heading.trim()]));
  // A quick test: hardly a record holds any heading, and folding all cells of every record would be slow.
  const usual = new Set(written.flatMap((heading) => [heading, heading.toLowerCase(), heading.toUpperCase()]));
  return (written) => {
    if (!written.some((cell) => usual.has(cell))) return null;
    const cells = written.map((cell) => fold(headingOf(cell)));
    if (cells.length === own.length && cells.every((cell, index) => cell === own[index])) return 'same';
    const named = cells.filter((cell) => cell !== '');
    return named.length > 1 && named.filter((cell) => known.has(cell)).length * 2 > named.length ? 'other' : null;
  };
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
