import { type Asked, PROOF, SHAPE } from '../open/pass.js';
import type { Loaded } from '../scan/loaded.js';
import { clearCell } from './clear-cell.js';
import { type Proof, type Shape, shapeIn } from './values/cell-shape.js';
import { isDate, isTime, type Wanted } from './wanted.js';

interface Counted {
  count: number;
  proves: Set<Proof>;
}

/** What a pass is to be told of shapes, and what it has counted in the end. */
interface ShapeCounts extends Asked {
  /** Every shape that the cells of the wanted columns have, in the order of its bytes, by the place of the column. */
  shapes(): ReadonlyMap<number, readonly Shape[]>;
}

/**
 * Counts the shapes of cells during a pass, and what their digits prove. `wantedAt` gives the wanted column for a place
 * of the pass; none where cells stay texts.
 */
export function countShapes(
  loaded: Loaded,
  wanted: readonly Wanted[],
  wantedAt: (place: number) => Wanted,
  memoryOf: () => ArrayBuffer,
): ShapeCounts {
  const clear = clearCell(loaded);
  const found = new Map(wanted.map(({ index }) => [index, new Map<string, Counted>()]));
  const count = ({ index }: Wanted, shape: string, cells: number, proves: readonly Proof[]) => {
    const shapes = found.get(index) as Map<string, Counted>;
    const seen = shapes.get(shape) ?? { count: 0, proves: new Set() };
    shapes.set(shape, { count: seen.count + cells, proves: new Set([...seen.proves, ...proves]) });
  };
  const seen: { column: Wanted; at: number; shape: string }[] = [];
  const bytes = (at: number, length: number) => Buffer.from(memoryOf(), at, length);
  return {
    newShape(place, at) {
      const memory = new DataView(memoryOf());
      const written = bytes(at, memory.getInt32(at + SHAPE.length, true)).toString();
      const column = wantedAt(place);
      const shape = clear(written, isDate(column));
      if (shape === null) return;
      seen.push({ column, at, shape });
      const proof = proofOf(column, shape);
      if (!proof) return;
      const before = Buffer.byteLength(written.slice(0, written.indexOf(shape)));
      memory.setInt32(at + SHAPE.proof, PROOF[proof.of], true);
      memory.setInt32(at + SHAPE.firstAt, before + proof.first, true);
      memory.setInt32(at + SHAPE.firstDigits, proof.firstDigits, true);
      memory.setInt32(at + SHAPE.secondAt, before + proof.second, true);
      memory.setInt32(at + SHAPE.secondDigits, proof.secondDigits, true);
    },
    oddCell(place, at, length) {
      const column = wantedAt(place);
      const cell = clear(bytes(at, length).toString(), isDate(column));
      if (cell === null) return;
      count(column, shapeIn(cell), 1, provenBy(column, cell));
    },
    shapes() {
      const memory = new DataView(memoryOf());
      for (const { column, at, shape } of seen.splice(0)) {
        const proves = (['provesFirst', 'provesSecond'] as const).map(
          (field) => memory.getInt32(at + SHAPE[field], true) === 1,
        );
        const what = PROVEN[memory.getInt32(at + SHAPE.proof, true)] ?? [];
        const cells = memory.getUint32(at + SHAPE.count, true);
        count(
          column,
          shape,
          cells,
          what.filter((_, which) => proves[which]),
        );
      }
      return new Map([...found].map(([index, shapes]) => [index, inBytes(shapes)]));
    },
  };
}

const PROVEN: Record<number, readonly Proof[]> = {
  [PROOF.order]: ['dayFirst', 'monthFirst'],
  [PROOF.fraction]: ['fraction'],
};

function inBytes(shapes: ReadonlyMap<string, Counted>): Shape[] {
  const all = [...shapes].map(([shape, counted]): Shape => ({ shape, ...counted }));
  return all.sort((a, b) => Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)));
}

/** A day of the week, or the time, may stand before a date. */
const [ORDER, FRACTION] = [
  /^([^0]{0,14}|0{1,2}:00(?::00)?(?: ?[ap]\.?m\.?)?,? +)(0{1,2})[-./](0{1,2})[-./]00/i,
  /^([^0.,]*)0[.,]000[^0.,]*$/,
];

/** What the digits of a shape may prove, and at which bytes they stand. */
function proofOf(column: Wanted, shape: string) {
  const order = isDate(column) ? ORDER.exec(shape) : null;
  if (order) {
    const [, before = '', first = '', second = ''] = order;
    const [at, digits] = [Buffer.byteLength(before), { firstDigits: first.length, secondDigits: second.length }];
    return { of: 'order' as const, first: at, second: at + first.length + 1, ...digits };
  }
  const fraction = isDate(column) || isTime(column) ? null : FRACTION.exec(shape);
  return fraction
    ? {
        of: 'fraction' as const,
        first: Buffer.byteLength(fraction[1] ?? ''),
        firstDigits: 1,
        second: 0,
        secondDigits: 1,
      }
    : undefined;
}

/** What one cell proves. */
function provenBy(column: Wanted, cell: string): Proof[] {
  if (isDate(column)) {
    const [order, before = ''] = ORDER.exec(shapeIn(cell)) ?? [];
    if (order === undefined) return [];
    const [first = 0, second = 0] = cell.slice(before.length).split(/[-./]/, 2).map(Number);
    if (Math.min(first, second) > 12 || Math.max(first, second) > 31) return [];
    return first > 12 ? ['dayFirst'] : second > 12 ? ['monthFirst'] : [];
  }
  return !isTime(column) && /^[^0-9.,]*0[.,][0-9]{3}[^0-9.,]*$/.test(cell) ? ['fraction'] : [];
}
