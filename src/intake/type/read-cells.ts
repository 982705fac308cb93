import { isDeepStrictEqual } from 'node:util';
import { orRefused } from '../../error.js';
import type { Scratch } from '../../scratch.js';
import { PIECE } from '../scan/clean-pieces.js';
import type { Loaded } from '../scan/loaded.js';
import { isWorthIt } from './cell-groups.js';
import { type LaidOut, layOut } from './lay-out.js';
import { shapesOfColumns } from './profile.js';
import type { CellRequest } from './request.js';
import type { Settled } from './settle.js';
import type { Shape } from './values/cell-shape.js';

type Shapes = ReadonlyMap<number, readonly Shape[]>;

/** The cells of a file, laid out in the way that all of them together require. */
interface CellsRead extends Settled {
  laidOut: LaidOut;
}

/**
 * Settles how the cells of a file are read, and lays them out so. A large file is laid out by what its beginning shows
 * while the shapes of all cells are counted; formats are then settled from these shapes alone, as in a small file. If a
 * cell would have to be read in another way, the file is laid out again. So most files are read once.
 */
export async function readCells(
  loaded: Loaded,
  request: CellRequest,
  settleBy: (shapes: Shapes) => Settled,
  asOf: string | undefined,
  scratch: Scratch,
  own: string,
): Promise<CellsRead> {
  const lay = (shapes: Shapes, { readings }: Settled) =>
    layOut(loaded, request, { shapes, readings, asOf }, scratch, own);
  const { typed } = request;
  if (loaded.size > PIECE && typed.length > 0) {
    const beginning = await shapesOfColumns(loaded, typed, true);
    // The beginning of a file may leave open what the rest of it settles.
    const foreseen = await orRefused(() => settleBy(beginning));
    if ('readings' in foreseen) {
      const laidOut = await lay(beginning, foreseen);
      const settled = settleBy(laidOut.shapes);
      const laid = isAsForeseen(request, laidOut, foreseen, settled) ? laidOut : await lay(laidOut.shapes, settled);
      return { ...settled, laidOut: laid };
    }
  }
  const shapes = await shapesOfColumns(loaded, typed);
  const settled = settleBy(shapes);
  return { ...settled, laidOut: await lay(shapes, settled) };
}

/** Whether every shape of the file was read as it has to be, and every column that is worth it got values. */
function isAsForeseen(
  { typed, texts }: CellRequest,
  { columns, shapes, asked }: LaidOut,
  foreseen: Settled,
  settled: Settled,
): boolean {
  const areLaid = typed.every(
    ({ index }) =>
      texts.has(index) || columns.get(index)?.hasValues === isWorthIt(settled.readings.get(index), shapes.get(index)),
  );
  const program = ({ readings }: Settled, index: number, written: string) => readings.get(index)?.program?.(written);
  return (
    areLaid &&
    asked.every(({ index, written }) =>
      isDeepStrictEqual(program(foreseen, index, written), program(settled, index, written)),
    )
  );
}
