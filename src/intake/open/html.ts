import { giveWay } from '../../model/give-way.js';
import { Rows } from './table-rows.js';
import { damaged, tooLarge } from './unpack.js';

/** A browser joins no more columns than this; here it limits rows as well. Source: HTML standard, `colspan`. */
const WIDEST_SPAN = 1000;
/** Cells of a row; no sheet of any program has so many. */
const MOST_CELLS = 20_000;
/** Characters that are read at once. */
const PIECE = 1 << 20;
/** Tags inside tags: the parser slows down with each. */
const DEEPEST = 5000;

/**
 * The tables of a page as CSV, in the order in which they begin. A cell joined over columns is its text and empty cells;
 * cells joined over rows are named by their first and last row. A table that is never closed was cut off, and its last
 * cell may be half of a number.
 */
export async function readTables(page: string, file: string): Promise<{ bytes: Buffer; merged: [number, number][] }[]> {
  // Few files are pages: the parser is loaded for them alone.
  const { Parser } = await import('htmlparser2');
  const tables: PageTable[] = [];
  const open: PageTable[] = [];
  // Scripts and styles hold no text for people.
  let hidden = 0;
  let depth = 0;
  let isOver = false;
  const parser = new Parser(
    {
      onopentag(tag, { colspan = '1', rowspan = '1' }) {
        if (++depth > DEEPEST) throw damaged('HTML', file);
        const table = open.at(-1);
        if (tag === 'table') {
          const begun = new PageTable(file);
          tables.push(begun);
          open.push(begun);
        } else if (tag === 'tr') table?.endRow();
        else if (tag === 'td' || tag === 'th') table?.beginCell(spanOf(colspan), spanOf(rowspan));
        else if (tag === 'br') table?.addText(LINE_END);
        else if (tag === 'script' || tag === 'style') hidden++;
      },
      ontext(text) {
        if (hidden === 0) open.at(-1)?.addText(text);
      },
      onclosetag(tag) {
        depth--;
        const table = open.at(-1);
        if (tag === 'table') {
          if (isOver) throw damaged('HTML', file);
          table?.endRow();
          open.pop();
        } else if (tag === 'tr') table?.endRow();
        else if (tag === 'td' || tag === 'th') table?.endCell();
        else if (tag === 'script' || tag === 'style') hidden--;
      },
    },
    { decodeEntities: true },
  );
  for (let at = 0; at < page.length; at += PIECE) {
    parser.write(page.slice(at, at + PIECE));
    await giveWay();
  }
  isOver = true;
  parser.end();
  return tables.map((table) => ({ bytes: table.rows.bytes(), merged: table.merged }));
}

const spanOf = (written: string): number => Math.min(Math.max(Number.parseInt(written, 10) || 1, 1), WIDEST_SPAN);

/** What stands for `<br>` until the blanks of a cell are folded. */
const LINE_END = '\v';

/** A table as its tags and texts come. */
class PageTable {
  readonly rows: Rows;
  /** First and last row of each cell that is joined over rows. */
  readonly merged: [number, number][] = [];
  readonly #file: string;
  #row = 0;
  #cells: string[] = [];
  /** The open cell; null between cells. */
  #cell: { text: string; columns: number; rows: number } | null = null;
  /** Per column, how many further rows its cell takes below the row in which it stands. */
  #taken: number[] = [];

  constructor(file: string) {
    this.#file = file;
    this.rows = new Rows(file);
  }

  beginCell(columns: number, rows: number): void {
    this.endCell();
    this.#cell = { text: '', columns, rows };
  }

  addText(text: string): void {
    if (this.#cell) this.#cell.text += text;
  }

  endCell(): void {
    if (!this.#cell) return;
    const { text, columns, rows } = this.#cell;
    this.#skipTaken();
    for (let at = 0; at < columns; at++) {
      if (rows > 1) this.#taken[this.#cells.length] = rows;
      this.#cells.push(at === 0 ? asShown(text) : '');
    }
    if (this.#cells.length > MOST_CELLS) throw tooLarge(this.#file);
    if (rows > 1) this.merged.push([this.#row + 1, this.#row + rows]);
    this.#cell = null;
  }

  endRow(): void {
    this.endCell();
    if (this.#cells.length === 0) return;
    this.#skipTaken();
    this.rows.add(++this.#row, this.#cells);
    this.#taken = this.#taken.map((rows) => Math.max(0, rows - 1));
    this.#cells = [];
  }

  /** Columns that a cell above takes are empty here. */
  #skipTaken(): void {
    while ((this.#taken[this.#cells.length] ?? 0) > 0) this.#cells.push('');
  }
}

/** Blanks as a browser shows them. */
const asShown = (text: string): string =>
  text
    .replace(/[ \t\r\n\f]+/g, ' ')
    .split(LINE_END)
    .map((line) => line.trim())
    .join('\n')
    .trim();
