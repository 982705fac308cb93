import type { Work } from '../../model/give-way.js';
import type { FileShape } from '../shape/file-shape.js';
import { recordsInTurns } from '../shape/record-cells.js';

/** How platforms say that a cell stands for all values of its column. */
const ALL = ['All', 'Все', 'Всі', 'Todos', 'Todo', 'Tous', 'Alle', 'Tudo'];
const isAll = (cell: string): boolean => ALL.includes(cell);

/** The columns that tell the rows of a breakdown apart. */
interface Breakdown {
  /** Age, gender, country, … */
  by: readonly number[];
  day: number | undefined;
  /** What was broken down: campaigns, ad sets, ads, accounts. */
  of: readonly number[];
  /** Whether rows with a name that leave all of `by` empty are sums. */
  areBlankSums: boolean;
}

export interface Sums {
  /** Whether a row is the sum of other rows of the file. */
  isSum: (cells: readonly string[]) => boolean;
  /** Whether a row without a name is a part of the named row above it: pivot tables write a name once. */
  isPart: (cells: readonly string[]) => boolean;
  /** The key that a sum shares with its parts. A row that is part of several sums has several. */
  keyOf: (sum: readonly string[]) => string;
  keysOf: (row: readonly string[]) => string[];
}

/** A sum and its parts as they are written: how often each amount stands in them. */
export interface Compared {
  /** Of the first row that is this sum. */
  line: number;
  sums: Map<string, number>;
  parts: Map<string, number>;
}

/**
 * Finds rows that are sums of others: those that say `All` where other rows of the same campaign give the age or the day.
 * A row without such parts is an ordinary row. Undefined where there are no such rows.
 */
export function* breakdownSums(
  bytes: Buffer,
  { delimiter, rowsStart }: Pick<FileShape, 'delimiter' | 'rowsStart'>,
  { by, day, of, areBlankSums }: Breakdown,
): Work<Sums | undefined> {
  const open = day === undefined ? by : [...by, day];
  if (open.length === 0 || !(areBlankSums || (yield* areCells(ALL, bytes, delimiter)))) return undefined;
  const rows = () => recordsInTurns(bytes, rowsStart, delimiter);
  const isNamed = (cells: readonly string[]) => of.some((index) => (cells[index] ?? '') !== '');
  const isBlank = (cells: readonly string[]) =>
    areBlankSums && isNamed(cells) && by.every((index) => (cells[index] ?? '') === '');
  const summed = (cells: readonly string[]) =>
    open.filter((index) => isAll(cells[index] ?? '') || (by.includes(index) && isBlank(cells)));
  // The cells of a row, without those that the sum has as `All`.
  const signature = (cells: readonly string[], without: readonly number[]) =>
    JSON.stringify([
      without,
      ...[...of, ...open].map((index) => (without.includes(index) ? '' : (cells[index] ?? ''))),
    ]);
  // Only keys of sums are kept: in a large file most rows are not sums.
  const places = new Map<string, readonly number[]>();
  const asked = new Map<string, { isNamed: boolean }>();
  for (const cells of rows()) {
    if (cells === null) {
      yield;
      continue;
    }
    const own = summed(cells);
    if (own.length === 0) continue;
    places.set(own.join(), own);
    const key = signature(cells, own);
    asked.set(key, { isNamed: isNamed(cells) || (asked.get(key)?.isNamed ?? false) });
  }
  if (places.size === 0) return undefined;
  const keysOf = (cells: readonly string[]) => {
    const own = summed(cells);
    return [...places.values()]
      .filter((place) => own.length < place.length && own.every((index) => place.includes(index)))
      .map((place) => signature(cells, place))
      .filter((key) => asked.has(key));
  };
  // A total of the file has no name either, but it leaves empty the columns in which a sum says `All`.
  const isUnnamedPart = (cells: readonly string[], places: readonly number[]) =>
    !isNamed(cells) && summed(cells).length === 0 && places.some((index) => (cells[index] ?? '') !== '');
  const parts = new Set<string>();
  const above = new Map<string, readonly number[]>();
  let before: readonly string[] | undefined;
  for (const cells of rows()) {
    if (cells === null) {
      yield;
      continue;
    }
    for (const key of keysOf(cells)) parts.add(key);
    if (before && isNamed(before) && isUnnamedPart(cells, summed(before)))
      above.set(JSON.stringify(before), summed(before));
    before = cells;
  }
  // If parts of sums bear a name, an unnamed row is not a part of the row above it.
  if ([...parts].some((key) => asked.get(key)?.isNamed)) above.clear();
  const split = [...new Set([...above.values()].flat())];
  return {
    isSum: (cells) => {
      const own = summed(cells);
      return own.length > 0 && (parts.has(signature(cells, own)) || above.has(JSON.stringify(cells)));
    },
    isPart: (cells) => isUnnamedPart(cells, split),
    keyOf: (cells) => signature(cells, summed(cells)),
    keysOf,
  };
}

/**
 * Whether some cell consists of one of the words. It is a native search, so that files without them are not read cell by
 * cell.
 */
function* areCells(words: readonly string[], bytes: Buffer, delimiter: string): Work<boolean> {
  const edges = new Set([...`${delimiter}"\r\n`].map((char) => char.charCodeAt(0)));
  const needles = words.map((word) => Buffer.from(word, 'utf8'));
  for (let from = 0; from < bytes.length; from += PIECE) {
    // A word that begins in a piece is looked for in it, though it may end in the next.
    const piece = bytes.subarray(from, from + PIECE + OVERLAP);
    for (const needle of needles)
      for (let at = piece.indexOf(needle); at >= 0; at = piece.indexOf(needle, at + needle.length)) {
        const [before, after] = [bytes[from + at - 1], bytes[from + at + needle.length]];
        if (edges.has(before ?? 10) && edges.has(after ?? 10)) return true;
      }
    if (from + PIECE < bytes.length) yield;
  }
  return false;
}

/** Bytes that are searched between two turns, and more than the longest word has. */
const [PIECE, OVERLAP] = [1 << 23, 16];
