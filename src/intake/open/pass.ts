import { readFileSync } from 'node:fs';

/** The exports of the WebAssembly module of `scan/wasm/`; addresses are offsets in its memory. */
export interface Pass {
  memory: WebAssembly.Memory;
  take(bytes: number): number;
  lookThrough(at: number, length: number): void;
  met: WebAssembly.Global;
  sum: WebAssembly.Global;
  countLetters(at: number, length: number): void;
  byteKinds: WebAssembly.Global;
  letterCounts: WebAssembly.Global;
  expect(delimiter: number, width: number): void;
  expectNumber(column: number): void;
  expectFilled(column: number): void;
  plainRun(at: number, length: number): number;
  found: WebAssembly.Global;
  crLfs: WebAssembly.Global;
  longest: WebAssembly.Global;
  begin(delimiter: number, endsByCrLf: boolean, rows: number, texts: number, longest: number): void;
  lookAt(index: number): number;
  readTexts(
    index: number,
    rows: number,
    room: number,
    isId: boolean,
    isBared: boolean,
    isLowered: boolean,
    metWords: number,
  ): number;
  decoration(length: number): number;
  nullWord(length: number): number;
  readValues(index: number, rows: number, room: number, earliest: bigint, latest: bigint): number;
  columnAt(place: number): number;
  clear(): void;
  read(at: number, length: number): number;
  rows: WebAssembly.Global;
  isEnded: WebAssembly.Global;
}

/** What the pass calls: for a shape that is new in its column, and for each cell that has no shape. */
export interface Asked {
  newShape(place: number, shape: number): void;
  oddCell(place: number, at: number, length: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** Whether this is the bundle, which is told so when it is made. */
declare const IS_BUNDLE: true | undefined;

/** Bundled as bytes: there is one file less to be found, and an executable may have no files beside it. */
const code = (): Uint8Array<ArrayBuffer> =>
  typeof IS_BUNDLE === 'undefined' ? readFileSync(new URL('./pass.wasm', import.meta.url)) : require('./pass.wasm');

/** A pass over one file, with a memory of its own. */
export function makePass(asked: Asked): Pass {
  compiled ??= new WebAssembly.Module(code());
  return new WebAssembly.Instance(compiled, {
    shapes: { newShape: asked.newShape },
    'clean-records': { oddCell: asked.oddCell },
  }).exports as unknown as Pass;
}

/** Offsets of the fields in the memory of a pass, as `shapes.ts`, `columns.ts` and `text-column.ts` lay them out. */
export const SHAPE = {
  ...{ digits: 32, length: 64, count: 68, reading: 72, proof: 76, firstAt: 80, firstDigits: 84, secondAt: 88 },
  ...{ secondDigits: 92, provesFirst: 96, provesSecond: 100, factor: 104, days: 112 },
} as const;
export const COLUMN = { texts: 8, defined: 12, count: 16, values: 20 } as const;
export const TEXTS = {
  ...{ defined: 0, count: 4, isNumbered: 8, numbers: 12, bytes: 16, used: 20, distinct: 24 },
  ...{ hasBlanks: 36, hasDashes: 40, hasEscapes: 44, plain: 48, plainCount: 52, allPlain: 56, all: 60 },
  ...{ bared: 64, baredCount: 68, again: 76, againCount: 80, hasNulls: 92 },
} as const;
export const READING = { text: 0, moment: 1, number: 2, nothing: 3 } as const;
export const PROOF = { none: 0, order: 1, fraction: 2, days: 3 } as const;
/** Where the days of a shape are kept (`named-days.ts`): a word for each month of these years, with a bit for each day. */
export const DAYS = { from: 1990, months: 210 * 12 } as const;
