import { areSums } from '../../model/tables.js';
import type { Opened } from '../open/opened.js';
import type { Recognised } from '../recognise/recognised.js';
import type { FileShape } from '../shape/file-shape.js';
import { headingsAgain, joinedExports } from '../shape/joined.js';
import { isMonthHeading } from '../shape/month-headings.js';
import { readRecord } from '../shape/record.js';
import { cellsOf } from '../shape/record-cells.js';
import { besideLabel } from './beside-rows.js';
import type { Compared, Sums } from './breakdowns.js';
import { paddedFooter } from './padded-footer.js';
import type { BrokenLine } from './scan-tally.js';
import { isTotal, type TotalContext } from './totals.js';

/** A row of totals. `isNamed`: it has a label; a total without one may stand once a day. */
export interface Total {
  line: number;
  record: string;
  isNamed: boolean;
}

/** A row beside the sums of a sheet that is none: an average, what was planned. */
export interface Beside {
  line: number;
  label: string;
}

/** What was set apart from the rows of an export. */
export interface FoundApart {
  totals: Total[];
  totalLines: number;
  beside: Beside[];
  repeatedHeaders: number;
  /** Lines of a footer that are as wide as the rows. */
  footers: string[];
  /** Sums of a breakdown that were set apart, with the parts that stay in place of them. */
  breakdown: Compared[];
}

interface RowsApart {
  /** Whether a good record is set apart from the rows: a total, a sum of a breakdown, a repeated header, a footer. It is kept then. */
  takes(start: number, end: number, line: number, lines: number): boolean;
  /** Whether a broken line is a total with another number of cells than the rows have: "Grand Totals (57 records)". */
  takesBroken(one: BrokenLine): boolean;
  found(): FoundApart;
}

/** By what rows are set apart. */
interface ApartBy {
  recognised: Recognised;
  /** What makes a row a total. */
  context: TotalContext;
  /** Which rows are sums of a breakdown; undefined: none are. */
  sums: Sums | undefined;
  /** Whether a record, from its first byte to its last, is a row beyond doubt. */
  isPlain: (start: number, end: number) => boolean;
  /** Whether the header may stand in the file again, because exports were joined into one. */
  concatenated: boolean;
}

/** Sets totals, sums of a breakdown and repeated headers apart from the rows of an export, record by record. */
export function rowsApart({ bytes, name: file }: Opened, shape: FileShape, by: ApartBy): RowsApart {
  const { recognised, context, sums, isPlain, concatenated } = by;
  const { delimiter } = shape;
  const totals: Total[] = [];
  let totalLines = 0;
  const beside: Beside[] = [];
  let repeatedHeaders = 0;
  const footers: string[] = [];
  const footerAt = paddedFooter(bytes, shape);
  const again = headingsAgain(shape);
  const cost = recognised.columns.get('cost')?.index ?? -1;
  const compared = new Map<string, Compared>();
  const isHomeMade = recognised.source === 'guess' || recognised.source === 'configured';
  const holdsBeside = isHomeMade && areSums(recognised.table);
  // A row with its first and last day has a day as any other.
  const spans = ['period_from', 'period_to'].flatMap((field) => recognised.columns.get(field)?.index ?? []);
  const dated = [...new Set([...context.identity, ...spans])];
  // Where the rows have no days of their own, only such a heading tells the months apart.
  const hasDays = [...recognised.columns.values()].some(({ kind }) => kind === 'day' || kind === 'moment');

  return {
    takes(start, end, line, lines) {
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
      if (!isData && isHomeMade && hasDays && isMonthHeading(cells, dated)) {
        repeatedHeaders += lines;
        return true;
      }
      const label = isData || !holdsBeside ? undefined : besideLabel(cells, { identity: dated, names: context.names });
      if (label !== undefined) {
        beside.push({ line, label });
        totalLines += lines;
        return true;
      }
      if (isData || !isTotal(cells, context)) {
        if (lines === 1 && footerAt.has(start)) {
          footers.push(cells[0] ?? '');
          return true;
        }
        for (const key of sums?.keysOf(cells) ?? []) note(key, 'parts', cells, line);
        return false;
      }
      addTotal(start, end, cells, line, lines);
      return true;
    },
    takesBroken({ start, end, line }) {
      const { problem, lines } = readRecord(bytes, start, delimiter.charCodeAt(0));
      if (problem || lines > 1) return false;
      const cells = cellsAt(start, end);
      if (again(cells)) throw joinedExports('other', file, line);
      if (!isTotal(cells, { ...context, blank: [] })) return false;
      addTotal(start, end, cells, line, 1);
      return true;
    },
    found() {
      // If no part of a sum was found, there is nothing to compare it with.
      const breakdown = [...compared.values()].filter(({ sums: whole, parts }) => whole.size > 0 && parts.size > 0);
      return { totals, totalLines, beside, repeatedHeaders, footers, breakdown };
    },
  };

  function cellsAt(start: number, end: number): string[] {
    return cellsOf(bytes.toString('utf8', start, end), delimiter).map((cell) => cell.trim());
  }

  function addTotal(start: number, end: number, cells: readonly string[], line: number, lines: number): void {
    const record = bytes.toString('utf8', start, end);
    totals.push({ line, record, isNamed: isTotal(cells, { ...context, blank: [] }) });
    totalLines += lines;
  }

  /** Counts the amount of a row among the sums of a key, or among their parts. */
  function note(key: string, side: 'sums' | 'parts', cells: readonly string[], line: number): void {
    const one = compared.get(key) ?? { line: 0, sums: new Map(), parts: new Map() };
    if (side === 'sums' && one.line === 0) one.line = line;
    const cell = cells[cost] ?? '';
    one[side].set(cell, (one[side].get(cell) ?? 0) + 1);
    compared.set(key, one);
  }
}
