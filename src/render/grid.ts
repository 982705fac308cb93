import Table from 'cli-table3';
import { GAP } from './fit.js';
import { cut, displayWidth, pad } from './width.js';

export interface GridCell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

interface GridColumn {
  readonly width: number;
  readonly right: boolean;
}

/**
 * Sets rows in columns of given widths, without borders: one line of text for each row; cells that are cut end in `…`.
 */
export function grid(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): string[] {
  const lines: string[] = [];
  // cli-table3 compares each cell with all rows above it. In blocks, the time for a long report stays linear.
  for (let start = 0; start < rows.length; start += BLOCK)
    lines.push(...block(columns, rows.slice(start, start + BLOCK)));
  return lines;
}

/**
 * The same for plain cells: each column is as wide as its widest cell. `right`: the columns that are aligned to the
 * right.
 */
export function fittedGrid(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const count = rows[0]?.length ?? 0;
  const columns = Array.from({ length: count }, (_, at) => ({
    width: rows.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 1),
    right: right.includes(at),
  }));
  return grid(
    columns,
    rows.map((row) => row.map((text) => ({ ...BLANK, text }))),
  );
}

const BLOCK = 40;

function block(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[]): string[] {
  const odd: string[] = [];
  const table = new Table({
    chars: BORDERLESS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
  });
  for (const row of rows) {
    table.push(
      columns.map(({ width }, index) => {
        const { text, paint } = row[index] ?? BLANK;
        const fitted = cut(text, width);
        if (PLAIN.test(fitted)) return paint(fitted);
        odd.push(paint(pad(fitted, width)));
        return STAND_IN.repeat(width);
      }),
    );
  }
  let next = 0;
  return table
    .toString()
    .split('\n')
    .map((line) => line.replace(STAND_INS, () => odd[next++] ?? '').trimEnd());
}

/**
 * cli-table3 measures with tables of 2019, in which `™` is wide and a Hindi vowel sign takes a column. Text that it
 * would measure wrongly is measured and padded here; a stand-in of the same width keeps its place.
 */
const PLAIN =
  /^[\x20-\x7e\u00a0\u00ab\u00bb\u00c0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2212\u2265\u2588-\u258f]*$/;
const STAND_IN = '\ue000';
const STAND_INS = /\ue000+/g;

const BLANK: GridCell = { text: '', paint: (text) => text };

const BORDERLESS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};
