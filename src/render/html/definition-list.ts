import { type Lang, text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { type Markup, markup } from './markup.js';

/** Every word that heads a column, with what it means: whoever disputes a figure begins here. */
export function definitionList(sheets: readonly PageSheet[], lang: Lang): Markup | null {
  const told = new Map(
    sheets.flatMap(({ columns }) =>
      columns.flatMap(({ heading, definition }): [string, string][] => (definition ? [[definition, heading]] : [])),
    ),
  );
  if (told.size === 0) return null;
  return markup`<section class="definitions">
<details>
<summary><h2 id="definitions">${DEFINITIONS[lang]}</h2></summary>
<dl>
${[...told].map(([definition, heading]) => markup`<div><dt>${heading}</dt><dd>${definition}</dd></div>\n`)}</dl>
</details>
</section>`;
}

const DEFINITIONS = text('What the words mean', 'Что значат слова');
