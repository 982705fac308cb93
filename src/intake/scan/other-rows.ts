import { fold } from '../../model/fold.js';
import type { Work } from '../../model/give-way.js';
import type { FileShape } from '../shape/file-shape.js';
import { recordsInTurns } from '../shape/record-cells.js';
import { isName, type TotalContext } from './totals.js';

/** Questions about other rows: whether a column has a folded cell in some row. Until it is looked up the answer is no. */
export type Others = Map<string, { column: number; cell: string; isThere: boolean }>;
/** In place of a column: whether some row has a name that is more than a weak label. */
const NAMED = 'named';

/** Answers whether other rows hold a cell. A question that is new is noted, to be looked up after the scan. */
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

/** Reads all rows and answers the questions. `names`: the columns that name a row. */
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
