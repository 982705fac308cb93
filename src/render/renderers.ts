import type { Format } from '../model/dialect.js';
import type { Report } from '../model/report.js';
import { csv } from './csv.js';
import { html } from './html/html-page.js';
import { json, runJson } from './json.js';
import { md } from './markdown.js';
import { plainText } from './plain-text.js';
import type { Renderer, RenderOptions } from './renderer.js';
import { table } from './table.js';

/** Every way to write a report down, by the name that `--format` takes. */
export const RENDERERS = { table, csv, json, html, md, text: plainText } as const satisfies Record<Format, Renderer>;

/** File name → text, for `-o folder/`: a CSV per sheet with `run.json` beside them, else one file. */
export function renderFiles(report: Report, format: Format, options: RenderOptions): Map<string, string> {
  switch (format) {
    case 'csv':
      return new Map([
        ...report.sheets.map((sheet): [string, string] => [`${sheet.name}.csv`, csv.renderSheet(sheet, options)]),
        ['run.json', runJson(report, options.lang)],
      ]);
    case 'json':
      return new Map([['report.json', json.render(report, options)]]);
    case 'md':
      return new Map([['report.md', md.render(report, options)]]);
    case 'html':
      return new Map([['report.html', html.render(report, options)]]);
    case 'text':
      return new Map([['report.txt', plainText.render(report, options)]]);
    case 'table':
      // Colours belong to a terminal, not into a file.
      return new Map([['report.txt', table.render(report, { ...options, color: false })]]);
  }
}

export { checkJson } from './check-json.js';
export { renderCheck } from './check-page.js';
export { tidyCsv } from './csv.js';
export { runJson } from './json.js';
export type { Renderer, RenderOptions } from './renderer.js';
export { safe } from './safe.js';
