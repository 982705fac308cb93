import { isDay } from '../../model/dates.js';
import { type Asked, DAYS, PROOF, SHAPE } from '../open/pass.js';
import type { Loaded } from '../scan/loaded.js';
import { clearCell } from './clear-cell.js';
import { type Proof, type Shape, shapeIn } from './values/cell-shape.js';
import { isDate, isTime, type Wanted } from './wanted.js';

interface Counted {
  count: number;
  proves: Set<Proof>;
  days?: Set<string>;
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
  const count = (
    { index }: Wanted,
    shape: string,
    cells: number,
    proves: readonly Proof[],
    days: readonly string[],
  ) => {
    const shapes = found.get(index) as Map<string, Counted>;
    const counted = shapes.get(shape) ?? { count: 0, proves: new Set() };
    shapes.set(shape, counted);
    counted.count += cells;
    for (const proof of proves) counted.proves.add(proof);
    if (days.length > 0) counted.days = new Set([...(counted.days ?? []), ...days]);
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
      count(column, shapeIn(cell), 1, provenBy(column, cell), isDate(column) ? dayIn(cell) : []);
    },
    shapes() {
      const memory = new DataView(memoryOf());
      for (const { column, at, shape } of seen.splice(0)) {
        const proves = (['provesFirst', 'provesSecond'] as const).map(
          (field) => memory.getInt32(at + SHAPE[field], true) === 1,
        );
        const what = PROVEN[memory.getInt32(at + SHAPE.proof, true)] ?? [];
        const cells = memory.getUint32(at + SHAPE.count, true);
        const proven = what.filter((_, which) => proves[which]);
        count(column, shape, cells, proven, daysAt(memory, memory.getUint32(at + SHAPE.days, true)));
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

/** A date that begins with its year, in a shape or a cell. */
const YEAR_FIRST = /^(?<before>[^0-9]{0,14})(?<year>[0-9]{4})[-./](?<month>[0-9]{1,2})[-./](?<day>[0-9]{1,2})(?![0-9])/;

/** What the digits of a shape may prove, or what else is wanted of them, and at which bytes they stand. */
function proofOf(column: Wanted, shape: string) {
  const named = isDate(column) ? YEAR_FIRST.exec(shape)?.groups : undefined;
  if (named) {
    const { before = '', month = '', day = '' } = named;
    const at = Buffer.byteLength(before) + '0000-'.length;
    const digits = { firstDigits: month.length, secondDigits: day.length };
    return { of: 'days' as const, first: at, second: at + month.length + 1, ...digits };
  }
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

/** The days whose bits are set; none where there is no such room. */
function daysAt(memory: DataView, room: number): string[] {
  const days: string[] = [];
  for (let month = 0; room !== 0 && month < DAYS.months; month++) {
    const bits = memory.getUint32(room + month * 4, true);
    for (let day = 1; bits !== 0 && day <= 31; day++)
      if ((bits >>> day) & 1) days.push(dayOf(DAYS.from + Math.floor(month / 12), (month % 12) + 1, day));
  }
  return days.filter(isDay);
}

/** The day of one cell whose date begins with its year. */
function dayIn(cell: string): string[] {
  const { year, month, day } = YEAR_FIRST.exec(cell)?.groups ?? {};
  const written = dayOf(Number(year), Number(month), Number(day));
  return isDay(written) ? [written] : [];
}

const dayOf = (year: number, ...parts: [month: number, day: number]): string =>
  [`${year}`, ...parts.map((part) => `${part}`.padStart(2, '0'))].join('-');

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
