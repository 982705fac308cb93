import { detailsOf } from '../intake/recognise/grain.js';
import type { Recognised } from '../intake/recognise/recognised.js';
import type { Loaded } from '../intake/scan/loaded.js';
import { writtenRows } from '../intake/scan/written-rows.js';
import { orderIn } from '../intake/shape/preamble.js';
import { cellsOf } from '../intake/shape/record-cells.js';
import { columnsOf } from '../intake/type/conditions.js';
import { shapesOfColumns } from '../intake/type/profile.js';
import { extraColumns, requestOf } from '../intake/type/request.js';
import { partsOf, settle } from '../intake/type/settle.js';
import type { Reading } from '../intake/type/values/cell-shape.js';
import { numericOrder } from '../intake/type/values/date-value.js';
import { isDate } from '../intake/type/wanted.js';
import { rulesIn } from '../intake/type/worked.js';
import { dateSetting } from '../model/date-setting.js';
import { BLANKS, fold, headingOf } from '../model/fold.js';
import { isNull } from '../model/nulls.js';
import { type MaskOptions, maskedColumns } from './masked-columns.js';
import type { MaskedColumn } from './masked-field.js';
import { type Masking, UNREADABLE } from './masking.js';
import { isTotalLabel, totalLabel } from './our-words.js';
import { markOf } from './scaled-amounts.js';
import type { OrderOf } from './shifted-dates.js';

/** A file of the copy: which of its columns are read, and how they are masked. */
export interface MaskedFile {
  loaded: Loaded;
  /** Place of a column → how it is masked. All other columns are empty in the copy. */
  columns: ReadonlyMap<number, MaskedColumn>;
  /**
   * The formats of dates and numbers that all cells together settle. Without all of them (in the copy some are empty)
   * they might be open.
   */
  dates: string | undefined;
  decimal: '.' | ',' | undefined;
}

const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'gu');

/** Finds out how the cells of a file are written, and how each of its columns is masked. */
export async function maskFile(loaded: Loaded, options: MaskOptions, masks: Masking): Promise<MaskedFile> {
  const { recognised, shape, file } = loaded;
  const extras = extraColumns(shape.headings, options);
  const details = detailsOf(shape.headings, recognised.table, recognised.columns);
  const { typed } = requestOf(
    recognised,
    extras,
    details.map(({ index }) => index),
    options,
  );
  const shapes = await shapesOfColumns(loaded, typed);
  const said = recognised.dates ?? options.dates;
  const formats = {
    decimal: recognised.decimal ?? options.decimal,
    dates: said,
    profile: recognised.profile,
    above: orderIn(shape.preamble),
    zone: { file: undefined, report: undefined },
  };
  const { readings } = settle(file.name, typed, shapes, formats);
  const setting = said === undefined ? undefined : dateSetting(said);
  const usual = recognised.profile.dates === undefined ? undefined : dateSetting(recognised.profile.dates);
  const shortYears = (setting ?? usual)?.shortYears ?? false;
  const ofDates = typed.filter(isDate).flatMap(({ index }) => shapes.get(index) ?? []);
  const parts = partsOf(ofDates, shortYears, formats.above);
  const orderOf: OrderOf = (separator) => {
    const order = numericOrder(separator, { setting, usual, parts });
    return typeof order === 'object' ? 'dmy' : order;
  };
  const numeric = new Set(rulesIn(options).flatMap((rule) => [...columnsOf(rule).numeric].map((one) => fold(one))));
  const columns = maskedColumns(loaded, { extras, details, readings, numeric, orderOf, options, masks });
  const ambiguous = [...parts.keys()].find((separator) => separator !== '.');
  return {
    loaded,
    columns,
    dates: said ?? (ambiguous === undefined || usual ? undefined : orderOf(ambiguous)),
    decimal: formats.decimal ?? oneMark(readings, typed),
  };
}

/** The decimal mark of all amounts of a file; undefined: there is none, or not all have the same. */
function oneMark(
  readings: ReadonlyMap<number, Reading>,
  typed: readonly { index: number; kind: string }[],
): '.' | ',' | undefined {
  const marks = new Set(
    typed.flatMap(({ index, kind }) =>
      kind === 'money' ? (markOf(readings.get(index) ?? { parse: () => null }) ?? []) : [],
    ),
  );
  const [mark] = marks;
  return marks.size === 1 ? mark : undefined;
}

/** Yields the rows of a file that count, as cells without blanks around them. */
export async function* rowsIn(loaded: Loaded): AsyncGenerator<string[]> {
  const { delimiter, headings } = loaded.shape;
  for await (const [, written] of writtenRows(loaded, () => true))
    yield cellsOf(written, delimiter)
      .slice(0, headings.length)
      .map((cell) => cell.replace(AROUND, ''));
}

/** Looks at all cells of a file before any is masked: to know how many leads share a word, and which days there are. */
export async function lookAt({ loaded, columns }: MaskedFile): Promise<void> {
  const lead = leadOf(loaded.recognised);
  let row = 0;
  for await (const cells of rowsIn(loaded)) {
    const own = (lead === undefined ? '' : cells[lead]) || `${loaded.file.name} ${row}`;
    row++;
    for (const [index, { look }] of columns) {
      const cell = cells[index] ?? '';
      if (cell !== '') look?.(cell, own);
    }
  }
}

const leadOf = ({ columns }: Recognised): number | undefined =>
  columns.get('lead_id')?.index ?? columns.get('deal_id')?.index;

export const maskRow = (cells: readonly string[], { columns, loaded }: MaskedFile): string[] => {
  const { empty } = loaded.recognised;
  return loaded.shape.headings.map((_, index) => {
    const cell = cells[index] ?? '';
    const column = columns.get(index);
    if (!column || cell === '') return '';
    return empty.includes(cell) || isNull(cell) ? cell : column.mask(cell, cells);
  });
};

/**
 * A masked row of totals: its figures and days, and a plain word for its label. Null: it has another number of cells
 * than the header.
 */
export function maskTotal(record: string, masked: MaskedFile): string[] | null {
  const { shape } = masked.loaded;
  const cells = cellsOf(record, shape.delimiter).map((cell) => cell.replace(AROUND, ''));
  if (cells.length !== shape.headings.length) return null;
  return cells.map((cell, index) => {
    if (cell === '' || /^[-–—]+$/.test(cell)) return cell;
    if (isTotalLabel(cell) || masked.loaded.recognised.total?.test(cell)) return totalLabel(cell);
    const column = masked.columns.get(index);
    const own = column?.isTyped ? column.mask(cell, cells) : '';
    return own === UNREADABLE ? '' : own;
  });
}

/** A heading in the form in which headings are compared. */
export const foldedHeading = (heading: string): string => fold(headingOf(heading));
