import { formatWhole } from '../model/numbers.js';
import type { Report } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import { FINDINGS, MARKS, type PageFinding, TO_DECIDE } from './findings-page.js';
import { makePage, type Page } from './page.js';
import { type PageSheet, pageSheet } from './page-sheet.js';
import type { Renderer } from './renderer.js';
import { UNKNOWN } from './shown-cell.js';

/**
 * A report without its tables, for a channel that both departments read: paragraphs without line breaks, at most 4,000
 * characters (the limit of a message). A report that was asked for by name follows with one line for each row, however
 * long.
 */
export const plainText: Renderer = {
  name: 'text',
  render(report: Report, { lang }) {
    const page = makePage(report, lang);
    const agenda = page.agenda.map(({ title, lines }) => [title, ...lines].join('\n'));
    return `${[messageOf(page, report), ...page.sheets.map(sheetText), ...agenda].join('\n\n')}\n`;
  },
  renderSheet: (sheet, { lang }) => `${sheetText(pageSheet(sheet, lang))}\n`,
};

const MOST_CHARACTERS = 3_999;

/** The message with as many findings as fit. Those with the least money are left out, and counted. */
function messageOf(page: Page, report: Report): string {
  for (let shown = page.findings.length; shown >= 0; shown--) {
    const message = written(page, shown, report);
    if (message.length <= MOST_CHARACTERS) return message;
  }
  // Names alone may be longer than any message.
  return `${[...written(page, 0, report)].slice(0, MOST_CHARACTERS / 2).join('')}…`;
}

function written({ lang, head, result, findings, gates, decisions }: Page, shown: number, report: Report): string {
  const left = findings.length - shown;
  return [
    [`${head.title} · ${head.scope}`, ...(result === null ? [] : [result])],
    findings.length === 0
      ? []
      : [
          FINDINGS[lang],
          ...findings.slice(0, shown).flatMap(findingText),
          ...(left > 0 ? [`${MORE[lang]} ${formatWhole(left, lang)}: funnel report`] : []),
        ],
    gates === null ? [] : [gates.title, ...gates.open.map(({ said, command }) => `! ${said}\n→ ${command}`), gates.sum],
    decisions.length === 0 ? [] : [TO_DECIDE[lang], ...decisions.map((words, at) => `${at + 1}. ${words}`)],
    [standsOn(report, lang)],
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

const findingText = ({ tone, words, detail, command }: PageFinding): string[] => [
  `${MARKS[tone].text.trim()} ${words}`,
  ...(detail === null ? [] : [detail]),
  `→ ${command}`,
];

/** The warnings themselves are on stderr. */
function standsOn({ ledger, warnings }: Report, lang: Lang): string {
  const lines = ledger.reduce((sum, one) => sum + one.lines, 0);
  const rejected = ledger.reduce((sum, one) => sum + one.rejected, 0);
  return [
    `${FILES[lang]} ${formatWhole(ledger.length, lang)}, ${LINES[lang]} ${formatWhole(lines, lang)}`,
    ...(rejected > 0 ? [`${REJECTED[lang]} ${formatWhole(rejected, lang)}`] : []),
    ...(warnings.length > 0 ? [`${WARNINGS[lang]} ${formatWhole(warnings.length, lang)} (funnel check)`] : []),
  ].join(', ');
}

/** `Google Ads: Spend 528,000 · Leads 1,200`. Unknown figures are left out, unless none is known. */
function sheetText({ title, columns, rows, notes }: PageSheet): string {
  const keys = columns.filter(({ isKey }) => isKey);
  const figures = columns.filter(({ isKey }) => !isKey);
  const cell = (column: PageSheet['columns'][number], at: number) => column.cells[at]?.text ?? UNKNOWN;
  return [
    title,
    ...rows.map((_, at) => {
      const known = figures.filter((column) => cell(column, at) !== UNKNOWN);
      const said =
        known.length === 0 && figures.length > 0
          ? UNKNOWN
          : known.map((column) => `${column.heading} ${cell(column, at)}`).join(' · ');
      return [keys.map((column) => cell(column, at)).join(' / '), said].filter((part) => part !== '').join(': ');
    }),
    ...notes,
  ].join('\n');
}

const MORE = text('And more:', 'И ещё:');
const FILES = text('Stands on: files', 'На чём основано: файлов');
const LINES = text('lines', 'строк');
const REJECTED = text('rejected', 'не прочитано');
const WARNINGS = text('warnings', 'предупреждений');
