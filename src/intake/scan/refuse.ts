import { text, UserError } from '../../error.js';
import { type Delimiter, nameOf, SEPARATORS } from '../../model/dialect.js';
import { leaveOut } from '../../model/leave-out.js';
import { plural } from '../../model/text.js';
import type { Opened } from '../open/opened.js';
import { isData } from '../shape/data-row.js';
import type { FileShape } from '../shape/file-shape.js';
import { BY_PLACE_HINT } from '../shape/header.js';
import { readRecord } from '../shape/record.js';
import type { Scan } from './scan-tally.js';

/** The columns are separated by another sign than was said: with that one each line would be a single cell. */
export function refuseDelimiter({ delimiter }: FileShape, said: Delimiter | undefined, file: string): void {
  if (said === undefined || said === delimiter) return;
  const [own, other] = [nameOf(delimiter), nameOf(said)];
  throw new UserError(
    text(`its columns are divided by ${own}, not by ${other}`, `столбцы разделены знаком ${own}, а не ${other}`),
    { file, hint: leaveOut('delimiter') },
  );
}

/** Rows between two headers would be lost without a word: there are two headers, or two exports in one file. */
export function refuseRowsAbove({ headerAbove, headerLine }: FileShape, file: string): void {
  if (headerAbove === null) return;
  throw new UserError(
    text(
      `another header stands above the one of line ${headerLine}`,
      `над заголовком в строке ${headerLine} стоит ещё один`,
    ),
    {
      file,
      line: headerAbove,
      hint: text(
        'a file holds one export with one header: take out what is above it',
        'в файле должна быть одна выгрузка с одним заголовком: уберите то, что выше',
      ),
    },
  );
}

/** Where all of a file is one line, its rows have become its header. */
export function refuseDataAlone({ headings, headerLine }: FileShape, rows: number, file: string): void {
  if (rows > 0 || !isData(headings)) return;
  throw new UserError(text('a header that holds data, and no rows', 'в заголовке данные, а строк нет'), {
    file,
    line: headerLine,
    hint: BY_PLACE_HINT,
  });
}

/**
 * A few cells with many lines that take a tenth of the file: a quote was never closed. Real notes with rows in them are
 * many and short.
 */
const [MOST_CELLS, FEWEST_LINES, MOST_OF_FILE] = [3, 10, 0.1];

export function refuseSwallowed({ swallowed, swallowing, recordLines }: Scan, file: string): void {
  if (swallowing > MOST_CELLS || swallowed < FEWEST_LINES || swallowed <= recordLines * MOST_OF_FILE) return;
  throw new UserError(
    text(
      `a quote may have swallowed ${swallowed} of ${recordLines} lines`,
      `кавычка могла поглотить ${swallowed} ${plural(swallowed, 'строку', 'строки', 'строк')} из ${recordLines}`,
    ),
    {
      file,
      hint: text('export it again, or close the quote', 'выгрузите заново или закройте кавычку'),
    },
  );
}

/** A header of an export has not so many cells, and an engine would need too much memory for them. */
const MOST_COLUMNS = 2000;

export function refuseTooWide(bytes: Buffer, file: string): void {
  const cells = Math.max(...SEPARATORS.map((delimiter) => readRecord(bytes, 0, delimiter.charCodeAt(0)).cells));
  if (cells <= MOST_COLUMNS) return;
  throw new UserError(
    text(`${cells} columns: no export has so many`, `столбцов ${cells}: столько не бывает в выгрузках`),
    { file },
  );
}

/**
 * Refuses a merged cell over several rows where it matters: it may hold for each of them, or for all together, as a sum
 * would.
 */
export function refuseMerged({ table, name }: Opened, { headerLine }: FileShape): void {
  const below = table?.merged.find(([, to]) => to > headerLine);
  if (!below) return;
  const [from, to] = below;
  throw new UserError(
    text(`cells are merged over rows ${from} to ${to}`, `ячейки объединены по строкам ${from}–${to}`),
    {
      file: name,
      line: from,
      hint: text(
        'unmerge them and fill in what belongs to each row, then save',
        'разъедините их, впишите в каждую строку её значение и сохраните',
      ),
    },
  );
}
