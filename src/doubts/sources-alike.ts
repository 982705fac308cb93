import { text } from '../error.js';
import { groupBy } from '../model/group-by.js';
import { scalar } from '../model/yaml-scalar.js';
import { defineDoubt } from './define-doubt.js';

/** How many pairs are named. */
const SHOWN = 6;

/**
 * Sources are never joined because their names look alike: `Mail` and `Gmail` are two. A person decides whether they
 * are one.
 */
export default defineDoubt({
  code: 'sources-alike',
  asks: ({ sources }) => sources.alike.length > 0,
  look: ({ sources: { alike } }) => [{ count: alike.length, pairs: alike }],
  say({ count, pairs }) {
    const shown = pairs.slice(0, SHOWN);
    const line = [...groupBy(shown, ([name]) => name)]
      .map(([name, likes]) => `${scalar(name)}: [${likes.map(([, like]) => scalar(like)).join(', ')}]`)
      .join(', ');
    const named = (and: string) => shown.map(([name, like]) => `«${name}» ${and} «${like}»`).join(', ');
    const more = count - shown.length;
    return text(
      `sources that look alike stay rows of their own: ${named('and')}${more > 0 ? `, and ${more} more` : ''}; if they are one, put into funnel.yaml: sources: {${line}}`,
      `похожие источники остались отдельными строками: ${named('и')}${more > 0 ? ` и ещё ${more}` : ''}; если это одно и то же, добавьте в funnel.yaml: sources: {${line}}`,
    );
  },
});
