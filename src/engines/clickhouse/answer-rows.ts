import type { Column, Value } from '../engine.js';
import { cellReader, doubleOf, linesOf } from './wire.js';

/** All rows of an answer. */
export async function rowsIn(bytes: AsyncIterable<Uint8Array>): Promise<Value[][]> {
  const { types, lines } = await begun(bytes);
  const readers = types.map(cellReader);
  const rows: Value[][] = [];
  for await (const cells of lines) rows.push(cells.map((cell, at) => readers[at]?.(cell) ?? null));
  return rows;
}

/** Hands the rows of an answer on as columns, batch by batch, and says how many they were. */
export async function scanned(
  bytes: AsyncIterable<Uint8Array>,
  take: (columns: readonly Column[], rows: number) => void,
): Promise<number> {
  const { types, lines } = await begun(bytes);
  const readers = types.map((type) => {
    if (/^Array\(.*Float64/.test(type)) return numbersOf;
    const read = cellReader(type);
    // As DuckDB gives them: integers of up to 32 bits and doubles become numbers.
    if (!/\b(?:U?Int(?:8|16|32)|Float\d+)\b/.test(type)) return read;
    return (cell: string) => {
      const value = read(cell);
      return value === null ? null : Number(value);
    };
  });
  let count = 0;
  let batch: string[][] = [];
  let length = 0;
  const hand = () => {
    const own = batch;
    take(
      readers.map((read, at) => ({ getItem: (row) => read(own[row]?.[at] ?? '\\N') })),
      own.length,
    );
    count += own.length;
    batch = [];
    length = 0;
  };
  for await (const cells of lines) {
    for (const cell of cells) length += cell.length;
    if (batch.push(cells) === BATCH || length > BATCH_TEXT) hand();
  }
  if (batch.length > 0) hand();
  return count;
}

/** `[1,2.5]` */
const numbersOf = (cell: string): Float64Array =>
  cell === '[]'
    ? new Float64Array(0)
    : Float64Array.from(cell.slice(1, -1).split(','), (one) => doubleOf(one, 'Float64'));

/** Rows are handed on in batches of so many rows or characters: long lists of numbers must not pile up by the thousand. */
const BATCH = 8192;
const BATCH_TEXT = 16_000_000;

interface Answer {
  readonly types: readonly string[];
  readonly lines: AsyncIterable<string[]>;
}

/** Reads an answer as far as the types of its columns: the line of their names comes first. */
async function begun(bytes: AsyncIterable<Uint8Array>): Promise<Answer> {
  const lines = linesOf(bytes);
  await lines.next();
  const { value: types } = await lines.next();
  return { types: types ?? [], lines };
}
