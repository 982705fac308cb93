import type { GateResult } from '../model/gate.js';
import type { Report, Warning } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import { FINDINGS } from './findings-page.js';
import { pageGates } from './gates-page.js';
import { makePage } from './page.js';
import type { PageSheet } from './page-sheet.js';
import { safe } from './safe.js';
import { displayWidth } from './width.js';

/** What a report comes to, in Markdown, for the page of a job: the head, the gates, what to act on, the tables. */
export function jobSummary(report: Report, lang: Lang): string {
  const { head, findings, sheets } = makePage(report, lang);
  return sections([
    [`## ${plain(`${head.title} · ${head.scope}`)}`, plain(head.terms.join(' · ')), ...head.lines.map(plain)].join(
      '\n\n',
    ),
    gateSection(report.gates, lang),
    findings.length === 0
      ? ''
      : `### ${plain(FINDINGS[lang])}\n\n${findings.map(({ words, detail }) => `- ${plain(words)}${detail === null ? '' : `<br>${plain(detail)}`}`).join('\n')}`,
    ...sheets.filter(({ isDrawn }) => !isDrawn).map(tableOf),
    warningSection(report.warnings, lang),
  ]);
}

/** The same of what `check` found. */
export const checkSummary = (gates: readonly GateResult[], warnings: readonly Warning[], lang: Lang): string =>
  sections(['## funnel check', gateSection(gates, lang), warningSection(warnings, lang)]);

const sections = (all: readonly string[]): string => `${all.filter((one) => one !== '').join('\n\n')}\n\n`;

function gateSection(gates: readonly GateResult[], lang: Lang): string {
  const shown = pageGates(gates, lang);
  if (shown === null) return '';
  const open = shown.open.map(
    ({ outcome, said, command }) => `- ${outcome === 'failed' ? '❌' : '⚠️'} ${plain(said)}<br>${plain(command)}`,
  );
  return [`### ${plain(shown.title)}`, ...(open.length > 0 ? [open.join('\n')] : []), plain(shown.sum)].join('\n\n');
}

function warningSection(warnings: readonly Warning[], lang: Lang): string {
  if (warnings.length === 0) return '';
  const list = warnings.map(({ message }) => `- ${plain(safe(message[lang]))}`).join('\n');
  return `<details><summary>${plain(WARNINGS[lang])}: ${warnings.length}</summary>\n\n${list}\n\n</details>`;
}
const WARNINGS = text('Warnings', 'Предупреждения');

/** As wide as is read without scrolling: what gives way first in a terminal does here. */
const WIDEST = 120;

function tableOf({ title, columns, rows }: PageSheet): string {
  if (rows.length === 0) return '';
  const widths = new Map(
    columns.map((column) => [
      column,
      Math.max(displayWidth(column.heading), ...column.cells.map(({ text: words }) => displayWidth(words))) + 3,
    ]),
  );
  const givingWay = [...columns].filter(({ yields }) => yields > 0).sort((a, b) => b.yields - a.yields);
  const shown = new Set(columns);
  const width = () => [...shown].reduce((sum, column) => sum + (widths.get(column) ?? 0), 0);
  for (const column of givingWay) if (width() > WIDEST) shown.delete(column);
  const lines = [
    [...shown].map(({ heading }) => plain(heading)),
    [...shown].map(({ right }) => (right ? '--:' : '---')),
    ...rows.map((_, at) => [...shown].map(({ cells }) => plain(cells[at]?.text ?? ''))),
  ];
  return `### ${plain(title)}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}

/** Words of others are words: no markup, no mention, no link, no number of an issue. */
const plain = (words: string): string =>
  words
    .replace(/[&<>"'`*_{}[\]#!|~@\\$]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (found) => found.replace('.', '&#46;'));
