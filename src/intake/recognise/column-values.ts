import { atOnce, inTurns, TURN, type Work } from '../../model/give-way.js';
import { isNull } from '../../model/nulls.js';
import type { FileShape } from '../shape/file-shape.js';
import { recordsInTurns, recordsOf } from '../shape/record-cells.js';
import { type FirstOf, TOO_MANY, type ValuesOf } from './unread-table.js';

/** A file names a handful of sources: a column with more different values does not hold them. */
const MOST = 1000;
/** Once so many columns have been read one by one, the others are read together. */
const ONE_BY_ONE = 3;

/**
 * For decisions that depend on the values of columns. `decide` asks for the values of a column and gets them at once in a
 * small file. In a large file it is called again from the beginning once they are known, since reading them takes turns
 * and `decide` does not.
 */
export function decider(bytes: Buffer, shape: FileShape): <T>(decide: (valuesOf: ValuesOf) => T) => Promise<T> {
  const known = new Map<number, ReadonlySet<string>>();
  const learn = function* (columns: readonly number[]): Work<void> {
    const found = yield* valuesIn(bytes, shape, columns);
    for (const [column, values] of found) known.set(column, values);
  };
  const valuesOf: ValuesOf = (column) => {
    if (column < 0) return new Set();
    if (!known.has(column) && bytes.length <= TURN) atOnce(learn([column]));
    const values = known.get(column);
    if (values === undefined) throw new Asked(column);
    return values;
  };
  return async (decide) => {
    for (;;)
      try {
        return decide(valuesOf);
      } catch (error) {
        if (!(error instanceof Asked)) throw error;
        const others = shape.headings.map((_, at) => at).filter((at) => !known.has(at) && at !== error.column);
        await inTurns(learn([error.column, ...(known.size < ONE_BY_ONE ? [] : others)]));
      }
  };
}

/** So many rows show what kind of thing a column holds. */
const FIRST = 50;

/** The values of the first rows of each column, read when somebody asks for them. */
export function firstRows(bytes: Buffer, { rowsStart, delimiter }: FileShape): FirstOf {
  let rows: string[][] | undefined;
  return (column) => {
    rows ??= [...take(recordsOf(bytes, rowsStart, delimiter), FIRST)];
    return rows.flatMap((cells) => filled(cells[column]) ?? []);
  };
}

function* take<T>(all: Iterable<T>, most: number): Generator<T> {
  let left = most;
  for (const one of all) {
    yield one;
    if (--left === 0) return;
  }
}

/** A cell that holds something. */
const filled = (cell: string | undefined): string | undefined => (cell && !isNull(cell) ? cell : undefined);

/** Whoever decides asked for a column that is not known yet. */
class Asked extends Error {
  constructor(readonly column: number) {
    super('asked');
  }
}

/** The values of columns; `TOO_MANY` of a column that has many. */
function* valuesIn(
  bytes: Buffer,
  { rowsStart, delimiter, headings }: FileShape,
  columns: readonly number[],
): Work<Map<number, ReadonlySet<string>>> {
  const few = new Map(columns.map((column) => [column, new Set<string>()]));
  const found = new Map<number, ReadonlySet<string>>(few);
  for (const cells of recordsInTurns(bytes, rowsStart, delimiter)) {
    if (few.size === 0) break;
    if (cells === null) yield;
    else if (cells.length === headings.length)
      for (const [column, values] of few) {
        const cell = filled(cells[column]);
        if (cell) values.add(cell);
        if (values.size <= MOST) continue;
        found.set(column, TOO_MANY);
        few.delete(column);
      }
  }
  return found;
}
