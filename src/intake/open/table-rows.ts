import { text, UserError } from '../../error.js';
import { formatWhole } from '../../model/numbers.js';
import { MOST_UNPACKED, tooLarge } from './unpack.js';

/** Rows become bytes in portions: all of them as strings would take several times the room. */
const PORTION = 10_000;

/** Characters. No row of an export has so many. */
const LONGEST_ROW = 2 ** 24;

/** Some rows as bytes, all of one width but the blank ones. */
interface Portion {
  bytes: Buffer;
  width: number;
  /** Where each row ends, after its newline. */
  ends: number[];
}

/**
 * Writes rows of cells that were never text (a sheet, an HTML table) as CSV: UTF-8, commas, LF, all rows of one width and
 * one line each, so that line numbers are row numbers.
 */
export class Rows {
  readonly #portions: Portion[] = [];
  readonly #file: string;
  #lines: { line: string; width: number }[] = [];
  #count = 0;
  #size = 0;
  #width = 0;

  /** @param file for messages */
  constructor(file: string) {
    this.#file = file;
  }

  /** Adds a row, counted from 1; rows that were left out in between become blank lines. */
  add(row: number, cells: readonly string[]): void {
    let width = cells.length;
    while (width > 0 && !cells[width - 1]) width--;
    if (width === 0) return;
    if (cells.reduce((sum, cell) => sum + cell.length, 0) > LONGEST_ROW) throw tooLarge(this.#file);
    while (this.#count < row - 1) this.#push('', 0);
    this.#push(cells.slice(0, width).map(quoted).join(','), width);
  }

  #push(line: string, width: number): void {
    this.#lines.push({ line, width });
    this.#count++;
    this.#width = Math.max(this.#width, width);
    this.#size += line.length + 1;
    if (this.#size > MOST_UNPACKED) throw tooLarge(this.#file);
    if (this.#lines.length === PORTION) this.#flush();
  }

  #flush(): void {
    const ends: number[] = [];
    let end = 0;
    const lines = this.#lines.map(({ line, width }) => {
      const row = width === 0 ? '\n' : `${line}${','.repeat(this.#width - width)}\n`;
      end += Buffer.byteLength(row);
      ends.push(end);
      return row;
    });
    this.#portions.push({ bytes: Buffer.from(lines.join('')), width: this.#width, ends });
    this.#lines = [];
  }

  /** Every row is as wide as the widest: programs leave out empty cells at the end. */
  bytes(): Buffer {
    this.#flush();
    if (this.#size + this.#count * this.#width > MOST_UNPACKED)
      throw this.#size > MOST_UNPACKED / 4 ? tooLarge(this.#file) : tooFar(this.#count, this.#width, this.#file);
    return Buffer.concat(this.#portions.map((portion) => widened(portion, this.#width)));
  }
}

/** A sheet that is nearly empty, and is as large as a whole one. */
const tooFar = (rows: number, columns: number, file: string): UserError =>
  new UserError(
    text(
      `some cell stands far outside of the table: ${formatWhole(rows, 'en')} rows, ${formatWhole(columns, 'en')} columns, nearly all empty`,
      `какая-то ячейка стоит далеко за таблицей: строк ${formatWhole(rows, 'ru')}, столбцов ${formatWhole(columns, 'ru')}, почти все пустые`,
    ),
    {
      file,
      hint: text(
        'delete the rows and columns beside the table (in Excel, Ctrl+End shows the last cell), then save',
        'удалите строки и столбцы за пределами таблицы (в Excel последнюю ячейку показывает Ctrl+End) и сохраните',
      ),
    },
  );

function widened({ bytes, width, ends }: Portion, to: number): Buffer {
  if (width === to) return bytes;
  const tail = Buffer.from(`${','.repeat(to - width)}\n`);
  return Buffer.concat(
    ends.flatMap((end, at) => {
      const start = at === 0 ? 0 : (ends[at - 1] as number);
      return end - start === 1 ? [bytes.subarray(start, end)] : [bytes.subarray(start, end - 1), tail];
    }),
  );
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
