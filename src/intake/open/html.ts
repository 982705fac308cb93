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

interface Open {
  rows: Rows;
  row: number;
  cells: string[];
  /** The text of the open cell; null between cells. */
  cell: string | null;
  /** How many columns and rows it takes. */
  span: number;
  down: number;
  /** Per column, how many further rows its cell takes below the row in which it stands. */
  taken: number[];
  merged: [number, number][];
}

/**
 * The tables of a page as CSV, in the order in which they begin. A cell joined over columns is its text and empty cells;
 * cells joined over rows are named by their first and last row. A table that is never closed was cut off, and its last
 * cell may be half of a number.
 */
export async function readTables(page: string, file: string): Promise<{ bytes: Buffer; merged: [number, number][] }[]> {
  // Few files are pages: the parser is loaded for them alone.
  const { Parser } = await import('htmlparser2');
  const tables: Open[] = [];
  const open: Open[] = [];
  // Scripts and styles hold no text for people.
  let hidden = 0;
  let depth = 0;
  let isOver = false;
  /** Columns that a cell above takes are empty here. */
  const skipTaken = (table: Open) => {
    while ((table.taken[table.cells.length] ?? 0) > 0) table.cells.push('');
  };
  const endCell = (table: Open | undefined) => {
    if (table?.cell == null) return;
    const text = table.cell
      .replace(/[ \t\r\n\f]+/g, ' ')
      .split('\v')
      .map((line) => line.trim())
      .join('\n')
      .trim();
    skipTaken(table);
    for (let at = 0; at < table.span; at++) {
      if (table.down > 1) table.taken[table.cells.length] = table.down;
      table.cells.push(at === 0 ? text : '');
    }
    if (table.cells.length > MOST_CELLS) throw tooLarge(file);
    if (table.down > 1) table.merged.push([table.row + 1, table.row + table.down]);
    table.cell = null;
  };
  const endRow = (table: Open | undefined) => {
    endCell(table);
    if (!table || table.cells.length === 0) return;
    skipTaken(table);
    table.rows.add(++table.row, table.cells);
    table.taken = table.taken.map((rows) => Math.max(0, rows - 1));
    table.cells = [];
  };
  const parser = new Parser(
    {
      onopentag(tag, { colspan = '1', rowspan = '1' }) {
        if (++depth > DEEPEST) throw damaged('HTML', file);
        const table = open.at(-1);
        if (tag === 'table') {
          const begun: Open = {
            ...{ rows: new Rows(file), row: 0, cells: [], cell: null },
            ...{ span: 1, down: 1, taken: [], merged: [] },
          };
          tables.push(begun);
          open.push(begun);
        } else if (tag === 'tr') endRow(table);
        else if ((tag === 'td' || tag === 'th') && table) {
          endCell(table);
          table.cell = '';
          table.span = spanOf(colspan);
          table.down = spanOf(rowspan);
        } else if (tag === 'br' && table?.cell != null) table.cell += '\v';
        else if (tag === 'script' || tag === 'style') hidden++;
      },
      ontext(text) {
        const table = open.at(-1);
        if (hidden === 0 && table?.cell != null) table.cell += text;
      },
      onclosetag(tag) {
        depth--;
        const table = open.at(-1);
        if (tag === 'table') {
          if (isOver) throw damaged('HTML', file);
          endRow(table);
          open.pop();
        } else if (tag === 'tr') endRow(table);
        else if (tag === 'td' || tag === 'th') endCell(table);
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
  return tables.map(({ rows, merged }) => ({ bytes: rows.bytes(), merged }));
}

const spanOf = (written: string): number => Math.min(Math.max(Number.parseInt(written, 10) || 1, 1), WIDEST_SPAN);
