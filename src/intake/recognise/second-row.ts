import { text, UserError } from '../../error.js';
import { fold } from '../../model/fold.js';
import { shownHeadings } from '../../model/shown-headings.js';
import type { FileShape } from '../shape/file-shape.js';
import { writtenHeadings } from '../shape/header.js';
import { isMonthHeading } from '../shape/month-headings.js';
import { readRecord } from '../shape/record.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Recognised } from './recognised.js';

/** Columns that hold numbers or dates in every row: words there are headings. */
const NEVER_WORDS = ['day', 'cost', 'clicks', 'impressions', 'created_at'];

/**
 * Refuses two rows of headings, merged or not: nobody can tell which one names a column. A row of words without a digit,
 * where numbers or dates belong, is not data. A month alone is the heading of its rows.
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
  // The same headings once more are another error: two exports were joined.
  const own = writtenHeadings(shape.headings);
  const isSame = cells.every((cell, index) => fold(cell) === own[index]);
  if (!isWord || isSame || isMonthHeading(cells, [...cells.keys()])) return;
  const [first, second] = [shownHeadings(shape.headings), shownHeadings(cells)];
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
