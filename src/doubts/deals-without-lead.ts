import { text } from '../error.js';
import { counted, join } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** They earned something, and nobody knows with whom: they are no leads, and no source can be given what they earned. */
export default defineDoubt({
  code: 'deals-without-lead',
  asks: ({ census }) => census.dealsAlone > 0,
  look: ({ census, links }) => [{ count: census.dealsAlone, links }],
  say({ count, links }) {
    const ways = join(links, '; ');
    return text(
      `${counted(count, 'deal')} without a lead: no leads, and in a row of their own, in no total; ${ways.en}`,
      `сделок без лида: ${count}; они не лиды и стоят отдельной строкой, вне итогов; ${ways.ru}`,
    );
  },
});
