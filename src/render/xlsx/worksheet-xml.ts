import { type Text, text, UserError } from '../../error.js';
import { meant } from '../../model/meant.js';
import { formatWhole } from '../../model/numbers.js';
import type { Style } from '../styles.js';
import { wrap } from '../width.js';
import { address, letters } from './address.js';
import { type CellStyles, colourOf, type Look } from './cell-styles.js';
import type { TypedCell } from './typed-cell.js';
import { DECLARED, MAIN, xmlWords } from './xml-words.js';

/** A cell with its look. A number may have a formula that yields it. */
export interface LaidCell {
  readonly cell: TypedCell;
  readonly look: Look;
  readonly formula?: string | null;
}

/** The layout of a sheet. */
export interface Laid {
  readonly rows: readonly (readonly LaidCell[])[];
  /** The width of each column, in characters. */
  readonly widths: readonly number[];
  /** How many columns and rows stay in place when scrolling; 0: none. */
  readonly frozen: readonly [columns: number, rows: number];
  /** The last row that can be filtered (the first is the headings); null: there is no filter. */
  readonly filteredTo: number | null;
  /** The coloured words of a column. */
  readonly colours: readonly { readonly column: number; readonly words: string; readonly style: Style }[];
}

/**
 * The XML of a sheet. `name`: the name of its report, for errors.
 *
 * @throws {UserError} Where the sheet or a cell is larger than Excel allows.
 */
export function worksheetXml(name: string, laid: Laid, styles: CellStyles): string {
  const { rows, widths, filteredTo } = laid;
  if (rows.length > MOST_ROWS) throw tooMany(name, ROWS, rows.length, MOST_ROWS);
  if (rows.length * widths.length > MOST_CELLS) throw tooMany(name, CELLS, rows.length * widths.length, MOST_CELLS);
  const lines = rows.map((cells, at) => {
    const written = cells.map((cell, column) => cellXml(name, cell, address(column, at + 1), styles)).join('');
    return written === '' ? '' : `<row r="${at + 1}"${heightOf(cells, widths)}>${written}</row>`;
  });
  const isNarrow = widths.reduce((sum, width) => sum + width, 0) <= WIDEST_PAGE;
  return [
    `${DECLARED}<worksheet xmlns="${MAIN}">${isNarrow ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}`,
    `<sheetViews><sheetView workbookViewId="0">${pane(laid.frozen)}</sheetView></sheetViews>`,
    `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    `<sheetData>${lines.join('')}</sheetData>`,
    filteredTo === null ? '' : `<autoFilter ref="${area(laid, filteredTo)}"/>`,
    ...coloured(laid),
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="landscape"${isNarrow ? ' fitToHeight="0"' : ''}/>`,
    '</worksheet>',
  ].join('');
}

/** The range that can be filtered: `A1:F9`. */
const area = ({ widths }: Laid, to: number): string => `A1:${address(widths.length - 1, to)}`;

function cellXml(name: string, { cell, look, formula = null }: LaidCell, at: string, styles: CellStyles): string {
  if (cell === null) return '';
  if ('words' in cell) {
    if (cell.words.length > LONGEST) throw tooLong(name, cell.words.length);
    return `<c r="${at}" s="${styles.of(look)}" t="inlineStr"><is><t xml:space="preserve">${xmlWords(cell.words)}</t></is></c>`;
  }
  const style = styles.of({ ...look, format: cell.format });
  return `<c r="${at}" s="${style}">${formula === null ? '' : `<f>${xmlWords(formula)}</f>`}<v>${cell.number}</v></c>`;
}

/** The height of a row with several lines: not every program finds it out by itself. */
function heightOf(cells: readonly LaidCell[], widths: readonly number[]): string {
  const lines = cells.map(({ cell, look }, at) =>
    look.isWrapped && cell !== null && 'words' in cell
      ? wrap(cell.words, (widths[at] ?? 0) - (look.isHeading ? 4 : 2)).length
      : 1,
  );
  const most = Math.max(...lines);
  // Excel has no higher rows.
  return most > 1 ? ` ht="${Math.min(409, most * LINE_HEIGHT)}" customHeight="1"` : '';
}

const LINE_HEIGHT = 15;

function pane([columns, rows]: Laid['frozen']): string {
  if (columns + rows === 0) return '';
  const corner = columns > 0 && rows > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  return `<pane${splits} topLeftCell="${address(columns, rows + 1)}" activePane="${corner}" state="frozen"/><selection pane="${corner}"/>`;
}

/** Colours words in a column. They are compared with their case: `НИЖЕ НОРМЫ` may be bad where `ниже нормы` is good. */
function coloured({ colours, rows }: Laid): string[] {
  return colours.map(({ column, words, style }, at) => {
    const top = address(column, 2);
    const asked = xmlWords(`EXACT(${top},"${words.replaceAll('"', '""')}")`);
    return `<conditionalFormatting sqref="${top}:${letters(column)}${Math.max(2, rows.length)}"><cfRule type="expression" dxfId="${colourOf(style)}" priority="${at + 1}"><formula>${asked}</formula></cfRule></conditionalFormatting>`;
  });
}

/** Characters in a line that can still be read on one printed page. */
const WIDEST_PAGE = 180;
/** What Excel allows in a sheet and in a cell; `MOST_CELLS`: what a person can still open. */
const MOST_ROWS = 1_048_576;
const MOST_CELLS = 5_000_000;
const LONGEST = 32_767;

const [ROWS, CELLS] = [text('rows', 'строк'), text('cells', 'ячеек')];

const tooMany = (name: string, what: Text, count: number, most: number): UserError =>
  new UserError(
    text(
      `${name} has ${formatWhole(count, 'en')} ${what.en}: a sheet of a workbook gets ${formatWhole(most, 'en')} at most`,
      `${name}: ${what.ru} ${formatWhole(count, 'ru')}, а на лист книги Excel выводится не больше ${formatWhole(most, 'ru')}`,
    ),
    { hint: meant(`--section ${name} -f csv`) },
  );

const tooLong = (name: string, length: number): UserError =>
  new UserError(
    text(
      `${name} has a text of ${formatWhole(length, 'en')} characters: a cell of Excel holds ${formatWhole(LONGEST, 'en')}`,
      `${name}: текст длиной ${formatWhole(length, 'ru')} знаков, а ячейка Excel вмещает ${formatWhole(LONGEST, 'ru')}`,
    ),
    { hint: meant('-f csv') },
  );
