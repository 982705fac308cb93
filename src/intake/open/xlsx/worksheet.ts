import { Rows } from '../table-rows.js';
import { damaged, tooLarge } from '../unpack.js';
import type { Zip } from '../zip.js';
import { columnOf, numberText, unescaped } from './sheet-cells.js';
import { LONGEST_CELL, textInside, type Workbook } from './workbook.js';
import { readXml } from './xml.js';

/** A sheet of Excel has no more. Source: ECMA-376, and what Excel itself opens. */
const [MOST_ROWS, MOST_COLUMNS] = [1_048_576, 16_384];

/**
 * One sheet as CSV, row n in line n; its merged cells by their first and last row; and per column the currency signs that
 * formats put beside the numbers.
 */
export async function readSheet(
  zip: Zip,
  part: string,
  workbook: Workbook,
  file: string,
): Promise<{ bytes: Buffer; merged: [number, number][]; signs: Map<number, Set<string>> }> {
  const rows = new Rows(file);
  const inside = textInside();
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let cell = { type: 'n', style: 0, value: '', isFormula: false };
  let inValue = false;
  const merged: [number, number][] = [];
  const signs = new Map<number, Set<string>>();
  await readXml(zip, part, file, {
    open(tag, { r = '', t = 'n', s = '0', ref = '' }) {
      inside.open(tag);
      if (tag === 'row') {
        row = r === '' ? row + 1 : Number(r);
        if (!(row <= MOST_ROWS)) throw damaged('xlsx', file);
        [cells, column] = [[], -1];
      } else if (tag === 'c') {
        column = r === '' ? column + 1 : columnOf(r);
        if (!(column >= 0 && column < MOST_COLUMNS)) throw damaged('xlsx', file);
        cell = { type: t, style: Number(s), value: '', isFormula: false };
      } else if (tag === 'mergeCell') {
        const [, from, to] = /^[A-Z]+(\d+):[A-Z]+(\d+)$/.exec(ref) ?? [];
        if (Number(to) > Number(from)) merged.push([Number(from), Number(to)]);
      } else if (tag === 'v') inValue = true;
      else if (tag === 'f') cell.isFormula = true;
    },
    text(piece) {
      if (!inValue && !inside.isText()) return;
      cell.value += piece;
      if (cell.value.length > LONGEST_CELL) throw tooLarge(file);
    },
    close(tag) {
      inside.close(tag);
      if (tag === 'v') inValue = false;
      else if (tag === 'c') {
        while (cells.length < column) cells.push('');
        const text = textOf(cell, workbook);
        if (text === undefined) throw damaged('xlsx', file);
        cells[column] = text;
        const sign = cell.type === 'n' && text !== '' ? workbook.styles[cell.style]?.sign : null;
        if (sign) signs.set(column, (signs.get(column) ?? new Set()).add(sign));
      } else if (tag === 'row') rows.add(row, cells);
    },
  });
  return { bytes: rows.bytes(), merged, signs };
}

/** Undefined: the cell names a text that the workbook does not have. */
function textOf(
  { type, style, value, isFormula }: { type: string; style: number; value: string; isFormula: boolean },
  { strings, styles, since1904 }: Workbook,
): string | undefined {
  switch (type) {
    case 's':
      return value === '' ? '' : strings[Number(value)];
    case 'b':
      return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      // A formula without a computed value is unknown, and must not pass for an empty cell.
      return value === '' && isFormula ? '#N/A' : numberText(value, styles[style]?.shown ?? 'number', since1904);
    case 'd':
      return value;
    default:
      return unescaped(value);
  }
}
