import { fold } from '../../model/fold.js';
import type { Work } from '../../model/give-way.js';
import type { FileShape } from '../shape/file-shape.js';
import { recordsInTurns } from '../shape/record-cells.js';
import { isName, type TotalContext } from './totals.js';

/** By column: whether it has a folded cell in some row; false until it was looked up. */
export type Others = Map<string, { column: number; cell: string; isThere: boolean }>;
/** In the place of a column: whether some row is told apart by more than a weak label. */
const NAMED = 'named';

/** Asks whether other rows hold a cell: what nobody has asked before is noted, to be looked up. */
export function otherRows(others: Others): Pick<TotalContext, 'hasCell' | 'hasNamed'> {
  const ask = (key: string, column: number, cell: string) => {
    const known = others.get(key) ?? { column, cell, isThere: false };
    others.set(key, known);
    return known.isThere;
  };
  return {
    hasCell(column, written) {
      const cell = fold(written);
      return ask(`${column} ${cell}`, column, cell);
    },
    hasNamed: () => ask(NAMED, -1, ''),
  };
}

/** Reads all rows, and answers what was asked of them. `names`: the columns of which one names a row. */
export function* lookUp(
  others: Others,
  bytes: Buffer,
  { delimiter, rowsStart }: FileShape,
  names: readonly number[],
): Work<void> {
  const columns = new Set([...others.values()].map(({ column }) => column));
  const named = others.get(NAMED);
  for (const cells of recordsInTurns(bytes, rowsStart, delimiter)) {
    if (cells === null) {
      yield;
      continue;
    }
    for (const column of columns) {
      const asked = others.get(`${column} ${fold(cells[column] ?? '')}`);
      if (asked) asked.isThere = true;
    }
    if (named && !named.isThere) named.isThere = names.some((index) => isName((cells[index] ?? '').trim()));
  }
}
