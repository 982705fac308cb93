import { MOST_UNPACKED, tooLarge } from './unpack.js';

/** Rows are turned into bytes in portions: a string of all of them would be too long. */
const PORTION = 10_000;

/**
 * Rows of cells that were never text (a sheet, an HTML table), written down as CSV: UTF-8, commas, LF, every row of one
 * width, a line per row, so that the number of a line is the number of the row.
 */
export class Rows {
  readonly #lines: string[] = [];
  readonly #widths: number[] = [];
  readonly #file: string;
  #size = 0;
  #width = 0;

  /** @param file for messages */
  constructor(file: string) {
    this.#file = file;
  }

  /** Adds a row, counted from 1; rows that were passed over are blank lines. */
  add(row: number, cells: readonly string[]): void {
    let width = cells.length;
    while (width > 0 && !cells[width - 1]) width--;
    if (width === 0) return;
    while (this.#lines.length < row - 1) this.#push('', 0);
    this.#push(cells.slice(0, width).map(quoted).join(','), width);
  }

  #push(line: string, width: number): void {
    this.#lines.push(line);
    this.#widths.push(width);
    this.#width = Math.max(this.#width, width);
    this.#size += line.length + 1;
    if (this.#size > MOST_UNPACKED) throw tooLarge(this.#file);
  }

  /** A row is as wide as the widest: what a program leaves out at its end is empty. */
  bytes(): Buffer {
    if (this.#size + this.#lines.length * this.#width > MOST_UNPACKED) throw tooLarge(this.#file);
    const chunks: Buffer[] = [];
    for (let from = 0; from < this.#lines.length; from += PORTION) {
      const lines = this.#lines.slice(from, from + PORTION).map((line, at) => {
        const width = this.#widths[from + at] as number;
        return width === 0 ? '\n' : `${line}${','.repeat(this.#width - width)}\n`;
      });
      chunks.push(Buffer.from(lines.join('')));
    }
    return Buffer.concat(chunks);
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
