import { text } from '../../error.js';
import type { Delimiter } from '../../model/dialect.js';
import { fold } from '../../model/fold.js';
import { areSums } from '../../model/tables.js';
import type { Opened } from '../open/opened.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import { headingsAgain, joinedExports } from '../shape/joined.js';
import { doubtOf } from '../shape/quoting.js';
import { readRecord } from '../shape/record.js';
import { cellsOf, recordsOf } from '../shape/record-cells.js';
import { breakdownSums, type Compared } from './breakdowns.js';
import { identityOf, plainBy, plainRows } from './plain-rows.js';
import { plainRuns } from './plain-runs.js';
import { type Scan, scan } from './scan.js';
import { isTotal, type TotalContext } from './totals.js';

/** A row of totals. `isNamed`: it bears a label; one without a label may stand once a day. */
export interface Total {
  line: number;
  record: string;
  isNamed: boolean;
}

export interface ScannedRows {
  scan: Scan;
  totals: Total[];
  totalLines: number;
  repeatedHeaders: number;
  /** Sums of a breakdown that were set apart, beside the rows that stay for them. */
  breakdown: Compared[];
}

/** Scans the rows of an export, with its totals and repeated headers set apart from them. */
export function scanRows(opened: Opened, shape: FileShape, recognised: Recognised, concatenated: boolean): ScannedRows {
  const { bytes, name: file } = opened;
  const { delimiter, headings, rowsStart, headerLine, headerLines } = shape;
  const totals: Total[] = [];
  let totalLines = 0;
  let repeatedHeaders = 0;
  const again = headingsAgain(shape);
  const isPlain = plainRows(bytes, shape, recognised);
  const { columns, blankTotal: blank } = recognised;
  const names = areSums(recognised.table) ? NAMES.flatMap((field) => columns.get(field)?.index ?? []) : [];
  const context = {
    ...{ identity: identityOf(recognised), pattern: recognised.total, blank, names },
    ...otherRows(bytes, shape),
  };
  const sums = breakdownSums(bytes, shape, { by: recognised.breakdowns, day: columns.get('day')?.index, of: blank });
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
  const doubt = doubtIn(opened, delimiter);
  // Where each row is looked at, none goes by in a run.
  const runs =
    sums || doubt
      ? undefined
      : plainRuns(bytes, { delimiter: delimiter.charCodeAt(0), width: headings.length, ...plainBy(shape, recognised) });
  const result = scan(
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
  const broken = result.broken.filter(({ start, end, line }) => {
    const { problem, lines } = readRecord(bytes, start, delimiter.charCodeAt(0));
    if (problem || lines > 1) return true;
    const cells = cellsAt(start, end);
    if (again(cells)) throw joinedExports('other', file, line);
    if (!isTotal(cells, { ...context, blank: [] })) return true;
    addTotal(start, end, cells, line, 1);
    return false;
  });
  // Sums whose parts bear no name are no rows that count: nothing stands beside them.
  const breakdown = [...compared.values()].filter(({ sums: whole, parts }) => whole.size > 0 && parts.size > 0);
  return { scan: { ...result, broken }, totals, totalLines, repeatedHeaders, breakdown };
}

/** Records of two readings, and the last one of a download that was cut off in the middle of a character. */
function doubtIn({ bytes, table, cutOff }: Opened, delimiter: Delimiter) {
  const apostrophes = table ? undefined : doubtOf(bytes, delimiter.charCodeAt(0));
  if (!cutOff) return apostrophes;
  return (start: number, end: number) => (end === bytes.length ? CUT_OFF : apostrophes?.(start, end));
}

const CUT_OFF = text('the download was cut off here', 'загрузка оборвалась здесь');

/** The columns that name a row of ad statistics. */
export const NAMES = ['source', 'medium', 'platform', 'campaign', 'ad_group', 'ad'] as const;

/** What the other rows hold: they are gone through only when that is asked, as far as the answer, and never kept. */
function otherRows(bytes: Buffer, { delimiter, rowsStart }: FileShape): Pick<TotalContext, 'hasCell' | 'hasOthers'> {
  const known = new Map<string, boolean>();
  const has = (column: number, cell: string) => {
    for (const cells of recordsOf(bytes, rowsStart, delimiter)) if (fold(cells[column] ?? '') === cell) return true;
    return false;
  };
  return {
    hasCell(column, cell) {
      const key = `${column} ${fold(cell)}`;
      const found = known.get(key) ?? has(column, fold(cell));
      known.set(key, found);
      return found;
    },
    hasOthers() {
      const rows = recordsOf(bytes, rowsStart, delimiter);
      rows.next();
      return rows.next().done !== true;
    },
  };
}
