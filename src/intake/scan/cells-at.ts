import { readFileSync } from 'node:fs';
import { recordsInTurns } from '../shape/record-cells.js';
import type { Loaded } from './loaded.js';

/** The cells of a column, as they were written down; null after every turn. */
export function* cellsAt({ clean, shape }: Loaded, index: number): Generator<string | null> {
  let left = clean.skip;
  for (const cells of recordsInTurns(readFileSync(clean.path), 0, shape.delimiter)) {
    if (cells === null) yield null;
    else if (left-- <= 0) yield cells[index] ?? '';
  }
}
