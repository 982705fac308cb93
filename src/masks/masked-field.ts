import type { Column, Recognised } from '../intake/recognise/recognised.js';
import { FROM_ADDRESSES } from '../intake/type/unescaped.js';
import type { Reading } from '../intake/type/values/cell-shape.js';
import { NO, YES } from '../sources/define-source.js';
import { fromAddress } from './from-address.js';
import { type Masking, UNREADABLE } from './masking.js';
import { isTotalLabel, totalLabel } from './our-words.js';
import { dayWritten, type OrderOf } from './shifted-dates.js';
import { type Treatment, treatmentOf } from './treatments.js';
import { listOf } from './words-borne.js';

/** How the cells of one column are masked. Cells are given as text without blanks around it. */
export interface MaskedColumn {
  /** The field that is read from the column, or the reason why it is read. */
  as: string;
  mask(cell: string, cells: readonly string[]): string;
  /** Called for all cells before any of them is masked. `lead`: the ID of the lead of that row. */
  look?(cell: string, lead: string): void;
  /** In a row of totals the column holds a figure or a day. */
  isTyped: boolean;
}

/** What is known of how the fields of a file are read. */
export interface FieldReads {
  recognised: Pick<Recognised, 'flags' | 'idLength'>;
  readings: ReadonlyMap<number, Reading>;
  orderOf: OrderOf;
  masks: Masking;
}

/** A column of words. No pseudonym may be equal to one of them. */
export const inText = (as: string, masks: Masking, mask: MaskedColumn['mask']): MaskedColumn => ({
  ...{ as, mask, isTyped: false },
  look: (cell) => masks.pseudonyms.avoid(cell),
});

/** How the column of a field is masked. */
export function maskedField(field: string, column: Column, reads: FieldReads): MaskedColumn {
  const { index, kind, spans } = column;
  if (spans) return ofSpans(field, { ...column, spans }, reads.masks);
  // A column of yes and no for the outcome stays readable.
  if (field === 'outcome' && reads.recognised.flags) return inText(field, reads.masks, yesOrNo);
  return TREATED[treatmentOf(field, kind)](field, { ...reads, reading: reads.readings.get(index) });
}

/** Keeps `yes`, `нет` and the like. Anything else becomes unreadable. */
export const yesOrNo = (cell: string): string =>
  hasWholeForm(YES, cell) || hasWholeForm(NO, cell) ? cell : UNREADABLE;

/** Whether the pattern fits the whole cell. */
export const hasWholeForm = (form: RegExp | undefined, cell: string): boolean =>
  form !== undefined && new RegExp(`^(?:${form.source})$`, 'iu').test(cell);

type Known = FieldReads & { reading: Reading | undefined };
type Treat = (field: string, known: Known) => MaskedColumn;

/** For cells that are read as values, not as words. */
const typed =
  (mask: (cell: string, known: Known) => string): Treat =>
  (as, known) => ({ as, isTyped: true, mask: (cell) => mask(cell, known) });
const words =
  (mask: (cell: string, known: Known, field: string) => string): Treat =>
  (field, known) =>
    inText(field, known.masks, (cell) => mask(cell, known, field));
/** The cell of a field, with the escapes of an address undone if the field may have them. */
const addressed = (field: string, cell: string): string => (FROM_ADDRESSES.has(field) ? fromAddress(cell) : cell);

const named: Treat = (field, { masks }) => ({
  ...{ as: field, isTyped: false },
  mask: (cell) => masks.name(addressed(field, cell)),
  look(cell) {
    masks.pseudonyms.avoid(cell);
    if (field === 'manager' || field === 'modified_by') masks.words.person(cell);
  },
});

const TREATED: Record<Treatment, Treat> = {
  date: (as, { masks, orderOf }) => ({
    ...{ as, isTyped: true },
    mask: (cell) => masks.date(cell, orderOf),
    look: (cell) => seen(dayWritten(cell, orderOf), masks),
  }),
  amount: typed((cell, { masks, reading }) => (reading ? masks.amount(cell, reading) : '')),
  count: typed((cell, { masks }) => masks.count(cell)),
  time: typed((cell, { masks }) => masks.time(cell)),
  code: (as, { masks }) => ({ as, isTyped: false, mask: masks.code }),
  id: words((cell, { masks, recognised }) => masks.id(cell, recognised.idLength)),
  click: words((cell, { masks }) => masks.id(cell)),
  list: words((cell, { masks, recognised }) => {
    const ids = cell.split(';').map((one) => masks.id(one, recognised.idLength));
    return ids.join(';');
  }),
  page: words((cell, { masks }) => masks.page(cell)),
  source: words((cell, { masks }, field) => masks.source(addressed(field, cell))),
  medium: words((cell, { masks }, field) => masks.medium(addressed(field, cell))),
  word: (field, { masks }) => ({
    ...{ as: field, isTyped: false },
    mask: (cell) => masks.word(field, cell),
    look(cell, lead) {
      masks.pseudonyms.avoid(cell);
      masks.words.bear(listOf(field), cell, lead);
    },
  }),
  person: named,
  name: named,
};

/** A period from one day to another: both are moved, and written in one form. */
const ofSpans = (
  as: string,
  { spans, beside }: Column & Required<Pick<Column, 'spans'>>,
  masks: Masking,
): MaskedColumn => ({
  ...{ as, isTyped: true },
  mask(cell, cells) {
    const span = spans.get(beside === undefined ? cell : `${cell} ${cells[beside] ?? ''}`);
    if (span === undefined) return isTotalLabel(cell) ? totalLabel(cell) : UNREADABLE;
    return `${masks.date(span.from, () => 'dmy')} - ${masks.date(span.to, () => 'dmy')}`;
  },
  look(cell) {
    const [, span] = [...spans].find(([written]) => written === cell || written.startsWith(`${cell} `)) ?? [];
    seen(span?.from ?? null, masks);
  },
});

function seen(day: string | null, masks: Masking): void {
  if (day !== null && (masks.earliest === null || day < masks.earliest)) masks.earliest = day;
}
