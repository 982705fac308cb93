import type { Markup } from './markup.js';
import { markup } from './markup.js';

/** All are as wide, so that a telephone still shows their letters. */
export const WIDTH = 420;

/** A drawing with what it is called and how it is read: in the colour of the text, until a style gives it others. */
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
    /** The same in rows. */
    readonly beside?: Markup | null;
  },
): Markup => markup`<figure id="${id}"${beside ? markup` class="pair"` : null}>
<figcaption><h2 id="${id}-title">${title}</h2>${told.map((line) => markup`<p>${line}</p>`)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="${id}-title" font-family="sans-serif" font-size="12" fill="currentColor">
${drawn.filter((one) => one !== null).flatMap((one) => [one, '\n'])}</svg>
${beside}</figure>`;

/** A place in a drawing, to a tenth: digits beyond are nothing but bytes. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** How wide words are, about: what stands in a drawing is measured by nobody. */
export const widthOf = (words: string, size = 12): number => words.length * size * 0.58;
