import { Parser } from 'htmlparser2';
import { Rows } from './rows.js';

/** A browser joins no more columns than this. Source: HTML standard, `colspan`. */
const WIDEST_SPAN = 1000;

/** A table of which a cell goes on in the rows below it: those would be shifted. */
interface Open {
  rows: Rows;
  row: number;
  cells: string[];
  /** The text of the open cell; null between cells. */
  cell: string | null;
  span: number;
}

/** The tables of a page as CSV, in the order of their beginnings. A joined cell is its text and empty ones. */
export function readTables(page: string, file: string): Buffer[] {
  const tables: Rows[] = [];
  const open: Open[] = [];
  // Scripts and styles hold no text for people.
  let hidden = 0;
  const endCell = (table: Open | undefined) => {
    if (table?.cell == null) return;
    const text = table.cell
      .replace(/[ \t\r\n\f]+/g, ' ')
      .split('\v')
      .map((line) => line.trim())
      .join('\n')
      .trim();
    table.cells.push(text, ...Array<string>(table.span - 1).fill(''));
    table.cell = null;
  };
  const endRow = (table: Open | undefined) => {
    endCell(table);
    if (table && table.cells.length > 0) table.rows.add(++table.row, table.cells);
    if (table) table.cells = [];
  };
  const parser = new Parser(
    {
      onopentag(tag, { colspan = '1' }) {
        const table = open.at(-1);
        if (tag === 'table') {
          const rows = new Rows(file);
          tables.push(rows);
          open.push({ rows, row: 0, cells: [], cell: null, span: 1 });
        } else if (tag === 'tr') endRow(table);
        else if ((tag === 'td' || tag === 'th') && table) {
          endCell(table);
          table.cell = '';
          table.span = Math.min(Math.max(Number.parseInt(colspan, 10) || 1, 1), WIDEST_SPAN);
        } else if (tag === 'br' && table?.cell != null) table.cell += '\v';
        else if (tag === 'script' || tag === 'style') hidden++;
      },
      ontext(text) {
        const table = open.at(-1);
        if (hidden === 0 && table?.cell != null) table.cell += text;
      },
      onclosetag(tag) {
        const table = open.at(-1);
        if (tag === 'table') {
          endRow(table);
          open.pop();
        } else if (tag === 'tr') endRow(table);
        else if (tag === 'td' || tag === 'th') endCell(table);
        else if (tag === 'script' || tag === 'style') hidden--;
      },
    },
    { decodeEntities: true },
  );
  parser.end(page);
  return tables.map((rows) => rows.bytes());
}
