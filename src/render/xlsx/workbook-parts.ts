import type { Report } from '../../model/report.js';
import type { Lang } from '../../model/text.js';
import { STANDS_ON } from '../foot.js';
import { makePage } from '../page.js';
import { basisLayout } from './basis-layout.js';
import { CellStyles } from './cell-styles.js';
import { reportLayout } from './report-layout.js';
import { sheetNames } from './sheet-names.js';
import { worksheetXml } from './worksheet-xml.js';
import { DECLARED, MAIN, xmlWords } from './xml-words.js';

/**
 * The report as the parts of an Excel workbook, by name: a sheet for each report, and a last one on what they are based
 * on. Pure: the same report gives the same parts. Source: ECMA-376 part 1, SpreadsheetML.
 */
export function workbookParts(report: Report, lang: Lang): ReadonlyMap<string, string> {
  const page = makePage(report, lang);
  const shown = page.sheets.filter(({ isDrawn }) => !isDrawn);
  const sheets = [
    ...shown.map((sheet) => ({ name: sheet.name, title: sheet.title, laid: reportLayout(sheet, lang) })),
    { name: 'report', title: STANDS_ON[lang], laid: basisLayout(page, report) },
  ];
  const names = sheetNames(sheets.map(({ title }) => title));
  const styles = new CellStyles();
  const worksheets = sheets.map(({ name, laid }, at) => [partOf(at), worksheetXml(name, laid, styles)] as const);
  return new Map([
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', links([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(names)],
    [
      'xl/_rels/workbook.xml.rels',
      links([...sheets.map((_, at) => ['worksheet', partOf(at).slice(3)] as const), ['styles', 'styles.xml']]),
    ],
    ['xl/styles.xml', styles.written()],
    ...worksheets,
  ]);
}

const partOf = (at: number): string => `xl/worksheets/sheet${at + 1}.xml`;

const workbook = (names: readonly string[]): string =>
  `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${KINDS}"><bookViews><workbookView/></bookViews><sheets>${names
    .map((name, at) => `<sheet name="${xmlWords(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`;

const links = (targets: readonly (readonly [kind: string, target: string])[]): string =>
  `${DECLARED}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${KINDS}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function contentTypes(sheets: number): string {
  const override = (part: string, kind: string) =>
    `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return `${DECLARED}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_, at) => override(partOf(at), 'worksheet')),
  ].join('')}</Types>`;
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const KINDS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
