import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/**
 * The exchange rate should be that of the day on which a deal was won. Where that day is unknown, the day of the last
 * modification is used (or else of creation), which may be another.
 */
export default defineDoubt({
  code: 'rate-day-assumed',
  asks: ({ census }) => census.rateAssumed > 0,
  look: ({ census }) => [{ count: census.rateAssumed }],
  say: ({ count }) =>
    text(
      `${counted(count, 'won deal')} without a date of winning: converted at the rate of the last modification, or else of creation; the column of that date is named in funnel.yaml: columns: {closed_at: …}`,
      `выигранных сделок без даты выигрыша: ${formatWhole(count, 'ru')}; они пересчитаны по курсу дня последнего изменения, а без него — создания; столбец с этой датой указывают в funnel.yaml: columns: {closed_at: …}`,
    ),
});
