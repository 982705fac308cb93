import { type Lang, text } from '../../model/text.js';
import type { PageTile } from '../tiles.js';
import { type Markup, markup } from './markup.js';

/** Two rows: money, by the day of the deal, and leads, by the day of creation. Each tile says which. */
export function figureTiles(tiles: readonly PageTile[], lang: Lang): Markup | null {
  if (tiles.length === 0) return null;
  const row = (of: PageTile['of']) => tiles.filter((tile) => tile.of === of);
  return markup`<section class="tiles">
<h2 id="figures">${FIGURES[lang]}</h2>
${[row('money'), row('leads')].filter((own) => own.length > 0).map((own) => markup`<ul>\n${own.map(tileOf)}</ul>\n`)}</section>`;
}

const tileOf = ({ label, value, basis, beside, tone }: PageTile): Markup =>
  markup`<li${tone === null ? null : markup` class="${tone}"`}><span class="label">${label}</span> <strong class="value">${value ?? '—'}</strong> <span class="basis">${basis}</span>${beside.map(
    (line) => markup`<span class="sep">; </span><span class="beside">${line}</span>`,
  )}</li>\n`;

const FIGURES = text('In figures', 'В цифрах');
