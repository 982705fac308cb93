import { Bug } from '../../error.js';
import { exact } from '../../model/exact.js';
import type { Value } from '../engine.js';

/**
 * The format in which rows come: exact for all types. How null, true and moments are written depends on settings, which
 * are sent (`READING`).
 */
export const WIRE = 'TabSeparatedWithNamesAndTypes';

/** The cells of rows as they come, line by line and still escaped; the first two lines are names and types. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let width: number | undefined;
  const cellsOf = (line: string): string[] => {
    const cells = line.split('\t');
    width ??= cells.length;
    if (cells.length !== width) throw new Bug('an answer with a row of more or fewer cells than it has columns');
    return cells;
  };
  for await (const chunk of stream) {
    const piece = decoder.decode(chunk, { stream: true });
    rest += piece;
    // A list of millions is a single cell, which must not be searched again with each piece that arrives.
    if (!piece.includes('\n')) continue;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield cellsOf(line);
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
  if (/^U?Int\d+$/.test(type)) return (cell) => BigInt(checked(cell, /^-?\d+$/, type));
  const scale = /^Decimal\(\d+, (\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined) return decimalOf(type, Number(scale));
  if (/^Float\d+$/.test(type)) return numberOf(type);
  if (type === 'Bool') return (cell) => checked(cell, /^(?:true|false)$/, type) === 'true';
  if (/^(?:String|FixedString|Date|Date32|DateTime|DateTime64|Enum8|Enum16|UUID|Nothing)(?:\(.*\))?$/s.test(type))
    return unescaped;
  throw new TypeError(`cast this column in SQL: ${type}`);
}

/** A cell that cannot be read must not become a number: JavaScript makes 0 of an empty one, and unknown is never zero. */
function checked(cell: string, is: RegExp, type: string): string {
  if (is.test(cell)) return cell;
  throw new Bug(`an answer with a cell that is no ${type}`);
}

/** With all decimals of its type, as DuckDB gives it: ClickHouse drops zeros at the end. */
const decimalOf =
  (type: string, scale: number) =>
  (cell: string): Value => {
    const [units = '', places = ''] = checked(cell, /^-?\d+(?:\.\d+)?$/, type).split('.');
    return exact(BigInt(units + places.padEnd(scale, '0')), 10n ** BigInt(scale));
  };

/** Whole ones as DuckDB's are handed on. */
const numberOf =
  (type: string) =>
  (cell: string): Value => {
    const value = doubleOf(cell, type);
    return Number.isInteger(value) ? BigInt(value) : value;
  };

export const doubleOf = (cell: string, type: string): number =>
  ODD.get(cell) ?? Number(checked(cell, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i, type));
const ODD: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ...['nan', '-nan'].map((cell) => [cell, Number.NaN] as const),
]);

const unescaped = (cell: string): string =>
  cell.includes('\\') ? cell.replace(/\\(.)/gs, (_, letter: string) => ESCAPED[letter] ?? letter) : cell;
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0' };
