import { type Delimiter, SEPARATORS } from '../../model/dialect.js';
import { fold, headingOf } from '../../model/fold.js';
import { isData } from './data-row.js';
import { physicalLine, type RawRecord, readRecord } from './record.js';
import { cellsOf } from './record-cells.js';

export interface FileShape {
  delimiter: Delimiter;
  /** The cells of the header row. */
  headings: string[];
  /** Bytes of the header's content, and where the rows begin. */
  headerStart: number;
  headerContentEnd: number;
  rowsStart: number;
  /** The physical line of the header, from 1, and how many lines it takes. */
  headerLine: number;
  headerLines: number;
  /** The line of another header above this one, if there is one: each of the two has two known headings. */
  headerAbove: number | null;
  /** The lines above the header: titles, a period, an account. */
  preamble: string[];
}

/** A row of more cells is no header of an export. */
const MOST_COLUMNS = 2000;
const LONGEST_HEADER = 1 << 20;

/** How much of a line above a header is read: a title, a period or an account stand at its beginning. */
const LONGEST_ABOVE = 1 << 16;

/** How far down a header is looked for. */
const DEEPEST = 60;

/**
 * Finds the header row and with it the delimiter: the row with the most known headings, read with the delimiter that
 * shows them. Never by line number, since people delete preambles. Where no heading is known, it is the first row that is
 * as wide as the rows below it.
 */
export function findShape(
  bytes: Uint8Array,
  isKnown: (heading: string) => boolean,
  forced?: Delimiter,
  linePerRecord = false,
): FileShape | undefined {
  const delimiters = forced ? [forced] : (separatorLine(bytes) ?? SEPARATORS);
  const candidates = delimiters.flatMap((delimiter) => [...mayBeHeaders(rows(bytes, delimiter, linePerRecord))]);
  /** How many of its headings are known; of a row that cannot come to `least` it does not matter. */
  const knownIn = ({ headings }: FileShape, least: number) => {
    const different = new Set(headings.map(fold).filter((heading) => heading !== ''));
    let known = different.size;
    for (const heading of different) if (known >= least && !isKnown(heading)) known--;
    return known;
  };
  const place = (shape: FileShape) => shape.headerLine * candidates.length + candidates.indexOf(shape);
  let best: { score: number; shape: FileShape } | undefined;
  // The widest first: a row with fewer cells than another one has known headings need not be asked.
  for (const shape of candidates.toSorted((a, b) => b.headings.length - a.headings.length)) {
    if (best && shape.headings.length < best.score) break;
    const score = knownIn(shape, best?.score ?? 1);
    const isEarlier = score === best?.score && place(shape) < place(best.shape);
    if (score > (best?.score ?? 0) || isEarlier) best = { score, shape };
  }
  if (!best || (best.score < 2 && best.shape.headings.length > 1))
    return byWidth(bytes, delimiters, best?.shape, linePerRecord);
  const { shape } = best;
  const above = candidates.find((other) => other.headerLine < shape.headerLine && knownIn(other, 2) > 1);
  return { ...shape, headerAbove: above?.headerLine ?? null };
}

/**
 * Words of headings stand in cells too («No», «Source»): a row of data below a row of words of the same width is no
 * header.
 */
function* mayBeHeaders(of: Iterable<FileShape>): Generator<FileShape> {
  const words = new Set<number>();
  for (const row of of) {
    const isRow = isData(row.headings);
    if (isRow && words.has(row.headings.length)) continue;
    if (!isRow && row.headings.every((heading) => heading.trim() !== '')) words.add(row.headings.length);
    yield row;
  }
}

/**
 * `# -----`: a file with such a line has comments in lines that begin with #. They are no headings, however Excel has
 * filled them up.
 */
const COMMENTED = /^\W{0,4}# ?-{4}/;

/** Excel's first line `sep=;`. */
function separatorLine(bytes: Uint8Array): readonly Delimiter[] | undefined {
  const match = /^"?sep=(.)"?\r?\n/i.exec(Buffer.from(bytes.subarray(0, 12)).toString('latin1'));
  const found = SEPARATORS.find((delimiter) => delimiter === match?.[1]);
  return found ? [found] : undefined;
}

function* rows(
  bytes: Uint8Array,
  delimiter: Delimiter,
  linePerRecord: boolean,
): Generator<FileShape & { record: RawRecord }> {
  const code = delimiter.charCodeAt(0);
  let position = 0;
  let line = 1;
  const preamble: string[] = [];
  const hasComments = COMMENTED.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'));
  for (let row = 0; row < DEEPEST && position < bytes.length; row++) {
    let record = readRecord(bytes, position, code, LONGEST_HEADER);
    if (record.problem) record = brokenLine(bytes, position);
    if (record.cells > MOST_COLUMNS || record.contentEnd - position > LONGEST_HEADER)
      record = { ...record, empty: true };
    const isHeader = !record.empty && !record.problem;
    const end = isHeader ? record.contentEnd : Math.min(record.contentEnd, position + LONGEST_ABOVE);
    const content = Buffer.from(bytes.buffer, bytes.byteOffset + position, end - position).toString('utf8');
    const isComment = hasComments && /^\W{0,3}#/.test(content.slice(0, 8));
    const headings = isHeader && !isComment ? cellsOf(content, delimiter).map(headingOf) : [];
    if (headings.length > 0)
      yield {
        delimiter,
        headings,
        headerStart: position,
        headerContentEnd: record.contentEnd,
        rowsStart: record.end,
        headerLine: line,
        headerLines: linePerRecord ? 1 : record.lines,
        headerAbove: null,
        preamble: [...preamble],
        record,
      };
    preamble.push(content);
    line += linePerRecord ? 1 : record.lines;
    position = record.end;
  }
}

function brokenLine(bytes: Uint8Array, position: number): RawRecord {
  return { ...physicalLine(bytes, position), cells: 0, lines: 1, empty: true };
}

function byWidth(
  bytes: Uint8Array,
  delimiters: readonly Delimiter[],
  fallback: FileShape | undefined,
  linePerRecord: boolean,
): FileShape | undefined {
  let best: { score: number; shape: FileShape } | undefined;
  for (const delimiter of delimiters) {
    const all = [...rows(bytes, delimiter, linePerRecord)];
    for (const [index, candidate] of all.entries()) {
      const width = candidate.headings.length;
      if (width < 2) continue;
      const below = all.slice(index + 1).filter(({ headings }) => headings.length === width).length;
      const score = (below + 1) * Math.log2(width);
      if (score > (best?.score ?? 0)) best = { score, shape: candidate };
    }
  }
  const first = rows(bytes, delimiters[0] ?? ',', linePerRecord).next().value as FileShape | undefined;
  return best?.shape ?? fallback ?? first;
}
