import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * An old customer who asks again, or a lead that was entered late. The lead counts on the day on which it was created.
 */
export default defineDoubt({
  code: 'deal-before-lead',
  asks: ({ census }) => census.dealsEarly > 0,
  look: ({ census }) => [{ count: census.dealsEarly }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} with a deal that was created before: each counts on the day on which the lead was created`,
      `лидов, у которых сделка создана раньше: ${formatWhole(count, 'ru')}; каждый посчитан по дате создания самого лида`,
    ),
});
