import type { Markup } from './markup.js';
import { markup } from './markup.js';

/** All charts have this width, so that their letters can still be read on a telephone. */
export const WIDTH = 420;

/**
 * A chart with its title and sentences on how to read it. It is in the colour of the text unless the style sets others.
 */
export const chartFigure = (
  id: string,
  {
    title,
    told,
    height,
    drawn,
    beside = null,
  }: {
    readonly title: string;
    readonly told: readonly string[];
    readonly height: number;
    readonly drawn: readonly (Markup | null)[];
    /** The same figures as a table. */
    readonly beside?: Markup | null;
  },
): Markup => markup`<figure id="${id}"${beside ? markup` class="pair"` : null}>
<figcaption><h2 id="${id}-title">${title}</h2>${told.map((line) => markup`<p>${line}</p>`)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${id}-title" font-family="sans-serif" font-size="12" fill="currentColor">
${drawn.filter((one) => one !== null).flatMap((one) => [one, '\n'])}</svg>
${beside}</figure>`;

/** A coordinate, rounded to a tenth: more digits would only be more bytes. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** The approximate width of words: the program cannot measure text in a chart. */
export const widthOf = (words: string, size: number): number => words.length * size * 0.58;
