import type { Format } from '../model/dialect.js';
import type { Report } from '../model/report.js';
import { csv } from './csv.js';
import { html } from './html/html-page.js';
import { json, runJson } from './json.js';
import { md } from './markdown.js';
import { plainText } from './plain-text.js';
import type { Renderer, RenderOptions } from './renderer.js';
import { table } from './table.js';
import { workbookParts } from './xlsx/workbook-parts.js';
import { zipParts } from './xlsx/zip-parts.js';

/** All ways to write a report, by the names that `--format` takes. */
export const RENDERERS = { table, csv, json, html, md, text: plainText } as const satisfies Record<
  Exclude<Format, 'xlsx'>,
  Renderer
>;

/** A written report: a text, or the texts of an archive by their names. */
export type Written = string | ReadonlyMap<string, string>;

/** The whole report in one file. */
export const renderWhole = (report: Report, format: Format, options: RenderOptions): Written =>
  format === 'xlsx' ? workbookParts(report, options.lang) : RENDERERS[format].render(report, options);

/** The bytes of the file. */
export const bytesOf = async (written: Written): Promise<string | Uint8Array> =>
  typeof written === 'string' ? written : zipParts(written);

export const textsIn = (written: Written): Iterable<string> =>
  typeof written === 'string' ? [written] : written.values();

/** The files for `-o folder/`, by their names: a CSV for each sheet and `run.json`, or a single file. */
export function renderFiles(report: Report, format: Format, options: RenderOptions): Map<string, Written> {
  switch (format) {
    case 'csv':
      return new Map([
        ...report.sheets.map((sheet): [string, string] => [`${sheet.name}.csv`, csv.renderSheet(sheet, options)]),
        ['run.json', runJson(report, options.lang)],
      ]);
    case 'json':
    case 'md':
    case 'html':
    case 'xlsx':
      return new Map([[`report.${format}`, renderWhole(report, format, options)]]);
    case 'text':
      return new Map([['report.txt', plainText.render(report, options)]]);
    case 'table':
      // Colours are for a terminal, not for a file.
      return new Map([['report.txt', table.render(report, { ...options, color: false })]]);
  }
}

export { checkJson } from './check-json.js';
export { renderCheck } from './check-page.js';
export { tidyCsv } from './csv.js';
export { runJson } from './json.js';
export type { Renderer, RenderOptions } from './renderer.js';
export { safe } from './safe.js';
