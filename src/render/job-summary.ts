import type { GateResult } from '../model/gate.js';
import type { Warning } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import { pageGates } from './gates-page.js';
import { escapeMarkdown, gateSection, markdownOf, sections } from './markdown.js';
import { safe } from './safe.js';

/** A report for the summary page of a CI job. */
export const jobSummary = markdownOf;

/** The same for the result of `check`. */
export const checkSummary = (gates: readonly GateResult[], warnings: readonly Warning[], lang: Lang): string =>
  sections(['## funnel check', gateSection(pageGates(gates, lang)), warningSection(warnings, lang)]);

function warningSection(warnings: readonly Warning[], lang: Lang): string {
  if (warnings.length === 0) return '';
  const list = warnings.map(({ message }) => `- ${escapeMarkdown(safe(message[lang]))}`).join('\n');
  return `<details><summary>${escapeMarkdown(WARNINGS[lang])}: ${warnings.length}</summary>\n\n${list}\n\n</details>`;
}
const WARNINGS = text('Warnings', 'Предупреждения');
