import { NULLS } from '../../model/nulls.js';
import { makePass, READING, SHAPE } from '../open/pass.js';
import { cleanPieces } from '../scan/clean-pieces.js';
import type { Loaded } from '../scan/loaded.js';
import { DECORATIONS } from './clean-id.js';
import { clearCell } from './clear-cell.js';
import { type LaidColumn, lookedAt, partsOf } from './group-parts.js';
import type { ParquetColumn, Part } from './parquet.js';
import type { CellRequest } from './request.js';
import { countShapes } from './shape-counts.js';
import type { Reading, Shape } from './values/cell-shape.js';
import type { Program } from './values/program.js';
import { isDate, type Wanted } from './wanted.js';

/** How the cells of a file become values: the shapes known so far, how each column is read, and the as-of moment. */
export interface ReadBy {
  shapes: ReadonlyMap<number, readonly Shape[]>;
  readings: ReadonlyMap<number, Reading>;
  asOf: string | undefined;
}

/** A shape as it was asked about, with the place of its column. */
export interface AskedShape {
  index: number;
  written: string;
}

/** The cells of a file, group by group. */
export interface CellGroups {
  columns: readonly ParquetColumn[];
  /** The parts of a group hold until the next one is asked for. */
  groups(): AsyncGenerator<{ rows: number; parts: Part[] }>;
  /** By the place of a column, once all groups have been taken: what its cells are like. */
  laid: ReadonlyMap<number, LaidColumn>;
  /** The shapes of all cells of the typed columns, as `shapesOfColumns` gives them; and the shapes that were asked about. */
  shapes(): ReadonlyMap<number, readonly Shape[]>;
  asked: readonly AskedShape[];
}

/**
 * From so many rows on, rows stay where the pass has written them. Fewer are copied into a table, since every statement
 * would read them anew.
 */
export const MANY = 100_000;

/** Memory (in words of 64 bits) to tell which IDs came before: at least one word for eight IDs, at most 64 MB. */
const [IDS_OF_A_WORD, MOST_WORDS] = [8, 2 ** 23];
const metWordsFor = (ids: number): number => Math.min(2 ** Math.ceil(Math.log2(ids / IDS_OF_A_WORD)), MOST_WORDS);

/** Rows of a group: as many as an engine takes at once. */
const ROWS = 122_880;
/** Bytes of texts after which a group ends: over all columns, and of one column. */
const [TEXTS_OF_ALL, TEXTS_OF_ONE] = [256 * 2 ** 20, 4 * 2 ** 20];
/**
 * In a small file a column has room for so many times its share, and at least this. With room for the whole file in each
 * column the garbage collector would count it as memory in use.
 */
const [SHARES, LEAST_TEXTS] = [4, 2 ** 16];

/** Reads the needed cells of a file: values where the reading is beyond doubt, texts everywhere else. */
export function cellGroups(loaded: Loaded, request: CellRequest, { shapes, readings, asOf }: ReadBy): CellGroups {
  const { scan } = loaded;
  const { needed, texts, typed } = request;
  const valued = new Map(
    typed
      .filter((column) => !texts.has(column.index) && isWorthIt(readings.get(column.index), shapes.get(column.index)))
      .map((column) => [column.index, column] as const),
  );
  // Behind the columns that are laid out come those whose shapes are only counted.
  const shaped = typed.filter(({ index }) => !valued.has(index));
  // A file of which no column is needed has as many rows all the same.
  const places = needed.size > 0 ? [...needed] : [0];
  const textsAt = new Map(
    places.flatMap((place) => (valued.has(place) ? [] : [[place, textColumn(place, request, scan.records)] as const])),
  );
  const wantedAt = (place: number) =>
    place < places.length ? (valued.get(places[place] as number) as Wanted) : (shaped[place - places.length] as Wanted);
  const clear = clearCell(loaded);
  const counts = countShapes(loaded, typed, wantedAt, () => pass.memory.buffer);
  const asked: AskedShape[] = [];
  const pass = makePass({
    newShape(place, at) {
      counts.newShape(place, at);
      if (place >= places.length) return;
      const memory = new DataView(pass.memory.buffer);
      const written = Buffer.from(pass.memory.buffer, at, memory.getInt32(at + SHAPE.length, true)).toString();
      const column = wantedAt(place);
      const { index } = column;
      asked.push({ index, written });
      if (clear(written, isDate(column)) === null) memory.setInt32(at + SHAPE.reading, READING.nothing, true);
      else setProgram(memory, at, readings.get(index)?.program?.(written));
    },
    oddCell: counts.oddCell,
  });
  beginPass();
  const numbers = new Set(typed.flatMap((column) => (isDate(column) ? [] : [column.index])));
  const laid = new Map(places.map((place) => [place, notLookedAt(textsAt.get(place), numbers.has(place))]));
  return {
    columns: places.flatMap((place) => columnsAt(place, valued.get(place), textsAt.get(place))),
    async *groups() {
      for await (const _ of cleanPieces(loaded, pass)) {
        const parts = places.flatMap((_, at) => partsOf(pass, at));
        if (pass.rows.value > 0) yield { rows: pass.rows.value, parts };
        for (const [at, place] of places.entries()) laid.set(place, lookedAt(pass, at, laid.get(place) as LaidColumn));
        pass.clear();
      }
    },
    laid,
    shapes: counts.shapes,
    asked,
  };

  /** Tells the pass how the file is written and what is wanted of each column, in the order of `wantedAt`. */
  function beginPass(): void {
    const limit = textLimit(loaded.size, places.length);
    const rows = Math.max(1, Math.min(ROWS, scan.records));
    const room = limit + scan.longest + 64;
    pass.begin(loaded.shape.delimiter.charCodeAt(0), scan.newline === 'crlf', rows, limit, scan.longest);
    for (const decoration of DECORATIONS) {
      const written = Buffer.from(decoration);
      new Uint8Array(pass.memory.buffer).set(written, pass.decoration(written.length));
    }
    for (const word of NULLS) {
      const written = Buffer.from(word);
      new Uint8Array(pass.memory.buffer).set(written, pass.nullWord(written.length));
    }
    for (const place of places) {
      const column = valued.get(place);
      const text = textsAt.get(place);
      if (column) pass.readValues(place, rows, room, ...boundsOf(column, asOf));
      else if (text)
        pass.readTexts(place, rows, room, text.isId, text.isBared, request.isCaseIgnored, text.metWords ?? 0);
    }
    for (const { index } of shaped) pass.lookAt(index);
    pass.clear();
  }
}

/** What is told of a column that is kept as texts. */
interface TextColumn {
  /** Whether its cells are IDs, and whether they are wanted without their decoration too. */
  isId: boolean;
  isBared: boolean;
  /** Memory (in words of 64 bits) to tell which IDs came before; null: it is not asked. */
  metWords: number | null;
}

const textColumn = (place: number, { ids, clicks, bared, own }: CellRequest, records: number): TextColumn => ({
  isId: ids.has(place) || clicks.has(place),
  isBared: bared.has(place),
  metWords: place === own && ids.has(place) && records >= MANY ? metWordsFor(records) : null,
});

/** The columns that are written for one column of the file: values and the texts without a value, or texts with flags. */
function columnsAt(place: number, valued: Wanted | undefined, text: TextColumn | undefined): ParquetColumn[] {
  const texts: ParquetColumn = { name: `c${place}`, type: 'text' };
  if (valued) return [{ name: `p${place}`, type: typeOf(valued) }, texts];
  const flags = [
    ...(text?.isId ? [`q${place}`] : []),
    ...(text?.isBared ? [`d${place}`] : []),
    ...(text && text.metWords !== null ? [`r${place}`] : []),
  ];
  return [...flags.map((name): ParquetColumn => ({ name, type: 'flag' })), texts];
}

const notLookedAt = (text: TextColumn | undefined, isNumber: boolean): LaidColumn => ({
  hasValues: text === undefined,
  hasTexts: false,
  hasBlanks: false,
  hasDashes: false,
  hasNulls: isNumber ? null : false,
  hasEscapes: false,
  plain: 'none',
  hasBared: false,
  mayComeAgain: text && text.metWords !== null ? false : null,
});

/** Bytes of texts in one column after which a group ends, for a file of `size` bytes with so many columns. */
const textLimit = (size: number, columns: number): number =>
  Math.min(
    ...[TEXTS_OF_ONE, Math.floor(TEXTS_OF_ALL / columns)],
    Math.max(LEAST_TEXTS, Math.ceil((size * SHARES) / columns)),
    size,
  );

/** Whether some shape of a column has a program. */
export const isWorthIt = (reading: Reading | undefined, shapes: readonly Shape[] = []): boolean =>
  shapes.some(({ shape }) => reading?.program?.(shape) !== undefined);

const typeOf = (column: Wanted): ParquetColumn['type'] =>
  isDate(column) ? 'moment' : column.kind === 'count' ? 'whole' : 'amount';

/**
 * Values outside of these bounds stay texts and are judged by the engine: they may be a reason to reject a row, and a
 * message shows the cell as written.
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
