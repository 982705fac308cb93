import { createHmac } from 'node:crypto';
import { normalised, type PersonField } from '../../model/person-ids.js';
import type { Country } from '../../model/phone-numbering.js';
import type { PersonColumns } from '../recognise/person-columns.js';
import { readRecord } from '../shape/record.js';
import { cellsOf } from '../shape/record-cells.js';
import type { Segment } from './scan-tally.js';

/** How people are recognised: which fields, of which country numbers are, and the random key of the run. */
export interface PeopleSettings {
  fields: ReadonlySet<PersonField>;
  country: Country | undefined;
  secret: Uint8Array;
}

type Told = NonNullable<ReturnType<PersonColumns['get']>>;

/** Bytes that are written together. */
const PIECE = 1 << 20;
/** What a key takes, with the delimiter before it. */
export const KEY_BYTES = 33;

/**
 * The records of the segments, each ended by `newline`, with a key per field behind their own cells. Keys show that two
 * records are of one person, but not who that is. Of several columns the first with a phone or address counts; in a list
 * of calls each of them does, separated by a blank.
 */
export function* keyedRows(
  bytes: Buffer,
  segments: readonly Segment[],
  delimiter: string,
  columns: PersonColumns,
  { country, secret }: PeopleSettings,
  newline: string,
): Generator<Uint8Array> {
  const keyOf = (field: PersonField, value: string): string =>
    createHmac('sha256', secret).update(`${field} ${value}`).digest('hex').slice(0, 32);
  const keysOf = (field: PersonField, { places, areAll }: Told, cells: readonly string[]): string => {
    const keys: string[] = [];
    for (const place of places) {
      const value = normalised(field, cells[place] ?? '', country);
      if (value !== null) keys.push(keyOf(field, value));
      if (keys.length > 0 && !areAll) break;
    }
    return keys.join(' ');
  };
  const code = delimiter.charCodeAt(0);
  let piece = '';
  for (const { start, end } of segments) {
    for (let at = start; at < end; ) {
      const record = readRecord(bytes, at, code);
      const written = bytes.toString('utf8', at, record.contentEnd);
      const cells = cellsOf(written, delimiter);
      const keys = [...columns].map(([field, told]) => keysOf(field, told, cells));
      piece += [written, ...keys].join(delimiter) + newline;
      at = record.end;
      if (piece.length > PIECE) {
        yield Buffer.from(piece);
        piece = '';
      }
    }
  }
  yield Buffer.from(piece);
}
