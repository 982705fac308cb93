import type { Report } from '../model/report.js';
import type { Lang } from '../model/text.js';
import { type PageAgenda, pageAgenda } from './agenda.js';
import { type PageFinding, pageDecisions, pageFindings, pageResult } from './findings-page.js';
import { type PageFoot, pageFoot } from './foot.js';
import { type PageGates, pageGates } from './gates-page.js';
import { type PageHead, pageHead } from './head.js';
import { type PageSheet, pageSheet } from './page-sheet.js';
import { type PageTile, pageTiles } from './tiles.js';

/**
 * What a report shows, in the words of one language: the step between a report and any text for people. Which column is
 * empty, what a dash means, which row is a total and what a note says is decided here, once. The width of lines, bold
 * type and hidden columns are decided by the code that draws. All words in it are `safe`.
 */
export interface Page {
  readonly lang: Lang;
  readonly head: PageHead;
  /** The result line; null: it was not asked for, or nothing is known. */
  readonly result: string | null;
  readonly findings: readonly PageFinding[];
  readonly gates: PageGates;
  readonly tiles: readonly PageTile[];
  readonly sheets: readonly PageSheet[];
  readonly agenda: readonly PageAgenda[];
  readonly foot: PageFoot;
  /** What is to be decided: the end of the report. */
  readonly decisions: readonly string[];
}

export function makePage(report: Report, lang: Lang): Page {
  const sheets = report.sheets.map((sheet) => pageSheet(sheet, lang));
  return {
    lang,
    head: pageHead(report, lang),
    result: pageResult(report, lang),
    findings: pageFindings(report, lang),
    gates: pageGates(report.gates, lang),
    tiles: pageTiles(report, sheets, lang),
    sheets,
    agenda: pageAgenda(report, lang),
    foot: pageFoot(report, lang),
    decisions: pageDecisions(report, lang),
  };
}
