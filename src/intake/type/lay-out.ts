import { type Sql, sql } from '../../engines/sql.js';
import type { Scratch } from '../../scratch.js';
import { COLUMN, makePass, type Pass, READING, SHAPE, TEXTS } from '../open/pass.js';
import { cleanPieces } from '../scan/clean-pieces.js';
import type { Loaded } from '../scan/loaded.js';
import { isPlainId } from './cells.js';
import { DECORATIONS } from './clean-id.js';
import { clearCell } from './clear-cell.js';
import { makeParquet, type ParquetColumn, type Part } from './parquet.js';
import type { CellRequest } from './request.js';
import type { Reading, Shape } from './values/cell-shape.js';
import type { Program } from './values/program.js';
import { isDate, type Wanted } from './wanted.js';

/** The cells of a file as an engine finds them: columns `c<i>` with texts, `p<i>` with values. */
export interface LaidOut {
  path: string;
  columns: ReadonlyMap<number, LaidColumn>;
}

export interface LaidColumn {
  /** Whether cells have become values: then its texts are those of the others, the odd ones. */
  hasValues: boolean;
  hasTexts: boolean;
  /** Whether some text may begin or end with a blank. */
  hasBlanks: boolean;
  /** Whether some text may be a dash alone, or a few. */
  hasDashes: boolean;
  /** Whether some text has a percent sign. */
  hasPercents: boolean;
  /**
   * Of IDs which have letters, digits and dashes alone, and a digit that is no zero: there is nothing to take off, and no
   * placeholder is so. `some`: the column `q<i>` says which.
   */
  plain: 'none' | 'some' | 'all';
  /** Whether some have lost a decoration or capital letters, and are plain without: the column `d<i>` says which. */
  hasBared: boolean;
}

/** Whether the ID in a column is plain; never null. */
export function plainIn(columns: LaidOut['columns'], place: number): Sql {
  const plain = columns.get(place)?.plain;
  return plain === 'some' ? sql`coalesce(${isPlainId(place)}, false)` : plain === 'all' ? sql`true` : sql`false`;
}

/** Rows of a group: as many as an engine takes at once. */
const ROWS = 122_880;
/** Texts of a group that end it, over all columns, and of one column at most. */
const [TEXTS_OF_ALL, TEXTS_OF_ONE] = [256 * 2 ** 20, 4 * 2 ** 20];

/** Lays the needed cells of a file out for an engine: what is beyond doubt as values, everything else as it is written. */
export async function layOut(
  loaded: Loaded,
  { needed, texts, ids, bared, isCaseIgnored, clicks, typed }: CellRequest,
  {
    shapes,
    readings,
    asOf,
  }: {
    shapes: ReadonlyMap<number, readonly Shape[]>;
    readings: ReadonlyMap<number, Reading>;
    asOf: string | undefined;
  },
  scratch: Scratch,
  own: string,
): Promise<LaidOut> {
  const valued = new Map(
    typed
      .filter((column) => !texts.has(column.index) && isWorthIt(readings.get(column.index), shapes.get(column.index)))
      .map((column) => [column.index, column] as const),
  );
  // A file of which no column is needed has as many rows all the same.
  const places = needed.size > 0 ? [...needed] : [0];
  const limit = Math.min(TEXTS_OF_ONE, Math.floor(TEXTS_OF_ALL / places.length), loaded.size);
  const {
    scan,
    shape: { delimiter },
  } = loaded;
  const isId = (place: number) => ids.has(place) || clicks.has(place);
  const clear = clearCell(loaded);
  const pass = makePass({
    newShape(place, at) {
      const memory = new DataView(pass.memory.buffer);
      const written = Buffer.from(pass.memory.buffer, at, memory.getInt32(at + SHAPE.length, true)).toString();
      const reading = readings.get(places[place] as number);
      if (clear(written) === null) memory.setInt32(at + SHAPE.reading, READING.nothing, true);
      else setProgram(memory, at, reading?.program?.(written));
    },
    oddCell() {},
  });
  const rows = Math.max(1, Math.min(ROWS, scan.records));
  pass.begin(delimiter.charCodeAt(0), scan.newline === 'crlf', rows, limit, scan.longest);
  const room = limit + scan.longest + 64;
  for (const decoration of DECORATIONS) {
    const written = Buffer.from(decoration);
    new Uint8Array(pass.memory.buffer).set(written, pass.decoration(written.length));
  }
  for (const place of places) {
    const column = valued.get(place);
    if (column) pass.readValues(place, rows, room, ...boundsOf(column, asOf));
    else pass.readTexts(place, rows, room, isId(place), bared.has(place), isCaseIgnored);
  }
  pass.clear();
  const columns = new Map<number, LaidColumn>(
    places.map((place) => [
      place,
      {
        hasValues: valued.has(place),
        hasTexts: false,
        hasBlanks: false,
        hasDashes: false,
        hasPercents: false,
        plain: 'none',
        hasBared: false,
      },
    ]),
  );
  const parquet = makeParquet(
    places.flatMap((place): ParquetColumn[] => {
      const column = valued.get(place);
      const text: ParquetColumn = { name: `c${place}`, type: 'text' };
      if (column) return [{ name: `p${place}`, type: typeOf(column) }, text];
      const flags = [...(isId(place) ? [`q${place}`] : []), ...(bared.has(place) ? [`d${place}`] : [])];
      return [...flags.map((name): ParquetColumn => ({ name, type: 'flag' })), text];
    }),
  );
  const bytes = async function* () {
    yield parquet.begin();
    for await (const _ of cleanPieces(loaded, pass)) {
      const group = places.flatMap((_, at) => partsOf(pass, at));
      if (pass.rows.value > 0) yield parquet.group(pass.rows.value, group);
      for (const [at, place] of places.entries())
        columns.set(place, lookedAt(pass, at, columns.get(place) as LaidColumn));
      pass.clear();
    }
    yield parquet.end();
  };
  return { path: await scratch.write(columnsFile(own), bytes()), columns };
}

/** The names under which the so-manieth file is typed: the second where that is done again. */
export const namesOf = (index: number): [string, string] => [`${index}`, `${index}_again`];
/** The file that cells are laid out in. */
export const columnsFile = (own: string): string => `${own}.parquet`;

/** Whether some shape of a column has a program. */
const isWorthIt = (reading: Reading | undefined, shapes: readonly Shape[] = []): boolean =>
  shapes.some(({ shape }) => reading?.program?.(shape) !== undefined);

const typeOf = (column: Wanted): ParquetColumn['type'] =>
  isDate(column) ? 'moment' : column.kind === 'count' ? 'whole' : 'amount';

/**
 * Values outside of these are left to the engine with their texts: rows may be rejected for what they hold, and a message
 * shows the cell as it is written.
 */
function boundsOf(column: Wanted, asOf: string | undefined): [earliest: bigint, latest: bigint] {
  if (!isDate(column)) return [-(2n ** 62n), 2n ** 62n];
  const latest = asOf === undefined ? Number.NaN : Date.parse(`${asOf.replace(' ', 'T')}Z`);
  return [
    EARLIEST,
    Number.isNaN(latest) ? (asOf === undefined ? 2n ** 62n : EARLIEST) : BigInt(Math.floor(latest / 1000)) * 1_000_000n,
  ];
}

/** 1990: no export is older. */
const EARLIEST = BigInt(Date.UTC(1990, 0, 1)) * 1000n;

function setProgram(memory: DataView, at: number, program: Program | undefined): void {
  if (!program) return;
  memory.setInt32(at + SHAPE.reading, READING[program.of], true);
  if (program.of === 'number') memory.setBigInt64(at + SHAPE.factor, program.factor, true);
  // A number is right-aligned in sixteen digits, a moment begins with its year.
  const first = program.of === 'number' ? 16 - program.digits.length : 0;
  for (let digit = 0; digit < 16; digit++) {
    const place = program.digits[digit - first] ?? null;
    memory.setUint8(at + SHAPE.digits + digit, place !== null && place < 16 ? place : NOWHERE);
    memory.setUint8(at + SHAPE.digits + 16 + digit, place !== null && place >= 16 ? place - 16 : NOWHERE);
  }
}

const NOWHERE = 255;

/** What the group has in a column: its values where it has some, of IDs which are plain, and its texts. */
function partsOf(pass: Pass, place: number): Part[] {
  const { buffer } = pass.memory;
  const memory = new DataView(buffer);
  const at = pass.columnAt(place);
  const bits = Math.ceil(pass.rows.value / 8);
  const field = (from: number, offset: number) => memory.getUint32(from + offset, true);
  const texts = field(at, COLUMN.texts);
  const [count, used] = [field(texts, TEXTS.count), field(texts, TEXTS.used)];
  const bytes = new Uint8Array(buffer, field(texts, TEXTS.bytes), used);
  const isNumbered = field(texts, TEXTS.isNumbered) === 1;
  const part: Part = {
    defined: count > 0 ? new Uint8Array(buffer, field(texts, TEXTS.defined), bits) : undefined,
    values: isNumbered ? new Uint8Array(buffer, field(texts, TEXTS.numbers), count * 2) : bytes,
    ...(isNumbered ? { texts: { count: field(texts, TEXTS.distinct), bytes } } : {}),
  };
  const flags = [
    [field(texts, TEXTS.plain), field(texts, TEXTS.plainCount)],
    [field(texts, TEXTS.bared), field(texts, TEXTS.baredCount)],
  ] as const;
  const set = flags.flatMap(([where, count]): Part[] =>
    where === 0
      ? []
      : [
          {
            defined: count > 0 ? new Uint8Array(buffer, where, bits) : undefined,
            values: new Uint8Array(Math.ceil(count / 8)).fill(0xff),
          },
        ],
  );
  if (set.length > 0) return [...set, part];
  const defined = field(at, COLUMN.defined);
  if (defined === 0) return [part];
  const values = field(at, COLUMN.count);
  return [
    {
      defined: values > 0 ? new Uint8Array(buffer, defined, bits) : undefined,
      values: new Uint8Array(buffer, field(at, COLUMN.values), values * 8),
    },
    part,
  ];
}

/** A text is numbered where it stands so many times in a group, on the average. */
const FEWEST_TIMES = 4;

/** Where texts turn out to be many, they are numbered no more from the next group on. */
function lookedAt(pass: Pass, place: number, { hasValues, hasTexts, hasBared }: LaidColumn): LaidColumn {
  const memory = new DataView(pass.memory.buffer);
  const texts = memory.getUint32(pass.columnAt(place) + COLUMN.texts, true);
  const field = (offset: number) => memory.getUint32(texts + offset, true);
  if (field(TEXTS.distinct) * FEWEST_TIMES > field(TEXTS.count)) memory.setUint32(texts + TEXTS.isNumbered, 0, true);
  return {
    ...{ hasValues, hasTexts: hasTexts || field(TEXTS.count) > 0 },
    ...{ hasBlanks: field(TEXTS.hasBlanks) === 1, hasDashes: field(TEXTS.hasDashes) === 1 },
    hasPercents: field(TEXTS.hasPercents) === 1,
    hasBared: hasBared || field(TEXTS.baredCount) > 0,
    plain: field(TEXTS.allPlain) === 0 ? 'none' : field(TEXTS.allPlain) < field(TEXTS.all) ? 'some' : 'all',
  };
}
