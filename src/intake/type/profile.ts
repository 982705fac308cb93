import { makePass } from '../open/pass.js';
import { cleanPieces } from '../scan/clean-pieces.js';
import type { Loaded } from '../scan/loaded.js';
import { countShapes } from './shape-counts.js';
import type { Shape } from './values/cell-shape.js';
import type { Wanted } from './wanted.js';

/**
 * The shapes of all cells of the wanted columns, in byte order, by the place of the column; of the whole file, or of its
 * first piece only.
 */
export async function shapesOfColumns(
  loaded: Loaded,
  wanted: readonly Wanted[],
  isFirstPiece = false,
): Promise<ReadonlyMap<number, readonly Shape[]>> {
  if (wanted.length === 0) return new Map();
  const counts = countShapes(
    loaded,
    wanted,
    (place) => wanted[place] as Wanted,
    () => pass.memory.buffer,
  );
  const pass = makePass(counts);
  pass.begin(loaded.shape.delimiter.charCodeAt(0), loaded.scan.newline === 'crlf', EVERY, EVERY, loaded.scan.longest);
  for (const { index } of wanted) pass.lookAt(index);
  for await (const _ of cleanPieces(loaded, pass, isFirstPiece)) pass.clear();
  return counts.shapes();
}

/** As many rows as a group may have: there is nothing to hand over. */
const EVERY = 0xffffffff;
