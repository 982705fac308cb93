import type { Report } from '../../model/report.js';
import { makePage, type Page } from '../page.js';
import { pageSheet } from '../page-sheet.js';
import type { Renderer } from '../renderer.js';
import { charts } from './charts.js';
import { definitionList } from './definition-list.js';
import { documentOf } from './document.js';
import { figureTiles } from './figure-tiles.js';
import { sheetTable } from './sheet-table.js';
import { agendaList, decisionList, findingList, gateList, headBlock, resultLine, standsOn } from './told-blocks.js';

/** The report as one page without other files: the markup says everything, style and script only help. */
export const html: Renderer = {
  name: 'html',
  render: (report: Report, { lang }) => draw(makePage(report, lang), report.version),
  renderSheet(sheet, { lang }) {
    const shown = pageSheet(sheet, lang);
    return documentOf({ lang, title: shown.title, body: [sheetTable(shown, lang)], sheets: [shown] });
  },
};

function draw(page: Page, version: string): string {
  const { lang, head, sheets } = page;
  const shown = sheets.filter(({ isDrawn }) => !isDrawn);
  return documentOf({
    lang,
    title: `${head.title} · ${head.scope}`,
    sheets,
    body: [
      headBlock(head),
      resultLine(page.result),
      findingList(page.findings, lang),
      gateList(page.gates),
      figureTiles(page.tiles, lang),
      charts(sheets, lang),
      ...shown.map((sheet) => sheetTable(sheet, lang)),
      ...agendaList(page.agenda),
      decisionList(page.decisions, lang),
      definitionList(shown, lang),
      standsOn(page.foot, version, lang),
    ],
  });
}
