import { detailsOf } from '../intake/recognise/grain.js';
import { withPersonColumns } from '../intake/recognise/person-columns.js';
import type { Column, Recognised } from '../intake/recognise/recognised.js';
import type { Loaded } from '../intake/scan/loaded.js';
import { writtenRows } from '../intake/scan/written-rows.js';
import { orderIn } from '../intake/shape/preamble.js';
import { cellsOf } from '../intake/shape/record-cells.js';
import { columnsOf } from '../intake/type/conditions.js';
import { profile } from '../intake/type/profile.js';
import { extraColumns, requestOf } from '../intake/type/request.js';
import { partsOf, settle } from '../intake/type/settle.js';
import type { TypeOptions } from '../intake/type/type-options.js';
import { FROM_ADDRESSES } from '../intake/type/unescaped.js';
import type { Reading } from '../intake/type/values/cell-shape.js';
import { numericOrder } from '../intake/type/values/date-value.js';
import { isDate } from '../intake/type/wanted.js';
import { rulesIn } from '../intake/type/worked.js';
import { laidOutBetween, valuesIn } from '../model/cell-values.js';
import { dateSetting } from '../model/date-setting.js';
import { BLANKS, fold, headingOf } from '../model/fold.js';
import { PERSON_FIELDS, type PersonField } from '../model/person-ids.js';
import type { Country } from '../model/phone-numbering.js';
import { NO, YES } from '../sources/define-source.js';
import { fromAddress } from './from-address.js';
import { type Masking, UNREADABLE } from './masking.js';
import { isTotalLabel, totalLabel } from './our-words.js';
import { markOf } from './scaled-amounts.js';
import { dayWritten, type OrderOf } from './shifted-dates.js';
import { treatmentOf } from './treatments.js';
import { listOf } from './words-borne.js';

/** What becomes of the cells of one column, by their text without the blanks round it. */
interface MaskedColumn {
  /** The field that is read from it, or why it is read. */
  as: string;
  mask(cell: string, cells: readonly string[]): string;
  /** What is to be known of all cells before any of them is masked. */
  look?(cell: string, lead: string): void;
  /** In a row of totals its cell is a figure, or a day. */
  isTyped: boolean;
}

/** A file as it is handed on: which of its columns are read, and how. */
export interface MaskedFile {
  loaded: Loaded;
  /** By their place; all others are empty. */
  columns: ReadonlyMap<number, MaskedColumn>;
  /** Settled by all of its cells, where others might leave it open. */
  dates: string | undefined;
  decimal: '.' | ',' | undefined;
}

export interface MaskOptions extends TypeOptions {
  people: { fields: ReadonlySet<PersonField>; country: Country | undefined } | undefined;
}

const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'gu');

/** Reads how the cells of a file are written, and says what becomes of each of its columns. */
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
  const shapes = await profile(loaded, typed);
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
  const columns = columnsIn(loaded, { extras, details, readings, numeric, orderOf, options, masks });
  const ambiguous = [...parts.keys()].find((separator) => separator !== '.');
  return {
    loaded,
    columns,
    dates: said ?? (ambiguous === undefined || usual ? undefined : orderOf(ambiguous)),
    decimal: formats.decimal ?? oneMark(readings, typed),
  };
}

/** The mark of all amounts of a file; undefined: none has one, or not all the same. */
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

interface Reads {
  extras: ReadonlyMap<string, number>;
  details: readonly Column[];
  readings: ReadonlyMap<number, Reading>;
  numeric: ReadonlySet<string>;
  orderOf: OrderOf;
  options: MaskOptions;
  masks: Masking;
}

function columnsIn(loaded: Loaded, reads: Reads): Map<number, MaskedColumn> {
  const { recognised, shape } = loaded;
  const { extras, details, readings, numeric, orderOf, options, masks } = reads;
  const found = new Map<number, MaskedColumn>();
  const { flags, actionsWhen, repeats, entered, rows, splits = [], breakdowns } = recognised;
  const put = (index: number, column: MaskedColumn) => {
    if (index < shape.headings.length && !found.has(index)) found.set(index, column);
  };
  const text = (as: string, mask: MaskedColumn['mask'], look?: MaskedColumn['look']): MaskedColumn => ({
    ...{ as, mask, isTyped: false },
    look: look ?? ((cell) => masks.pseudonyms.avoid(cell)),
  });
  const name = (as: string) => text(as, masks.name);
  const fits = (form: RegExp | undefined, cell: string) =>
    form !== undefined && new RegExp(`^(?:${form.source})$`, 'iu').test(cell);
  for (const { index, settings } of people(loaded, options))
    put(
      index,
      text(settings, (cell) => masks.person(settings, cell, options.people?.country)),
    );
  for (const [field, column] of recognised.columns) {
    if ((PERSON_FIELDS as readonly string[]).includes(field)) continue;
    put(column.index, ofField(field, column));
    if (column.beside !== undefined) put(column.beside, { as: 'year', mask: () => '', isTyped: false });
  }
  for (const column of entered) put(column.index, ofField('entered_at', { ...column, kind: 'moment' }));
  for (const { field, indexes } of repeats) {
    const column = recognised.columns.get(field);
    if (column) for (const index of indexes) put(index, ofField(field, column));
  }
  if (flags?.closed !== undefined)
    put(
      flags.closed,
      text('closed', (cell) => (fits(YES, cell) || fits(NO, cell) ? cell : UNREADABLE)),
    );
  if (actionsWhen)
    put(
      actionsWhen.index,
      text('actions', (cell) =>
        new RegExp(actionsWhen.value.source, 'iu').test(cell) ? actionOf(cell, actionsWhen.value) : masks.name(cell),
      ),
    );
  for (const rule of rows) {
    // Whom a test of a form would stand for (`<test lead: …`): of all others nothing is asked of it.
    const others = rule.keep === undefined ? () => '' : masks.name;
    put(
      rule.column.index,
      text('rule', (cell) => (fits(rule.keep, cell) || fits(rule.drop, cell) ? cell : others(cell))),
    );
    if (rule.unless) put(rule.unless.index, name('rule'));
  }
  for (const [heading, index] of extras) {
    const reading = readings.get(index);
    if (numeric.has(fold(heading)) && reading)
      put(index, {
        as: 'rule',
        isTyped: true,
        mask: (cell) => {
          const amount = masks.amount(cell, reading);
          return amount === UNREADABLE ? masks.name(cell) : amount;
        },
      });
    else put(index, text('dimension', dimensionMask(heading)));
  }
  for (const { index } of [...details, ...splits]) put(index, name('detail'));
  for (const index of breakdowns) put(index, name('breakdown'));
  return found;

  function dimensionMask(heading: string): (cell: string) => string {
    const split = [...options.dimensions].flatMap(([of, own]) =>
      own === heading ? (options.splits?.get(of) ?? []) : [],
    )[0];
    if (split === undefined) return masks.name;
    return (cell) => valuesIn(cell, split).map(masks.name).join(laidOutBetween(split));
  }

  function ofField(field: string, { index, kind, spans, beside }: Column): MaskedColumn {
    if (spans)
      return {
        as: field,
        isTyped: true,
        mask(cell, cells) {
          const span = spans.get(beside === undefined ? cell : `${cell} ${cells[beside] ?? ''}`);
          if (span === undefined) return isTotalLabel(cell) ? totalLabel(cell) : UNREADABLE;
          return `${masks.date(span.from, () => 'dmy')} - ${masks.date(span.to, () => 'dmy')}`;
        },
        look: (cell) => {
          const span = [...spans].find(([written]) => written === cell || written.startsWith(`${cell} `))?.[1];
          if (span) seen(span.from);
        },
      };
    const reading = readings.get(index);
    // Of two outcomes a column of yes and no says one.
    if (field === 'outcome' && flags)
      return text(field, (cell) => (fits(YES, cell) || fits(NO, cell) ? cell : UNREADABLE));
    switch (treatmentOf(field, kind)) {
      case 'date':
        return {
          as: field,
          isTyped: true,
          mask: (cell) => masks.date(cell, orderOf),
          look: (cell) => {
            const day = dayWritten(cell, orderOf);
            if (day !== null) seen(day);
          },
        };
      case 'amount':
        return { as: field, isTyped: true, mask: (cell) => (reading ? masks.amount(cell, reading) : '') };
      case 'count':
        return { as: field, isTyped: true, mask: masks.count };
      case 'time':
        return { as: field, isTyped: true, mask: masks.time };
      case 'code':
        return { as: field, isTyped: false, mask: masks.code };
      case 'id':
        return text(field, (cell) => masks.id(cell, recognised.idLength));
      case 'click':
        return text(field, (cell) => masks.id(cell));
      case 'list':
        return text(field, (cell) =>
          cell
            .split(';')
            .map((one) => masks.id(one, recognised.idLength))
            .join(';'),
        );
      case 'page':
        return text(field, masks.page);
      case 'source':
        return text(field, (cell) => masks.source(FROM_ADDRESSES.has(field) ? fromAddress(cell) : cell));
      case 'medium':
        return text(field, (cell) => masks.medium(FROM_ADDRESSES.has(field) ? fromAddress(cell) : cell));
      case 'word':
        return text(
          field,
          (cell) => masks.word(field, cell),
          (cell, lead) => {
            masks.pseudonyms.avoid(cell);
            masks.words.bear(listOf(field), cell, lead);
          },
        );
      case 'person':
      case 'name':
        return text(
          field,
          (cell) => masks.name(FROM_ADDRESSES.has(field) ? fromAddress(cell) : cell),
          (cell) => {
            masks.pseudonyms.avoid(cell);
            if (field === 'manager' || field === 'modified_by') masks.words.person(cell);
          },
        );
    }
  }

  function seen(day: string) {
    if (masks.earliest === null || day < masks.earliest) masks.earliest = day;
  }
}

/** What a platform calls an action, without whatever else stands beside it. */
const actionOf = (cell: string, value: RegExp): string => new RegExp(value.source, 'iu').exec(cell)?.[0] ?? '';

/** The columns of people, where the configuration asks for them. */
function people(
  { recognised, shape }: Loaded,
  { people: asked }: MaskOptions,
): { index: number; settings: PersonField }[] {
  if (!asked) return [];
  const named = new Map(
    PERSON_FIELDS.flatMap((field) => {
      const column = recognised.columns.get(field);
      const isNamed = recognised.settings?.columns.has(field);
      const at = column && isNamed ? shape.headings.indexOf(column.heading) : -1;
      return column && at >= 0 ? [[field, { ...column, index: at }] as const] : [];
    }),
  );
  const { people: found } = withPersonColumns({ ...recognised, columns: named }, shape.headings, asked.fields);
  return [...found].flatMap(([settings, { places }]) => places.map((index) => ({ index, settings })));
}

/** The rows of a file that count, cell by cell, without the blanks round them. */
export async function* rowsIn(loaded: Loaded): AsyncGenerator<string[]> {
  const { delimiter, headings } = loaded.shape;
  for await (const [, written] of writtenRows(loaded, () => true))
    yield cellsOf(written, delimiter)
      .slice(0, headings.length)
      .map((cell) => cell.replace(AROUND, ''));
}

/** Looks at all cells of a file before any is masked: who bears which word, which days there are. */
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
    return empty.includes(cell) ? cell : column.mask(cell, cells);
  });
};

/** A row of totals anew: its figures and days, and one word for its label. Null: it is of another width. */
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

/** A heading for comparing it. */
export const foldedHeading = (heading: string): string => fold(headingOf(heading));
