import { isExact } from '../model/exact.js';
import type { Report } from '../model/report.js';
import { type Cell, type Kind, kindIn, type Sheet } from '../model/sheet.js';
import { type CsvOptions, decimalComma, words, write } from './csv-text.js';
import { keysOf } from './key-columns.js';
import { figure } from './plain-figure.js';
import type { Renderer } from './renderer.js';

/** A single sheet is written with its own columns. Several become one tidy table, since a CSV holds only one. */
export const csv: Renderer = {
  name: 'csv',
  render: (report, options) =>
    report.sheets.length === 1 && report.sheets[0] ? sheetCsv(report.sheets[0], options) : tidyCsv(report, options),
  renderSheet: (sheet, options) => sheetCsv(sheet, options),
};

/** The header has machine names, an unknown value is an empty cell, and a list is joined by `; `. */
const sheetCsv = (sheet: Sheet, options: CsvOptions): string => write(rowsOf(sheet, options), options);

/** One after the other, since each is a line before the next: cells that wait for all others are copied by the collector. */
function* rowsOf({ columns, rows }: Sheet, options: CsvOptions): Generator<string[]> {
  yield columns.map((column) => words(column.name, options));
  for (const row of rows) yield columns.map((column) => written(column.value(row), kindIn(column, row), options));
}

/**
 * `period,report,row,measure,value`: everything in one table to which weekly jobs can append. `row` is the name of the
 * row without the period: `Google Ads`, or `VK / lead` where a report is broken down; the sums of a sheet for a source
 * are `Google Ads / aggregate`.
 */
export function tidyCsv(report: Report, options: CsvOptions): string {
  const whole = interval(report.period);
  const body = report.sheets.flatMap((sheet) => {
    const keys = keysOf(sheet);
    const period = keys.find(({ kind }) => kind === 'period');
    const what = sheet.columns.find(({ name }) => name === 'row');
    return sheet.rows.flatMap((row) => {
      const own = period?.value(row);
      const named = keys.filter((one) => one !== period).map(({ kind, value }) => plain(value(row), kind));
      const key = [
        words(typeof own === 'string' ? own : whole, options),
        words(sheet.name, options),
        words([...named, ...(what?.value(row) === 'aggregate' ? ['aggregate'] : [])].join(' / '), options),
      ];
      return sheet.columns
        .filter(({ isKey }) => !isKey)
        .map((column) => [
          ...key,
          words(column.name, options),
          written(column.value(row), kindIn(column, row), options),
        ]);
    });
  });
  return write([['period', 'report', 'row', 'measure', 'value'], ...body], options);
}

/** An ISO 8601 interval; an open end is `..`. */
const interval = ({ from, to }: Report['period']): string => (from || to ? `${from ?? '..'}/${to ?? '..'}` : '');

/** A value as a cell. Only words are guarded against running as a formula: `-5.20` is a number and stays one. */
function written(cell: Cell, kind: Kind, options: CsvOptions): string {
  if (cell === null) return '';
  if (!isExact(cell)) return words(plain(cell, kind), options);
  const number = figure(cell, kind);
  return decimalComma(options) ? number.replace('.', ',') : number;
}

function plain(cell: Cell, kind: Kind): string {
  if (cell === null) return '';
  if (isExact(cell)) return figure(cell, kind);
  return typeof cell === 'string' ? cell : cell.join('; ');
}
