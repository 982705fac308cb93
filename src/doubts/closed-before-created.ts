import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** Such leads count in the stage that they reached. Only what is said of their time cannot be trusted. */
export default defineDoubt({
  code: 'closed-before-created',
  asks: ({ census }) => census.closedEarly > 0,
  look: ({ census }) => [{ count: census.closedEarly }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} closed before created: counted in the stage reached; do not trust what is said of their time`,
      `лидов, закрытых раньше, чем созданы: ${formatWhole(count, 'ru')}; они посчитаны на своём этапе, но их сроки недостоверны`,
    ),
});
