import type { Report } from '../model/report.js';
import type { Sheet } from '../model/sheet.js';
import { agendaLines } from './agenda.js';
import { type Drawn, drawSheet } from './draw-sheet.js';
import { decisionLines, findingLines } from './findings-page.js';
import { footLines } from './foot.js';
import { gateLines } from './gates-page.js';
import { headLines } from './head.js';
import { COMFORTABLE_WIDTH, paragraph, rule, usableWidth } from './lines.js';
import { makePage, type Page } from './page.js';
import { pageSheet } from './page-sheet.js';
import type { Renderer, RenderOptions } from './renderer.js';
import { shortened } from './shortened.js';
import { type Paint, painter } from './styles.js';
import { displayWidth, packLines } from './width.js';

/**
 * The report for a person at a terminal: the head, what to act on, each sheet as a table with explanations, and what it
 * is all based on.
 */
export const table: Renderer = {
  name: 'table',
  render: (report: Report, options: RenderOptions): string =>
    drawPage(makePage(shortened(report), options.lang), options),
  renderSheet(sheet: Sheet, options: RenderOptions): string {
    const paint = painter(options.color);
    const drawn = drawSheet(pageSheet(sheet, options.lang), options.lang, usableWidth(options.width), paint);
    return `${[...drawn.lines, ...explain(drawn, measure([drawn], options.width), paint)].join('\n')}\n`;
  },
};

/** A page as text for a terminal. */
export function drawPage(
  page: Page,
  { lang, width: full, color }: Pick<RenderOptions, 'lang' | 'width' | 'color'>,
): string {
  const paint = painter(color);
  const drawn = page.sheets
    .filter(({ isDrawn }) => !isDrawn)
    .map((sheet) => drawSheet(sheet, lang, usableWidth(full), paint));
  const width = measure(drawn, full);
  const blocks = [
    headLines(page.head, width, paint),
    page.result === null ? [] : paragraph(page.result, width, paint, 'strong'),
    findingLines(page.findings, lang, width, paint),
    gateLines(page.gates, lang, width, paint),
    ...drawn.map((one) => [...one.lines, ...explain(one, width, paint)]),
    agendaLines(page.agenda, lang, width, paint),
    footLines(page.foot, lang, width, paint),
    decisionLines(page.decisions, lang, width, paint),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join(`\n${rule(width, paint)}\n`)}\n`;
}

/** Sentences and rules are as wide as can be read well, or as the widest table. */
function measure(drawn: readonly Drawn[], width: number): number {
  const lines = drawn.flatMap((one) => one.lines);
  const widest = lines.reduce((most, line) => Math.max(most, displayWidth(line)), COMFORTABLE_WIDTH);
  return Math.min(usableWidth(width), widest);
}

const explain = ({ footnotes, notes }: Drawn, width: number, paint: Paint): string[] => [
  ...packLines(footnotes, width).map((line) => paint('quiet', line)),
  ...notes.flatMap((note) => paragraph(note, width, paint)),
];
