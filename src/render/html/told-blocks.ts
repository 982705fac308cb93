import type { Lang } from '../../model/text.js';
import type { PageAgenda } from '../agenda.js';
import { FINDINGS, type PageFinding, TO_DECIDE, TONES } from '../findings-page.js';
import { type PageFoot, STANDS_ON } from '../foot.js';
import type { PageGates } from '../gates-page.js';
import type { PageHead } from '../head.js';
import { type Markup, markup } from './markup.js';

// The parts of a report that are sentences.

export const headBlock = ({ title, scope, terms, lines }: PageHead): Markup =>
  markup`<header>
<h1>${title}</h1>
<p class="scope">${scope}</p>
<p class="terms">${terms.join(' · ')}</p>
${lines.map((line) => markup`<p class="terms">${line}</p>\n`)}</header>`;

/** The result line: what came of the money. */
export const resultLine = (result: string | null): Markup | null =>
  result === null ? null : markup`<p class="result"><strong>${result}</strong></p>`;

/** What to act on. The tone is told in a word, and only then by a colour. */
export const findingList = (findings: readonly PageFinding[], lang: Lang): Markup | null =>
  findings.length === 0
    ? null
    : markup`<section class="findings">
<h2 id="findings">${FINDINGS[lang]}</h2>
<ul>
${findings.map(
  ({ tone, words, detail, command }) =>
    markup`<li class="${tone}"><strong class="tone">${TONES[tone][lang]}</strong> ${words}${
      detail === null ? null : markup`<br><span class="detail">${detail}</span>`
    }<br><code>${command}</code></li>\n`,
)}</ul>
</section>`;

/** What came of the gates. Those that do not hold have the command that shows why. */
export const gateList = (gates: PageGates): Markup | null =>
  gates === null
    ? null
    : markup`<section class="findings">
<h2 id="gates">${gates.title}</h2>
<ul>
${gates.open.map(
  ({ outcome, said, command }) =>
    markup`<li class="${outcome === 'failed' ? 'bad' : 'info'}">${said}<br><code>${command}</code></li>\n`,
)}</ul>
<p>${gates.sum}</p>
</section>`;

export const decisionList = (decisions: readonly string[], lang: Lang): Markup | null =>
  decisions.length === 0
    ? null
    : markup`<section class="decisions">
<h2 id="to-decide">${TO_DECIDE[lang]}</h2>
<ol>
${decisions.map((words) => markup`<li>${words}</li>\n`)}</ol>
</section>`;

export const agendaList = (parts: readonly PageAgenda[]): Markup[] =>
  parts.map(
    ({ title, lines }) => markup`<section class="agenda">
<h2>${title}</h2>
<ul>
${lines.map((line) => markup`<li>${line}</li>\n`)}</ul>
</section>`,
  );

/** What the figures are based on, at the end. */
export const standsOn = ({ lines, alerts }: PageFoot, version: string, lang: Lang): Markup =>
  markup`<footer>
<h2 id="stands-on">${STANDS_ON[lang]}</h2>
${lines.map((line) => markup`<p>${line}</p>\n`)}${
  alerts.length === 0
    ? null
    : markup`<ul class="alerts">
${alerts.map(
  ({ words, below }) =>
    markup`<li>${words}${below.length === 0 ? null : markup`<ul>${below.map((line) => markup`<li>${line}</li>`)}</ul>`}</li>\n`,
)}</ul>
`
}<p class="made">funnel ${version}</p>
</footer>`;
