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
 * What of a report is shown, in the words of one language: the step between a report and any text that people read.
 * Which column is empty, what a dash is, which row is a total and what a note says is told here once; how wide a line is,
 * what is bold and where a column is folded away is for whoever draws it. Every word of it is `safe`.
 */
export interface Page {
  readonly lang: Lang;
  readonly head: PageHead;
  /** What came of the money; null: it was not asked for, or nothing tells. */
  readonly result: string | null;
  readonly findings: readonly PageFinding[];
  readonly gates: PageGates;
  readonly tiles: readonly PageTile[];
  readonly sheets: readonly PageSheet[];
  readonly agenda: readonly PageAgenda[];
  readonly foot: PageFoot;
  /** What is to be decided: the last that is said. */
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
