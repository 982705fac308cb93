import { exact } from '../../model/exact.js';
import type { Value } from '../engine.js';

/** In which rows come: exact for whatever type, and of no setting's making. */
export const WIRE = 'TabSeparatedWithNamesAndTypes';

/** The cells of rows as they come in, line by line, still escaped; the first two are names and types. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of stream) {
    const piece = decoder.decode(chunk, { stream: true });
    rest += piece;
    // A list of millions is one cell: it is not gone through once more with each piece that comes.
    if (!piece.includes('\n')) continue;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.split('\t');
  }
  if (rest !== '') throw new TypeError('an answer that ends in the middle of a row');
}

/** What makes values of the cells of a column. */
export function cellReader(type: string): (cell: string) => Value {
  const read = readerOf(bare(type));
  return (cell) => (cell === '\\N' ? null : read(cell));
}

const bare = (type: string): string => /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type)?.[1] ?? type;

function readerOf(type: string): (cell: string) => Value {
  const own = bare(type);
  if (own !== type) return readerOf(own);
  if (/^U?Int\d+$/.test(type)) return BigInt;
  const scale = /^Decimal\(\d+, (\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined) return decimalOf(Number(scale));
  if (/^Float\d+$/.test(type)) return asNumber;
  if (type === 'Bool') return (cell) => cell === 'true';
  if (/^(?:String|FixedString|Date|Date32|DateTime|DateTime64|Enum8|Enum16|UUID|Nothing)\b/.test(type))
    return unescaped;
  throw new TypeError(`cast this column in SQL: ${type}`);
}

/** With as many places as its type has, as DuckDB's: zeros at its end are not sent. */
const decimalOf =
  (scale: number) =>
  (cell: string): Value => {
    const [units = '', places = ''] = cell.split('.');
    return exact(BigInt(units + places.padEnd(scale, '0')), 10n ** BigInt(scale));
  };

/** Whole ones as DuckDB's are handed on. */
const asNumber = (cell: string): Value => {
  const value = cell === 'inf' ? Number.POSITIVE_INFINITY : cell === '-inf' ? Number.NEGATIVE_INFINITY : Number(cell);
  return Number.isInteger(value) ? BigInt(value) : value;
};

const unescaped = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, letter: string) => ESCAPED[letter] ?? letter) : cell;
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0' };
