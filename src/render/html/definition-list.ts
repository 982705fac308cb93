import type { Lang } from '../../model/text.js';
import { DEFINITIONS, definitionsOf } from '../definitions.js';
import type { PageSheet } from '../page-sheet.js';
import { type Markup, markup } from './markup.js';

/** What the words mean, folded. */
export function definitionList(sheets: readonly PageSheet[], lang: Lang): Markup | null {
  const told = definitionsOf(sheets);
  if (told.length === 0) return null;
  return markup`<section class="definitions">
<details>
<summary><h2 id="definitions">${DEFINITIONS[lang]}</h2></summary>
<dl>
${told.map(({ heading, definition }) => markup`<div><dt>${heading}</dt><dd>${definition}</dd></div>\n`)}</dl>
</details>
</section>`;
}
