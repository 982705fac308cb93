import { makePass, PROOF, SHAPE } from '../open/pass.js';
import { cleanPieces } from '../scan/clean-pieces.js';
import type { Loaded } from '../scan/loaded.js';
import { clearCell } from './clear-cell.js';
import { type Proof, type Shape, shapeIn } from './values/cell-shape.js';
import { isDate, type Wanted } from './wanted.js';

interface Counted {
  count: number;
  proves: Set<Proof>;
}

/**
 * Every shape that the cells of the wanted columns have, in the order of its bytes, by the place of the column. One pass
 * looks at all of a file's cells; whatever is settled of them is settled from its answer.
 */
export async function profile(
  loaded: Loaded,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<number, readonly Shape[]>> {
  if (wanted.length === 0) return new Map();
  const clear = clearCell(loaded);
  const found = wanted.map(() => new Map<string, Counted>());
  const count = (place: number, shape: string, cells: number, proves: readonly Proof[]) => {
    const shapes = found[place] as Map<string, Counted>;
    const seen = shapes.get(shape) ?? { count: 0, proves: new Set() };
    shapes.set(shape, { count: seen.count + cells, proves: new Set([...seen.proves, ...proves]) });
  };
  const seen: { place: number; at: number; shape: string }[] = [];
  const bytes = (at: number, length: number) => Buffer.from(pass.memory.buffer, at, length);
  const pass = makePass({
    newShape(place, at) {
      const memory = new DataView(pass.memory.buffer);
      const written = bytes(at, memory.getInt32(at + SHAPE.length, true)).toString();
      const shape = clear(written);
      if (shape === null) return;
      seen.push({ place, at, shape });
      const proof = proofOf(wanted[place] as Wanted, shape);
      if (!proof) return;
      const before = Buffer.byteLength(written.slice(0, written.indexOf(shape)));
      memory.setInt32(at + SHAPE.proof, PROOF[proof.of], true);
      memory.setInt32(at + SHAPE.firstAt, before + proof.first, true);
      memory.setInt32(at + SHAPE.firstDigits, proof.firstDigits, true);
      memory.setInt32(at + SHAPE.secondAt, before + proof.second, true);
      memory.setInt32(at + SHAPE.secondDigits, proof.secondDigits, true);
    },
    oddCell(place, at, length) {
      const cell = clear(bytes(at, length).toString());
      if (cell === null) return;
      const shape = shapeIn(cell);
      count(place, shape, 1, provenBy(wanted[place] as Wanted, cell));
    },
  });
  pass.begin(loaded.shape.delimiter.charCodeAt(0), loaded.scan.newline === 'crlf', EVERY, EVERY, loaded.scan.longest);
  for (const { index } of wanted) pass.lookAt(index);
  for await (const _ of cleanPieces(loaded, pass)) pass.clear();
  const memory = new DataView(pass.memory.buffer);
  for (const { place, at, shape } of seen) {
    const proves = (['provesFirst', 'provesSecond'] as const).map(
      (field) => memory.getInt32(at + SHAPE[field], true) === 1,
    );
    const what = PROVEN[memory.getInt32(at + SHAPE.proof, true)] ?? [];
    count(
      place,
      shape,
      memory.getUint32(at + SHAPE.count, true),
      what.filter((_, which) => proves[which]),
    );
  }
  return new Map(wanted.map(({ index }, place) => [index, inBytes(found[place] as Map<string, Counted>)]));
}

/** As many rows as a group may have: there is nothing to hand over. */
const EVERY = 0xffffffff;

const PROVEN: Record<number, readonly Proof[]> = {
  [PROOF.order]: ['dayFirst', 'monthFirst'],
  [PROOF.fraction]: ['fraction'],
};

function inBytes(shapes: ReadonlyMap<string, Counted>): Shape[] {
  const all = [...shapes].map(([shape, counted]): Shape => ({ shape, ...counted }));
  return all.sort((a, b) => Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)));
}

const [ORDER, FRACTION] = [/^(0{1,2})[-./](0{1,2})[-./]00/, /^([^0.,]*)0[.,]000[^0.,]*$/];

/** What the digits of cells of a shape may prove, and at which of its bytes they stand. */
function proofOf(column: Wanted, shape: string) {
  const order = isDate(column) ? ORDER.exec(shape) : null;
  if (order) {
    const [, first = '', second = ''] = order;
    const digits = { firstDigits: first.length, secondDigits: second.length };
    return { of: 'order' as const, first: 0, second: first.length + 1, ...digits };
  }
  const fraction = isDate(column) || column.kind === 'duration' ? null : FRACTION.exec(shape);
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
    const [, first, second] = (/^(\d{1,2})[-./](\d{1,2})[-./]\d\d/.exec(cell) ?? []).map(Number);
    if (first === undefined || second === undefined || Math.min(first, second) > 12 || Math.max(first, second) > 31)
      return [];
    return first > 12 ? ['dayFirst'] : second > 12 ? ['monthFirst'] : [];
  }
  return column.kind !== 'duration' && /^[^0-9.,]*0[.,][0-9]{3}[^0-9.,]*$/.test(cell) ? ['fraction'] : [];
}
