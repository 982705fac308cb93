import type { Report } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import { FINDINGS, TO_DECIDE } from './findings-page.js';
import { type PageFoot, STANDS_ON } from './foot.js';
import type { PageGates } from './gates-page.js';
import { makePage } from './page.js';
import { footnotes, NO_ROWS, type PageSheet, pageSheet } from './page-sheet.js';
import type { Renderer } from './renderer.js';
import { seamWords } from './seam.js';
import { shortened } from './shortened.js';
import { nameOf } from './told-columns.js';
import { cut, displayWidth } from './width.js';

/** The report as GitHub and GitLab show it: below a merge request, or on the page of a job. */
export const md: Renderer = {
  name: 'md',
  render: (report, { lang }) => markdownOf(report, lang),
  renderSheet: (sheet, { lang }) => sections([tableOf(pageSheet(sheet, lang), lang)]),
};

export function markdownOf(report: Report, lang: Lang): string {
  const { head, result, findings, gates, sheets, agenda, decisions, foot } = makePage(shortened(report), lang);
  return sections([
    [
      `## ${escapeMarkdown(`${head.title} · ${head.scope}`)}`,
      escapeMarkdown(head.terms.join(' · ')),
      ...head.lines.map(escapeMarkdown),
    ].join('\n\n'),
    result === null ? '' : `**${escapeMarkdown(result)}**`,
    gateSection(gates),
    listed(
      FINDINGS[lang],
      findings.map(({ words, detail, command }) =>
        [
          escapeMarkdown(words),
          ...(detail === null ? [] : [escapeMarkdown(detail)]),
          `<code>${escapeMarkdown(command)}</code>`,
        ].join('<br>'),
      ),
    ),
    ...sheets.filter(({ isDrawn }) => !isDrawn).map((sheet) => tableOf(sheet, lang)),
    ...agenda.map(({ title, lines }) => listed(title, lines.map(escapeMarkdown))),
    listed(TO_DECIDE[lang], decisions.map(escapeMarkdown)),
    standsOn(foot, lang),
  ]);
}

export const sections = (all: readonly string[]): string => `${all.filter((one) => one !== '').join('\n\n')}\n\n`;

export function gateSection(shown: PageGates): string {
  if (shown === null) return '';
  const open = shown.open.map(
    ({ outcome, said, command }) =>
      `- ${outcome === 'failed' ? '❌' : '⚠️'} ${escapeMarkdown(said)}<br>${escapeMarkdown(command)}`,
  );
  return [
    `### ${escapeMarkdown(shown.title)}`,
    ...(open.length > 0 ? [open.join('\n')] : []),
    escapeMarkdown(shown.sum),
  ].join('\n\n');
}

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `### ${escapeMarkdown(title)}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;

/** What the figures are based on, folded. */
function standsOn({ lines, alerts }: PageFoot, lang: Lang): string {
  if (lines.length === 0 && alerts.length === 0) return '';
  const told = alerts.map(({ words, below }) => `- ⚠️ ${[words, ...below].map(escapeMarkdown).join('<br>')}`);
  const shown = [...lines.map((line) => `- ${escapeMarkdown(line)}`), ...told];
  const count = alerts.length === 0 ? '' : ` · ⚠️ ${alerts.length}`;
  return `<details><summary>${escapeMarkdown(STANDS_ON[lang])}${count}</summary>\n\n${shown.join('\n')}\n\n</details>`;
}

/**
 * The width that can be read without scrolling. In wider tables the columns are hidden that a terminal would hide
 * first.
 */
const WIDEST = 120;
/** Longer names are cut, as in a terminal. */
const LONGEST = 60;

function tableOf(sheet: PageSheet, lang: Lang): string {
  const { title, columns, rows, notes } = sheet;
  if (rows.length === 0)
    return [`### ${escapeMarkdown(title)}`, NO_ROWS[lang], ...notes.map(escapeMarkdown)].join('\n\n');
  const widths = new Map(
    columns.map((column) => [
      column,
      Math.max(
        displayWidth(column.heading),
        ...column.cells.map(({ text: words }) => displayWidth(cut(words, LONGEST))),
      ) + 3,
    ]),
  );
  const givingWay = [...columns].filter(({ yields }) => yields > 0).sort((a, b) => b.yields - a.yields);
  const shown = new Set(columns);
  const width = () => [...shown].reduce((sum, column) => sum + (widths.get(column) ?? 0), 0);
  for (const column of givingWay) if (width() > WIDEST) shown.delete(column);
  const lines = [
    [...shown].map(({ heading }) => escapeMarkdown(heading)),
    [...shown].map(({ right }) => (right ? '--:' : '---')),
    ...rows.flatMap(({ seam }, at) => [
      ...(seam
        ? [[...shown].map((_, index) => (index === 0 ? `<i>${escapeMarkdown(seamWords(seam[1], lang))}</i>` : ''))]
        : []),
      [...shown].map(({ cells }) => escapeMarkdown(cut(cells[at]?.text ?? '', LONGEST))),
    ]),
  ];
  const left = columns.filter((column) => !shown.has(column)).map(nameOf);
  const below = [
    ...footnotes(sheet, [...shown], lang),
    ...(left.length > 0 ? [`${NO_ROOM[lang]} ${left.join(', ')}`] : []),
    ...notes,
  ];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return [
    `### ${escapeMarkdown(title)}`,
    table,
    ...(below.length > 0 ? [below.map(escapeMarkdown).join('<br>')] : []),
  ].join('\n\n');
}

const NO_ROOM = text('no room for:', 'не поместились:');

/** Words from exports stay words: they cannot become markup, mentions, links or issue numbers. */
export const escapeMarkdown = (words: string): string =>
  words
    .replace(/[&<>"'`*_{}[\]#!|~@\\$]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (found) => found.replace('.', '&#46;'));
