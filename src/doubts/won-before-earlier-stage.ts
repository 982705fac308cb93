import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

export default defineDoubt({
  code: 'won-before-earlier-stage',
  asks: ({ census }) => census.wonEarly > 0,
  look: ({ census }) => [{ count: census.wonEarly }],
  say: ({ count }) =>
    text(
      `${counted(count, 'lead')} won on a day before they entered an earlier stage: both count`,
      `лидов, выигранных раньше, чем они вошли в более ранний этап: ${formatWhole(count, 'ru')}; засчитаны оба`,
    ),
});
