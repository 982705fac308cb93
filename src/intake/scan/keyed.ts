import { createHmac } from 'node:crypto';
import { normalised, type PersonField } from '../../model/person-ids.js';
import type { Country } from '../../model/phone-numbering.js';
import type { PersonColumns } from '../recognise/person-columns.js';
import { readRecord } from '../shape/record.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Segment } from './scan.js';

/** By what people are told: which fields, whose numbers, and the random key of the run. */
export interface PeopleSettings {
  fields: ReadonlySet<PersonField>;
  country: Country | undefined;
  secret: Uint8Array;
}

/** Bytes that are written together. */
const PIECE = 1 << 20;
/** What a key takes more than the shortest cell. */
export const KEY_BYTES = 34;

/**
 * The records of the segments, each ended by `newline`, with a key in place of every phone and address: whoever reads the
 * rows can tell that two are of one person, and not who that is. Of several columns the first that holds one counts.
 */
export function* keyedRows(
  bytes: Buffer,
  segments: readonly Segment[],
  delimiter: string,
  columns: PersonColumns,
  { country, secret }: PeopleSettings,
  newline: string,
): Generator<Uint8Array> {
  const keyOf = (field: PersonField, cells: readonly string[], places: readonly number[]): string => {
    for (const place of places) {
      const value = normalised(field, cells[place] ?? '', country);
      if (value !== null) return createHmac('sha256', secret).update(`${field} ${value}`).digest('hex').slice(0, 32);
    }
    return '';
  };
  const code = delimiter.charCodeAt(0);
  let piece = '';
  for (const { start, end } of segments) {
    for (let at = start; at < end; ) {
      const record = readRecord(bytes, at, code);
      const cells = cellsOf(bytes.toString('utf8', at, record.contentEnd), delimiter);
      const keys = [...columns].map(([field, places]) => [places, keyOf(field, cells, places)] as const);
      for (const [places] of keys) for (const place of places) cells[place] = '';
      for (const [[first = 0], key] of keys) cells[first] = key;
      piece += cells.map((cell) => quoted(cell, delimiter)).join(delimiter) + newline;
      at = record.end;
      if (piece.length > PIECE) {
        yield Buffer.from(piece);
        piece = '';
      }
    }
  }
  yield Buffer.from(piece);
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
