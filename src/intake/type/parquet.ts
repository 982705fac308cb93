/**
 * Writes tables as Parquet, which a database reads fastest, with only as much of the format as is needed: no compression,
 * one page per column and group, one bit per row for "not null". Source: https://parquet.apache.org/docs/file-format.
 */
export interface ParquetColumn {
  name: string;
  type: keyof typeof TYPES;
}

/** What the rows of a group have in a column. */
export interface Part {
  /** A bit per row: whether it has something; undefined: none has. */
  defined: Uint8Array | undefined;
  /** The values in order: 8 bytes each; flags a bit; texts each after its length, or their numbers of 2 bytes. */
  values: Uint8Array;
  /** The texts that are numbered, each after its length. */
  texts?: { count: number; bytes: Uint8Array };
}

/** The physical type, and the logical type with its scale and precision. */
const TYPES = {
  text: { physical: 6, converted: 0 },
  moment: { physical: 2, converted: 10 },
  amount: { physical: 2, converted: 5, scale: 6, precision: 18 },
  whole: { physical: 2, converted: undefined },
  flag: { physical: 0, converted: undefined },
} as const;

const [PLAIN, RLE, NUMBERED] = [0, 3, 8];
const [DATA_PAGE, TEXTS_PAGE] = [0, 2];
const MAGIC = Buffer.from('PAR1');

interface Chunk {
  type: number;
  name: string;
  rows: number;
  /** Where its pages begin, and what they take. */
  texts: number | undefined;
  data: number;
  bytes: number;
}

/** Writes one file as a sequence of bytes. The bytes of a group are valid until the next is asked for. */
export function makeParquet(columns: readonly ParquetColumn[]) {
  const groups: { rows: number; chunks: Chunk[] }[] = [];
  const together = makeTogether();
  let offset = MAGIC.length;
  return {
    begin: (): Uint8Array => MAGIC,
    group(rows: number, parts: readonly Part[]): Uint8Array {
      const chunks: Chunk[] = [];
      const pieces: Uint8Array[] = [];
      for (const [at, part] of parts.entries()) {
        const { name, type } = columns[at] as ParquetColumn;
        const { texts, data } = pagesOf(rows, part);
        const before = sizeOf(texts);
        const bytes = before + sizeOf(data);
        chunks.push({
          ...{ type: TYPES[type].physical, name, rows, bytes },
          texts: texts.length > 0 ? offset : undefined,
          data: offset + before,
        });
        pieces.push(...texts, ...data);
        offset += bytes;
      }
      groups.push({ rows, chunks });
      return together(pieces);
    },
    end(): Uint8Array {
      const footer = footerOf(columns, groups);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(footer.length);
      return Buffer.concat([footer, length, MAGIC]);
    },
  };
}

/**
 * Joins pieces in one buffer that grows and is used again: megabytes allocated for every group would each be zeroed by
 * the system and freed by the garbage collector.
 */
function makeTogether(): (pieces: readonly Uint8Array[]) => Uint8Array {
  let room = Buffer.alloc(0);
  return (pieces) => {
    const size = sizeOf(pieces);
    // Groups are about equally large: with a little more room the next one fits too.
    if (size > room.length) room = Buffer.allocUnsafe(size + (size >> 3));
    let at = 0;
    for (const piece of pieces) {
      room.set(piece, at);
      at += piece.length;
    }
    return room.subarray(0, size);
  };
}

const sizeOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** The page of the numbered texts, if they are numbered, and the page of the rows: each in pieces. */
function pagesOf(rows: number, { defined, values, texts }: Part): { texts: Uint8Array[]; data: Uint8Array[] } {
  // Numbers of texts have two bytes each, in runs of eight.
  const numbers = texts ? [Buffer.from([16]), varint((Math.ceil(values.length / 16) << 1) | 1)] : [];
  const short = texts ? [Buffer.alloc((16 - (values.length % 16)) % 16)] : [];
  const pieces = [...levelsOf(rows, defined), ...numbers, values, ...short];
  return {
    texts: texts ? [pageHead(TEXTS_PAGE, texts.bytes.length, texts.count, PLAIN), texts.bytes] : [],
    data: [pageHead(DATA_PAGE, sizeOf(pieces), rows, texts ? NUMBERED : PLAIN), ...pieces],
  };
}

/** Which rows have something, behind the length of that. */
function levelsOf(rows: number, defined: Uint8Array | undefined): Uint8Array[] {
  const run = defined
    ? [varint((Math.ceil(rows / 8) << 1) | 1), defined.subarray(0, Math.ceil(rows / 8))]
    : [varint(rows << 1), Buffer.from([0])];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(sizeOf(run));
  return [length, ...run];
}

function pageHead(page: number, size: number, count: number, encoding: number): Uint8Array {
  const own =
    page === DATA_PAGE
      ? [int(1, count), int(2, encoding), int(3, RLE), int(4, RLE)]
      : [int(1, count), int(2, encoding)];
  return bytesOf([int(1, page), int(2, size), int(3, size), struct(page === DATA_PAGE ? 5 : 7, own)]);
}

function footerOf(columns: readonly ParquetColumn[], groups: readonly { rows: number; chunks: Chunk[] }[]): Uint8Array {
  const schema = columns.map(({ name, type }) => {
    const { physical, converted, ...decimal } = TYPES[type];
    return [
      ...[int(1, physical), int(3, 1), text(4, name)],
      ...(converted === undefined ? [] : [int(6, converted)]),
      ...('scale' in decimal ? [int(7, decimal.scale), int(8, decimal.precision)] : []),
    ];
  });
  const chunkOf = ({ type, name, rows, texts, data, bytes }: Chunk): Field[] => [
    long(2, texts ?? data),
    struct(3, [
      int(1, type),
      list(
        2,
        INT,
        [PLAIN, RLE, NUMBERED].map((encoding) => varint(zigzag(encoding))),
      ),
      list(3, BINARY, [written(name)]),
      ...[int(4, 0), long(5, rows), long(6, bytes), long(7, bytes), long(9, data)],
      ...(texts === undefined ? [] : [long(11, texts)]),
    ]),
  ];
  const groupOf = ({ rows, chunks }: { rows: number; chunks: Chunk[] }): Field[] => [
    list(
      1,
      STRUCT,
      chunks.map((chunk) => bytesOf(chunkOf(chunk))),
    ),
    long(
      2,
      chunks.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
    long(3, rows),
  ];
  return bytesOf([
    int(1, 1),
    list(2, STRUCT, [[text(4, 'rows'), int(5, columns.length)], ...schema].map(bytesOf)),
    long(
      3,
      groups.reduce((sum, { rows }) => sum + rows, 0),
    ),
    list(
      4,
      STRUCT,
      groups.map((group) => bytesOf(groupOf(group))),
    ),
  ]);
}

/** A field of a struct in Thrift's compact protocol, in which the metadata of a file is written. */
interface Field {
  id: number;
  type: number;
  bytes: Uint8Array;
}

const [INT, LONG, BINARY, LIST, STRUCT] = [5, 6, 8, 9, 12];
const int = (id: number, value: number): Field => ({ id, type: INT, bytes: varint(zigzag(value)) });
const long = (id: number, value: number): Field => ({ id, type: LONG, bytes: varint(zigzag(value)) });
const text = (id: number, value: string): Field => ({ id, type: BINARY, bytes: written(value) });
const struct = (id: number, fields: readonly Field[]): Field => ({ id, type: STRUCT, bytes: bytesOf(fields) });
const list = (id: number, of: number, items: readonly Uint8Array[]): Field => ({
  ...{ id, type: LIST },
  bytes: Buffer.concat([
    ...(items.length < 15
      ? [Buffer.from([(items.length << 4) | of])]
      : [Buffer.from([0xf0 | of]), varint(items.length)]),
    ...items,
  ]),
});

/** A struct: each field is preceded by the distance of its number from the one before. */
function bytesOf(fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let before = 0;
  for (const { id, type, bytes } of fields) {
    parts.push(Buffer.from([((id - before) << 4) | type]), bytes);
    before = id;
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}

const written = (value: string): Uint8Array => Buffer.concat([varint(Buffer.byteLength(value)), Buffer.from(value)]);
const zigzag = (value: number): number => value * 2;

/** Seven bits a byte, the low ones first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 128);
  }
}
