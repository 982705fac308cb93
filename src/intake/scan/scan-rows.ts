import { text } from '../../error.js';
import type { Delimiter } from '../../model/dialect.js';
import { fold } from '../../model/fold.js';
import type { Work } from '../../model/give-way.js';
import { areSums } from '../../model/tables.js';
import type { Opened } from '../open/opened.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import { headingsAgain, joinedExports } from '../shape/joined.js';
import { doubtOf } from '../shape/quoting.js';
import { readRecord } from '../shape/record.js';
import { cellsOf, recordsInTurns } from '../shape/record-cells.js';
import { blankInSums } from './blank-sums.js';
import { breakdownSums, type Compared } from './breakdowns.js';
import { daysOf, identityOf, plainBy, plainRows } from './plain-rows.js';
import { plainRuns } from './plain-runs.js';
import { type BrokenLine, type Dialect, type Scan, scan } from './scan.js';
import { isName, isTotal, type TotalContext } from './totals.js';
import { totalsOfDaysFrom } from './totals-of-days.js';

/** A row of totals. `isNamed`: it bears a label; one without a label may stand once a day. */
export interface Total {
  line: number;
  record: string;
  isNamed: boolean;
}

interface ScannedRows {
  scan: Scan;
  totals: Total[];
  totalLines: number;
  repeatedHeaders: number;
  /** Sums of a breakdown that were set apart, beside the rows that stay for them. */
  breakdown: Compared[];
}

/**
 * Scans the rows of an export, with its totals and repeated headers set apart from them. Whether a row is the total of
 * others may hang on what they hold: that is looked up once the first scan has asked for it, and the second one knows.
 */
export function* scanRows(
  opened: Opened,
  shape: FileShape,
  recognised: Recognised,
  concatenated: boolean,
): Work<ScannedRows> {
  const others: Others = new Map();
  for (;;) {
    const before = others.size;
    const found = yield* scanKnowing(others, opened, shape, recognised, concatenated);
    if (others.size === before) return found;
    yield* lookUp(others, opened.bytes, shape, namesOf(recognised));
  }
}

/** By column: whether it has a folded cell in some row; false until it was looked up. */
type Others = Map<string, { column: number; cell: string; isThere: boolean }>;
/** In the place of a column: whether some row is told apart by more than a weak label. */
const NAMED = 'named';

function* scanKnowing(
  others: Others,
  opened: Opened,
  shape: FileShape,
  recognised: Recognised,
  concatenated: boolean,
): Work<ScannedRows> {
  const { bytes, name: file } = opened;
  const { delimiter, headings, rowsStart, headerLine, headerLines } = shape;
  const totals: Total[] = [];
  let totalLines = 0;
  let repeatedHeaders = 0;
  const again = headingsAgain(shape);
  const { columns } = recognised;
  const blank = yield* blankInSums(bytes, shape, recognised);
  const names = areSums(recognised.table) ? NAMES.flatMap((field) => columns.get(field)?.index ?? []) : [];
  const bottom = yield* totalsOfDaysFrom(bytes, shape, recognised, names);
  const isPerDay = bottom !== undefined;
  const isUsual = plainRows(bytes, shape, recognised);
  const isPlain = isPerDay ? (start: number, end: number) => start < bottom && isUsual(start, end) : isUsual;
  const context = {
    ...{ identity: identityOf(recognised), days: daysOf(recognised), pattern: recognised.total, blank, names },
    ofDays: isPerDay ? recognised.totalsPerDay?.label : undefined,
    ...otherRows(others),
  };
  const sums = yield* breakdownSums(bytes, shape, {
    by: recognised.breakdowns,
    day: columns.get('day')?.index,
    of: blank.filter((index) => !recognised.breakdowns.includes(index)),
  });
  const compared = new Map<string, Compared>();
  const cost = columns.get('cost')?.index;
  const note = (key: string, side: 'sums' | 'parts', cells: readonly string[], line: number) => {
    const one = compared.get(key) ?? { line: 0, sums: new Map(), parts: new Map() };
    if (side === 'sums' && one.line === 0) one.line = line;
    const cell = cells[cost ?? -1] ?? '';
    one[side].set(cell, (one[side].get(cell) ?? 0) + 1);
    compared.set(key, one);
  };
  const cellsAt = (start: number, end: number) =>
    cellsOf(bytes.toString('utf8', start, end), delimiter).map((cell) => cell.trim());
  const addTotal = (start: number, end: number, cells: readonly string[], line: number, lines: number) => {
    const record = bytes.toString('utf8', start, end);
    totals.push({ line, record, isNamed: isTotal(cells, { ...context, blank: [] }) });
    totalLines += lines;
  };
  const skip = (start: number, end: number, line: number, lines: number): boolean => {
    const isData = isPlain(start, end);
    if (isData && !sums) return false;
    const cells = cellsAt(start, end);
    const repeated = isData ? null : again(cells);
    if (repeated) {
      if (repeated === 'other' || !concatenated) throw joinedExports(repeated, file, line);
      repeatedHeaders += lines;
      return true;
    }
    if (sums?.isPart(cells)) return false;
    if (sums?.isSum(cells)) {
      note(sums.keyOf(cells), 'sums', cells, line);
      totalLines += lines;
      return true;
    }
    if (isData || !isTotal(cells, context)) {
      for (const key of sums?.keysOf(cells) ?? []) note(key, 'parts', cells, line);
      return false;
    }
    addTotal(start, end, cells, line, lines);
    return true;
  };
  const doubt = yield* doubtIn(opened, delimiter);
  // Where each row is looked at, none goes by in a run.
  const runs =
    sums || doubt || isPerDay
      ? undefined
      : plainRuns(bytes, { delimiter: delimiter.charCodeAt(0), width: headings.length, ...plainBy(shape, recognised) });
  const result = yield* scan(
    bytes,
    rowsStart,
    headerLine + headerLines,
    {
      delimiter: delimiter.charCodeAt(0),
      width: headings.length,
      doubt,
      linePerRecord: opened.table !== undefined,
    },
    skip,
    runs,
  );
  // Totals with another number of cells than the rows have ("Grand Totals (57 records)") are totals all the same.
  const isBroken = ({ start, end, line }: BrokenLine): boolean => {
    const { problem, lines } = readRecord(bytes, start, delimiter.charCodeAt(0));
    if (problem || lines > 1) return true;
    const cells = cellsAt(start, end);
    if (again(cells)) throw joinedExports('other', file, line);
    if (!isTotal(cells, { ...context, blank: [] })) return true;
    addTotal(start, end, cells, line, 1);
    return false;
  };
  const broken: BrokenLine[] = [];
  for (const [at, one] of result.broken.entries()) {
    if (isBroken(one)) broken.push(one);
    if (at % MANY === MANY - 1) yield;
  }
  // Sums whose parts bear no name are no rows that count: nothing stands beside them.
  const breakdown = [...compared.values()].filter(({ sums: whole, parts }) => whole.size > 0 && parts.size > 0);
  return { scan: { ...result, broken }, totals, totalLines, repeatedHeaders, breakdown };
}

/** So many broken lines are looked at once more between two turns. */
const MANY = 10_000;

/** Records of two readings, and the last one of a download that was cut off in the middle of a character. */
function* doubtIn({ bytes, table, cutOff }: Opened, delimiter: Delimiter): Work<Dialect['doubt']> {
  const apostrophes = table ? undefined : yield* doubtOf(bytes, delimiter.charCodeAt(0));
  if (!cutOff) return apostrophes;
  return (start, end) => (end === bytes.length ? CUT_OFF : apostrophes?.(start, end));
}

const CUT_OFF = text('the download was cut off here', 'загрузка оборвалась здесь');

/** The columns that name a row of ad statistics. */
export const NAMES = ['source', 'medium', 'platform', 'campaign', 'ad_group', 'ad'] as const;

/** The columns that tell a row apart: its day, its ID, its names. */
const namesOf = (recognised: Recognised): readonly number[] => [
  ...identityOf(recognised),
  ...NAMES.flatMap((field) => recognised.columns.get(field)?.index ?? []),
];

/** What is asked of the other rows. */
function otherRows(others: Others): Pick<TotalContext, 'hasCell' | 'hasNamed'> {
  const ask = (key: string, column: number, cell: string) => {
    const known = others.get(key) ?? { column, cell, isThere: false };
    others.set(key, known);
    return known.isThere;
  };
  return {
    hasCell(column, written) {
      const cell = fold(written);
      return ask(`${column} ${cell}`, column, cell);
    },
    hasNamed: () => ask(NAMED, -1, ''),
  };
}

function* lookUp(
  others: Others,
  bytes: Buffer,
  { delimiter, rowsStart }: FileShape,
  names: readonly number[],
): Work<void> {
  const columns = new Set([...others.values()].map(({ column }) => column));
  const named = others.get(NAMED);
  for (const cells of recordsInTurns(bytes, rowsStart, delimiter)) {
    if (cells === null) {
      yield;
      continue;
    }
    for (const column of columns) {
      const asked = others.get(`${column} ${fold(cells[column] ?? '')}`);
      if (asked) asked.isThere = true;
    }
    if (named && !named.isThere) named.isThere = names.some((index) => isName((cells[index] ?? '').trim()));
  }
}
