import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';

/** The columns whose cell must be empty, or the label itself, in a row of totals. */
const IDENTITY = ['day', 'lead_id', 'deal_id', 'created_at', 'campaign_id'];

export const identityOf = ({ columns }: Recognised): number[] =>
  [...IDENTITY, ...(columns.get('period_from')?.spans ? ['period_from'] : [])].flatMap(
    (field) => columns.get(field)?.index ?? [],
  );

/** Those of them that hold days, and nothing else. */
export const daysOf = ({ columns }: Recognised): number[] =>
  ['day', 'created_at'].flatMap((field) => columns.get(field)?.index ?? []);

/**
 * Recognises rows that are data beyond doubt by a few of their bytes, so that only the others are read cell by cell: they
 * have a number or moment in the place of the day, ID or moment of creation, where totals and headings have none, and
 * they fill a name that a total without a label leaves empty.
 */
export function plainRows(bytes: Uint8Array, shape: FileShape, recognised: Recognised) {
  const code = shape.delimiter.charCodeAt(0);
  const { identity, blank } = plainBy(shape, recognised);
  const some = (start: number, end: number, columns: readonly number[], test: Test) => {
    let at = start;
    let index = 0;
    for (const column of columns) {
      for (; index < column; index++) at = nextCell(bytes, at, end, code);
      if (at < end && test(bytes, bytes[at] === QUOTE ? at + 1 : at, end, code)) return true;
    }
    return false;
  };
  return (start: number, end: number): boolean =>
    some(start, end, identity, isNumberOrMoment) && (blank.length === 0 || some(start, end, blank, isFilled));
}

/** The columns by which plain rows are told: one of the first must hold a number, one of the others must not be empty. */
export const plainBy = ({ headings }: FileShape, recognised: Recognised) => ({
  // A heading that is a number (a configuration can name such a column) could not be told from data.
  identity: ascending(identityOf(recognised).filter((index) => !/^[\d\s]/.test(headings[index] ?? ''))),
  blank: ascending(recognised.blankTotal),
});

type Test = (bytes: Uint8Array, at: number, end: number, delimiter: number) => boolean;

const QUOTE = 0x22;
const ascending = (columns: readonly number[]): number[] => [...columns].sort((a, b) => a - b);

const marked = (chars: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(chars, 'latin1')) table[byte] = 1;
  return table;
};

/** `42`, `2026-03-02T10:00:00Z`, `3/2/2026 10:00 AM`, `1 234,56`: a digit, and nothing further but these. */
const WRITTEN = marked('0123456789 .,:/+-TZAPM');
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

function isNumberOrMoment(bytes: Uint8Array, at: number, end: number, delimiter: number): boolean {
  if (!isDigit(bytes[at])) return false;
  let stop = at;
  while (stop < end && bytes[stop] !== delimiter && WRITTEN[bytes[stop] as number] === 1) stop++;
  return stop >= end || bytes[stop] === delimiter || bytes[stop] === QUOTE;
}

/** Bytes that blank characters begin with in UTF-8, and quotes, which may hold nothing. */
const PERHAPS_BLANK = marked('"\xc2\xe1\xe2\xe3\xef');

function isFilled(bytes: Uint8Array, at: number, _end: number, delimiter: number): boolean {
  const byte = bytes[at] as number;
  return byte > 0x20 && byte !== delimiter && PERHAPS_BLANK[byte] === 0;
}

/** Where the next cell of a well-formed record begins. */
function nextCell(bytes: Uint8Array, from: number, end: number, delimiter: number): number {
  let at = from;
  let isQuoted = false;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === delimiter && !isQuoted) return at + 1;
  }
  return end;
}
